"""How far along an indicator is, against the trajectory of the day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.formula import TOLERANCE, Point, Progress, Status, Trajectory, progress

START, MIDDLE, END = date(2025, 1, 1), date(2027, 1, 1), date(2028, 12, 31)  # 1460 days, and their half
days = st.dates(START, END + timedelta(days=400))
values = st.decimals(0, 10**9, places=2)


def trajectory(end=100, start=0, rising=True, due=END):
    baseline = None if start is None else Point(START, Decimal(start))
    return Trajectory((Point(due, Decimal(end)),), baseline, rising)


def status(value, day, **kwargs):
    return progress(value=None if value is None else Decimal(value), day=day, trajectory=trajectory(**kwargs)).status


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (START - timedelta(days=1), None),
        (START, 0),
        (START + timedelta(days=1), 1),
        (END - timedelta(days=1), 1459),
        (END, 1460),
        (END + timedelta(days=1), 1460),
    ],
)
def test_trajectory_is_straight_from_the_first_day_to_the_last(day, expected):
    assert trajectory(end=1460).expected_on(day) == expected


def test_trajectory_bends_at_each_target():
    bent = Trajectory(
        (Point(date(2026, 1, 1), Decimal(10)), Point(date(2027, 1, 1), Decimal(40))), Point(START, Decimal(0))
    )
    assert bent.expected_on(date(2026, 1, 1)) == 10
    assert bent.expected_on(date(2026, 1, 2)) == 10 + Decimal(30) / 365


def test_trajectory_without_baseline_asks_for_nothing_before_its_first_target():
    assert trajectory(start=None).expected_on(END - timedelta(days=1)) is None
    assert trajectory(start=None).expected_on(END) == 100


def test_trajectory_without_targets_asks_for_nothing():
    assert Trajectory(()).expected_on(END) is None
    assert Trajectory((), Point(START, Decimal(5))).expected_on(END) is None


@pytest.mark.parametrize(
    ("value", "day", "found"),
    [
        (None, MIDDLE, Status.UNKNOWN),
        (100, MIDDLE, Status.REACHED),
        (130, MIDDLE, Status.REACHED),
        (99, END, Status.MISSED),
        (100, END, Status.REACHED),
        ("55.10", MIDDLE, Status.AHEAD),
        ("54.90", MIDDLE, Status.ON_TRACK),
        (55, MIDDLE, Status.ON_TRACK),
        (50, MIDDLE, Status.ON_TRACK),
        (45, MIDDLE, Status.ON_TRACK),
        ("45.10", MIDDLE, Status.ON_TRACK),
        ("44.90", MIDDLE, Status.BEHIND),
        (0, START, Status.ON_TRACK),
        (0, START - timedelta(days=1), Status.NOT_YET_DUE),
    ],
)
def test_rising_indicator_is_judged_against_the_trajectory_of_the_day(value, day, found):
    assert status(value, day) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [(0, Status.REACHED), (40, Status.AHEAD), (50, Status.ON_TRACK), (60, Status.BEHIND), (120, Status.BEHIND)],
)
def test_falling_indicator_is_better_when_lower_also_towards_zero(value, found):
    assert status(value, MIDDLE, start=100, end=0, rising=False) == found


def test_falling_indicator_misses_a_target_that_it_stays_above():
    assert status(1, END, start=100, end=0, rising=False) == Status.MISSED


def test_without_baseline_nothing_is_due_before_the_first_target():
    assert status(5, MIDDLE, start=None) == Status.NOT_YET_DUE
    assert status(5, END, start=None) == Status.MISSED
    assert status(100, MIDDLE, start=None) == Status.REACHED


def test_without_baseline_the_second_target_is_judged_from_zero():
    later = Trajectory((Point(START, Decimal(20)), Point(END, Decimal(20))))
    assert progress(value=Decimal("19.01"), day=MIDDLE, trajectory=later).status == Status.ON_TRACK
    assert progress(value=Decimal("18.99"), day=MIDDLE, trajectory=later).status == Status.BEHIND


def test_baseline_stated_again_is_a_starting_point_until_the_first_target_is_due():
    found = progress(value=Decimal(50), day=MIDDLE, trajectory=trajectory(start=50, end=150), is_baseline=True)
    assert found == Progress(Status.STARTING_POINT, Decimal(100), Decimal(0))
    late = progress(value=Decimal(50), day=END, trajectory=trajectory(start=50, end=150), is_baseline=True)
    assert late.status == Status.MISSED


def test_value_that_is_too_old_is_not_judged():
    found = progress(value=Decimal(100), day=MIDDLE, trajectory=trajectory(), is_outdated=True)
    assert found == Progress(Status.OUTDATED, Decimal(50), Decimal(1))


def test_without_target_there_is_no_progress():
    assert progress(value=Decimal(5), day=MIDDLE, trajectory=Trajectory(())) == Progress(Status.NO_TARGET)


def test_progress_of_an_unknown_is_unknown():
    assert progress(value=None, day=MIDDLE, trajectory=trajectory()) == Progress(Status.UNKNOWN, Decimal(50), None)


def test_share_is_unknown_when_there_is_no_way_to_go():
    assert trajectory(start=100, end=100).share(Decimal(100)) is None
    assert trajectory(start=None, end=0).share(Decimal(5)) is None
    assert trajectory(start=None, rising=False).share(Decimal(5)) is None
    assert Trajectory(()).share(Decimal(5)) is None


@given(days, values, values)
def test_expected_value_lies_between_baseline_and_target(day, low, high):
    low, high = sorted([low, high])
    assert low <= trajectory(start=low, end=high).expected_on(day) <= high


@given(days, days, values)
def test_expected_value_never_falls_on_a_rising_way(one, other, end):
    one, other = sorted([one, other])
    assert trajectory(end=end).expected_on(one) <= trajectory(end=end).expected_on(other)


@given(days, values, values, values)
def test_a_better_value_never_has_a_worse_status(day, end, value, more):
    assume(end > 0)
    order = [Status.MISSED, Status.BEHIND, Status.ON_TRACK, Status.AHEAD, Status.REACHED]
    worse, better = (order.index(status(each, day, end=end)) for each in sorted([value, more]))
    assert worse <= better


@given(days, values, values)
def test_a_falling_way_mirrors_a_rising_one(day, end, value):
    rising = status(value, day, start=0, end=end)
    mirrored = progress(
        value=-value, day=day, trajectory=Trajectory((Point(END, -end),), Point(START, Decimal(0)), rising=False)
    )
    assert mirrored.status == rising


@given(values, values)
def test_share_is_none_of_the_way_at_the_baseline_and_all_of_it_at_the_target(start, end):
    assume(start != end)
    way = trajectory(start=start, end=end)
    assert (way.share(start), way.share(end)) == (0, 1)


def test_tolerance_is_five_hundredths_of_the_way():
    assert Decimal("0.05") == TOLERANCE
