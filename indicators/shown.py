"""Which releases there are, and which of them the public pages show, as every process knows it without asking the database.

It stands in a note that every process reads each second, so that a new release is shown at once by all of them.
"""

import json
import time
from datetime import UTC
from typing import NamedTuple

from enact.ui.kept import files
from indicators.models import Release

WATCHED_EVERY = 1
"""In seconds: how long a process takes its knowledge of the releases for true."""


class Told(NamedTuple):
    """What readers are told of a release: its number, its day in ISO 8601, its hash, the number of the one that corrects it, and
    the moment at which it was published, in ISO 8601, as the coordinated universal time.
    """

    number: int
    day: str
    sha256: str
    corrected_by: int | None
    published_at: str


class Stamp(NamedTuple):
    """Which release the public pages show, by its number and its hash, and how many releases there are."""

    number: int
    sha256: str
    releases: int


class Watch:
    """What this process knows: the releases, the stamp of the one that is shown, the name of its edition, until when."""

    known = (), None, "", 0.0


def all_releases():
    """What readers are told of each release, the newest first, as the database says."""
    columns = "number", "day", "sha256", "corrected_by__number", "published_at"
    rows = Release.objects.order_by("-number").values_list(*columns)
    return tuple(
        Told(number, day.isoformat(), sha256, correction, moment.astimezone(UTC).isoformat(timespec="seconds"))
        for number, day, sha256, correction, moment in rows
    )


def latest_of(releases):
    """What readers are told of the release of the latest day among some, as last corrected; `None` where there is none."""
    return max(releases, key=lambda row: (row.day, row.number), default=None)


def stamp_of(releases):
    """The stamp of the release to show among all: that of the latest day, as last corrected; `None` before the first."""
    latest = latest_of(releases)
    return latest and Stamp(latest.number, latest.sha256, len(releases))


def note():
    """The file that says which releases there are."""
    return files.root() / "shown.json"


def renew():
    """Notes which releases there are, and returns them.

    One process at a time, so that what was read before a publication is never noted after it.
    """
    with files.alone_for(note()):
        releases = all_releases()
        with files.logged("The release that is shown could not be noted."):
            if releases != noted():
                files.write(note(), json.dumps(releases).encode())
    known(releases)
    return releases


def noted():
    """The releases that are noted; nothing where none is."""
    try:
        releases = tuple(Told(*row) for row in json.loads(note().read_bytes()))
        stamp_of(releases)
    except (OSError, ValueError, TypeError):
        return ()
    return releases


def known(releases):
    """Takes releases for true for a moment."""
    stamp = stamp_of(releases)
    Watch.known = releases, stamp, files.edition_of(stamp) if stamp else "", time.monotonic() + WATCHED_EVERY


def watched():
    """What this process knows, which it reads again once that has aged."""
    if not Watch.known[1] or time.monotonic() >= Watch.known[3]:
        known(noted() or renew())
    return Watch.known


def shown():
    """The stamp of the release that the public pages show, and the name of its edition; `None` and "" before the first."""
    return watched()[1:3]


def told_of(number):
    """What readers are told of the release of a number; `None` where there is none."""
    return next((row for row in watched()[0] if row.number == number), None)


def in_force_on(day):
    """What readers are told of the release in force on a day in ISO 8601; `None` before the first."""
    return latest_of(row for row in watched()[0] if row.day <= day)


def before(document):
    """What readers are told of the release with which the one of a document was compared; `None` for the first.

    That is the one that it corrects, else that of the latest day among those published before it. What follows changes nothing.
    """
    if document["corrects"]:
        return told_of(document["corrects"])
    return latest_of(row for row in watched()[0] if row.number < document["number"])
