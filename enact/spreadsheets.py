"""Rows as CSV, for the spreadsheets of each language, and as XLSX, whose cells have their types."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet could run as a formula: also at full width, as some programs read it."""


def cell(value):
    """A value as a spreadsheet of the reader's language reads it; a text that it would run as a formula is quoted."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", "," if get_language() == "fr" else ".")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return harmless(str(value))


def harmless(text):
    """A text that no spreadsheet runs as a formula: one that begins like one is quoted by an apostrophe."""
    return f"'{text}" if text.startswith(LIVE) else text


def attached(file):
    """What has a browser save an answer as a file of a name, which says so of a fictional programme."""
    return {"Content-Disposition": f'attachment; filename="{marked(file)}"'}


def marked(file):
    """The name under which a file is saved, which says so of a fictional programme."""
    return f"fictif-{file}" if settings.FICTIONAL else file


def csv_response(name, header, rows):
    """A CSV file: UTF-8 with its mark, semicolons and decimal commas in French, commas and points in English."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if get_language() == "fr" else ",", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return HttpResponse(
        buffer.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers=attached(f"{name}.csv"),
    )


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx_response(name, header, rows):
    """An XLSX file of one sheet: numbers as numbers, days as days, texts as texts, never a formula or a link."""
    return xlsx_book(name, {None: (header, rows)})


def xlsx_book(name, sheets):
    """An XLSX file of sheets by their names, each a header and rows. `None`: a sheet with the name that programs give."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        hour = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        bold = book.add_format({"bold": True})
        for title, (header, rows) in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, [str(name) for name in header], bold)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    write(sheet, place, column, value, hour if isinstance(value, datetime) else day)
    return HttpResponse(
        buffer.getvalue(),
        content_type=XLSX,
        headers=attached(f"{name}.xlsx"),
    )


def write(sheet, row, column, value, day):
    """Writes a value in a cell, by its type; nothing for `None`. `day` is the format of days and of moments."""
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
