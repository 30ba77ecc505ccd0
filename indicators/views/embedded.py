"""A figure with its chart as other sites show it in a frame: it says its day, its source and its release."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.shortcuts import render

from indicators.extracts import dated_rows, entry_of, gone, trajectory_of
from indicators.published import drawn_from_each_release, drawn_from_release

FRAMED = {"frame-ancestors": ["*"]}
"""Any site may frame these pages, and no other page of this one."""


@drawn_from_release
def indicator_embedded(request, release, code):
    """An indicator as the latest release tells it: the frame shows the next release once there is one.

    Where only earlier ones tell it, the frame says so, with the last figure.
    """
    last = gone(code, release)
    if last:
        context = {"release": release, "site": settings.SITE_ADDRESS, **last}
        return framed(render(request, "indicators/embedded/gone.html", context))
    return embedded(request, release, code)


def first_visit(document):
    """No parameters: these pages are drawn once somebody asks for them, from the text that is kept."""
    return []


@drawn_from_each_release(pages=first_visit)
def release_embedded(request, release, code):
    """An indicator as one release tells it, for good."""
    return embedded(request, release, code, is_permanent=True)


def embedded(request, release, code, **context):
    """A bare page that may be framed."""
    entry = entry_of(release, code)
    context |= {
        "release": release,
        "indicator": entry,
        "rows": dated_rows(entry, trajectory_of(entry, release)),
        "site": settings.SITE_ADDRESS,
    }
    return framed(render(request, "indicators/embedded.html", context))


def framed(response):
    """An answer that other sites may show in a frame."""
    response.headers[HEADER] = build_policy(replace=FRAMED)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
