"""Days and what is known of them.

A day stands in a record as a date, and that date is the one that counts in every list and sum. Its precision says how
much of it is known.
"""

import calendar
import datetime
import re
from functools import lru_cache

from babel.dates import format_date
from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FIRST_DAY = datetime.date(2000, 1, 1)
"""No record of the programme is older: a day before it is a typing error."""


class Precision(models.TextChoices):
    """How much of a day is known. `KNOWN_BY`: it was so on that day at the latest."""

    EXACT = "exact", _("exact day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    KNOWN_BY = "known_by", _("known by that day at the latest")


BABEL_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def babel_locale():
    """Babel's name for the language of the reader; English here is that of Europe."""
    return BABEL_LOCALES["en" if (get_language() or "").startswith("en") else "fr"]


def in_words(day, precision=Precision.EXACT):
    """A day as the reader's language writes it, no more precise than it is known; "" for no day."""
    if day is None:
        return ""
    words = written(day, precision, babel_locale())
    return str(_("known by %(day)s") % {"day": words}) if precision == Precision.KNOWN_BY else words


@lru_cache(maxsize=20_000)
def written(day, precision, locale):
    """A day as a locale writes it, kept: lists hold the same days many times."""
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return format_date(day, "MMMM y", locale=locale)
    words = format_date(day, "d MMMM y", locale=locale)
    return f"1er{words[1:]}" if words.startswith("1 ") and locale == "fr_FR" else words


def months_after(day, months):
    """The same day of the month, so many months later; the month's last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def end_of(day):
    """The last moment of a day, where the programme is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))


class DayField(forms.DateField):
    """A day as people type it: 20/05/2025 or 2025-05-20, with four digits of the year, from 2000 on."""

    default_error_messages = {
        "invalid": _("“%(value)s” is not a day. Write it as 20/05/2025."),
        "short_year": _("“%(value)s”: write the year with four digits, as in 20/05/2025."),
        "too_early": _("“%(value)s” is before 2000: please check the year."),
    }
    SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{1,2}")

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, datetime.date):
            return super().to_python(value)
        typed = value.strip()
        if self.SHORT_YEAR.fullmatch(typed):
            raise self.refusal("short_year", typed)
        try:
            day = super().to_python(typed)
        except forms.ValidationError as error:
            raise self.refusal("invalid", typed) from error
        if day < FIRST_DAY:
            raise self.refusal("too_early", typed)
        return day

    def refusal(self, code, typed):
        """The error to raise for what was typed."""
        return forms.ValidationError(self.error_messages[code], code=code, params={"value": typed})
