"""What the public pages are drawn from: releases. Their pages are drawn once one is published, and kept.

They are kept by the release's hash, the build of the software, the site's address, the language and the path: a kept page
asks the database nothing. Most pages show the latest release, under an address of their own; those of each release stay at
theirs, with all that it said.
"""

from contextlib import suppress
from functools import partial, wraps
from itertools import product

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from enact.ui.kept import files, live
from enact.ui.kept.answers import answer
from enact.ui.kept.drawing import anonymous, draw_each, drawn, is_permanent, routes
from enact.ui.public import public
from indicators.open_data.files import names_of
from indicators.shown import all_releases, renew, shown, told_of, watched
from indicators.texts import FOLDER, NotAsPublished, document_of, is_unread, keep, restated_in

PARAMETERS = {"code": lambda document: [entry["code"] for entry in document["indicators"]], "file": names_of}
"""The values for which a page drawn from a release exists, by the name of the parameter in its address."""


def latest_document(releases):
    """The document of the release that is shown; beside it what readers are told of all of them, and all that they restate."""
    number = shown()[0].number
    row = next(row for row in releases if row.number == number)
    keep([row, *filter(is_unread, releases)])
    document = document_of(row)
    return document | {"releases": releases, "restated": restated_in(releases)}


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
                kept = draw_latest(view, request.resolver_match, request.path, kwargs)
            except NotAsPublished as fault:
                return not_as_published(request, *fault.args)
        if not kept:
            return render(request, "indicators/unpublished.html", status=404)
        return answer(request, kept)

    page.release_view = view
    return page


def drawn_from_each_release(view=None, *, pages=None):
    """A public page of each release, whose `number` stands in its address; the view gets the document of that one as `release`.

    It tells nothing of the releases that follow but which of them corrects it, `release["corrected_by"]`, so it stays the same,
    to the byte, until one does. `pages` gives, for a document, the parameters of its pages but the number, of those that its
    address has; the codes of its indicators where there is a `code`, unless given.
    """
    if view is None:
        return partial(drawn_from_each_release, pages=pages)

    @public
    @wraps(view)
    def page(request, number, **kwargs):
        release = told_of(number)
        if release is None:
            raise Http404
        kept = files.find(edition_of(release), get_language(), request.path)
        if not kept:
            try:
                keep([release])
                document = document_of(release)
                kept = draw(edition_of(release), view, request.resolver_match, request.path, kwargs, document)
            except NotAsPublished as fault:
                return not_as_published(request, *fault.args)
        return answer(request, kept)

    page.each_release_view, page.release_pages = view, pages
    return page


def not_as_published(request, number):
    """The page that stands in place of a release that was changed behind the application: it tells no figure."""
    context = {"number": number, "switch_to": "home"}
    response = render(request, "indicators/not_as_published.html", context, status=503)
    response["Cache-Control"] = "no-store"
    return response


def edition_of(release):
    """The edition of the pages of one release. `release`: what readers are told of it."""
    return files.edition_of((release.number, release.sha256, release.corrected_by))


def releases_now():
    """What readers are told of each release, which is noted anew where the database says otherwise; as noted while it is away."""
    try:
        releases = all_releases()
    except live.AWAY:
        return watched()[0]
    return releases if releases == watched()[0] else renew()


def draw_latest(view, match, path, kwargs):
    """Draws a page from the release that is shown, keeps and returns it; `None` before the first release."""
    releases = releases_now()
    return draw(shown()[1], view, match, path, kwargs, latest_document(releases)) if releases else None


def draw(edition, view, match, path, kwargs, document):
    """Draws a page from a document, keeps it in an edition and returns it."""
    moment = files.now()
    response = drawn(view, anonymous(match, path), release=document, **kwargs)
    if not is_permanent(match, path):
        return files.unkept(response, moment)
    return files.keep(edition, get_language(), path, response, moment)


def show_latest():
    """Has every process show the latest release, whose text is kept: from now on, its pages need no database."""
    keep(renew())


def draw_pages():
    """Draws every page of all releases, but those that are kept; removes other editions.

    Returns what failed: those pages are drawn at their first visit.
    """
    releases = renew()
    if not releases:
        return []
    failed = draw_editions(releases)
    files.leave_only({shown()[1], live.edition(), FOLDER, *map(edition_of, releases)})
    return failed


def draw_editions(releases):
    """Draws what is not kept of the pages of the release that is shown, then of each release, the newest first."""
    failed = draw_each(pages_of_latest(releases), draw_missing(shown()[1], latest_document(releases)))
    for release in releases:
        with suppress(NotAsPublished):  # readiness says so, and its pages
            document = document_of(release)
            failed += draw_each(pages_of(document), draw_missing(edition_of(release), document))
    return failed


def draw_missing(edition, document):
    """The function that draws a page of an edition where it is not kept."""

    def draw_one(match, path):
        if files.find(edition, get_language(), path) is None:
            page, own = match.func, dict(match.kwargs)
            if hasattr(page, "each_release_view"):
                own.pop("number")
                draw(edition, page.each_release_view, match, path, own, document)
            else:
                draw(edition, page.release_view, match, path, own, document)

    return draw_one


def pages_of_latest(releases):
    """Every route that is drawn from the latest release, with the function that finds the parameters of its pages."""
    document = latest_document(releases)
    for route in routes():
        if hasattr(route.view, "release_view"):
            yield route, partial(parameters_of, route.parameters, document)


def pages_of(document):
    """Every route that is drawn from each release, with the function that finds the parameters of the pages of one of them."""
    for route in routes():
        if hasattr(route.view, "each_release_view"):
            yield route, partial(numbered_parameters_of, route, document)


def numbered_parameters_of(route, document):
    """The parameters of every page of a route of each release, of one of them."""
    own = route.view.release_pages
    names = [name for name in route.parameters if name != "number"]
    found = own(document) if own else parameters_of(names, document)
    return [{"number": document["number"]} | given for given in found]


def parameters_of(names, document):
    """The parameters of every page of a route, by their names."""
    values = [PARAMETERS[name](document) for name in names]
    return [dict(zip(names, row, strict=True)) for row in product(*values)]
