"""Two releases side by side: what lies between two figures, and when that cannot be told."""

from decimal import Decimal

import pytest

from indicators.comparing import compared

NAME = {"fr": "Chaires", "en": "Chairs"}
NONE = {"fr": "", "en": ""}


def figure(value, qualifier="exact", unknowns=0, is_protected=False):
    """A figure as a release holds it; unknown where there is no value."""
    known = None if value is None else str(value)
    return {"protected": is_protected, "qualifier": qualifier, "unknowns": unknowns or int(not known), "value": known}


def entry(found, code="RES-1", **more):
    """An indicator as a release holds it."""
    return {
        **dict.fromkeys(("definition", "perimeter", "collected", "limits"), NONE),
        "code": code,
        "name": NAME,
        "pillar": "research",
        "figure": found,
        "parts": [],
        "breakdowns": [],
        "unit": {"key": "chairs", "one": NONE, "many": NAME},
        "definition_version": 1,
        "series_breaks": [],
        "progress": {"status": "ahead"},
        **more,
    }


def release(*entries, day="2026-06-30"):
    """A release of a day."""
    return {"day": day, "indicators": list(entries)}


FORMER = "2025-12-31"


def both(then, now):
    """What the comparison of an indicator in two releases says of it."""
    ((_pillar, (row,)),) = compared(release(then, day=FORMER), release(now))["pillars"]
    return row


def between(then, now):
    """What lies between two figures: its value and how to read it; why it is not told."""
    line = both(entry(then), entry(now))["whole"]
    found = line.difference
    return (found["value"], found["qualifier"], found["unknowns"]) if found else line.untold


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (figure(3), figure(5), (Decimal(2), "exact", 0)),
        (figure(5), figure("3.5"), (Decimal("-1.5"), "exact", 0)),
        (figure(5), figure(5), (Decimal(0), "exact", 0)),
        (figure("0.1"), figure("0.3"), (Decimal("0.2"), "exact", 0)),
        (figure(3, "about"), figure(5), (Decimal(2), "about", 0)),
        (figure(3), figure(5, "at_least"), (Decimal(2), "at_least", 0)),
        (figure(3, "at_least"), figure(5), (Decimal(2), "at_most", 0)),
        (figure(3, "at_least"), figure(5, "at_least"), (Decimal(2), "about", 0)),
        (figure(3, unknowns=1), figure(5, unknowns=2), (Decimal(2), "exact", 3)),
        (figure(None), figure(5), "unknown"),
        (figure(3), figure(None), "unknown"),
        (figure(None), figure(None), "unknown"),
        (figure(None), figure(None, unknowns=2), "undisclosed"),
        (figure(None, unknowns=3), figure(None, unknowns=2), "undisclosed"),
        (figure(None, unknowns=3), figure(None, unknowns=3), "unknown"),
        (figure(None, is_protected=True), figure(None, is_protected=True), "protected"),
        (figure(None, is_protected=True), figure(None, unknowns=3), "protected"),
        (figure(None, is_protected=True), figure(5), "protected"),
        (figure(3), figure(None, is_protected=True), "protected"),
        (figure(None, is_protected=True), figure(None), "protected"),
    ],
)
def test_difference_of_two_figures(then, now, said):
    assert between(then, now) == said


def test_difference_of_a_figure_that_waits_is_held_back():
    row = both(entry(figure(36)), entry(figure(36), waiting=True))
    assert (row["whole"].difference, row["whole"].untold, row["whole"].differs) == (None, "held_back", True)


def breakdown(*parts, **more):
    """A breakdown by funder as a release holds it."""
    return {
        "key": "funder",
        "name": {"fr": "Par financeur", "en": "By funder"},
        "unit": "EUR",
        "parts": [{"key": key, "name": {"fr": key, "en": key}, **found} for key, found in parts],
        **more,
    }


def test_parts_that_read_the_same_are_counted_and_the_others_shown():
    then = entry(figure(3), breakdowns=[breakdown(("a", figure(1)), ("b", figure(2)), ("c", figure(7)))])
    now = entry(figure(3), breakdowns=[breakdown(("a", figure(1)), ("b", figure(5)), ("d", figure(4)))])
    row = both(then, now)
    assert [(line.key, line.unit, line.untold) for line in row["parts"]] == [
        ("funder:b", "EUR", ""),
        ("funder:d", "EUR", "absent"),
        ("funder:c", "EUR", "absent"),
    ]
    assert row["parts"][0].name == {"fr": "Par financeur\u00a0: b", "en": "By funder: b"}
    assert row["alike"] == 1


def test_parts_of_a_breakdown_that_waits_are_held_back():
    then = entry(figure(3), breakdowns=[breakdown(("a", figure(1)))])
    now = entry(figure(4), breakdowns=[breakdown(("a", figure(1)), waiting=True)])
    row = both(then, now)
    assert [line.untold for line in (row["whole"], *row["parts"])] == ["", "held_back"]


# Definitions


@pytest.mark.parametrize(
    "more",
    [
        {"definition_version": 2},
        {"unit": {"key": "posts", "one": NONE, "many": NAME}},
        {"series_breaks": [{"day": "2026-01-01", "from": 1, "to": 2, "what": NAME}]},
        {"series_breaks": [{"day": "2026-06-30", "from": 1, "to": 2, "what": NAME}]},
    ],
)
def test_series_break_leaves_no_difference(more):
    row = both(entry(figure(3)), entry(figure(5), **more))
    assert (row["is_broken"], row["whole"].difference, row["whole"].untold) == (True, None, "broken")


@pytest.mark.parametrize("day", ["2025-12-31", "2026-07-01"])
def test_series_break_outside_the_two_days_breaks_nothing(day):
    breaks = {"series_breaks": [{"day": day, "from": 1, "to": 2, "what": NAME}]}
    row = both(entry(figure(3), **breaks), entry(figure(5), **breaks))
    assert (row["is_broken"], row["whole"].untold) == (False, "")


def test_text_of_a_definition_that_reads_otherwise_is_shown_and_breaks_nothing():
    other = {"fr": "Autre", "en": "Other"}
    then, now = release(entry(figure(3)), day=FORMER), release(entry(figure(5), limits=other))
    (row,) = compared(then, now)["redefined"]
    assert [(str(label), *texts) for label, *texts in row["texts"]] == [("Limites", NONE, other)]
    assert row["whole"].difference["value"] == 2


def test_indicators_that_appear_and_disappear_are_told():
    then = release(entry(figure(3), "OLD-1"), entry(figure(1)), day=FORMER)
    now = release(entry(figure(1)), entry(figure(3), "NEW-1"))
    found = compared(then, now)
    told = [[row["code"] for row in found[kind]] for kind in ("appeared", "disappeared", "redefined")]
    assert told == [["NEW-1"], ["OLD-1"], []]
    assert found["differing"] == 2
    assert [row["code"] for row in found["pillars"][0][1]] == ["RES-1", "NEW-1", "OLD-1"]
    assert [row["whole"].untold for row in found["pillars"][0][1]] == ["", "absent", "absent"]
