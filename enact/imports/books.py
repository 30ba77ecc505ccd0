"""Workbooks for imports: the template of a resource, and the rows of a file that are to be corrected."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enact.spreadsheets import OPTIONS, XLSX

NARROW, WIDE = 22, 60
"""Widths of columns, in characters."""


def template_response(resource):
    """The template of a resource: its headings in the reader's language, and on a second sheet what each column is."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        rows = book.add_worksheet(_("Rows"))
        rows.write_row(0, 0, [capfirst(str(column.label)) for column in resource.columns], bold)
        rows.set_column(0, len(resource.columns) - 1, NARROW)
        rows.freeze_panes(1, 0)
        columns = book.add_worksheet(_("Columns"))
        columns.set_column(0, 2, NARROW)
        columns.set_column(3, 3, WIDE)
        for place, row in enumerate(explanations(resource)):
            columns.write_row(place, 0, row, bold if place == 0 else wrapped)
    return workbook_response(buffer, f"enact-{resource.name}")


def explanations(resource):
    """What each column of a resource is: its heading, its name in files that programs write, when it is needed, its values."""
    yield [_("Column"), _("Also called"), _("Needed"), _("What is written")]
    for column in resource.columns:
        choices = ", ".join(column.choices()) or str(column.allowed)
        needed = _("for a new row") if column.asked else ""
        yield [capfirst(str(column.label)), column.name, needed, f"{choices}. {column.note}".removesuffix(" ")]
    yield [_("An empty cell changes nothing. “-” alone erases what is recorded."), "", "", ""]


def faults_response(name, headings, rows):
    """The rows to correct, each with its faults: `rows` are (faults in words, cells) pairs. It can be sent again as it is."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        marked = book.add_format({"text_wrap": True, "bold": True})
        sheet = book.add_worksheet(_("To correct"))
        sheet.write_row(0, 0, [_("What is wrong"), *headings], bold)
        sheet.set_column(0, 0, WIDE)
        sheet.set_column(1, len(headings), NARROW)
        sheet.freeze_panes(1, 1)
        for place, (words, cells) in enumerate(rows, start=1):
            sheet.write_string(place, 0, words, marked)
            for column, cell in enumerate(cells, start=1):
                if cell is not None:
                    sheet.write_string(place, column, cell)
    return workbook_response(buffer, name)


def workbook_response(buffer, name):
    """A workbook as an answer."""
    return HttpResponse(
        buffer.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
