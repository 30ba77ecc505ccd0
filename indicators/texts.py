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
    text = kept(release)
    return stored([release])[release.number] if text is None else text


def kept(release):
    """The text of a release as its file holds it; `None` where there is none, or another."""
    try:
        text = place(release).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text if fingerprint(text) == release.sha256 else None


def place(release):
    """The file of the text of a release."""
    return files.root() / FOLDER / release.sha256


def stored(releases):
    """The texts of some releases as the database holds them, by number, each of which is kept in a file."""
    numbers = [release.number for release in releases]
    texts = dict(Release.objects.filter(number__in=numbers).values_list("number", "text"))
    for release in releases:
        if fingerprint(texts[release.number]) != release.sha256:
            raise NotAsPublished(f"Release {release.number} is not the one that was published.")
        with files.logged("The text of a release could not be kept."):
            files.write(place(release), texts[release.number].encode())
    return texts


def document_of(release):
    """The document of a release, with its fingerprint and the number of the one that corrects it."""
    return told(text_of(release)) | beside(release)


def beside(release):
    """What is told of a release beside its text: its fingerprint, and the number of the one that corrects it."""
    return {"sha256": release.sha256, "corrected_by": release.corrected_by}


def documents_of(releases):
    """The document of each of some releases, in their order; the database is asked once, for those that are not kept."""
    lost = [release for release in releases if kept(release) is None]
    texts = stored(lost) if lost else {}
    for release in releases:
        text = texts.get(release.number)
        yield document_of(release) if text is None else told(text) | beside(release)


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
