"""The texts of releases, kept in files beside the pages: what is published can be drawn with the database away.

A file is named by the hash of what it holds, and is believed only while that is true. Documents of earlier layouts are given as
those of today: what they did not tell is empty.
"""

import json

from enact.ui.kept import files
from indicators.models import Release
from indicators.sealing import fingerprint

FOLDER = "texts"
"""The folder of the texts, among those of the editions."""


class NotAsPublished(Exception):
    """The text of a release is not the one that was published."""


def text_of(release):
    """The text of a release, to the byte. `release`: what readers are told of it.

    Raises `NotAsPublished` where the database holds another text than the one of its hash.
    """
    file = files.root() / FOLDER / release.sha256
    try:
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        text = ""
    return text if fingerprint(text) == release.sha256 else stored(release, file)


def stored(release, file):
    """The text of a release as the database holds it, which is kept in a file."""
    text = Release.objects.values_list("text", flat=True).get(number=release.number)
    if fingerprint(text) != release.sha256:
        raise NotAsPublished(f"Release {release.number} is not the one that was published.")
    with files.logged("The text of a release could not be kept."):
        files.write(file, text.encode())
    return text


def document_of(release):
    """The document of a release, with its fingerprint and the number of the one that corrects it."""
    return told(text_of(release)) | {"sha256": release.sha256, "corrected_by": release.corrected_by}


def told(text):
    """The document that a text tells, in the layout of today. Each call gives one of its own."""
    return as_today(json.loads(text))


UNTOLD = {"restatements": [], "agreements": None}
"""What a document of an earlier layout does not tell."""
UNTOLD_OF_AN_INDICATOR = {"definition_version": 1, "evidence": None, "forecast": None, "series_breaks": []}
"""What an earlier layout does not tell of an indicator."""


def as_today(document):
    """A document of any layout in that of today."""
    entries = [{**UNTOLD_OF_AN_INDICATOR, **entry} for entry in document["indicators"]]
    return {**UNTOLD, **document, "indicators": entries}
