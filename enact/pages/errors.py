"""The pages of what does not work, in the same dress. They ask nothing of the database, the session or the reader."""

import logging
import sys

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from enact.pages.typed import typed_into
from enact.ui.public import open_to_others

PLAIN = "Erreur du serveur : cette page n’a pas pu être faite.\nServer error: this page could not be made.\n"
"""What is said when even the page of a fault cannot be drawn."""
FICTIONAL = "Programme fictif.\nFictional programme.\n"

logger = logging.getLogger(__name__)


def not_found(request, exception):
    """The same page for what does not exist and for what is not the reader's: no form, no echo of the address.

    Programs get it as JSON.
    """
    if request.path.startswith(reverse("api")):
        return open_to_others(problem(404, _("There is no such thing."), _("The address leads to nothing published.")))
    return render(request, "404.html", {"switch_to": "home"}, status=404)


def problem(status, title, detail):
    """What is wrong, for programs: RFC 9457."""
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(
        said, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def server_error(request):
    """A fault of ours; while the database does not answer, a page that says so and asks to come back in a minute."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = drawn(request, "503.html", 503)
        response["Retry-After"] = "60"
        return response
    return drawn(request, "500.html", 500)


def refused(request, exception):
    """A request that makes no sense (400)."""
    return drawn(request, "400.html", 400)


def forbidden(request, exception):
    """What the account may not do (403)."""
    return drawn(request, "403.html", 403, allowed=False)


def form_refused(request, reason=""):
    """A form without the token that shows where it comes from: too old, or sent from elsewhere. Nothing was saved."""
    return drawn(request, "403.html", 403, allowed=True)


def signed_out(request, view):
    """What was typed into the form of a view whose session had ended (403), with the way to sign in; `None`: nothing was typed.

    It is not carried out, and kept nowhere but on the page.
    """
    if request.method != "POST":
        return None
    typed = list(typed_into(view, request.resolver_match.kwargs, request.POST))
    files = [file.name for _name, sent in request.FILES.lists() for file in sent]
    if not typed and not files:
        return None
    way = redirect_to_login(request.get_full_path()).url
    return drawn(request, "signed_out.html", 403, typed=typed, files=files, way=way)


def too_many(request):
    """More attempts than are looked at in so little time (429). Nothing is locked."""
    return drawn(request, "429.html", 429)


def drawn(request, template, status, **context):
    """A page of a fault; in plain words when what broke the page asked for breaks this one too."""
    try:
        return render(request, template, {"switch_to": "home"} | context, status=status)
    except Exception:
        logger.exception("The page of a fault could not be drawn.")
        return HttpResponse(
            FICTIONAL + PLAIN if settings.FICTIONAL else PLAIN, content_type="text/plain; charset=utf-8", status=status
        )
