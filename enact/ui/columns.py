"""The columns of lists, declared as those of django-tables2: each says how a record reads on screen and in a spreadsheet.

A column is read once for a table, in the language of the reader, into two plain functions of a record: `words()` for the
screen, `values()` for a spreadsheet. They are called for every cell: what can be prepared is prepared before.
"""

from functools import lru_cache
from operator import attrgetter

import django_tables2 as tables
from django.db.models import F, Value
from django.db.models.functions import Concat, NullIf, StrIndex
from django.utils.translation import gettext as _

from enact.amounts import CENT, money, number
from enact.dates import Precision, babel_locale, in_words
from enact.themes import Themed
from enact.ui.templatetags.figures import qualified

UNKNOWN = object()
"""What a column reads where something is there that nobody has told; `None` and "" are read where there is nothing."""


@lru_cache(maxsize=20_000)
def day_in_words(day, precision, _locale):
    """A day in words, kept: lists hold the same days many times."""
    return in_words(day, precision)


@lru_cache(maxsize=20_000)
def money_in_words(amount, qualifier, _locale):
    """An amount with its qualifier in words, kept."""
    return f"{qualified(qualifier)} {money(amount)}".strip()


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
    """A column of text. What is not `visible` is not shown until it is asked for.

    `accessor`: a path or a function of a record; without one, the attribute of the column's name. `order_by`: the fields
    to sort by, that of the path without it; a column that reads a function is sorted by them alone, or not at all.
    """

    is_number = False
    is_nullable = False

    def __init__(self, verbose_name, accessor=None, **options):
        self.reads = accessor
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


class ToldColumn(ListColumn):
    """A text that every record has: where it is empty, nobody has told it."""

    is_nullable = True

    def words(self):
        read = self.reader
        return lambda record: read(record) or UNKNOWN


class NumberColumn(ListColumn):
    """A number without a unit."""

    is_number = True

    def words(self):
        read = self.reader

        def words(record):
            value = read(record)
            return UNKNOWN if value is None else number(value)

        return words


class ChoiceColumn(ListColumn):
    """One of some choices, by its name. `names`: a `TextChoices`, or key-name pairs.

    It is sorted in the order of the choices, or of `ranks` where the field to sort by holds other keys.
    """

    is_nullable = True

    def __init__(self, verbose_name, accessor=None, *, names, ranks=None, **options):
        self.choices, self.ranks = names, ranks or names
        super().__init__(verbose_name, accessor, **options)

    def names(self):
        """The names by key, in the language of the reader."""
        return {key: str(name) for key, name in getattr(self.choices, "choices", self.choices)}

    def ordering(self, is_descending):
        keys = "".join(f",{key}" for key, _name in getattr(self.ranks, "choices", self.ranks))
        ranks = [
            NullIf(StrIndex(Value(f"{keys},"), Concat(Value(","), F(field), Value(","))), Value(0))
            for field in self.sort_fields
        ]
        return [rank.desc(nulls_last=True) if is_descending else rank.asc(nulls_last=True) for rank in ranks]

    def words(self):
        read, names = self.reader, self.names()
        return lambda record: names.get(read(record))

    def values(self):
        read, names = self.reader, self.names()
        return lambda record: (names.get(read(record)),)


class YesColumn(ListColumn):
    """Yes, or nothing."""

    def words(self):
        read, yes = self.reader, _("yes")
        return lambda record: yes if read(record) else None

    def values(self):
        words = self.words()
        return lambda record: (words(record),)


class ThemesColumn(ListColumn):
    """The themes ticked on a record of the kind of `Themed`; nothing when they are not known."""

    def __init__(self, verbose_name, **options):
        super().__init__(verbose_name, accessor=str, orderable=False, **options)

    def words(self):
        names = [(theme, str(Themed._meta.get_field(theme).verbose_name)) for theme in Themed.THEMES]
        return lambda record: ", ".join(name for theme, name in names if getattr(record, theme))

    def values(self):
        words = self.words()
        return lambda record: (words(record),)


class ToldThemesColumn(ThemesColumn):
    """Themes, of which every record has some: where none is ticked, nobody has told them."""

    def words(self):
        words = super().words()
        return lambda record: words(record) or UNKNOWN

    def values(self):
        words = super().words()
        return lambda record: (words(record),)


class DayColumn(ListColumn):
    """A day, no more precise than the field named by `precision` says."""

    is_nullable = True

    def __init__(self, verbose_name, accessor=None, *, precision=None, **options):
        self.precision = precision
        super().__init__(verbose_name, accessor, **options)

    def words(self):
        read, locale = self.reader, babel_locale()
        if self.precision is None:
            return lambda record: day_in_words(read(record), Precision.EXACT, locale)
        read_precision = reader_of(self.precision)
        return lambda record: day_in_words(read(record), read_precision(record), locale)

    def headers(self):
        """In a spreadsheet, how precise the day is stands beside it."""
        return [self.header] if self.precision is None else [self.header, named(self.header, _("precision"))]

    def values(self):
        read = self.reader
        if self.precision is None:
            return lambda record: (read(record),)
        read_precision, names = reader_of(self.precision), {key: str(name) for key, name in Precision.choices}
        return lambda record: (read(record), names.get(read_precision(record)))


class AmountColumn(ListColumn):
    """An amount in euros, with the qualifier that the field named by `qualifier` says. `None` is an unknown amount.

    `when`: a function of a record that says whether there is an amount at all, known or not.
    """

    is_number = True
    is_nullable = True

    def __init__(self, verbose_name, accessor=None, *, qualifier=None, when=None, **options):
        self.qualifier, self.when = qualifier, when
        super().__init__(verbose_name, accessor, **options)

    def words(self):
        read, locale, when = self.reader, babel_locale(), self.when
        read_qualifier = reader_of(self.qualifier) if self.qualifier else lambda record: "exact"

        def words(record):
            if when is not None and not when(record):
                return None
            amount = read(record)
            return UNKNOWN if amount is None else money_in_words(amount, read_qualifier(record), locale)

        return words

    def headers(self):
        """In a spreadsheet, how the amount is to be read stands beside it."""
        return [self.header, named(self.header, _("to be read as"))]

    def values(self):
        read, when, unknown = self.reader, self.when, _("not disclosed")
        read_qualifier = reader_of(self.qualifier) if self.qualifier else lambda record: "exact"

        def values(record):
            if when is not None and not when(record):
                return None, None
            amount = read(record)
            return (
                (None, unknown)
                if amount is None
                else (amount.quantize(CENT), qualified(read_qualifier(record)) or _("exact"))
            )

        return values
