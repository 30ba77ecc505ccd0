"""The calendar of a partner, at a secret address: read by programs without signing in, made and revoked on a page."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enact.calendars import calendar_response
from enact.ui.feeds import absolute
from enact.ui.typed import tells
from space.agenda import entries
from space.models import CalendarAddress
from space.models.calendar import hash_of
from space.views.visit import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@tells()
def calendar(request, organisation):
    """Where an account makes its address for an organisation, which is shown this once, or revokes it."""
    visit = Visit(request, organisation)
    if request.method == "POST" and visit.role is None:
        raise PermissionDenied
    address = do(request.POST.get("do", ""), visit) if request.method == "POST" else ""
    own = CalendarAddress.objects.filter(user=request.user, organisation=visit.organisation)
    found = None if visit.role is None else own.first()
    return render(request, "space/calendar.html", {"visit": visit, "address": address, "found": found})


def do(asked, visit):
    """Makes or revokes the address of a visit, as asked; returns the address that was made, "" for none."""
    if asked == "make":
        token = CalendarAddress.renewed(user=visit.user, organisation=visit.organisation, on=visit.today)
        return absolute("space-calendar-ics", token)
    if asked == "revoke":
        CalendarAddress.objects.filter(user=visit.user, organisation=visit.organisation).delete()
    return ""


@login_not_required
@require_safe
def calendar_ics(request, token):
    """The calendar at a secret address, as its account may see it today; without access, it is not there, as any guess."""
    now = timezone.now()
    today = timezone.localdate(now)
    opened = CalendarAddress.objects.open_on(today).select_related("user", "organisation")
    found = opened.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise Http404
    if found.asked_on != today:
        CalendarAddress.objects.filter(pk=found.pk).update(asked_on=today)
    visit = Visit.of(found.user, found.organisation_id, today)
    name = _("ENACT – %(organisation)s") % {"organisation": visit.organisation}
    return calendar_response("enact", name, entries(visit, now))
