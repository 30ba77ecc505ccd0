"""Ten thousand rows to import: five thousand commitments with two steps each, for the invented organisations of a copy."""

import io
from datetime import date, timedelta

import xlsxwriter

HEADINGS = [
    *("organisation", "title_fr", "nature", "form", "pillar", "starts_on"),
    *("step_kind", "step_day", "step_amount", "step_qualifier", "step_document"),
]
FIRST_DAY = date(2025, 3, 3)


def rows(organisations, number):
    """So many rows, always the same."""
    for row in range(number):
        commitment, step = divmod(row, 2)
        yield [
            organisations[commitment % len(organisations)],
            f"Engagement inventé à importer {commitment}",
            "chair",
            "cash",
            "research",
            FIRST_DAY,
            ("letter", "agreement")[step],
            FIRST_DAY + timedelta(days=commitment % 400 + step),
            1_000 + row,
            "exact",
            f"LETTRE-{row}",
        ]


def workbook(organisations, number):
    """The rows as an XLSX file."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for place, row in enumerate(rows(organisations, number), start=1):
            for column, value in enumerate(row):
                sheet.write(place, column, value)
    return buffer.getvalue()
