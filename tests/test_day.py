"""Tests keep to one day: what is left of it is told before they begin."""

from datetime import UTC, datetime

import pytest

from tests.__main__ import left_of_the_day


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), 60),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), 86_400),
        (datetime(2026, 7, 14, 21, 30, tzinfo=UTC), 1800),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 90_000),
    ],
)
def test_day_is_that_of_paris_however_long_it_is(moment, left):
    assert left_of_the_day(moment.timestamp()) == left
