"""What the programming interface answers, from the document of a release. Links are whole addresses."""

from hashlib import sha256

from django.conf import settings
from django.urls import reverse

from indicators.open_data.files import files_of
from indicators.revisions import reading


def link(name, *args):
    """The whole address of a page."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"


def front(release):
    """Where to begin. `release`: the latest one."""
    return {
        "latest": {key: release[key] for key in ("number", "day", "sha256")},
        "licence": release["licence"],
        "programme": release["programme"],
        "links": {
            "self": link("api"),
            "description": link("api-description"),
            "releases": link("api-releases"),
            "latest": link("api-latest-release"),
            "catalogue": link("data-catalogue"),
        },
    }


def release_list(release):
    """All releases, the newest first, as the latest one, `release`, comes with them."""
    return {
        "releases": [row._asdict() | {"links": links_of(row.number)} for row in release["releases"]],
        "links": {"self": link("api-releases"), "latest": link("api-latest-release"), "start": link("api")},
    }


def links_of(number):
    """Where a release is found."""
    return {
        "self": link("api-release", number),
        "indicators": link("api-release-indicators", number),
        "json": link("release-json", number),
        "zip": link("release-zip", number),
        "datapackage": link("release-file", number, "datapackage.json"),
    }


def release_detail(release):
    """A release: its place in the chain, what it corrects and why, and its files."""
    keys = ("number", "day", "sha256", "previous", "corrects", "corrected_by", "reason", "licence", "programme")
    return {key: release[key] for key in keys} | {
        "files": [
            {
                "name": name,
                "address": link("release-file", release["number"], name),
                "bytes": len(content),
                "sha256": sha256(content).hexdigest(),
            }
            for name, content in sorted(files_of(release).items())
        ],
        "links": links_of(release["number"]) | {"releases": link("api-releases")},
    }


def told_by(release):
    """Which release says it."""
    return {key: release[key] for key in ("number", "day", "sha256", "corrected_by")}


def indicator_list(release):
    """All indicators of a release: the figure of each, and where it stands."""
    number = release["number"]
    return {
        "release": told_by(release),
        "indicators": [
            {
                "code": entry["code"],
                "name": entry["name"],
                "pillar": entry["pillar"],
                "unit": entry["unit"],
                "figure": reading(entry["figure"])
                | {"held_back": entry["figure"].get("held_back", False), "holds_on": entry["figure"]["holds_on"]},
                "progress": entry["progress"],
                "links": {"self": link("api-release-indicator", number, entry["code"])},
            }
            for entry in release["indicators"]
        ],
        "links": {"self": link("api-release-indicators", number), "release": link("api-release", number)},
    }


def indicator_detail(release, entry):
    """All that a release says of an indicator, with the sources that it names."""
    number, code = release["number"], entry["code"]
    named = {row["source"] for row in (entry["figure"], *entry["observations"], *entry["targets"])}
    named |= {part["figure"]["source"] for part in entry["parts"]}
    return {
        "release": told_by(release),
        "indicator": entry,
        "sources": {key: source for key, source in release["sources"].items() if key in named},
        "links": {
            "self": link("api-release-indicator", number, code),
            "indicators": link("api-release-indicators", number),
            "series": link("api-series", code),
        },
    }


def series(release, entry):
    """The values of an indicator at each release so far, and what it was to reach. `release`: the latest one."""
    return {
        "release": told_by(release),
        "code": entry["code"],
        "name": entry["name"],
        "unit": entry["unit"],
        "series": entry["series"],
        "targets": entry["targets"],
        "trajectory": entry["trajectory"],
        "links": {
            "self": link("api-series", entry["code"]),
            "indicator": link("api-release-indicator", release["number"], entry["code"]),
        },
    }
