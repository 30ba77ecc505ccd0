"""Who of the coordination looked at a space: its partner reads it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from space.models import Look
from space.views.visit import Visit

LATEST = 100
"""How many are named."""


@require_safe
def looks(request, organisation):
    """Who looked at the space of an organisation as its partner does, when and why, the latest first."""
    visit = Visit(request, organisation)
    found = Look.objects.visible_to(visit.user, visit.today).of(visit.organisation).select_related("by")
    return render(request, "space/looks.html", {"visit": visit, "looks": found[:LATEST]})
