"""What dated facts let expect: never less than what stands, never in a wrong order, and of people in fives."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enact.languages import Text
from indicators.forecast import (
    FIVES,
    LEVELS,
    Fact,
    Scope,
    Sure,
    days_told,
    ends_of_years,
    expected,
    gathered,
    needed,
    points,
    reached_on,
)
from indicators.formula import Point, Trajectory

ON, UNTIL = date(2026, 6, 30), date(2029, 12, 31)
WHAT = Text("Places", "Places")
ENDS = [date(year, 12, 31) for year in (2026, 2027, 2028, 2029)]

days = st.dates(date(2026, 7, 1), UNTIL)
amounts = st.none() | st.decimals(0, 1000, places=2)
facts_to_come = st.lists(st.builds(Fact, days, st.sampled_from(Sure), st.just(WHAT), amounts), max_size=12)
scopes = st.builds(Scope, st.decimals(0, 1000, places=2), st.just(ON), st.just(UNTIL), st.booleans(), st.booleans())


def fact(on, sure, value):
    """A fact on a day, by its name."""
    return Fact(date.fromisoformat(on), Sure(sure), WHAT, None if value is None else Decimal(value))


def scope(value=10, *, is_yearly=False, in_fives=False):
    """What a forecast starts from, on 30 June 2026."""
    return Scope(Decimal(value), ON, UNTIL, is_yearly, in_fives)


FACTS = [
    fact("2026-10-01", "engaged", 1),
    fact("2027-03-01", "planned", 2),
    fact("2027-12-31", "possible", 4),
    fact("2028-01-01", "possible", None),
]


def told(found):
    """The known part of each level of each point, by its year."""
    return {point["on"].year: tuple(int(point[level].value) for level in LEVELS) for point in found}


@pytest.mark.parametrize(
    ("after", "until", "ends"),
    [
        (ON, UNTIL, ENDS),
        (date(2026, 12, 30), date(2027, 12, 31), ENDS[:2]),
        (date(2026, 12, 31), date(2027, 12, 31), ENDS[1:2]),
        (date(2026, 12, 31), date(2027, 6, 30), [date(2027, 6, 30)]),
        (date(2029, 12, 31), UNTIL, []),
    ],
)
def test_years_that_are_told_end_after_the_day_the_last_with_the_programme(after, until, ends):
    assert ends_of_years(after, until) == ends


def test_what_accumulates_adds_to_what_stands():
    assert told(points(FACTS, scope())) == {
        2026: (11, 11, 11),
        2027: (11, 13, 17),
        2028: (11, 13, 17),
        2029: (11, 13, 17),
    }


def test_each_year_is_counted_anew_and_told_up_to_the_last_fact():
    assert told(points(FACTS, scope(is_yearly=True))) == {2026: (1, 1, 1), 2027: (0, 2, 6), 2028: (0, 0, 0)}


def test_nothing_to_come_has_no_year_to_tell():
    assert points([], scope(is_yearly=True)) == []


def test_people_are_told_in_fives_the_low_value_down_and_the_high_one_up():
    facts = [fact("2026-10-01", "engaged", 13), fact("2026-11-01", "planned", 4), fact("2026-12-01", "possible", 4)]
    assert told(points(facts, scope(is_yearly=True, in_fives=True))) == {2026: (10, 15, 25)}


def test_facts_without_a_value_are_unknowns_of_the_levels_that_hold_them():
    found = points(FACTS, scope())[2]
    assert [found[level].unknowns for level in LEVELS] == [0, 0, 1]


def test_facts_of_one_day_and_kind_are_told_together():
    facts = [*FACTS, fact("2026-10-01", "engaged", 2), fact("2029-01-01", "possible", 0)]
    assert gathered(facts, lambda day: day) == [
        (date(2026, 10, 1), Sure.ENGAGED, WHAT, Decimal(3), 0),
        (date(2027, 3, 1), Sure.PLANNED, WHAT, Decimal(2), 0),
        (date(2027, 12, 31), Sure.POSSIBLE, WHAT, Decimal(4), 0),
        (date(2028, 1, 1), Sure.POSSIBLE, WHAT, Decimal(0), 1),
    ]


@pytest.mark.parametrize(
    ("target", "low", "central", "high"),
    [
        (10, ON, ON, ON),
        (11, date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 1)),
        (12, None, date(2027, 3, 1), date(2027, 3, 1)),
        (17, None, None, date(2027, 12, 31)),
        (18, None, None, None),
    ],
)
def test_target_is_reached_on_the_day_of_the_fact_that_does(target, low, central, high):
    assert [reached_on(FACTS, scope(), level, Decimal(target)) for level in LEVELS] == [low, central, high]


def test_target_of_a_year_is_reached_at_its_end():
    assert reached_on(FACTS, scope(is_yearly=True), "high", Decimal(6)) == date(2027, 12, 31)
    assert reached_on(FACTS, scope(is_yearly=True), "low", Decimal(6)) is None


@given(facts_to_come, scopes)
def test_levels_keep_their_order_and_never_fall(facts, of):
    found = points(facts, of)
    for point in found:
        low, central, high = (point[level].value for level in LEVELS)
        assert low <= central <= high or (of.in_fives and low <= high and abs(central - low) < FIVES)
    if not of.is_yearly:
        for level in LEVELS:
            values = [point[level].value for point in found]
            assert values == sorted(values)


@given(facts_to_come, scopes)
def test_high_value_adds_up_every_fact(facts, of):
    whole = sum((each.value or 0 for each in facts), Decimal(0))
    if of.is_yearly:
        by_year = [expected(facts, of._replace(in_fives=False), "high", day).value for day in days_told(facts, of)]
        assert sum(by_year, Decimal(0)) == whole
    else:
        assert expected(facts, of._replace(in_fives=False), "high", UNTIL).value == of.value + whole


@given(facts_to_come, scopes, st.decimals(0, 3000, places=2))
def test_no_level_reaches_a_target_before_a_higher_one(facts, of, target):
    found = [reached_on(facts, of, level, target) or date.max for level in LEVELS]
    assert found[0] >= found[2]


# What a year asks for


def trajectory(end=18, on=UNTIL, *, rising=True):
    """A way to a target."""
    return Trajectory((Point(on, Decimal(end)),), Point(date(2025, 1, 1), Decimal(0)), rising)


def pace(value, *, on=date(2026, 12, 31), is_yearly=False, each_year=False, **way):
    """What a year asks for, of a value on a day."""
    known = None if value is None else Decimal(value)
    return needed(known, on, trajectory(**way), is_yearly=is_yearly, each_year=each_year)


def test_what_is_left_is_shared_out_over_the_years_that_are_left():
    assert pace(6) == {"a_year": Decimal("4.00"), "until": UNTIL}
    assert pace(6, is_yearly=True) == {"more_each_year": Decimal("4.00"), "until": UNTIL}


def test_target_of_each_year_is_what_a_year_asks_for():
    assert pace(6, each_year=True, end=20) == {"a_year": Decimal(20), "until": UNTIL}


@pytest.mark.parametrize(
    "known", [{"value": None}, {"value": 18}, {"value": 19}, {"value": 6, "on": UNTIL}, {"value": 6, "rising": False}]
)
def test_nothing_is_asked_for_where_the_target_is_reached_over_unknown_or_falls(known):
    assert pace(**known) is None


def test_nothing_is_asked_for_without_a_target():
    assert needed(Decimal(1), ON, Trajectory(()), is_yearly=False, each_year=False) is None
