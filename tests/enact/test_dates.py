"""Days: typed, kept, and said no more precisely than they are known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from enact.dates import DayField, Precision, in_words, months_after

DAY = date(2025, 5, 20)


@pytest.mark.parametrize(
    ("language", "precision", "words"),
    [
        ("fr", Precision.EXACT, "20 mai 2025"),
        ("fr", Precision.MONTH, "mai 2025"),
        ("fr", Precision.YEAR, "2025"),
        ("fr", Precision.KNOWN_BY, "au plus tard le 20 mai 2025"),
        ("en", Precision.EXACT, "20 May 2025"),
        ("en", Precision.MONTH, "May 2025"),
        ("en", Precision.YEAR, "2025"),
        ("en", Precision.KNOWN_BY, "known by 20 May 2025"),
    ],
)
def test_day_is_said_as_precisely_as_it_is_known(language, precision, words):
    with translation.override(language):
        assert in_words(DAY, precision) == words


def test_first_of_a_month_is_an_ordinal_in_french_alone():
    with translation.override("fr"):
        assert in_words(date(2025, 1, 1)) == "1er janvier 2025"
        assert in_words(date(2025, 1, 11)) == "11 janvier 2025"
    with translation.override("en"):
        assert in_words(date(2025, 1, 1)) == "1 January 2025"


def test_no_day_is_no_word():
    assert in_words(None) == ""


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (0, date(2024, 1, 31)),
        (1, date(2024, 2, 29)),
        (11, date(2024, 12, 31)),
        (12, date(2025, 1, 31)),
        (13, date(2025, 2, 28)),
    ],
)
def test_months_after_stays_in_the_month(months, day):
    assert months_after(date(2024, 1, 31), months) == day


@pytest.mark.parametrize("typed", ["20/05/2025", " 20/5/2025 ", "2025-05-20"])
def test_day_is_read_as_europeans_write_it(typed):
    with translation.override("fr"):
        assert DayField().clean(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02/2025", "invalid"),
        ("31/02", "invalid"),
        ("20/5/25", "short_year"),
        ("20-05-25", "short_year"),
        ("31/12/1999", "too_early"),
        ("demain", "invalid"),
        ("٢٠/٠٥/٢٠٢٥٥", "invalid"),
    ],
)
def test_day_that_makes_no_sense_is_refused_in_words(typed, code):
    with translation.override("fr"), pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert [error.code for error in refused.value.error_list] == [code]
    assert f"«\xa0{typed.strip()}\xa0»" in refused.value.messages[0]


def test_first_day_of_2000_is_accepted():
    assert DayField().clean("01/01/2000") == date(2000, 1, 1)


def test_day_may_be_unknown():
    assert DayField(required=False).clean("") is None
