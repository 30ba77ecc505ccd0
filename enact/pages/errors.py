"""The pages of what does not work, in the same dress. They ask nothing of the database, the session or the reader."""

import logging
import re
import sys

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from enact.ui.public import open_to_others

PLAIN = "Erreur du serveur : cette page n’a pas pu être faite.\nServer error: this page could not be made.\n"
"""What is said when even the page of a fault cannot be drawn."""
FICTIONAL = "Programme fictif.\nFictional programme.\n"

NOT_TYPED = re.compile("password|token|(^|_)seen(_|$)|_FORMS$|^_|-id$|^(key|post|action|index|select_across)$")
"""In the names of fields of which nobody is shown the content again: secrets, and what a form says of itself."""

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
    labels = labels_of(view)
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if is_typed(name, value, labels)
    ]
    files = [file.name for _name, sent in request.FILES.lists() for file in sent]
    if not fields and not files:
        return None
    typed = [(labels.get(name, name), value) for name, value in fields]
    way = redirect_to_login(request.get_full_path()).url
    return drawn(request, "signed_out.html", 403, typed=typed, files=files, way=way)


def is_typed(name, value, labels):
    """Whether somebody may have typed what a field holds. Of a view that tells no labels, words are: its buttons say one each."""
    return bool(value.strip()) and not NOT_TYPED.search(name) and (bool(labels) or len(value.split()) > 1)


def labels_of(view):
    """What the fields of the form of a view are called, by their names, as far as the view tells it."""
    page, admin = getattr(view, "view_class", None), getattr(view, "model_admin", None)
    if hasattr(page, "labels"):
        return page.labels()
    return {field.name: field.verbose_name for field in admin.model._meta.fields} if admin else {}


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
