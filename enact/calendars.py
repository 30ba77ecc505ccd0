"""Calendars as RFC 5545 writes them, for the programs that people keep their days in."""

import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from enact.spreadsheets import attached

LONGEST_LINE = 75
"""In octets: a longer line is folded."""
PRODUCT = "-//ENACT//ENACT//FR"
PARIS = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""
"""The clock of Paris: a calendar without entries holds it all the same, since it must hold something."""


class Entry(NamedTuple):
    """A moment, or some days, in a calendar. `key` names it for ever, `version` grows when it changes, at `changed_at`.

    `starts` is a moment, or the first of some days, of which `ends` is the last. `address` is that of its page.
    """

    key: str
    version: int
    changed_at: datetime.datetime
    title: str
    starts: datetime.datetime | datetime.date
    ends: datetime.date | None = None
    text: str = ""
    place: str = ""
    address: str = ""
    is_cancelled: bool = False


def calendar(name, entries):
    """A calendar as it is sent, in octets: lines end with CR and LF, and none is too long."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *PARIS.splitlines(),
        *(line for entry in entries for line in event(entry)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def event(entry):
    """The lines of an entry. Moments are in UTC, which has no hour twice."""
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.key}@{urlsplit(settings.SITE_ADDRESS).hostname or 'enact'}"
    yield f"DTSTAMP:{utc(entry.changed_at)}"
    yield f"LAST-MODIFIED:{utc(entry.changed_at)}"
    yield f"SEQUENCE:{entry.version}"
    if isinstance(entry.starts, datetime.datetime):
        yield f"DTSTART:{utc(entry.starts)}"
    else:
        after = (entry.ends or entry.starts) + datetime.timedelta(days=1)
        yield f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    texts = {"SUMMARY": entry.title, "DESCRIPTION": entry.text, "LOCATION": entry.place}
    yield from (f"{name}:{escaped(text)}" for name, text in texts.items() if text)
    if entry.address:
        yield f"URL:{entry.address}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def utc(moment):
    """A moment in UTC, as calendars write it."""
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def escaped(text):
    """A text as the value of a property: what would end it or part it is marked, and what no calendar holds is left out."""
    kept = "".join(letter for letter in text.replace("\r\n", "\n").replace("\r", "\n") if is_kept(letter))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def is_kept(letter):
    """Whether a calendar may hold a character: no control character but ends of lines and tabs."""
    return letter in "\n\t" or (letter >= " " and letter != "\x7f")


def folded(line):
    """A line in octets: what is too long goes on after a break and a space, and no character is parted."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"


def calendar_response(file, name, entries):
    """A calendar as an answer, under the name of a file."""
    marked = f"{name} (fictif)" if settings.FICTIONAL else name
    return HttpResponse(
        calendar(marked, entries), content_type="text/calendar; charset=utf-8", headers=attached(f"{file}.ics")
    )
