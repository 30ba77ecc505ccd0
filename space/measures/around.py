"""What is around a partner on a day: communities, events and calls, all of them public, each with why it concerns the partner."""

from django.db.models import Exists, OuterRef, Subquery

from enact.themes import Themed
from funding.models import Commitment, CommitmentStep
from partners.models import Responsibility
from research.models import Call, Chair, Community, CommunityMeeting, CommunityMember, Event, EventOrganiser, urgency
from space.wording import REASONS

Nature, Kind = Commitment.Nature, Call.Kind
ALIKE = {
    Nature.DOCTORAL_CONTRACT: {Kind.DOCTORAL_CONTRACTS},
    Nature.CHAIR: {Kind.CHAIRS, Kind.INTERNATIONAL_CHAIRS},
    Nature.INTERNSHIP: {Kind.INTERNSHIPS},
    Nature.STAFF_TIME: {Kind.STAFF},
    Nature.DATA: {Kind.CHALLENGES},
    Nature.COMPUTING: {Kind.CHALLENGES},
}
"""The kinds of calls that are about what a commitment of a nature gives."""


def standing(visit):
    """The commitments of the partner on the day that are not withdrawn."""
    return [one for one in visit.commitments if one.step_kind not in (None, CommitmentStep.Kind.WITHDRAWAL)]


def themes_of(visit):
    """The themes of what the partner gives and of its chairs, by their names."""
    rows = [*standing(visit), *visit.own(Chair).only(*Themed.THEMES)]
    return {theme for theme in Themed.OWN for row in rows if getattr(row, theme)}


def communities(visit, themes):
    """The communities that are active, of which the partner or its people are members, or that are of its themes."""
    day, own = visit.on, visit.organisation.pk
    members = CommunityMember.objects.active_on(day).filter(community=OuterRef("pk")).order_by()
    people = Responsibility.objects.active_on(day).filter(organisation=own).order_by().values("person")
    ahead = CommunityMeeting.objects.filter(community=OuterRef("pk"), held_on__gte=day).order_by("held_on")
    found = Community.objects.public_on(min(day, visit.today)).active_on(day)
    found = found.annotate(
        is_member=Exists(members.filter(organisation=own)),
        has_people=Exists(members.filter(person__in=people)),
        meets_on=Subquery(ahead.values("held_on")[:1]),
    )
    return near([(row, reasons_of(row, themes)) for row in found.order_by("words", "pk")])


def events(visit, themes):
    """The events that are under way or to come, which the partner organises, or that are of its themes."""
    found = Event.objects.public_on(min(visit.on, visit.today)).with_state_on(visit.on).filter(is_over=False)
    own = EventOrganiser.objects.filter(event=OuterRef("pk"), organisation=visit.organisation.pk).order_by()
    found = found.exclude(state=Event.State.CANCELLED).annotate(is_organised=Exists(own))
    return near([(row, reasons_of(row, themes)) for row in found.order_by("starts_on", "words", "pk")])


def calls(visit, themes, moment):
    """All calls that are open or to come at a moment; those that concern the partner before the others, each in their order."""
    given = {kind for one in standing(visit) for kind in ALIKE.get(one.nature, ())}
    found = Call.objects.public_on(min(visit.on, visit.today)).with_state_at(moment).exclude(state=Call.State.CLOSED)
    rows = [(row, reasons_of(row, themes, is_alike=row.kind in given)) for row in found.order_by(*urgency())]
    return sorted(rows, key=lambda pair: not pair[1])


def near(rows):
    """Of rows with their reasons, those that have any; those with the strongest first, each in their order."""
    strengths = list(REASONS)
    found = [pair for pair in rows if pair[1]]
    return sorted(found, key=lambda pair: min(strengths.index(name) for name in pair[1]))


def reasons_of(row, themes, **more):
    """Why a row concerns the partner: the names of `REASONS`, the strongest first."""
    told = {name: getattr(row, name, False) for name in REASONS} | more
    told["is_of_theme"] = any(getattr(row, theme) for theme in themes)
    return [name for name in REASONS if told[name]]
