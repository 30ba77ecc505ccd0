"""The pages of the partners' space that are no lists."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enact.languages import text_of
from funding.models import State
from indicators.measures import Total
from partners.models import Access, Organisation
from sources.views import given
from space.files import files_of, papers_of
from space.measures.payments import counts_due, instalments_of, lines, paid, receipts_of, to_pay
from space.measures.sums import amount_of, counts_of, totals_by_state, totals_by_step
from space.views.visit import Visit
from space.wording import MEANINGS, NEXT, WAITING, clauses, expected, facts_of, named_sums, next_of, state_after

FIRST = 5
"""How many commitments the first page names; the others are a list away."""


@require_safe
def door(request):
    """Where partners come in: to the space of their organisation, to a choice where they have several, to words where none.

    The coordination chooses among the spaces that somebody has access to today.
    """
    today = timezone.localdate()
    found = Organisation.objects.visible_to(request.user, today)
    if request.user.is_staff:
        found = found.filter(pk__in=Access.objects.active_on(today).values("organisation"))
    elif len(found) == 1:
        return redirect("space-home", found[0].pk)
    return render(request, "space/door.html", {"organisations": found, "contact": settings.OPERATOR["contact"]})


@require_safe
def home(request, organisation):
    """The first page of a space: one sentence, the sums behind it, what comes next, the people in charge."""
    visit = Visit(request, organisation)
    return render(request, "space/home.html", {"visit": visit} | ({} if visit.fault else standing(visit)))


def standing(visit):
    """How an organisation stands: its sums, each on its own, and what is waited for."""
    commitments = visit.commitments_on(visit.on)
    by_step = totals_by_step(commitments)
    sums = totals_by_state(by_step)
    count_of = counts_of(by_step)
    total = paid(receipts_of(*visit.whose_rows, visit.on))
    next_ones = commitments.filter(step_kind__in=WAITING).order_by("words", "pk")[:FIRST]
    due = to_pay(instalments_of(*visit.whose_rows, visit.on), commitments, visit.on)
    coming, counted = due.filter(due_on__gte=visit.on).first(), counts_due(due, visit.on)
    first_due = lines(due.select_related("commitment")[:FIRST], visit.on)
    return {
        "clauses": clauses(sums, total),
        "sums": named_sums(sums),
        "paid": total,
        "is_unpaid": total == Total() and any(sums[state] != Total() for state in (State.GRANTED, State.AGREED)),
        "expected": expected(count_of, counted["late"], coming),
        "next": [(one, text_of(one, "title"), state_after(one.step_kind), NEXT[one.step_kind]) for one in next_ones],
        "more": sum(count_of.get(kind, 0) for kind in WAITING) - len(next_ones),
        "due": [(line, text_of(line.instalment.commitment, "title")) for line in first_due],
        "more_due": counted["open"] - len(first_due),
        "contact": settings.OPERATOR["contact"],
    }


@require_safe
def commitment(request, organisation, commitment):
    """One commitment of an organisation, with all its steps."""
    visit = Visit(request, organisation)
    found = get_object_or_404(visit.commitments_on(visit.on), pk=commitment)
    context = {"visit": visit, "title": text_of(found, "title"), "contact": settings.OPERATOR["contact"]}
    return render(request, "space/commitment.html", context | ({} if visit.fault else story(visit, found)))


def story(visit, commitment):
    """What a commitment is, how it stands, what has happened to it and what comes next."""
    own = {"commitment": commitment.pk}
    plan = instalments_of(*visit.whose_rows, visit.on).filter(**own)
    receipts = receipts_of(*visit.whose_rows, visit.on).filter(**own).select_related("institution", "instalment")
    return {
        "state": state_after(commitment.step_kind),
        "amount": amount_of(commitment),
        "next": next_of(commitment, to_pay(plan, visit.commitments_on(visit.on), visit.on).first()),
        "plan": lines(plan.order_by("number"), visit.on),
        "receipts": receipts,
        "paid": paid(receipts),
        "steps": [(step, MEANINGS[step.kind]) for step in visit.steps_of(commitment)],
        "papers": papers_of(commitment, visit.user, visit.today, visit.on),
        "facts": facts_of(commitment, visit.organisation),
    }


@require_safe
def file(request, organisation, file):
    """A file of an organisation."""
    visit = Visit(request, organisation)
    found = get_object_or_404(files_of(visit.organisation, visit.user, visit.today), pk=file)
    return given(request, found, base="space/base.html", visit=visit)
