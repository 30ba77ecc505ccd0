"""Calls: where each stands at any moment, as the hours of its stages say."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from research.models import Call, CallStage, urgency
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
OPENS = datetime(2026, 1, 5, 8, tzinfo=UTC)
CLOSES = datetime(2026, 1, 15, 11, tzinfo=UTC)
MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)
FORWARD, BACK = datetime(2025, 3, 30, 1, tzinfo=UTC), datetime(2025, 10, 26, 1, tzinfo=UTC)
"""The moments at which the clock of Paris goes forward, from 2:00 to 3:00, and back, from 3:00 to 2:00."""


def state(call, moment):
    """The state of a call at a moment."""
    return Call.objects.with_state_at(moment).get(pk=call.pk).state


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (OPENS - HOUR, "planned"),
        (OPENS - MOMENT, "planned"),
        (OPENS, "open"),
        (CLOSES - MOMENT, "open"),
        (CLOSES, "closed"),
        (CLOSES + HOUR, "closed"),
    ],
)
def test_call_is_open_from_its_opening_until_its_closing(moment, found):
    assert state(make.call(opens_at=OPENS, closes_at=CLOSES), moment) == found


@pytest.mark.parametrize("change", [FORWARD, BACK])
def test_call_opens_and_closes_to_the_hour_when_the_clock_changes(change):
    opening = make.call(opens_at=change, closes_at=change + HOUR)
    moments = [change - HOUR, change - MOMENT, change, change + HOUR - MOMENT, change + HOUR]
    assert [state(opening, moment) for moment in moments] == ["planned", "planned", "open", "open", "closed"]


def test_day_of_a_change_of_clock_has_23_or_25_hours():
    for change, hours in ((FORWARD, 23), (BACK, 25)):
        first = datetime(change.year, change.month, change.day, tzinfo=UTC) - (
            HOUR if change == FORWARD else 2 * HOUR
        )  # midnight in Paris
        call = make.call(opens_at=first, closes_at=first + hours * HOUR)
        assert (state(call, first + hours * HOUR - MOMENT), state(call, first + hours * HOUR)) == ("open", "closed")


def test_call_without_stage_or_hour_is_to_come():
    without_stage, without_hour = make.call(), make.call()
    make.call_stage(call=without_hour)
    assert [state(call, CLOSES) for call in (without_stage, without_hour)] == ["planned", "planned"]


def test_call_whose_closing_is_not_known_stays_open():
    call = make.call(opens_at=OPENS)
    assert [state(call, moment) for moment in (OPENS - MOMENT, OPENS, OPENS + 9999 * HOUR)] == [
        "planned",
        "open",
        "open",
    ]


@pytest.mark.parametrize("second", [{}, {"opens_at": CLOSES + HOUR}])
def test_call_is_between_its_stages_from_a_closing_to_the_next_opening(second):
    call = make.call(opens_at=OPENS, closes_at=CLOSES)
    make.call_stage(call=call, **second)
    found = [state(call, moment) for moment in (OPENS - MOMENT, OPENS, CLOSES - MOMENT, CLOSES, CLOSES + HOUR)]
    assert found == ["planned", "open", "open", "between", "open" if second else "between"]


def test_stage_that_decides_is_the_open_one_then_the_next_then_the_last():
    call = make.call(opens_at=OPENS, closes_at=CLOSES)
    make.call_stage(call=call, opens_at=CLOSES + HOUR, closes_at=CLOSES + 2 * HOUR)
    make.call_stage(call=call)
    found = []
    for moment in (OPENS - MOMENT, OPENS, CLOSES, CLOSES + HOUR, CLOSES + 2 * HOUR):
        row = Call.objects.with_state_at(moment).get()
        found.append((row.stage_opens_at, row.stage_closes_at))
    first, second = (OPENS, CLOSES), (CLOSES + HOUR, CLOSES + 2 * HOUR)
    assert found == [first, first, second, second, (None, None)]


def test_of_stages_open_at_once_the_first_to_close_decides():
    call = make.call(opens_at=OPENS)
    make.call_stage(call=call, opens_at=OPENS, closes_at=CLOSES + HOUR)
    make.call_stage(call=call, opens_at=OPENS, closes_at=CLOSES)
    assert Call.objects.with_state_at(OPENS).get().stage_closes_at == CLOSES


def test_last_stage_that_closed_decides_of_a_closed_call():
    call = make.call(opens_at=OPENS, closes_at=CLOSES)
    make.call_stage(call=call, opens_at=OPENS, closes_at=CLOSES - HOUR)
    row = Call.objects.with_state_at(CLOSES).get()
    assert (row.state, row.stage_closes_at) == ("closed", CLOSES)


def test_calls_in_a_state_at_a_moment():
    call = make.call(opens_at=OPENS, closes_at=CLOSES)
    found = {kind: list(Call.objects.in_state_at(kind, OPENS)) for kind in Call.State}
    assert found == {"open": [call], "planned": [], "between": [], "closed": []}


def test_calls_are_listed_open_first_then_to_come_then_closed():
    now = CLOSES
    titles = ["open, no closing", "later closing", "soon closing", "no day", "later", "soon", "long ago", "just closed"]
    hours = [
        (now - HOUR, None),
        (now - HOUR, now + 2 * HOUR),
        (now - HOUR, now + HOUR),
        (None, None),
        (now + 2 * HOUR, None),
        (now + HOUR, None),
        (now - 9 * HOUR, now - 8 * HOUR),
        (now - 2 * HOUR, now),
    ]
    for title, (opens_at, closes_at) in zip(titles, hours, strict=True):
        make.call(title_fr=title, opens_at=opens_at, closes_at=closes_at)
    assert [call.title_fr for call in Call.objects.with_state_at(now).order_by(*urgency())] == [
        "soon closing",
        "later closing",
        "open, no closing",
        "soon",
        "later",
        "no day",
        "just closed",
        "long ago",
    ]


def test_call_is_public_from_the_day_on_which_it_is_published():
    published = make.call()
    make.call(published_on=None)
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
    assert [list(Call.objects.public_on(day)) for day in days] == [[], [published], [published]]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"places": 0}, "has_a_place"),
        ({"budget": -1}, "budget_is_not_negative"),
        ({"published_on": "1999-12-31"}, "published_since_2000"),
    ],
)
def test_database_refuses_a_call_that_cannot_be(fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.call(**fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"opens_at": CLOSES, "closes_at": CLOSES}, "closes_after_it_opens"),
        ({"opens_at": CLOSES, "closes_at": CLOSES - MOMENT}, "closes_after_it_opens"),
        ({"closes_at": CLOSES}, "opens_before_it_closes"),
        ({"opens_at": datetime(1999, 12, 31, 23, tzinfo=UTC)}, "opens_since_2000"),
    ],
)
def test_database_refuses_a_stage_that_cannot_be(fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.call_stage(**fields)


def test_two_stages_have_two_places_in_the_order():
    stage = make.call_stage()
    with pytest.raises(IntegrityError, match="position"), transaction.atomic():
        make.call_stage(call=stage.call, position=1)
    again = CallStage(call=stage.call, position=1)
    with pytest.raises(ValidationError) as refused:
        again.validate_constraints()
    assert refused.value.messages == ["Une autre étape de cet appel a cette place dans l’ordre."]


def test_names_of_a_call_and_of_its_stages():
    call = make.call(title_fr="Contrats doctoraux 2026", transverse=True)
    stage = make.call_stage(call=call)
    named = make.call_stage(call=call, title_fr="Dossiers complets")
    assert (str(call), [str(theme) for theme in call.themes], str(stage), str(named)) == (
        "Contrats doctoraux 2026",
        ["transverse"],
        "étape 1",
        "Dossiers complets",
    )
