"""Whether the releases are those that were published: each text has its fingerprint, and follows the release before."""

import time

from indicators.models import Release

LASTS = 5
"""In seconds: how long a process takes the chain for sound once it has read it whole."""


class Known:
    """What this process has found: the rows without faults, until when the whole chain is taken for sound."""

    sound, until = frozenset(), 0.0


def faults():
    """What is wrong with the releases, in words, one line for each fault. Every text is read, and compared with its hash."""
    if time.monotonic() < Known.until:
        return []
    found, sound = found_in(in_order())
    Known.sound, Known.until = sound, 0.0 if found else time.monotonic() + LASTS
    return found


def in_order():
    """The releases, the first before, with what each corrects."""
    return Release.objects.select_related("corrects").defer("corrects__text", "corrects__kept").order_by("number")


def faults_now():
    """What is wrong with the releases at this moment, whatever was found before."""
    return found_in(in_order())[0]


def found_in(releases):
    """What is wrong with releases in their order, in words; and marks of those that are sound.

    What a text says is read once in a process: a row that was sound, and whose text has the same hash, is so still.
    """
    found, sound, previous = [], set(), None
    for release in releases.iterator(chunk_size=10):
        mark = release.number, release.day, release.corrects_id, release.sha256, previous and previous.sha256
        wrong = [] if release.is_intact and mark in Known.sound else list(release.faults(previous))
        found += [f"release {release.number}: {fault}" for fault in wrong]
        previous = release
        if not wrong:
            sound.add(mark)
    return found, frozenset(sound)


def forget():
    """Knows nothing, as when the process starts."""
    Known.sound, Known.until = frozenset(), 0.0
