"""The pages of releases to come: announcing one, and what becomes of each: approved, moved, given up, published."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enact.pages.publishing.draft import entries_of, release_before, restated_in_words
from enact.pages.publishing.forms import AnnounceForm, MoveForm
from enact.ui.typed import tells
from indicators.actions import NotPublished, announce, approve, move
from indicators.ledger import Ledger
from indicators.models import PlannedRelease

MAY_PREPARE, MAY_PUBLISH = "indicators.add_plannedrelease", "indicators.add_release"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_PUBLISH, raise_exception=True)
@tells(AnnounceForm)
def announce_release(request):
    """Announces for which moment the figures of a day are planned."""
    form = AnnounceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plan = announced(request, form)
        if plan:
            messages.success(request, _("The release is announced in the public calendar."))
            return redirect("admin:planned-release", plan.pk)
    context = admin.site.each_context(request) | {"title": _("Announce a release"), "form": form}
    return render(request, "admin/publishing/announce.html", context)


def announced(request, form):
    """The plan that was announced; otherwise the form says why not, and it is `None`."""
    day, moment = form.cleaned_data["day"], form.cleaned_data["moment"]
    try:
        with transaction.atomic():
            return announce(day=day, moment=moment, by=request.user, at=timezone.localtime())
    except NotPublished as refusal:
        form.add_error(None, str(refusal))
    except IntegrityError:
        form.add_error(None, _("A release of this day is planned already."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_PREPARE, raise_exception=True)
@tells(MoveForm)
def planned_release(request, pk):
    """A release to come: where it stands, what it would publish, who may approve it; its announced moment, and its moves."""
    plans = PlannedRelease.objects.select_related("prepared__prepared_by", "approved_by", "release")
    plan, refusal = get_object_or_404(plans, pk=pk), ""
    moving = MoveForm(request.POST if request.method == "POST" and "approve" not in request.POST else None)
    if request.method == "POST":
        if not request.user.has_perm(MAY_PUBLISH):
            raise PermissionDenied
        try:
            done = decided(request, plan, moving)
        except NotPublished as refused:
            done, refusal = False, str(refused)
        except IntegrityError:
            done, refusal = (
                False,
                _("Another release was published at the same moment. Nothing was published: look again."),
            )
        if done:
            return redirect("admin:planned-release", pk)
        plan = plans.get(pk=pk)
    context = admin.site.each_context(request) | shown(plan, request.user) | {"moving": moving, "refusal": refusal}
    return render(request, "admin/publishing/plan.html", context)


def decided(request, plan, moving):
    """Does what was decided of a plan; returns whether it was done. Raises `NotPublished`, or fails as the database does."""
    order = {"plan": plan, "by": request.user, "at": timezone.localtime(), "seen": seen_in(request)}
    if "approve" in request.POST:
        say_approved(request, approve(**order))
        return True
    if not moving.is_valid():
        return False
    becomes = None if "give_up" in request.POST else moving.cleaned_data["becomes"]
    if becomes is None and "give_up" not in request.POST:
        moving.add_error("becomes", _("Say for which moment the release is announced now."))
        return False
    move(becomes=becomes, reason=moving.reason(), **order)
    messages.success(request, _("The public calendar says so, with the reason."))
    return True


def seen_in(request):
    """The version of the plan that was seen; `None` where none is told."""
    seen = request.POST.get("plan", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None


def say_approved(request, plan):
    """Says what became of a plan that was approved."""
    if plan.release:
        messages.success(request, _("Approved and published: %(release)s.") % {"release": plan.release})
    elif plan.failed_at:
        messages.error(
            request,
            _(
                "Nothing was published: another release came first, the check found a fault, or what it names may not be told "
                "any more. Prepare it again."
            ),
        )
    else:
        messages.success(request, _("Approved. It will be published at the announced moment, as it is now."))


def shown(plan, user):
    """What the page of a plan shows: what is prepared beside the last release, and what may be done."""
    needs_two, may_publish = settings.PUBLISH_NEEDS_TWO, user.has_perm(MAY_PUBLISH)
    found = {
        "title": str(plan),
        "plan": plan,
        "moves": plan.moves.select_related("said_by"),
        "needs_two": needs_two,
        "may_publish": may_publish,
        "may_approve": may_publish and plan.may_be_approved_by(user, needs_two=needs_two),
        "is_late": plan.is_late_at(timezone.now()),
    }
    if plan.prepared and plan.is_waiting:
        found |= prepared(plan.prepared)
    return found


def prepared(text):
    """What a prepared release would say beside the one that it follows or corrects, and what it restates."""
    document = text.document()
    compared = release_before(document)
    return {
        "compared": compared,
        "entries": entries_of(document, compared, Ledger(text.day)),
        "restated": restated_in_words(document["restatements"], document, compared),
        "changes": len(document["changes"]),
    }
