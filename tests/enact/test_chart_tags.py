"""Charts of published figures: drawn from the rows beside them, with nothing where nothing is known."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from enact.ui.charts import Segment
from enact.ui.templatetags.charts import (
    countries_abroad,
    greatest_first,
    money_bar,
    rough,
    tile_map,
    tile_table,
    track_chart,
    trajectory_chart,
)

RELEASE = {"day": "2025-05-20", "programme": {"starts_on": "2025-01-01"}}
CHAIRS = {
    "figure": {"value": "3"},
    "progress": {"expected": "1.37", "status": "ahead"},
    "series": [{"day": "2025-05-20", "value": "3"}],
    "series_breaks": [],
    "targets": [{"value": "18", "due_on": "2029-12-31"}],
    "trajectory": [{"on": "2025-01-01", "value": "0"}, {"on": "2029-12-31", "value": "18"}],
}
CONTRACTS = {
    "figure": {"value": None},
    "progress": {"expected": None, "status": "unknown"},
    "series": [{"day": "2025-05-20", "value": None}],
    "series_breaks": [],
    "targets": [{"value": "20", "due_on": None}],
    "trajectory": [{"on": "2025-12-31", "value": "20"}, {"on": "2026-12-31", "value": "20"}],
}


def sum_of_money(code, value, *parts, is_partition=True):
    """An indicator of money as a release holds it, with its parts by funder."""
    breakdown = {
        "key": "funder",
        "is_partition": is_partition,
        "parts": [{"key": key, "value": amount} for key, amount in parts],
    }
    return {"code": code, "name": code, "figure": {"value": value}, "breakdowns": [breakdown] if parts else []}


def envelope(value, remainder, *composition):
    """The envelope announced as a release holds it."""
    rest = {"value": remainder, "qualifier": "about", "unknowns": 0} if remainder else None
    return {"composition": composition, "figure": {"value": value}, "remainder": rest}


def drawn(found):
    """Each group of a bar, by code: its parts with where they are drawn."""
    return {
        group["entry"]["code"]: [(piece["part"]["key"], piece["segment"]) for piece in group["parts"]]
        for group in found["groups"]
    }


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1.37", "chairs", "1,4"),
        ("9.96", "chairs", "10"),
        ("57.07", "doctorates", "57"),
        ("2690.41", "students", "2\u202f690"),
        ("-1.37", "chairs", "−1,4"),
        ("4000000", "EUR", "4\u00a0M€"),
    ],
)
def test_a_computed_value_is_written_no_finer_than_the_eye(value, unit, words):
    with override("fr"):
        assert rough(value, unit) == words


def test_track_starts_from_the_baseline_of_the_first_day():
    found = track_chart(CHAIRS, RELEASE)
    assert (found["track"].given, found["track"].gained, found["track"].due) == ("0%", "16.67%", "7.61%")
    assert found["target"] == {"value": "18", "due_on": "2029-12-31"}


def test_track_of_an_unknown_without_baseline_is_empty():
    track = track_chart(CONTRACTS, RELEASE)["track"]
    assert (track.given, track.gained, track.due, track.target) == (None, None, None, "100%")


def test_track_of_a_figure_too_old_to_judge_marks_nothing_as_due():
    track = track_chart(CHAIRS | {"progress": {"expected": "1.37", "status": "outdated"}}, RELEASE)["track"]
    assert (track.gained, track.due) == ("16.67%", None)


def test_trajectory_draws_what_is_planned_and_what_is_published():
    found = trajectory_chart(CHAIRS, RELEASE)
    assert found["has_baseline"] is True
    assert [dot.value for dot in found["curve"].planned] == [0, 18]
    assert [dot.value for dot in found["curve"].published] == [3]


def test_trajectory_draws_no_point_for_an_unknown():
    found = trajectory_chart(CONTRACTS, RELEASE)
    assert found["has_baseline"] is False
    assert found["curve"].published == []


def test_trajectory_without_targets_is_not_drawn():
    found = trajectory_chart(CHAIRS | {"trajectory": [], "progress": {"expected": None}}, RELEASE)
    assert (found["curve"], found["has_baseline"]) == (None, False)


def test_bar_of_the_envelope_at_the_launch():
    states = [
        sum_of_money("FIN-2", "30000000"),
        sum_of_money("FIN-3", "36000000", ("Nancy", "1000000"), ("Region", "5000000"), ("State", "30000000")),
        sum_of_money("FIN-4", None),
    ]
    found = money_bar(envelope("70000000", "4000000", "FIN-4", "FIN-3", "FIN-2"), states)
    assert drawn(found) == {
        "FIN-4": [],
        "FIN-3": [
            ("State", Segment("0%", "42.86%")),
            ("Region", Segment("42.86%", "7.14%")),
            ("Nancy", Segment("50%", "1.43%")),
        ],
        "FIN-2": [("", Segment("51.43%", "42.86%"))],
    }
    assert (found["rest"], found["whole"], found["excess"]) == (
        Segment("94.29%", "5.71%"),
        Segment("0%", "100%"),
        None,
    )


def test_sum_too_small_for_its_name_is_drawn_without_it():
    states = [sum_of_money("FIN-4", "20"), sum_of_money("FIN-3", "50"), sum_of_money("FIN-2", "30")]
    found = money_bar(envelope("100", "0", "FIN-4", "FIN-3", "FIN-2"), states)
    assert [group["is_named"] for group in found["groups"]] == [False, True, True]


def test_bar_is_longer_than_an_envelope_that_its_parts_exceed():
    states = [sum_of_money("FIN-3", "36000000"), sum_of_money("FIN-2", "50000000")]
    found = money_bar(envelope("70000000", "-16000000", "FIN-3", "FIN-2"), states)
    assert drawn(found) == {"FIN-3": [("", Segment("0%", "41.86%"))], "FIN-2": [("", Segment("41.86%", "58.14%"))]}
    assert (found["rest"], found["whole"]) == (None, Segment("0%", "81.4%"))
    assert found["excess"] == {"value": "16000000", "signed": "-16000000", "qualifier": "about", "unknowns": 0}


def test_bar_draws_the_sum_itself_where_its_parts_do_not_add_up_to_it():
    states = [
        sum_of_money("FIN-3", "10", ("a", "4"), ("b", None)),
        sum_of_money("FIN-2", "10", ("a", "10"), is_partition=False),
    ]
    found = money_bar(envelope("20", None, "FIN-3", "FIN-2"), states)
    assert drawn(found) == {"FIN-3": [("", Segment("0%", "50%"))], "FIN-2": [("", Segment("50%", "50%"))]}
    assert found["rest"] is None


def test_bar_draws_the_smallest_of_many_parts_as_one():
    parts = [(key, str(amount)) for key, amount in zip("abcdefgh", (20, 18, 16, 14, 12, 10, 6, 4), strict=True)]
    found = money_bar(envelope("100", None, "FIN-3"), [sum_of_money("FIN-3", "100", *parts)])
    pieces = found["groups"][0]["parts"]
    assert [piece["part"]["key"] for piece in pieces] == [*"abcdef", ""]
    assert (pieces[-1]["part"]["gathered"], pieces[-1]["segment"]) == (2, Segment("90%", "10%"))
    alone = money_bar(envelope("100", None, "FIN-3"), [sum_of_money("FIN-3", "96", *parts[:7])])
    assert [key for key, _segment in drawn(alone)["FIN-3"]] == [*"abcdefg"]


@pytest.mark.parametrize(("whole", "remainder"), [("10", "-10"), (None, None), ("20", "0")])
def test_bar_without_anything_left_over(whole, remainder):
    found = money_bar(envelope(whole, remainder, "FIN-3"), [sum_of_money("FIN-3", "20")])
    assert drawn(found) == {"FIN-3": [("", Segment("0%", "100%"))]}
    assert found["rest"] is None


def test_greatest_part_comes_first_and_unknowns_last():
    parts = [{"value": None}, {"value": "5"}, {"value": "30"}, {"value": "0"}]
    assert [part["value"] for part in greatest_first(parts)] == ["30", "5", "0", None]


def test_seal_is_drawn_with_a_dot_for_each_digit():
    assert render_to_string("components/seal.html", {"sha256": "0f" * 32}).count("<circle") == 64


def by_department(**numbers):
    """A figure of partners by department, as a release holds it."""
    parts = [{"key": key.removeprefix("d"), "value": value} for key, value in numbers.items()]
    return {"code": "PAR-1", "breakdowns": [{"key": "department", "parts": parts}]}


def test_map_has_all_departments_in_the_order_of_their_codes():
    places = tile_map(by_department(d67="2", d54="4", unknown="1"))["places"]
    assert [place["code"] for place in places] == ["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]
    found = {place["code"]: (place["figure"]["value"], place["tile"].depth) for place in places}
    assert (found["54"], found["67"], found["08"]) == (("4", 3), ("2", 2), ("0", 0))


def test_table_of_a_map_says_what_lies_outside_and_what_is_not_known():
    outside = tile_table(by_department(d54="4", unknown="1", abroad="2"))["outside"]
    assert [(place["key"], place["figure"]["value"]) for place in outside] == [("abroad", "2"), ("unknown", "1")]


def test_nothing_is_drawn_of_what_is_not_known_by_department():
    assert tile_map({"code": "PAR-2", "breakdowns": []})["places"] == []
    assert tile_table({"code": "PAR-2", "breakdowns": []})["outside"] == []


def test_countries_abroad_are_those_but_france():
    parts = [{"key": key, "value": "1"} for key in ("", "DE", "FR")]
    found = countries_abroad({"breakdowns": [{"key": "country", "parts": parts}]})
    assert [part["key"] for part in found] == ["", "DE"]
