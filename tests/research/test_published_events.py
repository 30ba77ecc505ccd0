"""What is published of the events that took place, once their records are complete."""

from datetime import date

import pytest

from indicators.catalogue import indicators
from indicators.ledger import Ledger
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


def event(number, **fields):
    """An event that took place, with the attendance that was counted."""
    return make.event(took_place=True, attendance=number, attendance_basis="counted", **fields)


def parts(day):
    """The parts of the figure on a day, by breakdown: the value of each key, with its number of unknowns."""
    return {
        each["key"]: {part["key"]: (part["value"], part["unknowns"]) for part in each["parts"]}
        for each in Ledger(day).breakdowns(indicators()["TRA-4"])
    }


def test_until_records_are_complete_only_what_is_recorded_stands_beside_the_unknown():
    event(40)
    figure = Ledger(END).figure(indicators()["TRA-4"])
    assert (figure["value"], figure["recorded"]["value"], parts(END)) == (None, "1", {})


def test_events_and_attendance_are_told_by_kind_theme_and_year():
    make.completeness(indicator="TRA-4")
    event(40, kind="hackathon", digital_health=True, transverse=True)
    event(3, kind="hackathon")
    event(20, kind="meeting", starts_on=END, digital_health=True)
    assert Ledger(END).figure(indicators()["TRA-4"])["value"] == "3"
    assert parts(END) == {
        "kind": {"hackathon": ("2", 0), "meeting": ("1", 0)},
        "theme": {"digital_health": ("2", 0), "transverse": ("1", 0), "not_said": ("1", 0)},
        "year": {"2025": ("3", 0)},
        "attendance": {"hackathon": ("40", 1), "meeting": ("20", 0)},
        "attendance_theme": {"digital_health": ("60", 0), "transverse": ("40", 0), "not_said": (None, 1)},
        "attendance_year": {"2025": ("60", 1)},
    }


def test_no_attendance_that_a_page_hides_is_the_difference_of_two_days():
    make.completeness(indicator="TRA-4")
    event(40)
    before = parts(DAY)["attendance"]["workshop"]
    event(4, starts_on=END)
    assert (before, parts(END)["attendance"]["workshop"]) == (("40", 0), ("40", 1))
