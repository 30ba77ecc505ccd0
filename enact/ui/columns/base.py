"""What every column has: how it is read, sorted and named."""

from operator import attrgetter

import django_tables2 as tables
from django.db.models import F

UNKNOWN = object()
"""What a column reads where something is there that nobody has told; `None` and "" are read where there is nothing."""


def reader_of(accessor):
    """The function that follows an accessor: a function of a record, or a path such as `organisation__name`.

    A path that ends early, at a record that is not there, reads `None`.
    """
    if callable(accessor):
        return accessor
    first, *others = accessor.split("__")
    if not others:
        return attrgetter(first)

    def read(record):
        for step in (first, *others):
            record = getattr(record, step)
            if record is None:
                return None
        return record

    return read


def named(header, part):
    """The name of a spreadsheet's column that says more of another one."""
    return f"{header} – {part}"


class ListColumn(tables.Column):
    """A column of text. What is not `visible` is not shown until it is asked for; what is `fixed` is always shown.

    `accessor`: a path or a function of a record; without one, the attribute of the column's name. `order_by`: the fields
    to sort by, that of the path without it; a column that reads a function is sorted by them alone, or not at all.
    """

    is_number = False
    is_nullable = False

    def __init__(self, verbose_name, accessor=None, *, fixed=False, **options):
        self.reads, self.is_fixed = accessor, fixed
        super().__init__(verbose_name, **options)

    @property
    def header(self):
        """The name of the column in the language of the reader."""
        return str(self.verbose_name)[:1].upper() + str(self.verbose_name)[1:]

    @property
    def reader(self):
        """The function that reads the column's value of a record."""
        return reader_of(self.reads)

    @property
    def sort_fields(self):
        """The fields by which the column is sorted; none for a column that is not."""
        if self.orderable is False:
            return ()
        if self.order_by is not None:
            return tuple(self.order_by)
        return (self.reads,) if isinstance(self.reads, str) else ()

    def ordering(self, is_descending):
        """The column's order for a queryset; what is unknown comes last, both ways."""
        nulls = {"nulls_last": True} if self.is_nullable else {}
        fields = [F(field) for field in self.sort_fields]
        return [field.desc(**nulls) if is_descending else field.asc(**nulls) for field in fields]

    def words(self):
        """The function that gives what the cell of a record says on screen: a text, nothing, or `UNKNOWN`."""
        return self.reader

    def headers(self):
        """The names of the column's cells in a spreadsheet."""
        return [self.header]

    def values(self):
        """The function that gives the cells of a record in a spreadsheet, one for each of `headers`, typed."""
        read = self.reader
        return lambda record: (read(record),)


class WordsColumn(ListColumn):
    """A column whose spreadsheet says what the screen says; what nobody has told is empty there."""

    def values(self):
        words = self.words()

        def values(record):
            found = words(record)
            return (None if found is UNKNOWN else found,)

        return values
