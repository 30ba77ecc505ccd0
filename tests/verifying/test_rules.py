"""The script that strangers run adds up and judges as the application does."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import verify_release
from indicators.catalogue import Better, Kind, indicators
from indicators.document import described
from indicators.figures import plain
from indicators.formula import Status
from indicators.heldback import Books
from indicators.ledger import Ledger
from indicators.measures import Count, Qualifier, Reading, Total
from indicators.models import Completeness, Observation, Target

pytestmark = pytest.mark.django_db


@given(st.lists(st.tuples(st.none() | st.decimals(0, 10**9, places=2), st.sampled_from(Qualifier)), max_size=6))
def test_script_adds_up_as_the_application_does(pairs):
    total = sum((Total.of(value, qualifier) for value, qualifier in pairs), Total())
    parts = [
        {"value": None if value is None else str(value), "unknowns": int(value is None), "qualifier": str(qualifier)}
        for value, qualifier in pairs
    ]
    assert verify_release.add(parts) == (plain(total.value), total.unknowns, total.qualifier)


VALUES = st.sampled_from(["0", "1", "2.5", "4", "5", "11", "12"]).map(Decimal)
DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 1))
FAR = st.sampled_from(["25", "60"]).map(Decimal)
LATER = st.dates(date(2024, 11, 1), date(2026, 12, 31))
YEARS = {"starts_on": "2025-01-01", "ends_on": "2026-12-31"}


@st.composite
def described_indicators(draw):
    """A day, and what a release of that day says of an indicator of any kind, with any observations, targets and records."""
    ledger = object.__new__(Ledger)
    ledger.day, ledger.published, ledger.salt = draw(DAYS), [], ""
    ledger.books = Books(ledger.day, [])
    stated = draw(
        st.lists(st.tuples(VALUES | st.none(), DAYS.filter(lambda day: day <= ledger.day), st.booleans()), max_size=3)
    )
    ledger.observations = [
        Observation(indicator="RES-1", value=value, holds_on=on, stated_on=on, is_baseline=first and value is not None)
        for value, on, first in sorted(stated, key=lambda each: each[1], reverse=True)
    ]
    promised = sorted(draw(st.dictionaries(st.just(date.max) | LATER, VALUES | FAR, max_size=3)).items())
    ledger.targets = [
        Target(indicator="RES-1", value=value, due_on=None if on == date.max else on, stated_on=on)
        for on, value in promised
    ]
    is_complete, recorded = draw(st.booleans()), draw(VALUES)
    ledger.completeness = {"RES-1": Completeness(complete_from=ledger.day)} if is_complete else {}
    measure = SimpleNamespace(
        asked=lambda day: ([], lambda: Reading(Total.of(recorded), day)),
        records=lambda day: Observation.objects.none(),
        total=Count(),
    )
    indicator = replace(
        indicators()["RES-1"],
        kind=draw(st.sampled_from(Kind)),
        better=draw(st.sampled_from(Better)),
        counts_people=draw(st.booleans()),
        breakdowns=(),
        measure=measure,
        outlook=None,
    )
    return ledger.day, described(indicator, ledger, YEARS, None)


def test_script_judges_as_the_application_does():
    met = set()

    @settings(max_examples=1000, derandomize=True)
    @given(described_indicators())
    def judge(described_on):
        day, entry = described_on
        document = {"day": day.isoformat(), "programme": YEARS, "indicators": []}
        status = entry["progress"]["status"]
        checks = [*verify_release.check_entry(entry | {"remainder": None}, document)]
        assert [check for check in checks if check[1] != check[2]] == []
        assert ("status", status, status) in checks
        met.add(status)

    judge()
    assert met | {Status.AHEAD, Status.ON_TRACK} == set(
        Status.values
    )  # where those of the launch and of the fiction are


@pytest.mark.parametrize(
    ("level", "value", "differing"), [("low", "3", 0), ("low", "4", 1), ("central", "9", 1), ("high", "8", 0)]
)
def test_forecast_is_what_its_facts_add_up_to(launch, level, value, differing):
    document = json.loads(launch.text)
    entry = next(each for each in document["indicators"] if each["code"] == "RES-1")
    facts = [("engaged", "2027-01-01", "9"), ("planned", "2026-12-31", "1"), ("possible", "2026-06-30", "4")]
    point = {"on": "2026-12-31", "low": {"value": "3"}, "central": {"value": "4"}, "high": {"value": "8"}}
    entry["forecast"] = {
        "facts": [dict(zip(("sure", "on", "value"), fact, strict=True)) for fact in facts],
        "points": [point | {level: {"value": value}}],
    }
    checks = [check for check in verify_release.check_entry(entry, document) if "forecast" in check[0]]
    assert (len(checks), sum(due != said for _what, due, said in checks)) == (3, differing)
