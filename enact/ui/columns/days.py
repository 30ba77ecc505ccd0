"""Columns of days and moments."""

from functools import lru_cache

from django.utils.translation import gettext as _

from enact.dates import Precision, babel_locale, in_words
from enact.moments import local, moment_in_words
from enact.ui.columns.base import UNKNOWN, ListColumn, named, reader_of


@lru_cache(maxsize=20_000)
def day_in_words(day, precision, _locale):
    """A day in words, kept: lists hold the same days many times."""
    return in_words(day, precision)


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


class MomentColumn(ListColumn):
    """A moment, on the clock of Paris; in a spreadsheet it is typed, and the head of its column says whose clock it is."""

    is_nullable = True

    def words(self):
        read = self.reader
        return lambda record: moment_in_words(read(record)) or UNKNOWN

    def headers(self):
        return [named(self.header, _("Paris time"))]

    def values(self):
        read = self.reader

        def values(record):
            moment = read(record)
            return (None if moment is None else local(moment).replace(tzinfo=None),)

        return values
