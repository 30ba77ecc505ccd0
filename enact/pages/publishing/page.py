"""The page to publish: the draft of a day, and the order."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from enact.pages.publishing.draft import draft_of, mark_of_text
from enact.pages.publishing.forms import DayForm, OrderForm, RestatedForms, field_of
from enact.pages.publishing.plans import MAY_PREPARE, MAY_PUBLISH, seen_in
from enact.ui.typed import telling
from indicators.actions import NotPublished, order_release
from indicators.models import Release


class ChangedMeanwhile(Exception):
    """What would be published is not what the coordinator has seen."""


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_PREPARE, raise_exception=True)
@telling(field_of)
def publish(request):
    """The draft of a day, and the order to publish it; whoever may not publish prepares it for somebody who may."""
    typed = request.POST if request.method == "POST" else None
    sent = request.GET if typed is None else typed
    days = DayForm(sent if "day" in sent else None, today=timezone.localdate())
    day = days.cleaned_data["day"] if days.is_valid() else None if days.is_bound else timezone.localdate()
    found = draft_of(day) if day else {}
    order = OrderForm(typed, asked=asked_about(found, may_publish=request.user.has_perm(MAY_PUBLISH)))
    restated = RestatedForms(found.get("restated", []), typed, in_correction=found.get("corrects", False))
    if typed is not None and found.get("mark") and as_seen(typed, found, order) and restated.is_valid(order.reason()):
        made = ordered_as_seen(request, day, order, restated.explanations)
        if made:
            return say_done(request, made)
    shown = {"title": _("Publish"), "days": days, "order": order, "restating": restated}
    shown["needs_two"] = settings.PUBLISH_NEEDS_TWO or not request.user.has_perm(MAY_PUBLISH)
    return render(request, "admin/publish.html", admin.site.each_context(request) | shown | found)


CHANGED = gettext_lazy("What would be published has changed since you looked at it. Nothing was published: look again.")


def as_seen(typed, found, order):
    """Whether an order is complete, and about what was seen; otherwise the order says what is wrong."""
    is_complete = order.is_valid()
    if typed.get("seen") != found["mark"]:
        order.add_error(None, CHANGED)
    return is_complete and not order.errors


def asked_about(found, *, may_publish):
    """What is asked about a draft: a correction has a reason; that nothing reads otherwise is said on purpose.

    A moment is announced by whoever may publish.
    """
    plan = found.get("plan")
    asked = [] if not may_publish or (plan and plan.announced_for) else ["moment"]
    if found.get("corrects"):
        return [*asked, "reason_fr", "reason_en"]
    return [*asked, "still_true"] if found.get("compared") and not found["changes"] else asked


def ordered_as_seen(request, day, order, explanations):
    """Publishes or plans what the coordinator has seen, and returns the release or the plan; otherwise says why not, in the
    form, and returns `None`.
    """
    try:
        with transaction.atomic():
            made = order_release(
                day=day,
                by=request.user,
                at=timezone.localtime(),
                moment=order.cleaned_data.get("moment"),
                seen=seen_in(request),
                only_prepares=not request.user.has_perm(MAY_PUBLISH),
                reason=order.reason(),
                still_true=order.cleaned_data.get("still_true", False),
                explained=explanations,
            )
            if mark_of_text(text_of(made)) != request.POST.get("seen"):
                raise ChangedMeanwhile
    except NotPublished as refusal:
        order.add_error(None, str(refusal))
    except (ChangedMeanwhile, IntegrityError):
        order.add_error(None, CHANGED)
    else:
        return made
    return None


def text_of(made):
    """The text that was published or prepared."""
    return made.text if isinstance(made, Release) else made.prepared.text


def say_done(request, made):
    """Says what the order did, and leads there."""
    release = made if isinstance(made, Release) else made.release
    if release:
        say_published(request, release)
        return redirect("admin:indicators_release_change", release.pk)
    if made.approved_at:
        messages.success(request, _("Prepared. It will be published at the announced moment, as it is now."))
    else:
        messages.success(request, _("Prepared. It waits for another person to approve it."))
    return redirect("admin:planned-release", made.pk)


def say_published(request, release):
    """Says that a release is out, and where."""
    words = format_html(
        _('Release no. {} is published, SHA-256 {}. <a href="{}">Public page</a>, <a href="{}">JSON</a>.'),
        release.number,
        release.sha256,
        reverse("home"),
        reverse("release-json", args=[release.number]),
    )
    messages.success(request, words)
