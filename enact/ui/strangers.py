"""Forms for strangers: nobody signs in and no cookie is set; where a form was sent from, and when it was drawn, is checked."""

import uuid
from datetime import datetime, timedelta
from functools import wraps

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import get_callable
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

SALT = "enact.ui.strangers"
LONGEST = timedelta(hours=12)
"""How long a form may stay open before it is sent."""


def for_strangers(view):
    """A public page with a form. What is sent must say that it comes from a page of this site; otherwise 403, nothing is read."""

    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request, **kwargs):
        if request.method == "POST" and not is_from_here(request):
            return get_callable(settings.CSRF_FAILURE_VIEW)(request)
        return view(request, **kwargs)

    return page


def is_from_here(request):
    """Whether the browser says that a form was sent from a page of this site."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def stamp(moment):
    """A signed stamp with the moment at which a form is drawn, and a key that no other form has."""
    return signing.dumps([moment.isoformat(), uuid.uuid4().hex], salt=SALT)


def key_of(typed, moment):
    """The key in a stamp; `None` for one that is not ours, too old at a moment, or of a moment to come."""
    try:
        drawn_at, key = signing.loads(typed, salt=SALT)
    except signing.BadSignature:
        return None
    age = moment - datetime.fromisoformat(drawn_at)
    return uuid.UUID(key) if timedelta() <= age <= LONGEST else None


class StrangersForm(forms.Form):
    """A form with a stamp, drawn or sent at the moment `now`. Once it is valid, `key` is that of its stamp."""

    TOO_OLD = _(
        "This form stayed open for too long, or did not come from here. Nothing was sent, and nothing is lost: check what you "
        "typed, and send again."
    )

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now, self.key = now, None

    def clean(self):
        cleaned = super().clean()
        self.key = key_of(self.data.get("stamp", ""), self.now)
        if self.key is None:
            raise ValidationError(self.TOO_OLD, code="too_old")
        return cleaned

    @property
    def stamp(self):
        """The stamp that the form goes out with: the one that it came with, where that still holds."""
        return self.data["stamp"] if self.key else stamp(self.now)
