"""The texts of releases, kept in files beside the pages: what is published can be drawn with the database away.

A file is named by the hash of what it holds, and is believed only while that is true. Documents of earlier layouts are given as
those of today: what they did not tell is empty.
"""

import json
from contextlib import suppress
from functools import lru_cache

from enact.ui.kept import files
from indicators.models import Release
from indicators.sealing import fingerprint, sealed

FOLDER = "texts"
"""The folder of the texts, among those of the editions."""


class NotAsPublished(Exception):
    """A release that was changed in the database behind the application. Its number is the argument."""


def place(release):
    """The file in which the text of a release is kept."""
    return files.root() / FOLDER / release.sha256


def text_of(release):
    """The text of a release, to the byte. `release`: what readers are told of it.

    Raises `NotAsPublished` where the database holds another text than the one of its hash, and `DoesNotExist` where it has none.
    """
    return kept(release) or stored(release, Release.objects.values_list("text", flat=True).get(number=release.number))


def kept(release):
    """The text of a release as its file has it; `None` without a file, or where it holds anything else."""
    try:
        text = place(release).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text if fingerprint(text) == release.sha256 else None


def stored(release, text):
    """The text of a release as the database holds it, which is kept in a file."""
    if fingerprint(text) != release.sha256 or not is_sealed(text, release.number):
        raise NotAsPublished(release.number)
    with files.logged("The text of a release could not be kept."):
        files.write(place(release), text.encode())
    return text


def is_sealed(text, number):
    """Whether a text is the sealed document of a release of a number."""
    try:
        document = json.loads(text)
    except (RecursionError, ValueError):
        return False
    return isinstance(document, dict) and document.get("number") == number and document == sealed(document)


def keep(releases):
    """Keeps the texts of releases in files, those that are not there, in one query; but one that is not as it was published."""
    missing = {release.number: release for release in releases if not place(release).exists()}
    if missing:
        for number, text in Release.objects.filter(number__in=missing).values_list("number", "text"):
            with suppress(NotAsPublished):
                stored(missing[number], text)


def document_of(release):
    """The document of a release, with its fingerprint and the number of the one that corrects it."""
    return told(text_of(release)) | beside(release)


def beside(release):
    """What is told of a release beside its text: its fingerprint, and the number of the one that corrects it."""
    return {"sha256": release.sha256, "corrected_by": release.corrected_by}


def documents_of(releases):
    """The document of each of some releases, in their order, but of those that are not as they were published."""
    keep(releases)
    for release in releases:
        with suppress(NotAsPublished):
            yield document_of(release)


def told(text):
    """The document that a text tells, in the layout of today. Each call gives one of its own."""
    return as_today(json.loads(text))


@lru_cache(maxsize=1000)
def restatements_of(release):
    """The published figures that a release restates; none of one that is not as it was published."""
    with suppress(NotAsPublished):
        return tuple(document_of(release)["restatements"])
    return ()


UNTOLD = {"restatements": [], "agreements": None}
"""What a document of an earlier layout does not tell."""
UNTOLD_OF_AN_INDICATOR = {"definition_version": 1, "evidence": None, "forecast": None, "series_breaks": []}
"""What an earlier layout does not tell of an indicator."""


def as_today(document):
    """A document of any layout in that of today."""
    entries = [{**UNTOLD_OF_AN_INDICATOR, **entry} for entry in document["indicators"]]
    return {**UNTOLD, **document, "indicators": entries}
