"""The texts of releases, kept in files beside the pages: what is published can be drawn with the database away.

A file is named by the hash of what it holds, and is believed only while that is true. Documents of earlier layouts are given as
those of today: what they did not tell is empty. Nearly all of the text of a large programme are its agreements, which few pages
tell: they are read apart.
"""

import hashlib
import json
import time
from contextlib import suppress
from typing import NamedTuple

from django.db.models import BinaryField, Func

from enact.ui.kept import files
from enact.ui.kept.memory import Memory
from indicators.models import Release
from indicators.sealing import is_sealed

FOLDER = "texts"
"""The folder of the texts, among those of the editions."""


class NotAsPublished(Exception):
    """A release that was changed in the database behind the application. Its number is the argument."""


class Utf8(Func):
    """A text as the bytes that are hashed: a large one is neither decoded nor encoded again."""

    function, template, output_field = "convert_to", "%(function)s(%(expressions)s, 'UTF8')", BinaryField()

    def as_sqlite(self, compiler, connection, **more):
        """SQLite holds the text as these bytes."""
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS BLOB)", **more)


class Extract(NamedTuple):
    """What pages read of a text that was found to be sealed: the number of its release, its document in JSON but for its
    agreements, and how many of these it tells, `None` in an earlier layout that tells none.
    """

    number: int
    text: str
    agreements: int | None

    @property
    def weight(self):
        """In bytes, nearly."""
        return len(self.text)


LASTS = 1
"""In seconds: how long a process takes a text for the one that was published once it has compared it with its hash."""
extracts = Memory(most=16_000_000)
"""Extracts by the hash of their text: a text of that hash is sealed, and says this, whoever reads it and when."""


class Said(NamedTuple):
    """What is looked for in the texts of all releases: the figures that one restates, and the codes of its indicators."""

    restated: list
    codes: frozenset


class Known:
    """What this process has found, by the hash of a text: until when it is taken for sound, and what is looked for in it."""

    sound, said = {}, {}


def forget():
    """Knows nothing, as when the process starts."""
    extracts.clear()
    Known.sound, Known.said = {}, {}


class Agreements:
    """The agreements that a release tells, so many, read from its text once somebody goes through them."""

    def __init__(self, release, number):
        self.release, self.number = release, number

    def __len__(self):
        return self.number

    def __iter__(self):
        return iter(json.loads(content_of(self.release))["agreements"])


def place(release):
    """The file in which the text of a release is kept."""
    return files.root() / FOLDER / release.sha256


def content_of(release):
    """The text of a release, to the byte, compared with its hash. `release`: what readers are told of it.

    Raises `NotAsPublished` where the database holds another text than the one of its hash, and `DoesNotExist` where it has none.
    """
    content = kept(release)
    if content is None:
        return stored(release, Release.objects.values_list(Utf8("text"), flat=True).get(number=release.number))
    return content


def kept(release):
    """The text of a release as its file has it; `None` without a file, or where it holds anything else."""
    with suppress(OSError):
        content = place(release).read_bytes()
        return content if is_of(content, release) else None


def is_of(content, release):
    """Whether a text has the hash of a release. This process takes it for true for a moment that it has."""
    is_sound = hashlib.sha256(content).hexdigest() == release.sha256
    if is_sound:
        Known.sound[release.sha256] = time.monotonic() + LASTS
    return is_sound


def stored(release, content):
    """The text of a release as the database holds it, which is kept in a file."""
    content = bytes(content)
    if not is_of(content, release):
        raise NotAsPublished(release.number)
    extract_of(release, content)
    with files.logged("The text of a release could not be kept."):
        files.write(place(release), content)
    return content


def extract_of(release, content):
    """What pages read of a text that has the hash of a release. Raises `NotAsPublished` where it is not sealed, or of another."""
    found = extracts.get(release.sha256)
    if found is None:
        found = extracted(content)
        if found is not None:
            extracts.put(release.sha256, found)
    if found is None or found.number != release.number:
        raise NotAsPublished(release.number)
    return found


def extracted(content):
    """What pages read of a text; `None` where it is not the sealed document of a release."""
    try:
        document = json.loads(content)
    except (RecursionError, ValueError):
        return None
    if not isinstance(document, dict) or not is_sealed(content, document):
        return None
    agreements = document.pop("agreements", None)
    return Extract(document.get("number"), json.dumps(document), None if agreements is None else len(agreements))


def keep(releases):
    """Keeps the texts of releases in files, those that are not there, in one query; but one that is not as it was published.

    One that this process has just read is not asked for again.
    """
    unread = [release for release in releases if sound_extract_of(release) is None]
    missing = {release.number: release for release in unread if not place(release).exists()}
    if missing:
        for number, content in Release.objects.filter(number__in=missing).values_list("number", Utf8("text")):
            with suppress(NotAsPublished):
                stored(missing[number], content)


def document_of(release):
    """The document of a release, with its fingerprint and the number of the one that corrects it; `Agreements` in their place."""
    found = sound_extract_of(release) or extract_of(release, content_of(release))
    agreements = None if found.agreements is None else Agreements(release, found.agreements)
    return told(found.text) | {"agreements": agreements} | beside(release)


def sound_extract_of(release):
    """What pages read of the text of a release; `None` where this process is to compare it with its hash again."""
    found = extracts.get(release.sha256)
    is_sound = found and found.number == release.number and time.monotonic() < Known.sound.get(release.sha256, 0.0)
    return found if is_sound else None


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


def is_unread(release):
    """Whether this process has not yet looked for what is sought in all texts in that of a release."""
    return release.sha256 not in Known.said


def said_by(releases):
    """Some releases, each with what it says of what is sought in all texts; but those that are not as they were published.

    A process reads a text once for this.
    """
    for document in documents_of([release for release in releases if is_unread(release)]):
        codes = frozenset(entry["code"] for entry in document["indicators"])
        Known.said[document["sha256"]] = Said(document["restatements"], codes)
    return [(release, Known.said[release.sha256]) for release in releases if not is_unread(release)]


def restated_in(releases):
    """The published figures that some releases restate, each with the number of its release."""
    return [{**row, "number": release.number} for release, said in said_by(releases) for row in said.restated]


def newest_telling(code, releases):
    """The first of some releases that tells an indicator; `None` where none does."""
    return next((release for release, said in said_by(releases) if code in said.codes), None)


UNTOLD = {"restatements": [], "agreements": None, "attestations": []}
"""What a document of an earlier layout does not tell, or one without rounds of attestation."""
UNTOLD_OF_AN_INDICATOR = {"definition_version": 1, "evidence": None, "forecast": None, "series_breaks": []}
"""What an earlier layout does not tell of an indicator."""


def as_today(document):
    """A document of any layout in that of today."""
    entries = [{**UNTOLD_OF_AN_INDICATOR, **entry} for entry in document["indicators"]]
    return {**UNTOLD, **document, "indicators": entries}
