"""The cells of an XLSX file as a program reads them: numbers, days, texts."""

import io
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EPOCH = date(1899, 12, 30)


def cells(response, number=1):
    """The rows of a sheet of a response; `None` for an empty cell, a formula is kept as a tuple."""
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        names = book.namelist()
        shared = texts(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        days = styles_of_days(ElementTree.fromstring(book.read("xl/styles.xml")))
    found = [{column(cell): value(cell, shared, days) for cell in row} for row in sheet.iterfind(".//m:row", SPACE)]
    width = max((max(row) for row in found if row), default=-1) + 1
    return [[row.get(place) for place in range(width)] for row in found]


def texts(xml):
    """The texts that cells share."""
    return ["".join(entry.itertext()) for entry in ElementTree.fromstring(xml).iterfind("m:si", SPACE)]


def styles_of_days(styles):
    """The styles that show a number as a day."""
    own = {found.get("numFmtId") for found in styles.iterfind(".//m:numFmt", SPACE) if "yy" in found.get("formatCode")}
    return {
        str(place)
        for place, found in enumerate(styles.iterfind("m:cellXfs/m:xf", SPACE))
        if found.get("numFmtId") in own
    }


def column(cell):
    """The place of a cell in its row, from 0."""
    place = 0
    for letter in re.match("[A-Z]+", cell.get("r"))[0]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def value(cell, shared, days):
    """What a cell holds."""
    if cell.find("m:f", SPACE) is not None:
        return ("formula", cell.findtext("m:f", namespaces=SPACE))
    text = cell.findtext("m:v", namespaces=SPACE)
    if text is None:
        return None
    if cell.get("t") == "s":
        return shared[int(text)]
    if cell.get("s") in days:
        return EPOCH + timedelta(days=int(float(text)))
    return float(text) if "." in text else int(text)
