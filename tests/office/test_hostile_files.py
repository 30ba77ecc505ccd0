"""Files made to harm: each is refused in words, quickly, before anything builds what it claims to hold."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from enact.imports.archives import Refused
from enact.imports.files import sheets_of
from tests.office.files import xlsx_of

SHEET = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
UNREADABLE = "ne peut pas être lu comme un tableur"
TOO_MUCH = "Ce fichier contient trop"
ROW = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'


def workbook(changes=(), compression=zipfile.ZIP_DEFLATED):
    """A workbook whose parts, by name, are others than those of an honest one; a part that is `None` is not there."""
    buffer, changes = io.BytesIO(), dict(changes)
    with zipfile.ZipFile(io.BytesIO(xlsx_of(["Partenaire"], ["x"]))) as honest:
        parts = {name: honest.read(name) for name in honest.namelist()} | changes
    with zipfile.ZipFile(buffer, "w", compression) as book:
        for name, content in parts.items():
            if content is not None:
                book.writestr(name, content)
    return buffer.getvalue()


def sheet(inside, head=b""):
    """A workbook with a sheet that holds some XML."""
    opened = f"<worksheet {SPACE}><sheetData>".encode()
    return workbook({SHEET: head + opened + inside + b"</sheetData></worksheet>"})


def bomb():
    """The workbook of the study: 131 kB that unpack to more than 100 MB of rows."""
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"A" * 930 + b"</t></is></c></row>"
    return sheet(row * 120_000)


def lying(content):
    """A workbook whose directory says that its sheet is smaller than it is."""
    place = content.rindex(SHEET.encode()) - 46
    size = struct.unpack_from("<L", content, place + 24)[0]
    return content[: place + 24] + struct.pack("<L", size // 2) + content[place + 28 :]


def doubled():
    """A workbook with two parts of one name."""
    buffer = io.BytesIO(workbook())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(buffer, "a") as book:
        book.writestr(SHEET, b"<worksheet/>")
    return buffer.getvalue()


def protected():
    """A workbook whose parts say that they are encrypted."""
    content = bytearray(workbook())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ELSEWHERE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "bomb": (bomb, TOO_MUCH),
    "ratio": (lambda: workbook({"xl/media/image1.png": b"\0" * 20_000_000}), TOO_MUCH),
    "unpacked": (lambda: workbook({f"xl/part{n}.xml": bytes(30_000_000) for n in range(3)}), TOO_MUCH),
    "entries": (lambda: workbook({f"xl/part{n}.xml": b"<a/>" for n in range(2_000)}), TOO_MUCH),
    "last row": (lambda: sheet(ROW % (1_048_576, 1_048_576)), TOO_MUCH),
    "last column": (lambda: sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>'), TOO_MUCH),
    "beyond": (lambda: sheet(b'<row r="1"><c r="ZZZZZZZZ99999999999999999999"><v>1</v></c></row>'), TOO_MUCH),
    "rows without numbers": (lambda: sheet(b"<row><c><v>1</v></c></row>" * 60_000), TOO_MUCH),
    "wide and long": (lambda: sheet(ROW % (20_000, 20_000) + b'<row r="1"><c r="GR1"><v>1</v></c></row>'), TOO_MUCH),
    "row in disguise": (lambda: sheet(b'<row a="/&gt;" r="&#49;048576"><c><v>1</v></c></row>'), TOO_MUCH),
    "prefixed": (
        lambda: workbook({SHEET: ROW.replace(b"<", b"<x:").replace(b"<x:/", b"</x:") % (1_048_576, 1)}),
        TOO_MUCH,
    ),
    "entities": (lambda: sheet(b"", ENTITIES), UNREADABLE),
    "other files": (lambda: sheet(b"", ELSEWHERE), UNREADABLE),
    "number in words": (lambda: sheet(b'<row r="one"><c r="A1"><v>1</v></c></row>'), UNREADABLE),
    "negative": (lambda: sheet(b'<row r="-5"><c r="A-5"><v>1</v></c></row>'), UNREADABLE),
    "lying": (lambda: lying(workbook()), UNREADABLE),
    "doubled": (doubled, UNREADABLE),
    "protected": (protected, "protégé par un mot de passe"),
    "cut": (lambda: workbook()[:-200], UNREADABLE),
    "cut early": (lambda: workbook()[:10], UNREADABLE),
    "no sheet": (lambda: workbook({SHEET: None}), UNREADABLE),
    "no workbook": (lambda: workbook({"xl/workbook.xml": None}), UNREADABLE),
    "broken": (lambda: workbook({SHEET: b"<worksheet><sheetData><row>"}), UNREADABLE),
    "other packing": (lambda: workbook(compression=zipfile.ZIP_LZMA), UNREADABLE),
    "not one": (lambda: b"PK\x03\x04" + b"\0" * 100, UNREADABLE),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "ancien format"),
    "large": (lambda: b"a;b\n" * 3_000_000, "trop grand"),
    "long text": (lambda: b"a;b\n" * 60_000, TOO_MUCH),
    "wide text": (lambda: b";" * 500, TOO_MUCH),
    "program": (lambda: b"\x7fELF" + bytes(1000), UNREADABLE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_words(name):
    content, words = HOSTILE[name][0](), HOSTILE[name][1]
    with pytest.raises(Refused) as refused:
        sheets_of(content)
    assert words in str(refused.value)


def test_bomb_is_refused_in_half_a_second_and_50_megabytes():
    content = bomb()
    assert len(content) < 400_000
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(Refused):
        sheets_of(content)
    took, (_now, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (took < 0.5, peak < 50_000_000) == (True, True)


def test_bomb_within_all_limits_but_that_of_cells_is_refused_in_half_a_second():
    row = b'<row r="%d"><c r="GR%d"><v>1</v></c></row>'
    content = sheet(b"".join(row % (number, number) for number in range(1, 20_000)))
    started = time.process_time()
    with pytest.raises(Refused, match=TOO_MUCH):
        sheets_of(content)
    assert time.process_time() - started < 0.5


def test_honest_files_are_read_whatever_is_drawn_on_them():
    content = workbook({"xl/media/image1.png": b"\x89PNG" + bytes(100), "xl/vbaProject.bin": b"\0\1" * 50})
    deep = sheet(b"<a>" * 100_000 + b"</a>" * 100_000)
    far = sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    found = [[row for _number, row in sheets_of(file)[0][0].rows] for file in (content, far, deep)]
    assert found == [[["Partenaire"], ["x"]], [[1]], []]
