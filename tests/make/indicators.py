"""What is stated and promised, for tests."""

from datetime import UTC, date, datetime

from indicators.models import Completeness, Observation, PlannedRelease, Target
from tests.make.base import DAY


def observation(**fields):
    """A figure stated on the usual day: 3 chairs, unless the test says otherwise."""
    return Observation.objects.create(**{"indicator": "RES-1", "value": 3, "holds_on": DAY, "stated_on": DAY, **fields})


def target(**fields):
    """A target stated on the usual day: 18 chairs by the programme's end, unless the test says otherwise."""
    fields = {"indicator": "RES-1", "value": 18, "due_on": date(2029, 12, 31), "stated_on": DAY} | fields
    return Target.objects.create(**fields)


def completeness(**fields):
    """A declaration that the records of an indicator are complete from the usual day."""
    fields = {"indicator": "RES-1", "complete_from": DAY, "grounds_fr": "Registre tenu à jour."} | fields
    return Completeness.objects.create(**fields)


def planned_release(**fields):
    """A release of the figures of the usual day, announced for a moment far ahead, and not prepared."""
    moments = {
        "announced_for": datetime(2030, 2, 15, 9, tzinfo=UTC),
        "announced_at": datetime(2025, 6, 1, 9, tzinfo=UTC),
    }
    return PlannedRelease.objects.create(**{"day": DAY, **moments, **fields})
