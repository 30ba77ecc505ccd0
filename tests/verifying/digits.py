"""Single digits changed in what is published, at random but the same each time, and whether the script finds them."""

import contextlib
import io
import json
import random
import re

import verify_release
from tests.verifying import saved

DIGITS = "0123456789"


def changed(chance, text, places):
    """A text with the digit at one of some places changed."""
    place = chance.choice(places)
    digit = chance.choice([each for each in DIGITS if each != text[place]])
    return text[:place] + digit + text[place + 1 :]


def places_in(text):
    """Where the digits of a text are."""
    return [place for place, letter in enumerate(text) if letter in DIGITS]


def marked_places(page):
    """Where the digits of the figures of a page are: in their values and in what is read of them."""
    spans = [match.span(group) for match in verify_release.MARK.finditer(page) for group in (2, 4)]
    return [place for start, end in spans for place in range(start, end) if page[place] in DIGITS]


def is_found(check, *given):
    """Whether a check of the script says that something differs, or cannot be read."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return any(due != said for _what, due, said in check(*given))
        except (ArithmeticError, LookupError, ValueError):
            return True


def missed_in_releases(chance, release, count):
    """How many changes of one digit in the file of a release are not found."""
    text = release.text
    places = places_in(text)
    files = (changed(chance, text, places).encode() for _each in range(count))
    return sum(not is_found(verify_release.check_release, "changed.json", each, {}) for each in files)


def missed_in_archives(chance, release, path, count):
    """How many changes of one digit in a file of a ZIP, packed again, are not found."""
    files = saved.unzipped(saved.archive(release))
    missed = 0
    for _each in range(count):
        name = chance.choice(sorted(files))
        text = files[name].decode()
        path.write_bytes(saved.zipped(files | {name: changed(chance, text, places_in(text)).encode()}))
        missed += not is_found(verify_release.check_archive, path, b"", {})
    return missed


def missed_in_pages(chance, release, pages, count):
    """The changes of one digit of a figure in some saved pages that are not found, as (address, page) pairs."""
    releases = {
        each.sha256: dict(verify_release.values_in(json.loads(each.text)), sha256=each.sha256)
        for each in type(release).objects.all()
    }
    texts = {path: page.decode() for path, page in pages.items()}
    places = {path: found for path, text in texts.items() if (found := marked_places(text))}
    missed = []
    for _each in range(count):
        path = chance.choice(sorted(places))
        page = changed(chance, texts[path], places[path])
        if not is_found(verify_release.check_page, path, page.encode(), releases):
            missed.append((path, difference(texts[path], page)))
    return missed


def difference(before, after):
    """What stands around the only letter in which two texts differ."""
    place = next(place for place, letters in enumerate(zip(before, after, strict=True)) if len(set(letters)) > 1)
    return re.sub(r"\s+", " ", after[max(0, place - 80) : place + 40])


def seeded(seed):
    """The same chance each time."""
    return random.Random(seed)
