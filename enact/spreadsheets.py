"""Rows as CSV, for the spreadsheets of each language."""

import csv
import io
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import get_language

LIVE = ("=", "+", "-", "@", "\t", "\r")


def cell(value):
    """A value as a spreadsheet of the reader's language reads it; a text that it would run as a formula is quoted."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", "," if get_language() == "fr" else ".")
    text = str(value)
    return f"'{text}" if text.startswith(LIVE) else text


def csv_response(name, header, rows):
    """A CSV file: UTF-8 with its mark, semicolons and decimal commas in French, commas and points in English."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if get_language() == "fr" else ",", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return HttpResponse(
        buffer.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
