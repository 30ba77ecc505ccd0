"""Columns of numbers and amounts."""

from functools import lru_cache

from django.utils.translation import gettext as _

from enact.amounts import CENT, money, number
from enact.dates import babel_locale
from enact.ui.columns.base import UNKNOWN, ListColumn, named, reader_of
from enact.ui.templatetags.figures import qualified


@lru_cache(maxsize=20_000)
def money_in_words(amount, qualifier, _locale):
    """An amount with its qualifier in words, kept."""
    return f"{qualified(qualifier)} {money(amount)}".strip()


class NumberColumn(ListColumn):
    """A number without a unit. `None` is an unknown one. `when`: a function of a record that says whether there is one at all."""

    is_number = True

    def __init__(self, verbose_name, accessor=None, *, when=None, **options):
        self.when = when
        super().__init__(verbose_name, accessor, **options)

    def words(self):
        read, when = self.reader, self.when

        def words(record):
            if when is not None and not when(record):
                return None
            value = read(record)
            return UNKNOWN if value is None else number(value)

        return words


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
