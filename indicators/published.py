"""What the public pages are drawn from: the latest release, and the pages already drawn from it.

Pages are kept in a file cache by the release's hash, the build of the software, the site's address, the language and the
path: a page seen once asks the database nothing.
"""

import hashlib
import json
from functools import cache, wraps
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from enact.ui.public import public
from indicators.models import Release

SHOWN = "release-shown"
WATCHED = (".py", ".html", ".css", ".svg", ".mo")


class Stamp(NamedTuple):
    """Which release the public pages show, by its number and its hash, and how many releases there are."""

    number: int
    sha256: str
    releases: int


def renew():
    """Notes which release the public pages show, and returns its stamp; `None` before the first."""
    return stamp_of(all_releases())


def all_releases():
    """What readers are told of each release, the newest first."""
    return list(Release.objects.order_by("-number").values("number", "day", "sha256", "corrected_by__number"))


def stamp_of(releases):
    """The stamp of the release to show among all: that of the latest day, as last corrected. It is noted when it is new."""
    latest = max(releases, key=lambda row: (row["day"], row["number"]), default=None)
    stamp = latest and Stamp(latest["number"], latest["sha256"], len(releases))
    if caches["pages"].get(SHOWN) != stamp:
        caches["pages"].set(SHOWN, stamp)
    return stamp


def shown():
    """The stamp of the release that the public pages show; `None` before the first."""
    return caches["pages"].get(SHOWN) or renew()


@cache
def build():
    """A name for the state of the software's files: what an older state has drawn is not shown."""
    files = (path for path in sorted(settings.BASE_DIR.rglob("*.*")) if path.suffix in WATCHED)
    states = [f"{path} {path.stat().st_mtime_ns}" for path in files if ".venv" not in path.parts]
    return hashlib.sha256("\n".join(states).encode()).hexdigest()[:16]


def drawn_from_release(view):
    """A public page drawn from the latest release alone, whose document the view gets as `release`, drawn once.

    The view answers for `GET` and `HEAD`, to everyone, without looking at cookies or at the query string.
    """

    @public
    @wraps(view)
    def page(request, **kwargs):
        stamp = shown()
        kept = stamp and caches["pages"].get(key_of(stamp, request))
        if not kept:
            kept = draw(view, request, kwargs)
        if not kept:
            return render(request, "indicators/unpublished.html", status=404)
        body, headers = kept
        return HttpResponse(body, headers=headers | {"Cache-Control": "public, max-age=5"})

    return page


def draw(view, request, kwargs):
    """Draws a page from what the database holds now, keeps and returns it: body, headers. `None` before the first release."""
    releases = all_releases()
    stamp = stamp_of(releases)
    if stamp is None:
        return None
    response = view(request, release=document(stamp, releases), **kwargs)
    kept = response.content, dict(response.headers)
    caches["pages"].set(key_of(stamp, request), kept)
    return kept


def key_of(stamp, request):
    """Under which key a page is kept."""
    state = f"{stamp} {build()} {settings.SITE_ADDRESS} {get_language()} {request.path}"
    return hashlib.sha256(state.encode()).hexdigest()


def document(stamp, releases):
    """The document of a release, with its fingerprint and the list of all releases beside it."""
    text = Release.objects.values_list("text", flat=True).get(number=stamp.number)
    return json.loads(text) | {"sha256": stamp.sha256, "releases": releases}
