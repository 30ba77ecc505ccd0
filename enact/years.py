"""Academic years: from 1 September to 31 August. A year is kept as the calendar year in which it begins."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST, LAST = 2015, 2039
"""The academic years that records may be of."""
TYPED = re.compile(r"(20\d\d)\s*[-–—/]\s*(?:20)?(\d\d)")


def academic_year_of(day):
    """The academic year in which a day is."""
    return day.year if day.month >= 9 else day.year - 1


def first_day_of(year):
    """The first day of an academic year."""
    return datetime.date(year, 9, 1)


def last_day_of(year):
    """The last day of an academic year."""
    return datetime.date(year + 1, 8, 31)


def last_ended_by(day):
    """The last academic year of which a day is the last one or after."""
    year = academic_year_of(day)
    return year if day == last_day_of(year) else year - 1


def year_in_words(year):
    """An academic year as people write it: 2025-2026; "" for none."""
    return "" if year is None else f"{year}-{year + 1}"


def academic_years():
    """The academic years to choose from, each with its name, the latest first."""
    return [(year, year_in_words(year)) for year in range(LAST, FIRST - 1, -1)]


def academic_year_typed(text):
    """The academic year that a text says: 2025-2026, 2025/26. Raises `ValidationError`, also for a year alone."""
    found = TYPED.fullmatch(text.strip())
    year = int(found[1]) if found else None
    if found is None or (year + 1) % 100 != int(found[2]) or not FIRST <= year <= LAST:
        raise ValidationError(_("“%(value)s” is not an academic year. Write it as 2025-2026.") % {"value": text})
    return year
