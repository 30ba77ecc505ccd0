"""What describes releases to catalogues of open data: JSON-LD in the terms of DCAT-AP, with no address to be fetched for it.

Nobody is named: the contact is the body that publishes, at a page of the site.
"""

from hashlib import sha256

from indicators.open_data.package import LICENCE, as_json, title_of

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
GRAND_EST = "http://data.europa.eu/nuts/code/FRF"
LANGUAGES = [{"@id": f"{AUTHORITY}/language/FRA"}, {"@id": f"{AUTHORITY}/language/ENG"}]
KINDS = {
    "csv": ("text/csv", "CSV"),
    "json": ("application/json", "JSON"),
    "jsonld": ("application/ld+json", "JSON_LD"),
    "txt": ("text/plain", "TXT"),
    "zip": ("application/zip", "ZIP"),
}
"""The media type of a file and its name among the file types of the Union, by the end of its name."""


def day(value):
    """A day as a value with its type."""
    return {"@type": "xsd:date", "@value": value}


def in_languages(text):
    """A text in both languages."""
    return [{"@language": language, "@value": text[language]} for language in ("fr", "en")]


def publisher(release, site):
    """Who publishes: the leaders of the programme, or the programme itself where none is told."""
    named = " – ".join(release["programme"]["leaders"]) or release["programme"]["short_name"]
    return {"@id": f"{site}/#publisher", "@type": "foaf:Agent", "foaf:name": named}


def contact(release, site):
    """Whom to write to: the page of the site that says it."""
    return {
        "@type": "vcard:Organization",
        "vcard:fn": release["programme"]["short_name"],
        "vcard:hasURL": {"@id": f"{site}/fr/legal/"},
    }


def licence(release):
    """The licence."""
    return {
        "@id": release["licence"]["address"],
        "@type": "dct:LicenseDocument",
        "dct:identifier": LICENCE,
        "dct:title": release["licence"]["name"],
    }


def address_of(number, site):
    """What names a release among all data sets."""
    return f"{site}/data/releases/{number}/dcat.jsonld#dataset"


def described(release, site):
    """What the data sets of a programme have in common."""
    return {
        "dct:publisher": publisher(release, site),
        "dcat:contactPoint": contact(release, site),
        "dct:spatial": {"@id": GRAND_EST},
        "dct:language": LANGUAGES,
        "dcat:theme": {"@id": f"{AUTHORITY}/data-theme/TECH"},
        "dcat:landingPage": [{"@id": f"{site}/{language}/data/"} for language in ("fr", "en")],
        "dct:accessRights": {"@id": f"{AUTHORITY}/access-right/PUBLIC"},
    }


def distribution(address, release, digest=None, size=None):
    """A file of a release that can be downloaded, with its SHA-256 and its length in bytes, where they are known."""
    media, kind = KINDS[address.rpartition(".")[2]]
    found = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": address.rpartition("/")[2],
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{kind}"},
        "dct:license": licence(release),
    }
    if digest:
        found["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": digest},
        }
    if size is not None:
        found["dcat:byteSize"] = {"@type": "xsd:nonNegativeInteger", "@value": str(size)}
    return found


def dataset(release, number, state, title, distributions, site):
    """A release as a data set. `state`: its day. It never changes: another one follows it."""
    return {
        "@id": address_of(number, site),
        "@type": "dcat:Dataset",
        "dct:title": in_languages(title),
        "dct:description": in_languages(release["programme"]["name"]),
        "dct:identifier": address_of(number, site),
        "dcat:version": str(number),
        "dct:issued": day(state),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(release["programme"]["starts_on"]),
            "dcat:endDate": day(state),
        },
        "dct:accrualPeriodicity": {"@id": f"{AUTHORITY}/frequency/NEVER"},
        "dcat:inSeries": {"@id": f"{site}/data/catalog.jsonld#series"},
        "dcat:distribution": distributions,
        **described(release, site),
    }


def of_release(release, files, site, is_fictional):
    """The description of a release and of each of its files. `files`: bytes by name, but of those that tell its own hash."""
    folder = f"{site}/data/releases/{release['number']}"
    found = [
        distribution(f"{folder}/{name}", release, sha256(content).hexdigest(), len(content))
        for name, content in sorted(files.items())
    ]
    found += [distribution(address, release) for address in (f"{folder}/datapackage.json", f"{folder}.zip")]
    title = title_of(release, is_fictional)
    return as_json({"@context": CONTEXT, **dataset(release, release["number"], release["day"], title, found, site)})


def of_all(release, site, is_fictional):
    """The catalogue of all releases, the newest first, as the latest one, `release`, tells it."""
    return as_json(
        {
            "@context": CONTEXT,
            "@id": f"{site}/data/catalog.jsonld#catalog",
            "@type": "dcat:Catalog",
            "dct:title": in_languages({"fr": "Données d’ENACT", "en": "Data of ENACT"}),
            "dct:description": in_languages(release["programme"]["name"]),
            "dct:publisher": publisher(release, site),
            "dct:language": LANGUAGES,
            "dct:license": licence(release),
            "dct:modified": day(release["day"]),
            "foaf:homepage": {"@id": f"{site}/"},
            "dcat:dataset": [*(listed(row, release, site, is_fictional) for row in release["releases"])],
            "dcat:service": service(release, site),
            "dct:hasPart": series(release, site),
        }
    )


def listed(row, release, site, is_fictional):
    """One of the releases in the catalogue. `row`: what readers are told of it."""
    folder = f"{site}/data/releases/{row.number}"
    found = [distribution(f"{folder}.json", release, row.sha256), distribution(f"{folder}.zip", release)]
    title = title_of(release | {"number": row.number, "day": row.day}, is_fictional)
    replaced = {"dct:isReplacedBy": {"@id": address_of(row.corrected_by, site)}} if row.corrected_by else {}
    return dataset(release, row.number, row.day, title, found, site) | replaced


def series(release, site):
    """All releases as a series, which grows when there is something to publish."""
    return {
        "@id": f"{site}/data/catalog.jsonld#series",
        "@type": "dcat:DatasetSeries",
        "dct:title": in_languages({"fr": "Publications d’ENACT", "en": "Releases of ENACT"}),
        "dct:description": in_languages(release["programme"]["name"]),
        "dct:accrualPeriodicity": {"@id": f"{AUTHORITY}/frequency/IRREG"},
        **described(release, site),
    }


def service(release, site):
    """The programming interface."""
    return {
        "@id": f"{site}/data/catalog.jsonld#api",
        "@type": "dcat:DataService",
        "dct:title": in_languages({"fr": "Interface de lecture", "en": "Interface for reading"}),
        "dcat:endpointURL": {"@id": f"{site}/api/"},
        "dcat:endpointDescription": {"@id": f"{site}/api/openapi.json"},
        "dct:license": licence(release),
        "dcat:servesDataset": [{"@id": address_of(row.number, site)} for row in release["releases"]],
    }
