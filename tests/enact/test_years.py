"""Academic years, at the edges of their days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from enact.years import (
    academic_year_of,
    academic_year_typed,
    academic_years,
    first_day_of,
    last_day_of,
    last_ended_by,
    year_in_words,
)


@pytest.mark.parametrize(
    ("day", "year", "ended"),
    [
        (date(2025, 12, 31), 2025, 2024),
        (date(2026, 1, 1), 2025, 2024),
        (date(2026, 8, 30), 2025, 2024),
        (date(2026, 8, 31), 2025, 2025),
        (date(2026, 9, 1), 2026, 2025),
    ],
)
def test_year_of_a_day_and_the_last_that_had_ended(day, year, ended):
    assert (academic_year_of(day), last_ended_by(day)) == (year, ended)


def test_year_has_a_first_and_a_last_day():
    assert (first_day_of(2025), last_day_of(2025)) == (date(2025, 9, 1), date(2026, 8, 31))


def test_year_is_written_with_both_its_years():
    assert (year_in_words(2025), year_in_words(None), academic_years()[0]) == ("2025-2026", "", (2039, "2039-2040"))


@pytest.mark.parametrize("text", ["2025-2026", "2025/2026", " 2025 – 2026 ", "2025-26", "2025/26"])
def test_year_is_read_as_people_write_it(text):
    assert academic_year_typed(text) == 2025


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-2027", "2026-2025", "25-26", "2013-2014", "2040-2041", "2025-2026-2027"]
)
def test_what_is_no_academic_year_is_refused(text):
    with pytest.raises(ValidationError) as refusal:
        academic_year_typed(text)
    assert refusal.value.messages == [
        f"«\u00a0{text}\u00a0» n’est pas une année universitaire. Écrivez-la ainsi\u00a0: 2025-2026."
    ]
