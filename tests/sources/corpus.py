"""Files as people send them, and 25 that no house should keep, built here: none of them runs anything."""

import io
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

from sources.pdf import LARGEST


def pdf(*objects, head=b"%PDF-1.7", end=b"%%EOF\n"):
    """A small PDF with some objects beside its catalogue."""
    numbered = [b"1 0 obj\n<< /Type /Catalog >>\nendobj", *objects]
    return b"\n".join([head, *numbered, b"startxref", b"9", end])


def packed(content):
    """An object of a PDF that holds others, packed."""
    stream = zlib.compress(content)
    told = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(stream)
    return b"7 0 obj\n" + told + b"\nstream\r\n" + stream + b"\nendstream\nendobj"


def zipped(name="letter.html"):
    """A ZIP archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as book:
        book.writestr(name, "<script>x</script>")
    return archive.getvalue()


SCRIPT = b"2 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj"
PAGE = b"<!doctype html><script>alert(1)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode." + bytes(100)

REFUSED = {
    "a page of the web": ("lettre.pdf", PAGE),
    "a drawing with a script": ("lettre.pdf", DRAWING),
    "a program": ("lettre.pdf", PROGRAM),
    "a program of Linux": ("lettre.pdf", b"\x7fELF" + bytes(200)),
    "an archive": ("lettre.pdf", zipped()),
    "a shell script": ("lettre.pdf", b"#!/bin/sh\nrm -rf /\n%PDF-1.7\n%%EOF\n"),
    "nothing": ("lettre.pdf", b""),
    "a PDF cut short": ("lettre.pdf", pdf(end=b"")[:-4]),
    "a PDF of 10 MB and a byte": ("lettre.pdf", pdf(b"%" + bytes(LARGEST))[: LARGEST - 5] + b"%%EOF\n"),
    "a PDF behind something else": ("lettre.pdf", b"GIF89a" + pdf()),
    "a PDF that is a page of the web": ("lettre.pdf", pdf(PAGE)),
    "a PDF that is an archive": ("lettre.pdf", pdf() + zipped()),
    "an archive inside the end of a PDF": ("lettre.pdf", pdf(zipped()[:-2] + b"\x06\x00")),
    "a PDF with a script": ("lettre.pdf", pdf(SCRIPT)),
    "a PDF with a script whose name is written otherwise": ("l.pdf", pdf(SCRIPT.replace(b"Script", b"#53#63ript"))),
    "a PDF with a script that is packed": ("lettre.pdf", pdf(packed(SCRIPT))),
    "a PDF that starts a program": ("lettre.pdf", pdf(b"2 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj")),
    "a PDF with a file inside": ("lettre.pdf", pdf(b"2 0 obj\n<< /Type/EmbeddedFile/Length 0 >>\nendobj")),
    "a PDF that sends what is typed": (
        "lettre.pdf",
        pdf(b"2 0 obj\n<</S/SubmitForm /F (http://example.org) >>\nendobj"),
    ),
    "a PDF that unpacks to far too much": ("lettre.pdf", pdf(packed(bytes(65 * 1024 * 1024)))),
    "a PDF in UTF-16": ("lettre.pdf", pdf().decode().encode("utf-16")),
    "a PDF of another version": ("lettre.pdf", pdf(head=b"%PDF-9.9")),
    "a PDF named as a program": ("lettre.pdf.exe", pdf()),
    "a PDF named as a page": ("lettre.html", pdf()),
    "a PDF without a name": (".pdf.", pdf()),
}
"""By what each is: the name and the content of a file that is refused."""

ODD_NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\anne\\lettre.pdf": "lettre.pdf",
    "lettre\x00.exe.pdf": "lettre .exe.pdf",
    "lettre\u202efdp.exe.pdf": "lettre fdp.exe.pdf",
    "lettre\r\nSet-Cookie: x.PDF": "lettre Set-Cookie x.pdf",
    '"><script>.pdf': "script.pdf",
    ".pdf": "document.pdf",
    "Convention – Région.PDF": "Convention – Région.pdf",
    f"{'é' * 300}.pdf": f"{'é' * 116}.pdf",
}
"""Names under which a PDF may be sent, and those that it is kept and given back under."""


def sent(content=None, name="lettre.pdf", kind="application/pdf"):
    """A file as a form sends it; its kind is what the browser says."""
    return SimpleUploadedFile(name, pdf() if content is None else content, kind)
