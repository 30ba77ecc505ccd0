"""Where a partner comes in, and the first page of its space: whose turn it is, whom to call, and how it stands."""

from collections import Counter

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enact.languages import text_of
from funding.models import Commitment, State
from indicators.measures import Total
from partners.models import Access, Organisation, may_look
from space.measures.awaited import SOON
from space.measures.payments import is_announced, paid_of
from space.measures.sums import left_in_all, states_of
from space.turns import turns_of
from space.views.visit import Visit
from space.wording import NEXT, WAITING, clauses, expected, named_sums, state_after

IN_KIND = Commitment.Form.IN_KIND
FIRST = 5
"""How many rows of a kind the first page names; the others are a page away, or folded."""


@require_safe
def door(request):
    """Where partners come in: to the space of their organisation, to a choice where they have several, to words where none.

    The coordination chooses among the spaces that somebody has access to today.
    """
    today = timezone.localdate()
    opened = Access.objects.active_on(today)
    if not may_look(request.user):
        opened = opened.filter(user=request.user)
    found = Organisation.objects.visible_to(request.user, today).filter(pk__in=opened.values("organisation"))
    if len(found) == 1 and not request.user.is_staff:
        return redirect("space-home", found[0].pk)
    return render(request, "space/door.html", {"organisations": found, "contact": settings.OPERATOR["contact"]})


@require_safe
def home(request, organisation):
    """The first page of a space: whose turn it is, whom to call, the sums in one sentence and one by one, what comes next."""
    visit = Visit(request, organisation)
    context = {"visit": visit, "contact": settings.OPERATOR["contact"]}
    return render(request, "space/home.html", context | ({} if visit.fault else turning(visit) | standing(visit)))


def turning(visit):
    """What is the partner's turn today, and what the coordination's; on another day, nothing is said of it."""
    turns = [(turn, turn.late_on(visit.today)) for turn in turns_of(visit)]
    return {
        "is_today": visit.on == visit.today,
        "mine": [pair for pair in turns if not pair[0].is_ours],
        "ours": [pair for pair in turns if pair[0].is_ours],
        "late": sum(late is not None for turn, late in turns if not turn.is_ours),
        "first": f":{FIRST}",
        "rest": f"{FIRST}:",
    }


def standing(visit):
    """How an organisation stands: its sums, each on its own, and what is waited for."""
    sums, paid_by_key = states_of(visit.commitments), paid_of(visit.receipts)
    paid = sum(paid_by_key.values(), Total())
    waiting = [one for one in visit.commitments if one.step_kind in WAITING]
    unpaid = [line for line in visit.due if not is_announced(line)]
    ahead = [line for line in unpaid if line.late is None]
    named, told = waiting, visit.due
    if visit.on == visit.today:  # the others are among the turns
        named, told = [], [line for line in visit.due if line.instalment.due_on > visit.on + SOON]
    return {
        "clauses": clauses(sums, paid),
        "sums": named_sums(sums),
        "paid": paid,
        "left": left_in_all(visit.commitments, paid_by_key),
        "left_in_kind": left_in_all([one for one in visit.commitments if one.form == IN_KIND], paid_by_key),
        "is_unpaid": paid == Total() and any(sums[state] != Total() for state in (State.GRANTED, State.AGREED)),
        "expected": expected(Counter(one.step_kind for one in waiting), len(unpaid) - len(ahead), ahead[:1]),
        "next": [next_after(one) for one in named[:FIRST]],
        "more": len(named[FIRST:]),
        "due": [(line, text_of(line.instalment.commitment, "title")) for line in told[:FIRST]],
        "more_due": len(told[FIRST:]),
    }


def next_after(commitment):
    """A commitment, its title, how it stands, and what usually comes next."""
    kind = commitment.step_kind
    return commitment, text_of(commitment, "title"), state_after(kind), NEXT[kind]
