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
    marked = f"fictif-{file}" if settings.FICTIONAL else file
    return {"Content-Disposition": f'attachment; filename="{marked}"'}


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
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        hour = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, header, book.add_format({"bold": True}))
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
