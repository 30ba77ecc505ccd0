"""What describes the files of a release to machines: `datapackage.json`, as Data Package v1 asks (specs.frictionlessdata.io)."""

from hashlib import sha256

from indicators.open_data.tables import TABLES
from indicators.sealing import canonical, sealed

LICENCE = "etalab-2.0"
"""The licence by its name in the lists of SPDX."""
TITLES = {
    "release.json": "La publication entière, telle qu’elle a été scellée / The whole release, as it was sealed",
    "dcat.jsonld": "Description pour les catalogues de données ouvertes / Description for catalogues of open data",
    "README.txt": "Comment lire les fichiers / How to read the files",
    "LICENCE.txt": "Licence / Licence",
}
"""The files that are no tables, and what they are."""
MEDIA = {"json": "application/json", "jsonld": "application/ld+json", "txt": "text/plain"}
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def title_of(release, is_fictional):
    """What a release is called, in both languages."""
    mark = "[programme fictif / fictional programme] " if is_fictional else ""
    name, number, day = release["programme"]["short_name"], release["number"], release["day"]
    return {
        "fr": f"{mark}{name} : publication n° {number}, état au {day}",
        "en": f"{mark}{name}: release no. {number}, state on {day}",
    }


def as_json(document):
    """A description as bytes, the same for the same content."""
    return canonical(document).encode()


def measured(content):
    """How long a file is, and its hash."""
    return {"bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}"}


def datapackage(release, files, site, is_fictional):
    """The description of all other files of a release, sealed like the release itself, so that a changed digit is found in it.

    `files`: their bytes by name; `site`: where readers find the site.
    """
    title = title_of(release, is_fictional)
    others = [other(name, files[name]) for name in TITLES]
    found = {
        "profile": "data-package",
        "name": f"enact-release-{release['number']}",
        "id": f"{site}/data/releases/{release['number']}/datapackage.json",
        "title": f"{title['fr']} / {title['en']}",
        "description": f"{release['programme']['name']['fr']} / {release['programme']['name']['en']}",
        "homepage": f"{site}/fr/data/",
        "version": str(release["number"]),
        "created": f"{release['day']}T00:00:00Z",
        "keywords": ["intelligence artificielle", "artificial intelligence", "Grand Est", "France 2030"],
        "licenses": [{"name": LICENCE, "path": release["licence"]["address"], "title": release["licence"]["name"]}],
        "sources": sources_of(release),
        "resources": [*(tabular(table, files[table.file]) for table in TABLES if table.file in files), *others],
    }
    publishers = [{"title": leader, "role": "publisher"} for leader in release["programme"]["leaders"]]
    return as_json(sealed(found | ({"contributors": publishers} if publishers else {})))


def tabular(table, content):
    """A table as a resource."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "title": f"{table.title.fr} / {table.title.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": table.schema(),
        **measured(content),
    }


def other(name, content):
    """A file that is no table as a resource."""
    ending = name.rpartition(".")[2]
    return {
        "profile": "data-resource",
        "name": name.lower(),
        "path": name,
        "title": TITLES[name],
        "format": ending,
        "mediatype": MEDIA[ending],
        "encoding": "utf-8",
        **measured(content),
    }


def sources_of(release):
    """The documents from which the figures come, each once."""
    found = {}
    for source in release["sources"].values():
        title = f"{source['publisher']}, {source['title']['fr']}, {source['published_on']}"
        found[title] = {"title": title} | ({"path": source["address"]} if source["address"] else {})
    return [found[title] for title in sorted(found)]
