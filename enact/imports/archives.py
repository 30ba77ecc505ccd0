"""XLSX files, looked at from outside before any program for spreadsheets reads them.

An XLSX file is an archive of XML files. A few kilobytes can hold gigabytes, name the last cell of a sheet of seventeen
thousand million, or call for other files. So the directory of the archive is read first; then each part, no further than
the directory says, by a parser that builds nothing; only parts that passed are put into an archive for the reader.
"""

import io
import struct
import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

from enact.amounts import number

LARGEST_FILE = 10 * 1024**2
LARGEST_UNPACKED = 64 * 1024**2
LARGEST_DIRECTORY = 256 * 1024
"""In bytes."""
MOST_ENTRIES = 1_000
HIGHEST_RATIO = 100
"""How many times larger a part may be than it is in the archive, from `RATIO_FROM` bytes on: real sheets stay below 30."""
RATIO_FROM = 1024**2
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
CHUNK = 64 * 1024
END = struct.Struct("<4s4H2LH")
"""The record that ends an archive: signature, disks and entries, size and place of the directory, length of the comment."""
ZIP64 = b"PK\x06\x07"


class Refused(Exception):
    """A file that is not read, and why, in words."""


def no_spreadsheet():
    """The refusal of what cannot be read as a spreadsheet."""
    return Refused(_("This file cannot be read as a spreadsheet. Save it again as XLSX or CSV, and send that."))


def too_large():
    """The refusal of what holds more than a spreadsheet of rows does."""
    words = _(
        "This file holds too much: at most %(rows)s rows, %(columns)s columns and %(size)s MB are read. Divide it."
    )
    size = LARGEST_UNPACKED // 1024**2
    return Refused(words % {"rows": number(MOST_ROWS), "columns": number(MOST_COLUMNS), "size": size})


def check_directory(content):
    """Refuses an archive by what its last record says, before its directory is read."""
    place = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if place < 0 or len(content) < place + END.size:
        raise no_spreadsheet()
    _signature, _disk, _first, _here, entries, size, _start, _comment = END.unpack_from(content, place)
    if content[max(0, place - 20) : place].startswith(ZIP64) or entries > MOST_ENTRIES or size > LARGEST_DIRECTORY:
        raise too_large()


def check_entries(entries):
    """Refuses an archive by its directory: too many parts, too large, too much larger than packed, protected or doubled."""
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise too_large()
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise too_large()
        if entry.flag_bits & 0x1:
            raise Refused(_("This file is protected by a password. Save it without, and send that."))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise no_spreadsheet()
    if len({entry.filename for entry in entries}) != len(entries):
        raise no_spreadsheet()


class Part:
    """A part of the archive as a parser passes through it: where its cells stand, which rows are hidden, what it names."""

    def __init__(self):
        self.last_row = self.last_column = self.cells = self.row = self.here = self.column = 0
        self.hidden = set()
        self.sheets, self.targets = [], {}
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_declared):
        """What a spreadsheet never has: a declaration, by which entities and other files are called."""
        raise no_spreadsheet()

    def start(self, name, attributes):
        """What an element says."""
        name = name.rpartition(":")[2]
        if name in ("v", "is", "f"):
            self.count()
        elif name == "c":
            self.reach(attributes.get("r", ""))
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            self.here = self.row
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif name == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), key))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def reach(self, reference):
        """Moves to a cell: A1, or the next one where none is said. It may say another row than the one it is in."""
        if not reference:
            self.column += 1
            return
        letters = reference.rstrip("0123456789")
        self.column, self.here = 0, int(reference[len(letters) :] or self.row)
        for letter in letters[:4].upper():
            self.column = self.column * 26 + ord(letter) - ord("A") + 1

    def count(self):
        """Notes that there is something in the cell; refuses one that is too far, or too many."""
        self.cells += 1
        self.last_row = max(self.last_row, self.row, self.here)
        self.last_column = max(self.last_column, self.column)
        if (
            self.last_row > MOST_ROWS
            or self.last_column > MOST_COLUMNS
            or self.last_row * self.last_column > MOST_CELLS
            or self.cells > 2 * MOST_CELLS
        ):
            raise too_large()


def unpacked(content):
    """The parts of an XLSX file by their names, and the same as an archive that is safe to read. Raises `Refused`."""
    check_directory(content)
    parts, safe = {}, io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(safe, "w") as copy:
            check_entries(book.infolist())
            if "xl/workbook.xml" not in book.namelist():
                raise no_spreadsheet()
            for entry in book.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    parts[entry.filename] = pass_through(book, entry, copy)
    except (zipfile.BadZipFile, expat.ExpatError, ValueError, EOFError, OSError, RuntimeError, OverflowError) as error:
        raise no_spreadsheet() from error
    safe.seek(0)
    return parts, safe


def pass_through(book, entry, copy):
    """Parses a part while it is copied. A part that goes on beyond what the directory says is refused by its checksum."""
    part = Part()
    with book.open(entry) as packed, copy.open(entry.filename, "w") as written:
        while read := packed.read(CHUNK):
            part.parser.Parse(read, False)  # noqa: FBT003 (the C function takes no name)
            written.write(read)
        part.parser.Parse(b"", True)  # noqa: FBT003 (the C function takes no name)
    return part
