"""What there is to do of the records, kind by kind: how much of each and its first rows, all read in one query."""

from collections import defaultdict
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enact.gathering import made
from enact.pages.today.asked import Asked
from enact.pages.today.need import list_of, name_of, right_to_see
from enact.years import last_ended_by, year_in_words
from funding.measures.account import overdue, with_payments_on
from funding.measures.plans import is_unlike_its_plan, with_plan_on
from funding.models import Commitment, CommitmentStep, Instalment, Receipt, State
from indicators.models import Completeness, Observation, PlannedRelease, Target
from partners.models import Invitation, Membership, Responsibility
from research.models import CallQuestion, Chair, ChairHolder, ChairStep, Community, Event, JoinRequest
from sources.models import Statement
from training.models import DoctoralStep, Respondent, StudentFigure


def records_to_do(day, has, moment, first=(), last=()):
    """The needs of the records of a day that the account `has` the right to see; those of which there are none are left out.

    `moment`: that of the day at which it is asked; `first` and `last`: other kinds, read in the same query.
    """
    asked = [
        one
        for one in (
            *first,
            *(planned(moment) if has("indicators.add_plannedrelease") else ()),
            *money(day),
            *unfinished(day),
            *research(day),
            *students(day),
            *unanswered(moment),
            *without_source(),
            *last,
        )
        if has(right_to_see(one.model))
    ]
    if not asked:
        return
    one, *others = [each.selected(place) for place, each in enumerate(asked)]
    found = defaultdict(list)
    for place, _turn, count, fields in sorted(one.union(*others, all=True), key=lambda row: row[:2]):
        found[place, count].append(made(asked[place].model, fields))
    for (place, count), records in found.items():
        yield asked[place].need(count, records)


def planned(moment):
    """What releases to come ask for."""
    for standing, title, why in (
        (
            PlannedRelease.Standing.FAILED,
            _("Planned releases that failed"),
            _(
                "Another release came first, the check found a fault, or what they name may not be told any more. Prepare them "
                "again."
            ),
        ),
        (
            PlannedRelease.Standing.LATE,
            _("Announced releases that are late"),
            _("Readers were told a moment, and it is over. Publish them, or move them and say why."),
        ),
        (
            PlannedRelease.Standing.PREPARED,
            _("Prepared releases to be approved"),
            _("They are published once another person has read and approved them."),
        ),
        (
            PlannedRelease.Standing.ANNOUNCED,
            _("Announced releases to be prepared"),
            _("Their moment comes within a month. Look at the figures, and prepare them."),
        ),
    ):
        rows = PlannedRelease.objects.standing_at(moment, standing)
        address = list_of(PlannedRelease, f"standing={standing}")
        yield Asked(rows, title, why, address, ("day", "id"), lead=page_of_plan)


def page_of_plan(plan):
    """Where a planned release is approved and moved."""
    return reverse("admin:planned-release", args=[plan.pk])


def money(day):
    """What the money of commitments asks for."""
    yield Asked(
        with_payments_on(Instalment.objects.real(), day).filter(overdue(day)),
        _("Instalments overdue"),
        _("Their day is over, and not all was received. Ask the partner; record what came, or a new day."),
        f"{reverse('office-instalments')}?late=is_late&example=no",
        ("due_on", "id"),
        name=partial(days_overdue, day),
    )
    yield Asked(
        Receipt.objects.real().waiting_for_approval(),
        _("Contributions in kind to be approved"),
        _("They count as received once somebody else than whoever valued them has approved them."),
        list_of(Receipt, "waiting=yes&real=yes"),
        ("received_on", "id"),
    )
    yield Asked(
        with_plan_on(Commitment.objects.real().with_step_on(day), day).filter(is_unlike_its_plan()),
        _("Plans that do not add up to what is agreed"),
        _("The instalments come to another amount than the agreement. Correct the plan, or record the amendment."),
        f"{reverse('office-commitments')}?plan=unlike&example=no",
        ("organisation__words", "id"),
        lead=account_of,
    )


def days_overdue(day, instalment):
    """An instalment by its name, and for how long it has been overdue on a day."""
    days = (day - instalment.due_on).days
    words = ngettext("%(instalment)s: %(days)s day overdue", "%(instalment)s: %(days)s days overdue", days)
    return words % {"instalment": name_of(instalment), "days": days}


def account_of(commitment):
    """Where a commitment has its account."""
    return reverse("office-commitment", args=[commitment.pk])


def unfinished(day):
    """What the records of today lack, besides sources."""
    yield Asked(
        Commitment.objects.real().in_state_on(State.IN_DISCUSSION, day).without_amount(),
        _("Talks without amount"),
        _("Nobody can weigh what is talked about while no amount is. Ask, and add a step."),
        list_of(Commitment, f"state={State.IN_DISCUSSION}&without_amount=yes&real=yes"),
        ("organisation__words", "id"),
    )


def research(day):
    """What chairs, communities, events and calls ask for."""
    yield Asked(
        Chair.objects.real().running_on(day).without_community(),
        _("Chairs without community"),
        _("The results of a chair are meant to be discussed in a community of interest. Say in which."),
        list_of(Chair, "without_community=yes&real=yes"),
        ("words", "id"),
    )
    yield Asked(
        JoinRequest.objects.unanswered(),
        _("Requests to join a community"),
        _("Somebody asked, and confirmed it by mail. Answer, and say on which day."),
        list_of(JoinRequest, "unanswered=yes"),
        name=community_of,
    )
    yield Asked(
        Event.objects.unconfirmed_on(day),
        _("Events over, and not confirmed"),
        _("An event counts once it is recorded that it took place. Say so, or that it was cancelled."),
        list_of(Event, "state=unconfirmed"),
    )
    yield Asked(
        CallQuestion.objects.unanswered(),
        _("Questions about calls without answer"),
        _("Whoever asks waits, and everybody should know the same. Answer, and publish."),
        list_of(CallQuestion, "unanswered=yes"),
        name=call_of,
    )


def community_of(asked):
    """A request by the community that it is about: whoever asks is named in its form."""
    return str(asked.community)


def call_of(question):
    """A question by the call that it is about."""
    return str(question.call)


def chair_of(holder):
    """A holder by the chair: a name is read in the form."""
    return str(holder.chair)


def institution_of(respondent):
    """An institution that is asked, by its name."""
    return respondent.institution.name


def students(day):
    """What the figures of students ask for."""
    year = last_ended_by(day)
    address = f"{reverse('office-students')}?year={year}"
    yield Asked(
        Respondent.objects.real().asked_in(year).without_answer(year, day),
        _("Institutions that have not stated their students of %(year)s") % {"year": year_in_words(year)},
        _("Until they do, the students trained are told of the year before, or as provisional."),
        address,
        ("institution__words", "id"),
        name=institution_of,
        lead=lambda _respondent: address,
    )
    yield Asked(
        StudentFigure.objects.real().undecided_on(day),
        _("Figures of students that disagree"),
        _("The latest stated counts. Ask the institution, and choose the one that is right."),
        list_of(StudentFigure, "undecided=yes"),
        ("-year", "id"),
    )


def unanswered(moment):
    """What partners were asked, and have not answered."""
    yield Asked(
        Invitation.objects.real().unanswered_at(moment),
        _("Invitations without answer"),
        _("Their links are over. Send them again, or revoke them."),
        list_of(Invitation, f"standing={Invitation.Standing.EXPIRED}"),
        ("expires_at", "id"),
    )
    lapsed = Invitation.Standing.LAPSED
    yield Asked(
        Invitation.objects.real().standing_at(moment, lapsed),
        _("Invitations whose sender may not invite any more"),
        _("Their links open nothing. Send them again in your own name, or revoke them."),
        list_of(Invitation, f"standing={lapsed}"),
        ("expires_at", "id"),
    )


def without_source():
    """What nobody knows who said it, kind by kind."""
    why = _("A figure is worth what its source is worth: say who said it, and where.")
    for rows, query, *order in (
        (CommitmentStep.objects.real().standing(), "&standing=yes&real=yes", "happened_on"),
        (ChairStep.objects.standing(), "&standing=yes", "happened_on"),
        (ChairHolder.objects.real(), "&real=yes", "starts_on"),
        (Community.objects.all(), "", "words"),
        (DoctoralStep.objects.standing(), "&standing=yes", "happened_on"),
        (Observation.objects.standing(), "&standing=yes", "indicator", "part", "-holds_on"),
        (Target.objects.all(), "", "indicator", "due_on"),
        (Completeness.objects.all(), "", "indicator"),
        (Membership.objects.real(), "&real=yes", "organisation__words", "starts_on"),
        (Statement.objects.all(), "", "key"),
        (Responsibility.objects.real(), "&real=yes", "starts_on"),
        (StudentFigure.objects.real(), "", "-year"),
        (Respondent.objects.real(), "", "first_year"),
    ):
        title = _("Without source: %(kind)s") % {"kind": rows.model._meta.verbose_name_plural}
        address = list_of(rows.model, f"without_source=yes{query}")
        name = chair_of if rows.model is ChairHolder else name_of
        yield Asked(rows.without_source(), title, why, address, (*order, "id"), name=name)
