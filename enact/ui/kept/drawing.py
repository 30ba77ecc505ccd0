"""Drawing a public page as nobody in particular sees it, and finding every address that is to be drawn."""

import logging
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override

from enact.ui.public import opened

logger = logging.getLogger(__name__)


class Route(NamedTuple):
    """An address of the site before its parameters are given: its name, the names of the parameters, its view."""

    name: str
    parameters: tuple
    view: object


def routes(resolver=None, spaces=(), parameters=()):
    """Every route of the site that has a name."""
    for entry in (resolver or get_resolver()).url_patterns:
        names = (*parameters, *entry.pattern.converters)
        if not isinstance(entry, URLPattern):
            yield from routes(entry, (*spaces, *filter(None, [entry.namespace])), names)
        elif entry.name:
            yield Route(":".join([*spaces, entry.name]), names, entry.callback)


def addresses(route, parameters):
    """Where the pages of a route stand, for each set of parameters in each language in which there is one: language and path."""
    languages = getattr(route.view, "languages", [language for language, _name in settings.LANGUAGES])
    for given in parameters:
        for language in languages:
            with override(language):
                yield language, reverse(route.name, kwargs=given)


def anonymous(match, path):
    """The request for an address by a reader of whom nothing is known: no cookie, no header, no account."""
    request = HttpRequest()
    request.method, request.path, request.path_info, request.resolver_match = "GET", path, path, match
    request.LANGUAGE_CODE, request.user = get_language(), AnonymousUser()
    return request


def drawn(view, request, **kwargs):
    """The whole answer of a view, which says that it depends on the encoding that is asked for; data is open to other sites."""
    response = opened(view(request, **kwargs))
    if hasattr(response, "render"):
        response.render()
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def dated(request, moment):
    """A request with the day on which its page is drawn, which the page says."""
    request.drawn_on = datetime.fromtimestamp(moment, timezone.get_current_timezone()).date()
    return request


def is_permanent(match, path):
    """Whether an address is the one under which its page is known: what is read from it also has other spellings."""
    try:
        return match is not None and reverse(match.view_name, None, match.args, match.kwargs) == path
    except NoReverseMatch:
        return False


def draw_each(pages, draw):
    """Draws pages: routes, each with a function that finds its sets of parameters.

    A fault in one hinders no other: it is told by the log, and its path returned, or the route of which no page was found.
    """
    failed = []
    for route, find in pages:
        try:
            places = list(addresses(route, find()))
        except Exception:
            logger.exception("The pages of %s could not be found.", route.name)
            failed.append(route.name)
        else:
            failed += [path for language, path in places if not is_drawn(draw, language, path)]
    return failed


def is_drawn(draw, language, path):
    """Draws a page, and returns whether there was no fault."""
    with override(language):
        try:
            draw(resolve(path), path)
        except Exception:
            logger.exception("%s could not be drawn.", path)
            return False
    return True
