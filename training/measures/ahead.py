"""Doctorates that are to start: contracts with a planned day, and places of calls."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, Q

from enact.languages import Text
from enact.moments import local
from indicators.forecast import Fact, Sure
from research.models import Call
from training.measures.contracts import last_complete_year, real
from training.models import ContractKind
from training.models.step import DoctoralStep

STARTED = Text("Contrats commencés", "Contracts that have started")
SELECTED = Text("Contrats dont la personne est choisie", "Contracts of which the student is selected")
PROPOSED = Text("Contrats proposés", "Contracts proposed")
PLACES = Text("Places d’appels", "Places of calls")
TO_START = {DoctoralStep.Kind.SELECTED: (Sure.PLANNED, SELECTED), DoctoralStep.Kind.PROPOSED: (Sure.POSSIBLE, PROPOSED)}
"""How sure a contract that has not started is, by its latest step."""


def starts_ahead(counted):
    """The facts of a forecast of starts; `counted` gives, of some contracts and a day, those that the indicator is about."""

    def facts(day, until):
        rows = counted(real(), day)
        return [*started_since(rows, day), *planned(rows, day, until), *places_left(day, until)]

    return facts


def started_since(rows, day):
    """Contracts that have started since the last complete year, one fact each."""
    first = date(last_complete_year(day).year + 1, 1, 1)
    return [Fact(row.started_on, Sure.ENGAGED, STARTED, Decimal(1)) for row in rows.started_between(first, day)]


def planned(rows, day, until):
    """Contracts that have not started, on their planned day; today where that has passed."""
    for row in rows.with_step_on(day).filter(step_kind__in=TO_START, planned_start_on__lte=until):
        yield Fact(max(row.planned_start_on, day), *TO_START[row.step_kind], Decimal(1))


def places_left(day, until):
    """The places of published calls for doctoral contracts that no contract has taken, on the day on which each call closes."""
    taken = Count("doctoral_contracts", distinct=True)
    calls = Call.objects.public_on(day).filter(kind=Call.Kind.DOCTORAL_CONTRACTS, places__isnull=False)
    for call in calls.annotate(taken=taken, closes_at=Max("stages__closes_at")).filter(places__gt=F("taken")):
        closes_on = call.closes_at and local(call.closes_at).date()
        if closes_on and day < closes_on <= until:
            yield Fact(closes_on, Sure.POSSIBLE, PLACES, Decimal(call.places - call.taken))


def at_universities(rows, day):
    """Contracts at the universities of the consortium."""
    return rows.at_universities_of_the_consortium(day)


def academic_with_enact(rows, day):
    """Academic contracts with ENACT funding; those of which that is not known yet, and that have not started, are not."""
    return rows.filter(Q(kind=ContractKind.ACADEMIC), funded_by_enact=True)


ai_starts_ahead = starts_ahead(at_universities)
academic_starts_ahead = starts_ahead(academic_with_enact)
