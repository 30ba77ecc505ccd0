"""What partners keep of the money of the fictional programme, over its releases."""

import json
from datetime import date

import pytest

from indicators.catalogue import indicators
from indicators.heldback import Books, name_of
from indicators.models import Release

pytestmark = pytest.mark.django_db
DAYS = [date(2023, 12, 31), date(2026, 6, 30)]


def measures_of_money():
    """Every measure whose amounts partners may keep, with its tables."""
    for indicator in indicators().values():
        own = {indicator.measure: []}
        for breakdown in indicator.breakdowns:
            own.setdefault(breakdown.measure or indicator.measure, []).append(breakdown.by)
        yield from (
            (measure, tables) for measure, tables in own.items() if hasattr(measure and measure.total, "account")
        )


@pytest.mark.parametrize("day", DAYS)
def test_before_any_release_an_account_says_what_its_measure_says(fiction, day):
    found = list(measures_of_money())
    assert len(found) == 6
    for measure, tables in found:
        account = Books(day, []).of("", measure)
        assert account.whole() == measure.on(day)
        for by in tables:
            assert account.split(name_of(by)) == measure.split(day, by)


def test_releases_mark_the_sums_that_stay_as_they_were(fiction):
    marked = {
        release.number: sorted(
            entry["code"]
            for entry in json.loads(release.text)["indicators"]
            if any("held_back" in part for each in entry["breakdowns"] for part in each["parts"])
            or "held_back" in entry["figure"]
        )
        for release in Release.objects.order_by("number")
    }
    assert marked[1] == []
