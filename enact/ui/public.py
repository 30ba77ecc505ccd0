"""What makes a view public."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def public(view):
    """A page that everybody reads, signed in or not, and to which nothing is ever sent: other methods answer 405."""

    @csrf_exempt
    @login_not_required
    @require_safe
    @wraps(view)
    def page(request, **kwargs):
        return view(request, **kwargs)

    return page


def for_machines(view):
    """A public page that programs read: the same in every language, so that it is drawn in one, and open to other sites' pages.

    It is the outermost decorator. What it says in words, it says in both languages.
    """

    @wraps(view)
    def page(request, **kwargs):
        with override(settings.LANGUAGE_CODE):
            return open_to_others(view(request, **kwargs))

    page.languages = [settings.LANGUAGE_CODE]
    return page


DATA = (
    *("text/csv", "text/calendar", "application/json", "application/ld+json", "application/atom+xml"),
    *("application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
"""How the types begin of what is data, and no page."""


def opened(response):
    """A public answer, which is open to other sites where it is data: in each language, and whatever was asked of it."""
    return open_to_others(response) if response.headers.get("Content-Type", "").startswith(DATA) else response


def open_to_others(response):
    """An answer that scripts of other sites may read, and their pages show: it holds public data, for whoever asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
