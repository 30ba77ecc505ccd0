"""The public pages that join several apps: the programme in a minute, and those that every public site owes its readers."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from enact.themes import Themed
from enact.ui.public import public
from indicators.extracts import changes_of, entries_of, totals_of
from indicators.formula import TOLERANCE
from indicators.holders import FEWEST
from indicators.protection import SMALL_COUNTS
from indicators.published import drawn_from_release
from indicators.restatements import restated_figures
from sources.models import Statement

HEADLINES = ("RES-1", "TRA-1", "TRA-2", "TRA-3")
MONEY = ("FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6")
PILLARS = (("research", ("RES-1", "RES-2")), ("training", ("TRA-1", "TRA-2")), ("innovation", ("PAR-2", "PAR-1")))


@public
@vary_on_headers("Accept-Language")
def front_door(request):
    """The address without a language leads to the language that the browser prefers, French by default."""
    return redirect(f"/{get_language()}/")


@drawn_from_release
def home(request, release):
    """The programme in a minute."""
    pillars = [(pillar, entries_of(release, codes)) for pillar, codes in PILLARS]
    context = {
        "release": release,
        "headlines": entries_of(release, HEADLINES),
        "envelope": envelope_of(release),
        "states": entries_of(release, MONEY),
        "pillars": [(pillar, entries) for pillar, entries in pillars if entries],
        "partners": next(iter(entries_of(release, ["PAR-1"])), None),
        "themes": [Themed._meta.get_field(theme).verbose_name for theme in Themed.OWN],
        "next_update_on": min((entry["next_update_on"] for entry in release["indicators"]), default=None),
        "site": settings.SITE_ADDRESS,
    }
    return render(request, "pages/home.html", context)


def envelope_of(release):
    """The envelope announced, as a release tells it; `None` where it does not."""
    return next(iter(entries_of(release, ["FIN-0"])), None)


@drawn_from_release
def about(request, release):
    """How the figures are made, what the words mean, what the sources said, and how to verify a release."""
    by_area = [(area, [said for said in release["statements"] if said["area"] == area]) for area in Statement.Area]
    context = {
        "release": release,
        "states": entries_of(release, MONEY),
        "tolerance": TOLERANCE,
        "small_counts": {"fewest": SMALL_COUNTS[0], "most": SMALL_COUNTS[-1]},
        "fewest_gathered": FEWEST,
        "changes": changes_of(release),
        "restated": restated_figures(release),
        "totals": totals_of(release),
        "statements": [(area, said) for area, said in by_area if said],
    }
    return render(request, "pages/about.html", context)


@drawn_from_release
def site_map(request, release):
    """Every public page."""
    return render(request, "pages/site_map.html", {"release": release})


def text_page(template):
    """A public page of text alone, with what the operator says of itself; it asks the database nothing."""

    @public
    @cache_control(public=True, max_age=60)
    def page(request):
        return render(request, template, {"operator": settings.OPERATOR, "site": settings.SITE_ADDRESS})

    return page


legal = text_page("pages/legal.html")
privacy = text_page("pages/privacy.html")
accessibility = text_page("pages/accessibility.html")


@public
def robots(request):
    """What search engines may read: everything public; nothing of a programme that does not exist."""
    if settings.FICTIONAL:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    return HttpResponse(
        f"User-agent: *\nDisallow: {reverse('admin:index')}\nDisallow: /*/accounts/\nDisallow: /*/space/\nDisallow: /office/\n",
        content_type="text/plain",
    )
