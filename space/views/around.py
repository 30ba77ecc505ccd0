"""The page of what is around a partner: communities, events and calls that concern it, with the way to their public pages."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enact.dates import end_of
from enact.languages import text_of
from research.models import Call
from space.measures.around import calls, communities, events, themes_of
from space.views.visit import Visit
from space.wording import why

MOST = 12
"""How many events or calls are shown; all of them are on the public pages."""


@require_safe
def around(request, organisation):
    """The communities, events and calls around an organisation on a day."""
    visit = Visit(request, organisation)
    context = {"visit": visit, "contact": settings.OPERATOR["contact"]}
    return render(request, "space/around.html", context | ({} if visit.fault else surroundings(visit)))


def surroundings(visit):
    """What is around an organisation: each with its title, itself, and why it concerns the organisation."""
    moment = timezone.now() if visit.on == visit.today else end_of(visit.on)
    themes = themes_of(visit)
    return {
        "communities": told(communities(visit, themes), "name"),
        "events": told(events(visit, themes), "title")[:MOST],
        "calls": [(*each, Call.State(each[1].state)) for each in told(calls(visit, themes, moment), "title")[:MOST]],
    }


def told(rows, field):
    """Rows with their titles and their reasons in words."""
    return [(text_of(row, field), row, why(reasons)) for row, reasons in rows]
