"""What the public pages are drawn from: the latest release, whose pages are drawn when it is published, and kept.

They are kept by the release's hash, the build of the software, the site's address, the language and the path: a kept page
asks the database nothing. Which release is shown stands in a note that every process reads each second.
"""

import json
import time
from functools import cached_property, partial, wraps
from itertools import product
from typing import NamedTuple

from django.shortcuts import render
from django.utils.translation import get_language

from enact.ui.kept import files, live
from enact.ui.kept.answers import answer
from enact.ui.kept.drawing import anonymous, draw_each, drawn, is_permanent, routes
from enact.ui.public import public
from indicators.chain import NotAsPublished, text_of
from indicators.models import Release

WATCHED_EVERY = 1
"""In seconds: how long a process takes its knowledge of the release that is shown for true."""

PARAMETERS = {
    "code": lambda edition: [entry["code"] for entry in edition.document()["indicators"]],
    "number": lambda edition: [row["number"] for row in edition.releases],
}
"""The values for which a page drawn from a release exists, by the name of the parameter in its address."""


class Stamp(NamedTuple):
    """Which release the public pages show, by its number and its hash, and how many releases there are."""

    number: int
    sha256: str
    releases: int


class Edition:
    """All that the pages of a release are drawn from: its text, and what readers are told of each release."""

    def __init__(self, releases):
        self.releases, self.stamp = releases, stamp_of(releases)

    @cached_property
    def text(self):
        """The text of the release that is shown. Raises `NotAsPublished`."""
        return text_of(self.stamp.number)

    def document(self):
        """The document of the release, with its fingerprint and the list of all releases beside it."""
        return json.loads(self.text) | {"sha256": self.stamp.sha256, "releases": self.releases}


class Watch:
    """What this process knows of the release that is shown: its stamp, the name of its edition, until when."""

    known = None, "", 0.0


def all_releases():
    """What readers are told of each release, the newest first."""
    return list(Release.objects.order_by("-number").values("number", "day", "sha256", "corrected_by__number"))


def stamp_of(releases):
    """The stamp of the release to show among all: that of the latest day, as last corrected; `None` before the first."""
    latest = max(releases, key=lambda row: (row["day"], row["number"]), default=None)
    return latest and Stamp(latest["number"], latest["sha256"], len(releases))


def note():
    """The file that says which release is shown."""
    return files.root() / "shown.json"


def renew():
    """Notes which release the public pages show, and returns its edition.

    One process at a time, so that what was read before a publication is never noted after it.
    """
    with files.alone_for(note()):
        edition = Edition(all_releases())
        with files.logged("The release that is shown could not be noted."):
            if edition.stamp != noted():
                files.write(note(), json.dumps(edition.stamp).encode())
    known(edition.stamp)
    return edition


def noted():
    """The stamp that is noted; `None` where there is none."""
    try:
        return Stamp(*json.loads(note().read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def known(stamp):
    """Takes a stamp for true for a moment; returns it with the name of its edition, `None` and "" before the first."""
    name = files.edition_of(stamp) if stamp else ""
    Watch.known = stamp, name, time.monotonic() + WATCHED_EVERY
    return stamp, name


def shown():
    """The stamp of the release that the public pages show, and the name of its edition; `None` and "" before the first."""
    stamp, name, until = Watch.known
    if stamp and time.monotonic() < until:
        return stamp, name
    return known(noted() or renew().stamp)


def drawn_from_release(view):
    """A public page drawn from the latest release alone, whose document the view gets as `release`, drawn once.

    The view answers for `GET` and `HEAD`, to everyone, without looking at cookies or at the query string.
    """

    @public
    @wraps(view)
    def page(request, **kwargs):
        stamp, name = shown()
        kept = stamp and files.find(name, get_language(), request.path)
        if not kept:
            try:
                kept = draw(view, request.resolver_match, request.path, kwargs, Edition(all_releases()))
            except NotAsPublished as fault:
                return not_as_published(request, *fault.args)
        if not kept:
            return render(request, "indicators/unpublished.html", status=404)
        return answer(request, kept)

    page.release_view = view
    return page


def not_as_published(request, number):
    """The page that stands in place of a release that was changed behind the application: it tells no figure."""
    context = {"number": number, "switch_to": "home"}
    response = render(request, "indicators/not_as_published.html", context, status=503)
    response["Cache-Control"] = "no-store"
    return response


def draw(view, match, path, kwargs, edition):
    """Draws a page from a release, keeps and returns it; `None` before the first release."""
    if edition.stamp is None:
        return None
    if edition.stamp != shown()[0]:
        renew()
    moment = files.now()
    response = drawn(view, anonymous(match, path), release=edition.document(), **kwargs)
    if not is_permanent(match, path):
        return files.unkept(response, moment)
    return files.keep(files.edition_of(edition.stamp), get_language(), path, response, moment)


def draw_pages():
    """Draws every page of the release that is shown, but those that are kept; removes other editions.

    Returns what failed: those pages are drawn at their first visit.
    """
    edition = renew()
    if edition.stamp is None:
        return []
    name = files.edition_of(edition.stamp)

    def draw_missing(match, path):
        if files.find(name, get_language(), path) is None:
            draw(match.func.release_view, match, path, match.kwargs, edition)

    failed = draw_each(pages(edition), draw_missing)
    files.leave_only({name, live.edition()})
    return failed


def pages(edition):
    """Every route that is drawn from a release, with the function that finds the parameters of its pages."""
    for route in routes():
        if hasattr(route.view, "release_view"):
            yield route, partial(parameters_of, route, edition)


def parameters_of(route, edition):
    """The parameters of every page of a route."""
    values = [PARAMETERS[name](edition) for name in route.parameters]
    return [dict(zip(route.parameters, row, strict=True)) for row in product(*values)]
