"""Moments: typed and shown on the clock of Paris, also on the days on which it changes."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.utils.translation import override

from enact.moments import MomentField, moment_in_words

NOON = datetime(2026, 1, 15, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (NOON, "15 janvier 2026 à 12\u00a0h (heure\u00a0de\u00a0Paris)", "15 January 2026 at 12:00 (Paris time)"),
        (
            datetime(2026, 7, 1, 21, 59, tzinfo=UTC),
            "1er juillet 2026 à 23\u00a0h\u00a059 (heure\u00a0de\u00a0Paris)",
            "1 July 2026 at 23:59 (Paris time)",
        ),
        (
            datetime(2025, 3, 30, 0, 59, tzinfo=UTC),
            "30 mars 2025 à 1\u00a0h\u00a059 (heure\u00a0de\u00a0Paris)",
            "30 March 2025 at 01:59 (Paris time)",
        ),
        (
            datetime(2025, 3, 30, 1, tzinfo=UTC),
            "30 mars 2025 à 3\u00a0h (heure\u00a0de\u00a0Paris)",
            "30 March 2025 at 03:00 (Paris time)",
        ),
        (
            datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
            "26 octobre 2025 à 2\u00a0h\u00a030, heure d’été (heure\u00a0de\u00a0Paris)",
            "26 October 2025 at 02:30, summer time (Paris time)",
        ),
        (
            datetime(2025, 10, 26, 1, 30, tzinfo=UTC),
            "26 octobre 2025 à 2\u00a0h\u00a030, heure d’hiver (heure\u00a0de\u00a0Paris)",
            "26 October 2025 at 02:30, winter time (Paris time)",
        ),
        (None, "", ""),
    ],
)
def test_moment_is_said_on_the_clock_of_paris(moment, french, english):
    assert moment_in_words(moment) == french
    with override("en"):
        assert moment_in_words(moment) == english


@pytest.mark.parametrize(
    "typed",
    [
        "15/01/2026 12:00",
        " 15/01/2026  12 h ",
        "15/01/2026 12h",
        "15/01/2026 à 12 h 00",
        "15/01/2026 at 12:00",
        "2026-01-15 12:00",
        "2026-01-15T12:00:00",
        NOON,
    ],
)
def test_moment_is_read_as_people_write_it(typed):
    assert MomentField().clean(typed) == NOON


def test_no_moment_is_none():
    assert MomentField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("30/03/2025 01:59", datetime(2025, 3, 30, 0, 59, tzinfo=UTC)),
        ("30/03/2025 03:00", datetime(2025, 3, 30, 1, tzinfo=UTC)),
        ("26/10/2025 01:59", datetime(2025, 10, 25, 23, 59, tzinfo=UTC)),
        ("26/10/2025 03:00", datetime(2025, 10, 26, 2, tzinfo=UTC)),
    ],
)
def test_hours_beside_a_change_of_clock_are_read(typed, moment):
    assert MomentField().clean(typed) == moment


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("30/03/2025 02:00", "skipped"),
        ("30/03/2025 02:59", "skipped"),
        ("26/10/2025 02:00", "repeated"),
        ("26/10/2025 02:59", "repeated"),
        ("15/01/2026", "no_hour"),
        ("15/01/2026 12", "invalid"),
        ("15/01/2026 24:00", "invalid"),
        ("15/01/2026 12:60", "invalid"),
        ("31/02/2026 12:00", "invalid"),
        ("15/01/26 12:00", "short_year"),
        ("15/01/1999 12:00", "too_early"),
        ("demain 12:00", "invalid"),
        ("midi", "invalid"),
        ("15/01/2026\x0012:00", "invalid"),
        ("\ud800", "invalid"),
        ("15/01/2026 ١٢:٠٠", "invalid"),
    ],
)
def test_what_is_no_moment_is_refused_in_words(typed, code):
    with pytest.raises(forms.ValidationError) as refused:
        MomentField().clean(typed)
    assert refused.value.error_list[0].code == code
