"""Pictures as people send them: a PNG and a JPEG, whole, with something hidden in each."""

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

HIDDEN = b"where-it-was-taken"


def chunk(name, content):
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width=64, height=32, more=b""):
    """A PNG, with a comment, and something after its end."""
    drawn = zlib.compress((b"\x00" + b"\x10\x20\x30" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"tEXt", b"Comment\x00" + HIDDEN), chunk(b"IDAT", drawn), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + more


def segment(marker, content):
    """A segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(width=64, height=32, more=b""):
    """The segments of a JPEG, with the place where it was taken: whoever reads no points takes it for one."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    parts = [
        segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
        segment(0xE1, b"Exif\x00\x00" + HIDDEN),
        segment(0xDB, b"\x00" + b"\x01" * 64),
        segment(0xC0, frame),
        segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
        b"\x12\xff\x00\x34\xff\xd0\x56",
    ]
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xd9" + more


def sent_picture(content=None, name="Logo.png"):
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, png() if content is None else content, "image/png")
