"""What pages take from the document of a release."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.extracts import changes_of, dated_rows, trajectory_of
from indicators.formula import Point

RELEASE = {"programme": {"starts_on": "2025-01-01"}}
START, MIDDLE, END = (
    {"on": "2025-01-01", "value": "2"},
    {"on": "2027-12-31", "value": "10"},
    {"on": "2029-12-31", "value": "18.5"},
)
FIRST, THEN, LAST = (
    Point(date(2025, 1, 1), Decimal(2)),
    Point(date(2027, 12, 31), Decimal(10)),
    Point(date(2029, 12, 31), Decimal("18.5")),
)
CHAIRS = {
    "code": "RES-1",
    "name": {"en": "Chairs", "fr": "Chaires"},
    "unit": {"key": "chairs"},
    "parts": [{"key": "grand_est", "name": {"en": "Here", "fr": "Ici"}}],
    "breakdowns": [
        {
            "key": "funder",
            "name": {"en": "By funder", "fr": "Par financeur"},
            "unit": "EUR",
            "parts": [{"key": "inria", "name": {"en": "Inria", "fr": "Inria"}}],
        },
    ],
}
OLD, NEW = {"value": "1"}, {"value": "2"}


@pytest.mark.parametrize(
    ("points", "baseline", "targets"),
    [
        ([START, MIDDLE, END], FIRST, (THEN, LAST)),
        ([MIDDLE, END], None, (THEN, LAST)),
        ([START], FIRST, ()),
        ([], None, ()),
    ],
)
def test_trajectory_is_the_one_of_the_release(points, baseline, targets):
    found = trajectory_of({"trajectory": points, "better": "higher"}, RELEASE)
    assert (found.baseline, found.targets, found.rising) == (baseline, targets, True)


def test_trajectory_falls_where_lower_is_better():
    assert trajectory_of({"trajectory": [START, END], "better": "lower"}, RELEASE).rising is False


def changes(code="RES-1", part="", entries=(CHAIRS,)):
    """The changes that a page shows of one that a release holds."""
    release = {"indicators": list(entries), "changes": [{"code": code, "part": part, "from": OLD, "to": NEW}]}
    return changes_of(release)


def test_rows_say_what_the_trajectory_asked_for_on_the_day_of_each_release():
    first, second = {"day": "2025-05-20", "value": "3"}, {"day": "2025-11-20", "value": None}
    entry = {"trajectory": [START, END], "series": [first, second], "series_breaks": [], "better": "higher"}
    assert dated_rows(entry, trajectory_of(entry, RELEASE)) == [
        {"day": "2025-01-01", "planned": "2"},
        {"day": "2025-05-20", "planned": "3.26", "published": first},
        {"day": "2025-11-20", "planned": "4.92", "published": second},
        {"day": "2029-12-31", "planned": "18.5"},
    ]


def test_rows_say_nothing_where_the_trajectory_asks_for_nothing():
    before, on_the_day = {"day": "2025-05-20", "value": "3"}, {"day": "2029-12-31", "value": "17"}
    entry = {"trajectory": [MIDDLE, END], "series": [before, on_the_day], "series_breaks": [], "better": "higher"}
    assert dated_rows(entry, trajectory_of(entry, RELEASE)) == [
        {"day": "2025-05-20", "planned": None, "published": before},
        {"day": "2027-12-31", "planned": "10"},
        {"day": "2029-12-31", "planned": "18.5", "published": on_the_day},
    ]


def test_change_of_a_figure_has_its_name_and_its_unit():
    assert changes() == [
        {
            "code": "RES-1",
            "key": "",
            "name": CHAIRS["name"],
            "part": None,
            "unit": "chairs",
            "before": OLD,
            "after": NEW,
        }
    ]


@pytest.mark.parametrize(
    ("part", "name", "unit"),
    [
        ("grand_est", {"en": "Here", "fr": "Ici"}, "chairs"),
        ("funder:inria", {"en": "By funder: Inria", "fr": "Par financeur\u00a0: Inria"}, "EUR"),
        ("gone", {"en": "gone", "fr": "gone"}, "chairs"),
    ],
)
def test_change_of_a_part_has_its_name_or_its_key(part, name, unit):
    (change,) = changes(part=part)
    assert (change["part"], change["unit"]) == (name, unit)


def test_change_of_an_indicator_that_is_gone_has_its_code_for_a_name():
    (change,) = changes(code="OLD-1", entries=[])
    assert (change["name"], change["unit"]) == ({"en": "OLD-1", "fr": "OLD-1"}, "")


def test_changes_are_those_of_one_indicator():
    release = {"indicators": [CHAIRS], "changes": [{"code": "RES-1", "part": "", "from": OLD, "to": NEW}]}
    assert [len(changes_of(release, code)) for code in ("RES-1", "RES-2")] == [1, 0]
