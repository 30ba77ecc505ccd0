"""Calendars, as programs read them: what RFC 5545 asks of each line."""

from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from enact.calendars import Entry, calendar, escaped, folded, utc
from enact.moments import MomentField

CHANGED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def entry(**fields):
    """A moment in a calendar."""
    return Entry(
        **{"key": "call-stage-1-closes", "version": 3, "changed_at": CHANGED, "title": "Clôture", "starts": CHANGED}
        | fields
    )


def lines(*entries, name="Appels"):
    """The lines of a calendar as a program reads them: unfolded."""
    return calendar(name, entries).decode().replace("\r\n ", "").split("\r\n")


def event(*entries):
    """The lines of the entries of a calendar alone."""
    found = lines(*entries)
    return found[found.index("BEGIN:VEVENT") : -2]


@override_settings(SITE_ADDRESS="https://enact.example.org")
def test_moment_is_in_utc_and_each_line_has_its_place():
    found = event(entry(text="Une ligne\nune autre", address="https://enact.example.org/fr/calls/1/", place="Nancy"))
    assert found == [
        "BEGIN:VEVENT",
        "UID:call-stage-1-closes@enact.example.org",
        "DTSTAMP:20260102T030405Z",
        "LAST-MODIFIED:20260102T030405Z",
        "SEQUENCE:3",
        "DTSTART:20260102T030405Z",
        "SUMMARY:Clôture",
        "DESCRIPTION:Une ligne\\nune autre",
        "LOCATION:Nancy",
        "URL:https://enact.example.org/fr/calls/1/",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


@pytest.mark.parametrize(
    ("first", "last", "after"),
    [
        (date(2026, 3, 29), None, "20260330"),
        (date(2026, 2, 27), date(2026, 2, 28), "20260301"),
        (date(2028, 2, 27), date(2028, 2, 28), "20280229"),
    ],
)
def test_days_end_before_the_day_after_their_last(first, last, after):
    found = event(entry(starts=first, ends=last, is_cancelled=True))
    assert found[5:7] == [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after}"]
    assert "STATUS:CANCELLED" in found


def test_calendar_without_entries_holds_the_clock_of_paris():
    found = lines()
    assert (found[:3], found[-2:]) == (
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ENACT//ENACT//FR"],
        ["END:VCALENDAR", ""],
    )
    assert [line for line in found if line.startswith(("BEGIN", "END"))][1:-1] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:DAYLIGHT",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"),
        ("a\x00b\x1bc\x7fd\te", "abcd\te"),
        ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
        ("", ""),
    ],
)
def test_text_ends_no_line(text, found):
    assert escaped(text) == found


@pytest.mark.parametrize("text", ["a" * 74, "a" * 75, "a" * 76, "a" * 149, "a" * 150, "é" * 100, "🎓" * 60, ""])
def test_long_line_is_folded_and_no_character_is_parted(text):
    octets = folded(text)
    pieces = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert [piece.decode().removeprefix(" ") for piece in pieces[1:]] == [piece.decode()[1:] for piece in pieces[1:]]
    assert octets.decode().replace("\r\n ", "") == f"{text}\r\n"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("28/03/2026 23:59", "20260328T225900Z"),
        ("29/03/2026 01:59", "20260329T005900Z"),
        ("29/03/2026 03:00", "20260329T010000Z"),
        ("29/03/2026 12:00", "20260329T100000Z"),
        ("24/10/2026 12:00", "20261024T100000Z"),
        ("25/10/2026 01:59", "20261024T235900Z"),
        ("25/10/2026 03:00", "20261025T020000Z"),
        ("25/10/2026 12:00", "20261025T110000Z"),
    ],
)
def test_hours_typed_on_the_clock_of_paris_are_exact_on_days_on_which_it_changes(typed, found):
    assert utc(MomentField().clean(typed)) == found
