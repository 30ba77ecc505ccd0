"""The page of a commitment, and the files of a partner."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from enact.languages import text_of
from sources.views import given
from space.files import files_of, papers_of
from space.measures.answers import sent_on
from space.measures.awaited import signable, waiting_of
from space.measures.payments import first_due, instalments_of, lines, paid_of, recorded_of, with_announcements
from space.measures.sums import amount_of, is_firm, left_of
from space.views.visit import Visit
from space.wording import ANSWERS, MEANINGS, facts_of, next_of, state_after


@require_safe
def commitment(request, organisation, commitment):
    """One commitment of an organisation, with all its steps."""
    visit = Visit(request, organisation)
    own = visit.commitments_on(visit.on)
    found = get_object_or_404(own.select_related("framework__file", "framework__organisation"), pk=commitment)
    context = {"visit": visit, "commitment": found, "title": text_of(found, "title")}
    context |= {"contact": settings.OPERATOR["contact"]}
    return render(request, "space/commitment.html", context | ({} if visit.fault else story(visit, found)))


def story(visit, commitment):
    """What a commitment is, how it stands, what has happened to it and what comes next."""
    own = {"commitment": commitment.pk}
    planned = instalments_of(*visit.whose_rows, visit.on).filter(**own).order_by("number")
    plan = lines(with_announcements(planned, visit, visit.on), visit.on)
    recorded = recorded_of(*visit.whose_rows, visit.on).filter(**own)
    recorded = list(recorded.select_related("institution", "instalment", "file"))
    receipts = [row for row in recorded if row.counts]
    due = first_due(plan) if is_firm(commitment) else None
    given_so_far, sent = paid_of(receipts)[commitment.pk], sent_on(visit, commitment)
    read = next((row.reading for row in sent if row.reading), "")
    return {
        "state": state_after(commitment.step_kind),
        "amount": amount_of(commitment),
        "next": next_of(commitment, due),
        "awaited": "" if due or visit.on != visit.today else read or ANSWERS.get(commitment.step_kind, ""),
        "plan": plan,
        "receipts": receipts,
        "waiting": list(waiting_of(recorded)),
        "paid": given_so_far,
        "left": left_of(commitment, given_so_far) if is_firm(commitment) else None,
        "steps": [(step, MEANINGS[step.kind]) for step in visit.steps_of(commitment)],
        "papers": papers_of(commitment, recorded, visit.user, visit.today, visit.on),
        "facts": facts_of(commitment, visit.organisation),
        "sent": sent,
        "signs": signable(commitment),
    }


@require_safe
def file(request, organisation, file):
    """A file of an organisation."""
    visit = Visit(request, organisation)
    found = get_object_or_404(files_of(visit.organisation, visit.user, visit.today), pk=file)
    return given(request, found, base="space/base.html", visit=visit)
