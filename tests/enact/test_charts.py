"""The geometry of charts: inside their frame, in proportion, in order."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enact.ui.charts import (
    DEPTHS,
    LEVELS,
    YEARS,
    Curve,
    Disc,
    Dot,
    Frame,
    Line,
    Segment,
    Tick,
    Tile,
    Track,
    percent,
    seal,
    segments,
    tiles,
)

FIRST, DAY, LAST = date(2025, 1, 1), date(2025, 5, 20), date(2029, 12, 31)
HUNDREDTH = Decimal("0.01")

values = st.decimals(0, 10**11, places=2)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def share(text):
    """The number of a percentage."""
    assert text.endswith("%")
    return Decimal(text[:-1])


@pytest.mark.parametrize(
    ("part", "written"), [(0, "0%"), (1, "100%"), (Decimal("0.125"), "12.5%"), (Decimal(1) / 3, "33.33%")]
)
def test_percent_is_written_with_a_point_and_no_useless_digit(part, written):
    assert percent(part) == written


def test_track_shows_what_was_there_what_came_and_what_is_due():
    track = Track.of(target=Decimal(5000), value=Decimal(3000), start=Decimal(2500), expected=Decimal("2690.41"))
    assert track == Track(target="100%", given="50%", gained="10%", due="53.81%", due_is_far=True)


def test_track_from_zero_to_eighteen():
    track = Track.of(target=Decimal(18), value=Decimal(3), start=Decimal(0), expected=Decimal("1.37"))
    assert track == Track(target="100%", given="0%", gained="16.67%", due="7.61%", due_is_far=False)


def test_track_of_an_unknown_value_has_nothing_but_its_target():
    assert Track.of(target=Decimal(20)) == Track(target="100%", given=None, gained=None, due=None, due_is_far=False)


def test_track_grows_with_a_value_over_its_target():
    track = Track.of(target=Decimal(20), value=Decimal(25))
    assert (track.target, track.given, track.gained) == ("80%", "0%", "100%")


def test_track_of_a_value_under_its_starting_point_shows_that_value():
    track = Track.of(target=Decimal(100), value=Decimal(40), start=Decimal(50))
    assert (track.given, track.gained) == ("40%", "0%")


def test_track_towards_zero_from_zero_does_not_divide_by_it():
    assert Track.of(target=Decimal(0), value=Decimal(0)).target == "0%"


@given(target=values, value=values, start=st.none() | values, expected=st.none() | values)
def test_track_stays_in_its_frame_and_in_proportion(target, value, start, expected):
    track = Track.of(target=target, value=value, start=start, expected=expected)
    longest = max(target, value, start or 0, expected or 0) or 1
    length = share(track.given) + share(track.gained)
    assert abs(length - 100 * value / longest) <= HUNDREDTH
    marks = [share(track.target), length, *([share(track.due)] if track.due else [])]
    assert [0 <= mark <= 100 + HUNDREDTH for mark in marks] == [True] * len(marks)


def test_segments_of_the_envelope_at_the_launch():
    assert segments([Decimal(30), Decimal(5), Decimal(1), Decimal(30), Decimal(4)], Decimal(70)) == [
        Segment("0%", "42.86%"),
        Segment("42.86%", "7.14%"),
        Segment("50%", "1.43%"),
        Segment("51.43%", "42.86%"),
        Segment("94.29%", "5.71%"),
    ]


def test_segments_longer_than_the_whole_still_fit():
    assert segments([Decimal(60), Decimal(60)], Decimal(100)) == [Segment("0%", "50%"), Segment("50%", "50%")]


def test_no_segment_of_nothing():
    assert segments([], Decimal(0)) == []


@given(st.lists(values, min_size=1, max_size=12), values)
def test_segments_follow_one_another_inside_the_bar(lengths, whole):
    drawn = segments(lengths, whole)
    ends = [share(segment.x) + share(segment.width) for segment in drawn]
    begins = [share(segment.x) for segment in drawn]
    assert begins[0] == 0
    assert [abs(end - begin) <= HUNDREDTH for end, begin in zip(ends, begins[1:], strict=False)] == [True] * (
        len(drawn) - 1
    )
    assert ends[-1] <= 100 + HUNDREDTH


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (18, [0, 5, 10, 15, 20]),
        (20, [0, 5, 10, 15, 20]),
        (150, [0, 50, 100, 150]),
        (5000, [0, 2000, 4000, 6000]),
        (70_000_000, [0, 20_000_000, 40_000_000, 60_000_000, 80_000_000]),
        (Decimal("0.4"), [0, Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.4")]),
    ],
)
def test_levels_are_round_and_reach_the_highest_value(highest, labels):
    assert [level.label for level in Frame(FIRST, LAST, Decimal(highest)).levels()] == labels


@given(values)
def test_levels_are_few_and_cover_every_value(highest):
    frame = Frame(FIRST, LAST, highest)
    levels = frame.levels()
    assert 2 <= len(levels) <= LEVELS + 1
    assert levels[0] == Tick("100%", 0)
    assert levels[-1] == Tick("0%", frame.top)
    assert levels[-2].label <= highest <= frame.top


def test_years_stand_in_the_middle_of_each_year_of_which_most_is_drawn():
    assert Frame(FIRST, date(2030, 5, 20), Decimal(150)).years() == [
        Tick("9.26%", 2025),
        Tick("27.84%", 2026),
        Tick("46.41%", 2027),
        Tick("65.04%", 2028),
        Tick("83.61%", 2029),
    ]


@given(days, days)
def test_years_are_few_and_in_order(one, other):
    years = Frame(min(one, other), max(one, other), Decimal(1)).years()
    assert len(years) <= YEARS
    assert [
        earlier.label < later.label and share(earlier.at) < share(later.at) for earlier, later in pairwise(years)
    ] == [True] * max(0, len(years) - 1)


@given(st.integers(0, 1825), st.integers(0, 1825))
def test_a_later_day_is_never_further_left(one, other):
    frame = Frame(FIRST, LAST, Decimal(1))
    earlier, later = sorted([one, other])
    assert 0 <= share(frame.x(FIRST + timedelta(earlier))) <= share(frame.x(FIRST + timedelta(later))) <= 100


@given(values, values)
def test_a_greater_value_is_never_lower(one, other):
    frame = Frame(FIRST, LAST, max(one, other))
    less, more = sorted([one, other])
    assert 0 <= share(frame.y(more)) <= share(frame.y(less)) <= 100


def test_a_frame_of_one_day_does_not_divide_by_its_length():
    assert Frame(DAY, DAY, Decimal(1)).x(DAY) == "0%"


def test_curve_of_the_chairs_at_the_launch():
    curve = Curve.of(
        first=FIRST,
        day=DAY,
        planned=[(FIRST, Decimal(0)), (LAST, Decimal(18))],
        published=[(DAY, Decimal(3))],
    )
    assert curve.planned == [Dot("0%", "100%", Decimal(0), FIRST), Dot("100%", "10%", Decimal(18), LAST)]
    assert curve.published == [Dot("7.62%", "85%", Decimal(3), DAY)]
    assert curve.lines() == [Line("0%", "100%", "100%", "10%")]
    assert curve.day == "7.62%"


def test_curve_without_starting_point_begins_at_its_first_target():
    planned = [(date(2025, 12, 31), Decimal(20)), (date(2026, 12, 31), Decimal(20))]
    curve = Curve.of(first=FIRST, day=DAY, planned=planned, published=[])
    assert curve.published == []
    assert curve.lines() == [Line("49.93%", "0%", "100%", "0%")]


def test_curve_seen_after_its_last_target_reaches_that_day():
    curve = Curve.of(first=FIRST, day=date(2031, 1, 1), planned=[(LAST, Decimal(18))], published=[])
    assert curve.frame.last == date(2031, 1, 1)
    assert curve.lines() == []


def test_seal_draws_each_digit_in_its_place():
    dots = seal("0" * 9 + "f" * 55)
    assert len(dots) == 64
    assert dots[0] == Disc("6.25%", "6.25%", "0.37%")
    assert dots[9] == Disc("18.75%", "18.75%", "5.88%")


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, 63))
def test_seal_changes_with_any_digit_and_its_dots_do_not_touch(sha256, place):
    other = sha256[:place] + ("1" if sha256[place] == "0" else "0") + sha256[place + 1 :]
    assert seal(other) != seal(sha256)
    assert [2 * share(dot.radius) < Decimal("12.5") for dot in seal(sha256)] == [True] * 64


def test_tiles_stand_where_their_places_do():
    assert tiles([(0, 0), (3, 2)], [1, 2]) == [
        Tile(x="0%", y="0%", width="25%", height="33.33%", depth=2),
        Tile(x="75%", y="66.67%", width="25%", height="33.33%", depth=3),
    ]


@pytest.mark.parametrize(
    ("found", "depths"),
    [([0, 0], [0, 0]), ([None, 4], [0, 3]), ([1, 100], [1, 3]), ([4, 4], [3, 3]), ([2, 6], [1, 3]), ([3, 6], [2, 3])],
)
def test_tiles_are_as_deep_as_their_values_are_great(found, depths):
    assert [tile.depth for tile in tiles([(0, 0), (1, 0)], found)] == depths


@given(st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=10))
def test_every_tile_is_inside_its_map_and_nobody_has_no_colour(found):
    drawn = tiles([(number % 4, number // 4) for number in range(len(found))], found)
    for tile, value in zip(drawn, found, strict=True):
        assert share(tile.x) + share(tile.width) <= 100 + HUNDREDTH
        assert share(tile.y) + share(tile.height) <= 100 + HUNDREDTH
        assert (0 < tile.depth <= DEPTHS) is bool(value)
