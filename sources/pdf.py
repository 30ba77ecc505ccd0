"""What a file must be to be kept: a PDF, whole, with nothing in it that runs by itself; and the name that it is kept under."""

import io
import re
import unicodedata
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024
"""In bytes: no file is larger."""
LONGEST_NAME = 120
"""In characters: what is longer is cut, before its extension."""
UNPACKED = 64 * 1024 * 1024
"""In bytes: of what a file holds packed, no more is looked at."""

HEAD = re.compile(rb"%PDF-[12]\.\d")
BLANK = b"\x00\t\n\x0c\r "
PAGES_OF_THE_WEB = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE)
SNIFFED = 1024
"""In bytes: what a browser looks at to guess what a file is."""
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED = re.compile(rb"stream\r?\n")
BEFORE = 2048
"""In bytes: how far before a stream it is looked for what it says of itself."""
CHUNK = 64 * 1024
ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|GoToE|SubmitForm|ImportData|XFA)(?![^\x00\s/<>\[\](){}%])"
)
WORDS = {
    "JavaScript": _("a script (JavaScript)"),
    "Launch": _("an action that starts a program"),
    "EmbeddedFile": _("another file inside it"),
    "EmbeddedFiles": _("another file inside it"),
    "GoToE": _("a link to a file inside it"),
    "RichMedia": _("a video, a sound or an animation"),
    "Rendition": _("a video, a sound or an animation"),
    "SubmitForm": _("a form that sends what is typed elsewhere"),
    "ImportData": _("an action that reads another file"),
    "XFA": _("a form that can run scripts (XFA)"),
}
"""What is refused inside a PDF, by the name of its object (ISO 32000-1, 7.11.4, 12.6.4, 12.7.8, 13.2)."""


def check_pdf(content):
    """Refuses, by a `ValidationError` in words, what is not a whole PDF, is something else as well, or runs by itself.

    It reads the bytes, also those of object streams packed by Flate, and names written with escapes (`/Java#53cript`). It
    cannot look into what is encrypted, or packed otherwise or twice, and it does not draw the pages: a fault in a reader's
    program may still be used. So files are only ever given back as attachments, and ClamAV can look at them too.
    """
    if not content:
        raise ValidationError(_("This file is empty."), code="empty")
    if len(content) > LARGEST:
        raise ValidationError(
            _("This file is larger than 10 MB: scan it at a lower resolution, or part it."), code="large"
        )
    if not HEAD.match(content):
        raise ValidationError(
            _("This file is not a PDF, whatever its name says: it does not begin as one."), code="not_pdf"
        )
    if not content.rstrip(BLANK).endswith(b"%%EOF"):
        said = _("This PDF does not end as one: it was cut, or something was put after it. Save it again as a PDF.")
        raise ValidationError(said, code="no_end")
    if PAGES_OF_THE_WEB.search(content[:SNIFFED]) or zipfile.is_zipfile(io.BytesIO(content)):
        said = _("This file is a PDF and something else at once. Save it again as a PDF.")
        raise ValidationError(said, code="two_kinds")
    found = active_part(content)
    if found:
        said = _("This PDF holds %(what)s. Print it as a PDF, and send that.")
        raise ValidationError(said, code="active", params={"what": WORDS[found]})


def active_part(content):
    """The name of something in a PDF that runs by itself or hides another file; `None` when none is seen."""
    for part in (content, *unpacked(content)):
        found = ACTIVE.search(ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), part))
        if found:
            return found[1].decode()
    return None


def unpacked(content):
    """What the object streams of a PDF hold, those that can be unpacked; refuses those that hold out of all measure."""
    left = UNPACKED
    for start in PACKED.finditer(content):
        told = content[max(start.start() - BEFORE, 0) : start.start()]
        if b"ObjStm" in told or b"#" in told:
            found = inflated(content, start.end(), left)
            left -= len(found)
            yield found


def inflated(content, start, most):
    """What is packed from a place on, as far as it can be read; refuses what holds more than some bytes."""
    packed, found = zlib.decompressobj(), b""
    for place in range(start, len(content), CHUNK):
        try:
            found += packed.decompress(content[place : place + CHUNK], most + 1 - len(found))
        except zlib.error:
            break
        if len(found) > most:
            raise ValidationError(_("This PDF unpacks to far more than a letter holds."), code="bomb")
        if packed.eof:
            break
    return found


def safe_name(name):
    """The name of a file as it is kept and given back: without a path, nor what no name shows or what turns its letters.

    Raises `ValidationError` for one that does not end in .pdf.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(character if character.isprintable() else " " for character in last)
    stem, point, extension = " ".join(re.sub(r'[<>:"|?*]', " ", shown).split()).rpartition(".")
    if extension.lower() != "pdf" or not point:
        raise ValidationError(
            _("The name of this file does not end in .pdf: only PDFs are kept."), code="not_named_pdf"
        )
    return f"{stem.strip(' .')[: LONGEST_NAME - 4] or 'document'}.pdf"
