"""Chairs with their holders, communities of interest with their members, and events that count on a day."""

from decimal import Decimal

from django.db.models import Count as CountRows
from django.db.models import Max, Value
from django.db.models.functions import Coalesce, ExtractYear

from enact.languages import Text
from enact.moments import local
from indicators.forecast import Fact, Sure
from indicators.measures import Count, Measure, Share, Sum
from partners.models import Identity
from research.models import Call, Chair, ChairHolder, ChairStep, Community, CommunityMember, Event

PLANNED_CHAIRS = Text("Chaires prévues d’un appel", "Chairs planned, of a call")
PLACES = Text("Autres places d’appels à chaires", "Other places of calls for chairs")
CALLS_FOR_CHAIRS = (Call.Kind.CHAIRS, Call.Kind.INTERNATIONAL_CHAIRS)


def chairs_on(day):
    """The chairs that stand as awarded on a day, with their host where it may be named, and the year of their award.

    That year is of the first step, from the award on, that stands on the day.
    """
    return (
        Chair.objects.real()
        .awarded_by(day)
        .with_public_host(day)
        .with_award_on(day)
        .annotate(published_host=Coalesce("host_name", Value("")), year=ExtractYear("awarded_on"))
    )


def holders_on(day):
    """Who holds, on a day, a chair that stands as awarded on it, has not ended, and is not invented."""
    return ChairHolder.objects.real().active_on(day).filter(chair__in=Chair.objects.running_on(day))


def holders_with_gender(day):
    """Those who gave their gender."""
    return holders_on(day).filter(person__identity__gender__in=Identity.Gender.values)


def women_who_hold(day):
    """Those who are women."""
    return holders_on(day).filter(person__identity__gender=Identity.Gender.WOMAN)


def members_on(day):
    """The memberships that hold on a day in the communities that are active on it."""
    return CommunityMember.objects.active_on(day).filter(community__in=Community.objects.active_on(day))


def people_on(day):
    """Those of people."""
    return members_on(day).filter(person__isnull=False)


def organisations_on(day):
    """Those of organisations that are not invented."""
    return members_on(day).filter(organisation__is_example=False)


chairs_awarded = Measure(chairs_on)
share_of_women = Share(Measure(women_who_hold, Count("person")), Measure(holders_with_gender, Count("person")))
"""Among those who hold chairs, each counted once however many chairs they hold."""
communities = Measure(Community.objects.active_on)
people_in_communities = Measure(people_on, Count(distinct="person"))
organisations_in_communities = Measure(organisations_on, Count(distinct="organisation"))
events_held = Measure(Event.objects.held_by)
"""How many events have taken place."""
attendance = Measure(Event.objects.held_by, Sum("attendance_told", "attendance_qualifier"))
"""How many people were counted at them: a person counts at each. So few that it is not told are unknown too."""


def chairs_ahead(day, until):
    """What published calls for chairs may still lead to, as facts of a forecast: on the day on which each closes.

    Of its places, those of chairs that are planned come first; those of chairs that stand as awarded are taken.
    """
    calls = Call.objects.public_on(day).filter(kind__in=CALLS_FOR_CHAIRS)
    calls = calls.annotate(closes_at=Max("stages__closes_at")).filter(closes_at__isnull=False)
    planned, awarded = chairs_by_call(day, ChairStep.Kind.PLANNED), chairs_by_call(day, *ChairStep.FROM_AWARD_ON)
    for call in calls.order_by("closes_at", "pk"):
        on = local(call.closes_at).date()
        if day < on <= until:
            places = max((call.places or 0) - planned.get(call.pk, 0) - awarded.get(call.pk, 0), 0)
            yield Fact(on, Sure.PLANNED, PLANNED_CHAIRS, Decimal(planned.get(call.pk, 0)))
            yield Fact(on, Sure.POSSIBLE, PLACES, Decimal(places))


def chairs_by_call(day, *kinds):
    """How many real chairs stand at one of some steps on a day, by the key of the call that they came from."""
    rows = Chair.objects.real().with_step_on(day).filter(step_kind__in=kinds, call__isnull=False)
    return dict(rows.order_by().values_list("call").annotate(counted=CountRows("pk")))
