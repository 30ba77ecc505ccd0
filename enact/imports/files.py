"""Files and pasted rows, read into sheets of plain cells: texts, numbers, days, booleans; `None` where there is nothing.

Of a formula, its value as the spreadsheet last computed it; a text that begins with "=" is a text.
"""

import csv
import datetime
import io
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from enact.imports.archives import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, Refused, no_spreadsheet, too_large, unpacked
from enact.spreadsheets import LIVE

SIGNATURES = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "old"}
DELIMITERS = ("\t", ";", ",")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\ufeff": "", "\u200b": ""})


class Sheet(NamedTuple):
    """A sheet: its name ("" for a text), its rows with their numbers as the reader sees them, and those that are hidden."""

    name: str
    rows: list
    hidden: frozenset
    has_merged: bool = False


def sheets_of(content):
    """The ways to read a file, each a list of sheets: one for a workbook, one for each delimiter of a text. Raises `Refused`."""
    if len(content) > LARGEST_FILE:
        raise Refused(_("This file is too large: at most %(size)s MB.") % {"size": LARGEST_FILE // 1024**2})
    kind = SIGNATURES.get(content[:4], "text")
    if kind == "old":
        raise Refused(_("This file is of an old format, or protected by a password. Save it as XLSX, and send that."))
    return [read_workbook(content)] if kind == "xlsx" else read_text(content)


def read_workbook(content):
    """The visible sheets of an XLSX file."""
    parts, safe = unpacked(content)
    try:
        with CalamineWorkbook.from_filelike(safe) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
            return [read_sheet(book.get_sheet_by_name(name), name, hidden_rows(parts, name)) for name in names]
    except CalamineError as error:
        raise no_spreadsheet() from error


def hidden_rows(parts, name):
    """The numbers of the hidden rows of a sheet."""
    key = dict(parts["xl/workbook.xml"].sheets).get(name)
    relations = parts.get("xl/_rels/workbook.xml.rels")
    target = relations.targets.get(key, "").removeprefix("/xl/") if relations else ""
    part = parts.get(f"xl/{target}")
    return frozenset(part.hidden) if part else frozenset()


def read_sheet(sheet, name, hidden):
    """A sheet, with the value of the first cell in all cells of a column that are merged."""
    rows = [[tidy(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = sheet.merged_cell_ranges or []
    for (top, left), (bottom, _right) in merged:
        for place in range(top + 1, min(bottom + 1, len(rows))):
            if top < len(rows) and left < len(rows[top]):
                rows[place][left] = rows[top][left]
    return Sheet(name, list(enumerate(rows, start=1)), hidden, bool(merged))


def tidy(cell):
    """A cell as it is read on: without stray spaces, whole numbers as such, a day without an hour as a day."""
    if isinstance(cell, str):
        return tidied(cell) or None
    if isinstance(cell, float):
        exact = Decimal(repr(cell))
        return int(exact) if exact == exact.to_integral_value() and abs(exact) < 10**15 else exact
    if isinstance(cell, datetime.datetime):
        return cell.date() if cell.time() == datetime.time() else cell
    if isinstance(cell, datetime.time | datetime.timedelta):
        return str(cell)
    return cell


def tidied(text):
    """A text without stray spaces, and with none but plain ones."""
    return text.translate(SPACES).strip()


def read_text(content):
    """The ways to read a text: divided by each delimiter that is in it."""
    text = decoded(content)
    if "\x00" in text:
        raise no_spreadsheet()
    found = [delimiter for delimiter in DELIMITERS if delimiter in text] or [DELIMITERS[1]]
    return [[read_rows(text, delimiter)] for delimiter in found]


def decoded(content):
    """The text of a file in UTF-8, with its mark or not, in UTF-16 with its mark, or else as Windows writes French."""
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if has_mark else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise no_spreadsheet()


def read_rows(text, delimiter):
    """The rows of a text. What our own files quote, so that no spreadsheet runs it, is unquoted."""
    rows = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cells in reader:
            if len(rows) >= MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise too_large()
            rows.append((len(rows) + 1, [tidy(unquoted(cell)) for cell in cells]))
    except csv.Error as error:
        raise no_spreadsheet() from error
    return Sheet("", rows, frozenset())


def unquoted(cell):
    """A cell without the apostrophe that a file of ours sets before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(LIVE) else cell
