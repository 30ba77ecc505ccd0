"""The files of the fiction: small PDFs, written byte by byte, that say what they are and that they are invented."""

import re
import uuid
from hashlib import sha256

from django.core.files.base import ContentFile

from sources.models import File, private_files

NAMESPACE = uuid.UUID("00000000-0000-4000-8000-000000000001")
INVENTED = "Document fictif : tout y est inventé. / Fictional document: all of it is invented."
TOP, LEFT, STEP = 770, 60, 24
"""In points: where the first line of a page stands, and how far the next one is below it."""


def paper(book, name, lines, on, *after):
    """Has a file entered on a day: a PDF of a page with some lines, under a name; returns its record."""
    content = pdf([*lines, INVENTED])
    file = File(
        name=f"fictif-{name}.pdf",
        content=uuid.uuid5(NAMESPACE, name).hex,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        sent_by=book.coordinator,
    )
    file.bytes = content
    return book.enter(file, on, after=after)


def store(file):
    """Puts the bytes of a file on the disk under its own name, whatever an earlier attempt has left there."""
    private_files().delete(file.content.name)
    private_files().save(file.content.name, ContentFile(file.bytes))


def pdf(lines):
    """The bytes of a PDF of one page (ISO 32000-1, 7.5): a head, objects, a table of where each begins, an end."""
    shown = b"".join(b"(%s) Tj 0 -%d Td\n" % (escaped(line), STEP) for line in lines)
    text = b"BT /F1 12 Tf %d %d Td\n%sET" % (LEFT, TOP, shown)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(written))
    return b"%sxref\n0 %d\n0000000000 65535 f \n%s%s" % (written, count, table, end)


def escaped(line):
    """A line as a text of a PDF, in the encoding of its font."""
    return re.sub(rb"[()\\]", rb"\\\g<0>", line.encode("cp1252", "replace"))
