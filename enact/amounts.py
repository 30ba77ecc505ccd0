"""Amounts of money in euros and other numbers, as people type them and as they are shown to them."""

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, format_decimal
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import babel_locale

CENT = Decimal("0.01")
MILLION = 1_000_000
MINUS = str.maketrans("-", "−")
"""The sign of typography, which is as wide as a plus; locales give a hyphen."""
LARGEST = Decimal("999999999999.99")
"""The largest value that `numeric(14, 2)` holds."""


def number(value):
    """A number with the reader's separators, without useless decimals: 2 500, 1,37."""
    return format_decimal(value, format="#,##0.##", locale=babel_locale()).translate(MINUS)


def money(value):
    """An amount in euros, whole or with its cents: 1 234,50 €."""
    return euros(value, babel_locale())


@lru_cache(maxsize=20_000)
def euros(value, locale):
    """An amount in euros as a locale writes it, kept: lists hold the same amounts many times."""
    pattern = None if value % 1 else ("#,##0\u00a0¤" if locale == "fr_FR" else "¤#,##0")
    written = format_currency(value, "EUR", format=pattern, locale=locale, currency_digits=pattern is None)
    return written.translate(MINUS)


def short_money(value):
    """An amount in millions of euros from one million on, to two decimals; below, as `money` shows it."""
    if abs(value) < MILLION:
        return money(value)
    millions = number(Decimal(value) / MILLION)
    return f"{millions}\u00a0M€" if babel_locale() == "fr_FR" else f"€{millions}M"


def percents(value):
    """A percentage with its sign: 49,5 % in French, 49.5% in English."""
    return f"{number(value)}\u202f%" if babel_locale() == "fr_FR" else f"{number(value)}%"


class AmountFormField(forms.DecimalField):
    """An amount typed as people write it: "1 234,5 €", "1.234,50", "1234.5", with no sign; spaces before three digits only.

    A lone separator before three digits ("1.234", "1,234") can be read in two ways, and is asked about. Empty: unknown.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("“%(value)s” is not an amount. Write it as 1 234,50."),
        "ambiguous": _("“%(value)s” can be read in two ways. Write 1234 or 1,23."),
        "negative": _("“%(value)s”: an amount is never negative. Leave it empty when it is not known."),
        "too_large": _("“%(value)s” is too large: the most that can be kept is 999 999 999 999,99."),
        "too_precise": _("“%(value)s” has more than two decimals."),
    }
    CURRENCY = re.compile(r"(?i)^(?:€|euros?|eur)\s*|\s*(?:€|euros?|eur)$")
    SPACED = re.compile(r"[0-9]{1,3}(?:[\s\u00a0\u202f’'][0-9]{3})+(?:[.,][0-9]+)?")
    SPACES = re.compile(r"[\s\u00a0\u202f’']")
    PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
    GROUPED_FRENCH = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
    GROUPED_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
    AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value)
        typed = str(value).strip()
        bare = self.CURRENCY.sub("", typed)
        if bare.startswith(("-", "−")) and re.search(r"\d", bare):
            raise self.refusal("negative", typed)
        if self.SPACED.fullmatch(bare):
            bare = self.SPACES.sub("", bare)
            return self.in_range(Decimal(bare.replace(",", ".")), typed)
        if self.AMBIGUOUS.fullmatch(bare):
            raise self.refusal("ambiguous", typed)
        return self.in_range(Decimal(self.normalised(bare, typed)), typed)

    def normalised(self, bare, typed):
        """The digits with a point before the decimals."""
        if self.GROUPED_FRENCH.fullmatch(bare):
            return bare.replace(".", "").replace(",", ".")
        if self.GROUPED_ENGLISH.fullmatch(bare):
            return bare.replace(",", "")
        if self.PLAIN.fullmatch(bare) and bare.isascii():
            return bare.replace(",", ".")
        raise self.refusal("invalid", typed)

    def in_range(self, amount, typed):
        """The amount, to the cent, if a record can hold it."""
        if amount > LARGEST:
            raise self.refusal("too_large", typed)
        if amount != amount.quantize(CENT):
            raise self.refusal("too_precise", typed)
        return amount.quantize(CENT)

    def refusal(self, code, typed):
        """The error to raise for what was typed."""
        return forms.ValidationError(self.error_messages[code], code=code, params={"value": typed})

    def validate(self, value):
        """Nothing that `to_python` has not said already, but that a value may be required."""
        forms.Field.validate(self, value)

    def has_changed(self, initial, data):
        """Whether what was typed is another amount; what cannot be read is a change."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class AmountField(models.DecimalField):
    """An amount or another measured value in `numeric(14, 2)`; `None` means that it is unknown, never zero."""

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AmountFormField, **kwargs})
