"""Files of rows for tests: CSV, and XLSX as spreadsheets write them."""

import io

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile


def csv_of(*rows, delimiter=";", encoding="utf-8"):
    """The bytes of a CSV file."""
    return "".join(f"{delimiter.join(map(str, row))}\r\n" for row in rows).encode(encoding)


def xlsx_of(*rows, **sheets):
    """The bytes of an XLSX file with a first sheet of some rows, and others by name."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}) as book:
        for name, found in {"Lignes": rows, **sheets}.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(found):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(place, column, value)
    return buffer.getvalue()


def upload(content, name="lignes.csv"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
