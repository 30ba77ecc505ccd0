"""Tables of lists: declared as those of django-tables2, drawn by templates of ours.

The template of a row is drawn once for a table and a language, with a mark in each place. Then each record's texts are
escaped and put in the places: the drawing of a cell is one escape and one join, and no HTML stands in Python.
"""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from enact.ui.columns import UNKNOWN

PLACE = "\ue000"
"""The mark of a place in the drawn row: a character for private use, of which templates have none."""


class Heading(NamedTuple):
    """The head of a column: where the list is sorted by it, and how it is sorted by it now ("" when it is not)."""

    text: str
    is_number: bool
    address: str
    direction: str


class ListTable(tables.Table):
    """A table of records. Its columns are of `enact.ui.columns`; the first one names the record, and is always shown.

    `Meta.order_by` is its order: names of fields, of which the last makes it total. It should follow an index.
    """

    def __init_subclass__(cls, **options):
        """A column reads the attribute of its name where it was not told another."""
        super().__init_subclass__(**options)
        for name, column in cls.base_columns.items():
            column.reads = column.reads or name

    @classmethod
    def fixed_columns(cls):
        """The names of the columns that are always shown."""
        first, *others = cls.base_columns
        return [first, *(name for name in others if cls.base_columns[name].is_fixed)]

    @classmethod
    def shown_columns(cls, chosen):
        """The names of the columns that are shown when some are chosen, in their order; without any, the usual ones."""
        shown = {
            *cls.fixed_columns(),
            *(chosen or [name for name, column in cls.base_columns.items() if column.visible]),
        }
        return [name for name in cls.base_columns if name in shown]

    @classmethod
    def sortable(cls):
        """The names of the columns by which the list can be sorted."""
        return [name for name in cls.base_columns if cls.base_columns[name].sort_fields]

    @classmethod
    def ordering(cls, sort):
        """The order of a queryset for a column's name, with "-" before it for the reverse; "" is the table's own order."""
        default = list(cls._meta.order_by or ["id"])
        if not sort:
            return default
        return [*cls.base_columns[sort.removeprefix("-")].ordering(sort.startswith("-")), *default]


@lru_cache(maxsize=500)
def pieces_of_row(table_class, names, is_linked, is_chosen, _language):
    """What stands around the places of a row, in a language. One that can be chosen has its key and its name to say so."""
    columns = [table_class.base_columns[name] for name in names]
    context = {"columns": columns, "place": PLACE, "is_linked": is_linked, "is_chosen": is_chosen}
    return render_to_string("generic/row.html", context).split(PLACE)


@lru_cache
def empty_cells(_language):
    """What stands in a place where there is nothing, and where there is something that nobody has told, in a language."""
    return render_to_string("components/nothing.html").strip(), render_to_string("generic/unknown.html").strip()


def drawn_rows(table_class, names, records, address_of=None, *, is_chosen=False):
    """The rows of records as HTML: `names` are those of the columns, `address_of` gives where a record leads.

    `is_chosen`: whether each can be ticked.
    """
    first, *pieces = pieces_of_row(table_class, tuple(names), address_of is not None, is_chosen, get_language())
    nothing, unknown = empty_cells(get_language())
    readers = [table_class.base_columns[name].words() for name in names]
    if address_of is not None:
        readers.insert(0, address_of)
    if is_chosen:
        readers[:0] = [attrgetter("id"), readers[address_of is not None]]
    drawn = []
    for record in records:
        drawn.append(first)
        for read, piece in zip(readers, pieces, strict=True):
            words = read(record)
            if words is UNKNOWN:
                drawn.append(unknown)
            else:
                drawn.append(escape(words) if words else nothing)
            drawn.append(piece)
    return mark_safe("".join(drawn))  # noqa: S308 (each text is escaped; the pieces are templates')


def exported_rows(table_class, names, records):
    """The header and the typed rows of a spreadsheet: the record's key, then its columns."""
    columns = [table_class.base_columns[name] for name in names]
    readers = [column.values() for column in columns]
    header = ["id", *(header for column in columns for header in column.headers())]
    return header, ([record.id, *(value for read in readers for value in read(record))] for record in records)
