"""Public pages of live records, kept for seconds: they answer at the speed of a file, and with the database away."""

from functools import wraps

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from enact.ui.kept import files
from enact.ui.kept.answers import answer
from enact.ui.kept.drawing import anonymous, dated, draw_each, drawn, is_permanent, routes
from enact.ui.public import opened, public

SECONDS = 5
"""How old a kept page of live records may be."""
LONGEST = 60
"""In seconds: an older page is given to nobody while another reader has it drawn again; they wait."""
AWAY = (OperationalError, InterfaceError)
"""What a database that does not answer raises."""


def kept_for_seconds(view=None, *, pages=None, elsewhere=None):
    """A public page of live records. It says the day on which it was drawn, `request.drawn_on`, at its foot.

    Without a query string, the page is the same for everyone and kept: when it has aged, one reader has it drawn again
    while the others get the kept one, unless that is older than a minute: then they wait. While the database is away,
    everyone gets the kept one. With a query string, it is drawn for each reader from the database. `pages` yields the
    parameters of every page of a route that has some, so that `manage.py draw` finds them:
    `@kept_for_seconds(pages=every_chair)`. `elsewhere` gives, for the parameters of a page that does not exist, the address to
    which it leads for good; `None` for none.
    """
    if view is None:
        return lambda view: kept_for_seconds(view, pages=pages, elsewhere=elsewhere)

    @public
    @wraps(view)
    def page(request, **kwargs):
        try:
            if request.META.get("QUERY_STRING"):
                return asked(view, request, kwargs)
            return answer(request, unaged(view, request, kwargs))
        except Http404:
            address = elsewhere(**kwargs) if elsewhere else None
            if address is None:
                raise
            return leading(address)

    page.kept_view, page.kept_pages = view, pages or list
    return page


def asked(view, request, kwargs):
    """What a view answers to a question of one reader, of whom it knows no more than of anybody else."""
    plain = anonymous(request.resolver_match, request.path)
    plain.META["QUERY_STRING"], plain.GET = request.META["QUERY_STRING"], request.GET
    response = opened(view(dated(plain, files.now()), **kwargs))
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def leading(address):
    """The answer that leads to the address at which a page stands from now on."""
    response = HttpResponsePermanentRedirect(address)
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def edition():
    """The edition of all pages of live records."""
    return files.edition_of("live")


def unaged(view, request, kwargs):
    """The page to give: the kept one, or a new one when that has aged. Raises what the view raises where none is kept."""
    place = edition(), get_language(), request.path
    page = files.memory.get(place)
    if is_young(page):
        return page
    page = files.read(*place)
    if is_young(page):
        return page
    is_old = page is not None and page.drawn_at + LONGEST <= files.now()
    with files.alone(files.place(*place), wait=is_old) as alone:
        if is_old:
            page = latest(place)
            if is_young(page):  # whoever drew it while we waited has spared us that
                return page
        return renewed(view, request, place, kwargs, page) if alone else page


def latest(place):
    """The kept page, in memory or, where another process may have drawn a newer one, in its file; `None` when none is kept."""
    page = files.memory.get(place)
    return page if is_young(page) else files.read(*place)


def is_young(page):
    """Whether a page may be given without drawing it again."""
    moment = files.now()
    return page is not None and page.drawn_at <= moment < max(page.until, page.drawn_at + SECONDS)


def renewed(view, request, place, kwargs, page):
    """The page drawn again; while the database is away, the one that is kept, without asking again for some seconds."""
    try:
        return redrawn(view, request.resolver_match, place, kwargs)
    except AWAY:
        if page is None:
            raise
        page.until = files.now() + SECONDS
        return page


def redrawn(view, match, place, kwargs):
    """Draws a page from the records, keeps and returns it. One that is no more is dropped."""
    moment = files.now()
    try:
        response = drawn(view, dated(anonymous(match, place[-1]), moment), **kwargs)
    except Http404:
        files.drop(*place)
        raise
    return files.keep(*place, response, moment) if is_permanent(match, place[-1]) else files.unkept(response, moment)


def draw_pages(*, again):
    """Draws every page of live records: all `again`, or those that are not kept. Returns what failed.

    Drawn again, pages that are no more are dropped.
    """
    started, name = files.now(), edition()

    def draw(match, path):
        place = name, get_language(), path
        if again or files.find(*place) is None:
            redrawn(match.func.kept_view, match, place, match.kwargs)

    failed = draw_each(pages(), draw)
    if again and not failed:
        files.sweep(name, before=started)
    return failed


def pages():
    """Every route of live records, with the function that finds the parameters of its pages."""
    for route in routes():
        if hasattr(route.view, "kept_pages"):
            yield route, route.view.kept_pages if route.parameters else lambda: [{}]
