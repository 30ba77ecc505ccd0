"""Chairs: awarded by a day, as their dated steps say."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from research.measures import chairs_awarded
from research.models import Chair
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize("kind", ["awarded", "agreed", "started", "ended"])
def test_chair_counts_from_the_day_of_its_award(kind):
    chair = make.chair(kind=kind)
    assert list(Chair.objects.awarded_by(YESTERDAY)) == []
    assert list(Chair.objects.awarded_by(DAY)) == [chair]
    assert list(Chair.objects.awarded_by(TOMORROW)) == [chair]


def test_planned_chair_does_not_count():
    make.chair(kind="planned")
    assert chairs_awarded.on(DAY).value == 0


def test_withdrawn_chair_counts_until_it_is_withdrawn():
    chair = make.chair(kind="awarded")
    make.chair_step(chair=chair, kind="withdrawn", happened_on=TOMORROW)
    assert (chairs_awarded.on(DAY).value, chairs_awarded.on(TOMORROW).value) == (1, 0)


def test_chair_that_is_awarded_again_counts_again():
    chair = make.chair(kind="awarded", happened_on=YESTERDAY)
    make.chair_step(chair=chair, kind="withdrawn", happened_on=DAY)
    make.chair_step(chair=chair, kind="awarded", happened_on=TOMORROW)
    assert [chairs_awarded.on(YESTERDAY).value, chairs_awarded.on(DAY).value, chairs_awarded.on(TOMORROW).value] == [
        1,
        0,
        1,
    ]


def test_replaced_award_does_not_count():
    chair = make.chair(kind="awarded")
    make.chair_step(chair=chair, kind="planned", replaces=chair.steps.get(), reason="Pas encore attribuée")
    assert chairs_awarded.on(DAY).value == 0


def test_state_of_a_chair_is_its_last_step():
    chair = make.chair(kind="awarded")
    make.chair_step(chair=chair, kind="started", happened_on=TOMORROW)
    kinds = {
        day: Chair.objects.with_step_on(day).values_list("step_kind", flat=True) for day in (YESTERDAY, DAY, TOMORROW)
    }
    assert {day: list(found) for day, found in kinds.items()} == {
        YESTERDAY: [None],
        DAY: ["awarded"],
        TOMORROW: ["started"],
    }


def test_chairs_by_type_add_up():
    make.chair(kind="awarded")
    industrial = make.chair(kind="awarded")
    industrial.kind = "industrial"
    industrial.save()
    assert {kind: total.value for kind, total in chairs_awarded.split(DAY, "kind").items()} == {
        "not_said": 1,
        "industrial": 1,
    }


def test_database_refuses_a_chair_with_two_ends():
    with pytest.raises(IntegrityError, match="ends_once"), transaction.atomic():
        make.chair(ends_on=DAY, ends_with_programme=True)


def test_themes_of_a_chair_are_named():
    chair = make.chair(title_fr="Chaire santé", digital_health=True, transverse=True)
    assert (str(chair), [str(theme) for theme in chair.themes]) == ("Chaire santé", ["santé numérique", "transverse"])
