"""The calendar of releases: what is announced and for when, what was moved and why, what came; as a page and as iCalendar."""

from datetime import timedelta

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from enact.calendars import Entry, calendar_response
from enact.dates import in_words
from enact.languages import Text
from enact.ui.kept.live import kept_for_seconds
from indicators.models import PlannedRelease, Release

PATIENCE = timedelta(minutes=5)
"""How long after its announced moment a release is not yet called late: it is published by a timer."""
PAST = timedelta(days=3 * 366)
"""For how long a release, or a plan that was given up, stays in the calendar."""


@kept_for_seconds
def release_calendar(request):
    """The releases to come with their announced moments, every move of these with its reason, and the releases of three years."""
    now = timezone.now()
    plans = PlannedRelease.objects.announced().prefetch_related("moves")
    coming = list(plans.waiting().order_by("announced_for", "pk"))
    past = Release.objects.filter(published_at__gt=now - PAST).select_related("corrects", "plan")
    context = {
        "coming": [(plan, plan.is_late_at(now - PATIENCE)) for plan in coming],
        "given_up": plans.filter(given_up_at__gt=now - PAST).order_by("-given_up_at"),
        "releases": past.defer("text", "corrects__text").prefetch_related("plan__moves").order_by("-published_at"),
    }
    return render(request, "pages/release_calendar.html", context)


@kept_for_seconds
def release_calendar_ics(request):
    """The announced releases of three years for the programs in which people keep their days, in both languages at once."""
    known = PlannedRelease.objects.announced().with_changed_at().filter(announced_for__gt=timezone.now() - PAST)
    entries = [entry_of(plan) for plan in known.order_by("announced_for", "pk")]
    return calendar_response("enact-releases", "ENACT : publications / releases", entries)


def entry_of(plan):
    """A planned release as calendars hold it."""
    with override("fr"):
        french, address = in_words(plan.day), settings.SITE_ADDRESS + reverse("release-calendar")
    with override("en"):
        title = Text(f"ENACT : chiffres du {french}", f"ENACT: figures of {in_words(plan.day)}")
    return Entry(
        key=f"release-{plan.pk}",
        version=plan.version,
        changed_at=plan.changed_at,
        title=f"{title.fr} / {title.en}",
        starts=plan.announced_for,
        address=address,
        is_cancelled=plan.given_up_at is not None,
    )
