"""Bulk work: the same change to the commitments that were chosen in their list, shown row by row before it is made."""

import uuid

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enact.amounts import number
from enact.pages.bulk_forms import KINDS, ReasonForm, StepReasonForm, UndoForm
from enact.ui.coordination import form_addresses
from enact.ui.typed import tells
from funding.actions import NotChanged, Seen, add_step_to_commitments, change_commitments, seen_now, undo
from funding.models import BulkChange, Commitment, CommitmentStep
from funding.views import CommitmentList
from sources.actions import kept_with_their_records

MOST = 1000
"""How many commitments are changed at once, at most: each is saved with its history while the page is waited for."""
ADDING = "funding.add_commitmentstep"


@require_http_methods(["GET", "HEAD", "POST"])
@tells(*KINDS.values(), StepReasonForm)
def bulk(request):
    """What to do with the commitments chosen; what it would change on each; the order. Each is a form sent by POST."""
    if request.method != "POST":
        return redirect("office-commitments")
    chosen = chosen_in(request)
    if not chosen:
        words = _("No commitment is chosen: tick some rows of the list first.")
        return render(request, "funding/bulk/choose.html", {"fault": words}, status=400)
    if len(chosen) > MOST:
        words = _("%(count)s commitments are more than can be changed at once (%(most)s): filter the list further.")
        fault = words % {"count": number(len(chosen)), "most": number(MOST)}
        return render(request, "funding/bulk/choose.html", {"fault": fault}, status=400)
    return page_of(request, chosen, request.POST.get("kind", ""))


def chosen_in(request):
    """The commitments chosen, each with how it is seen: those told as seen, those ticked, or all that a list shows."""
    found = Commitment.objects.select_related("organisation", "responsible__identity")
    if "seen" in request.POST:
        told = [Seen(*numbers) for numbers in map(numbers_in, request.POST["seen"].split()) if len(numbers) == 3]
        rows = found.in_bulk([each.key for each in told])
        return [(rows[each.key], each) for each in told if each.key in rows]
    if "all" in request.POST:
        page = CommitmentList()
        page.setup(request)
        page.read(QueryDict(request.POST.get("asked", "").removeprefix("?")))
        keys = list(page.rows.values_list("id", flat=True))
    else:
        keys = [numbers[0] for numbers in map(numbers_in, request.POST.getlist("row")[: MOST + 1]) if len(numbers) == 1]
    return seen_now(found.filter(pk__in=keys).order_by("organisation__words", "pk"))


def numbers_in(text):
    """The numbers parted by ":" in a text; none where something else stands in it, or a number that no key is."""
    parts = text.split(":")
    return (
        [int(part) for part in parts]
        if all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts)
        else []
    )


def page_of(request, chosen, kind):
    """The page that follows what was sent."""
    may_add = request.user.has_perm(ADDING)
    kinds = {key: form for key, form in KINDS.items() if key != BulkChange.Kind.STEP or may_add}
    is_told = kind in kinds
    forms = {
        key: form(request.POST if key == kind else None, prefix=key, today=timezone.localdate())
        for key, form in kinds.items()
    }
    context = {"chosen": chosen, "seen": " ".join(":".join(map(str, each)) for _row, each in chosen), "forms": forms}
    if not is_told or not forms[kind].is_valid():
        return render(request, "funding/bulk/choose.html", context)
    return shown_or_done(request, context, forms[kind], kind)


def shown_or_done(request, context, form, kind):
    """What would change on each, with the order; or what follows the order."""
    is_ordered = "order" in request.POST
    order_form = StepReasonForm if kind == BulkChange.Kind.STEP else ReasonForm
    order = order_form(
        request.POST if is_ordered else None, request.FILES if is_ordered else None, initial={"token": uuid.uuid4()}
    )
    if is_ordered and order.is_valid():
        try:
            with kept_with_their_records():
                change = done(request, context["chosen"], form, kind, order)
        except NotChanged as refusal:
            context |= {"refusal": refusal}
        else:
            return redirect("office-bulk-change", change.pk)
    lines = [(row, before, after) for row, before, after in form.differences([row for row, _seen in context["chosen"]])]
    changes = sum(before != after for _row, before, after in lines)
    context |= {"form": form, "kind": BulkChange.Kind(kind), "order": order, "lines": lines, "changes": changes}
    return render(request, "funding/bulk/confirm.html", context, status=409 if "refusal" in context else 200)


def done(request, chosen, form, kind, order):
    """Makes the change that was ordered."""
    shared = {
        "seen": [each for _row, each in chosen],
        "reason": order.cleaned_data["reason"],
        "by": request.user,
        "entry": order.cleaned_data["token"],
    }
    if kind == BulkChange.Kind.STEP:
        keeps_amount, file = form.cleaned_data["keeps_amount"], order.cleaned_data["file"]
        return add_step_to_commitments(values=form.values(), keeps_amount=keeps_amount, file=file, **shared)
    return change_commitments(kind=BulkChange.Kind(kind), values=form.values(), **shared)


@require_http_methods(["GET", "HEAD", "POST"])
@tells(UndoForm)
def bulk_change(request, pk):
    """A change of many commitments, its rows, and the way to undo it as one."""
    change = get_object_or_404(BulkChange.objects.select_related("made_by", "undone_by"), pk=pk)
    form = UndoForm(request.POST if request.method == "POST" else None)
    may_undo = may_make(request.user, change.kind)
    if request.method == "POST":
        if not may_undo:
            raise Http404
        if form.is_valid():
            undo(change=change, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
            return redirect("office-bulk-change", pk)
    context = {"change": change, "form": form, "may_undo": may_undo, "lines": told(change), "step": step_of(change)}
    return render(request, "funding/bulk/change.html", context)


def may_make(user, kind):
    """Whether an account may make a change of a kind, and so undo one."""
    return user.has_perm("funding.change_commitment") and (kind != BulkChange.Kind.STEP or user.has_perm(ADDING))


def step_of(change):
    """A step that was added, with the source and the file of all of them; `None` for changes of another kind."""
    keys = [row["step"] for row in change.rows if "step" in row]
    return CommitmentStep.objects.select_related("source__document", "file").filter(pk__in=keys).first()


def told(change):
    """The rows of a change: the commitment, the address of its form, what was changed in words, and whether it is left."""
    keys = [row["key"] for row in change.rows]
    found = Commitment.objects.select_related("organisation").in_bulk(keys)
    steps = CommitmentStep.objects.in_bulk([row["step"] for row in change.rows if "step" in row])
    address_of, form = form_addresses(Commitment), KINDS[change.kind]
    names = form.names_of(change.rows)
    for row in change.rows:
        commitment = found.get(row["key"])
        if commitment:
            words = steps.get(row["step"]) if "step" in row else form.told(row, names)
            yield commitment, address_of(commitment), words, commitment.pk in change.left
