"""What a picture must be to be kept: a PNG or a JPEG, of which only what draws it is kept.

Comments, places, thumbnails, colour profiles and whatever stands after the end are left out. Points and tables are kept as they
are, and not read.
"""

import re
import struct
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 1024 * 1024
"""In bytes: no picture is larger."""
SMALLEST_SIDE, LARGEST_SIDE = 16, 3000
"""In pixels."""
TYPES = {"png": "image/png", "jpg": "image/jpeg"}
"""What each kind of picture is called on the web, by the extension of its name."""

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
DRAWS = {
    b"IHDR": (13, 13),
    b"PLTE": (3, 768),
    b"tRNS": (1, 256),
    b"gAMA": (4, 4),
    b"sRGB": (1, 1),
    b"IDAT": (0, LARGEST),
    b"IEND": (0, 0),
}
"""The chunks of a PNG that draw it, each with its least and greatest length (PNG specification, 4.1); an animation is none."""
FRAMES = {0xC0, 0xC1, 0xC2}
"""The markers of a JPEG that tell its size: baseline, extended, progressive (ITU T.81, table B.1)."""
KEPT = {*FRAMES, 0xC4, 0xDB, 0xDD}
"""The markers of a JPEG that draw it: frames, tables, restarts."""
SAID = {0xE0: (b"JFIF\0", 16), 0xEE: (b"Adobe", 14)}
"""What says how it is drawn, of a length that leaves no room for anything else: JFIF without a thumbnail, Adobe's colours."""
SCAN, END = 0xDA, 0xD9
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends the packed points of a scan: a marker other than a restart."""


class Picture:
    """A picture as it is kept: its bytes, its extension, its sides in pixels."""

    def __init__(self, content, extension, width, height):
        self.content, self.extension, self.width, self.height = content, extension, width, height


def read_picture(content):
    """The picture that some bytes are, with only what draws it. Raises `ValidationError`, in words, for whatever is none."""
    if not content:
        raise ValidationError(_("This file is empty."), code="empty")
    if len(content) > LARGEST:
        raise ValidationError(_("This picture is larger than 1 MB: save it smaller."), code="large")
    read = read_png if content.startswith(PNG) else read_jpeg if content.startswith(JPEG) else None
    if read is None:
        said = _("This file is neither a PNG nor a JPEG picture, whatever its name says: it does not begin as one.")
        raise ValidationError(said, code="no_picture")
    try:
        picture = read(content)
    except (struct.error, IndexError, ValueError) as error:
        raise ValidationError(_("This picture is damaged or cut. Save it again."), code="damaged") from error
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (picture.width, picture.height)):
        said = _("This picture is %(width)s by %(height)s pixels: each side has from 16 to 3,000.")
        raise ValidationError(said, code="sides", params={"width": picture.width, "height": picture.height})
    return picture


def read_png(content):
    """The picture of a PNG. Raises `ValueError` or `struct.error` where a chunk is not whole."""
    kept, place, name = [PNG], len(PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, place)
        name, end = content[place + 4 : place + 8], place + 12 + length
        (told,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[place + 4 : end - 4]) != told:
            raise ValueError(name)
        if name in DRAWS:
            least, greatest = DRAWS[name]
            if not least <= length <= greatest:
                raise ValueError(name)
            kept.append(content[place:end])
        place = end
    if kept[1][4:8] != b"IHDR" or not any(chunk[4:8] == b"IDAT" for chunk in kept):
        raise ValueError(name)
    return Picture(b"".join(kept), "png", *struct.unpack_from(">II", kept[1], 8))


def says_how(marker, segment):
    """Whether a segment of a JPEG, from its length on, says how it is drawn, and nothing else."""
    name, length = SAID.get(marker, (b"", 0))
    return len(segment) == length and segment[2:].startswith(name)


def read_jpeg(content):
    """The picture of a JPEG. Raises `ValueError`, `IndexError` or `struct.error` where it is not whole."""
    kept, place, sides = [content[:2]], 2, None
    while True:
        if content[place] != 0xFF:
            raise ValueError(place)
        marker = content[place + 1]
        if marker == END:
            break
        (length,) = struct.unpack_from(">H", content, place + 2)
        end = place + 2 + length
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            sides = width, height
        if marker == SCAN:
            end = NEXT_MARKER.search(content, end).start() if NEXT_MARKER.search(content, end) else len(content)
        if marker in KEPT or marker == SCAN or says_how(marker, content[place + 2 : end]):
            kept.append(content[place:end])
        place = end
    if sides is None:
        raise ValueError(place)
    return Picture(b"".join([*kept, content[place : place + 2]]), "jpg", *sides)
