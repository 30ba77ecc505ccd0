"""What is asked of whoever is signed in, before any page that is not public."""

import time

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.utils.translation import override

from accounts import second_factor
from accounts.models import User

BEGAN = "began_at"
GIVING = {"mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"}
"""The pages of accounts on which a second factor is given, and the way out: open to whoever has not given it yet."""


class OldSessions:
    """Ends sessions that are too old, before anything is asked of their holders. Readers of public pages are not looked at."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Signs out whoever signed in too long ago; what is asked then is the page to sign in."""
        if getattr(view, "login_required", True) and request.user.is_authenticated and is_over(request.session):
            logout(request)


class Threshold:
    """Leads the coordination to its second factor before anything else.

    Where an account has one, its own pages ask for it first, whoever holds the account. Readers of public pages are not looked
    at, and whoever has given a second factor costs no query.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answers in place of a page; `None` lets whoever asks for it in."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        if second_factor.was_given(request):
            return None
        if request.path.startswith(reverse("account")):
            return led_from_account(request)
        return led_to_second_factor(request) if second_factor.is_required_of(request.user) else None


def is_over(session):
    """Whether a session began too long ago, whatever was done in it. One that says nothing of it begins now."""
    now = int(time.time())
    return now - session.setdefault(BEGAN, now) >= settings.SESSION_ENDS_AFTER


def closed_account_of(request):
    """The deactivated account of whoever was signed in in the session of a request; `None` where there is no such.

    The session proves it as that of any account does, and ends when it would have.
    """
    key, said = request.session.get(SESSION_KEY), request.session.get(HASH_SESSION_KEY, "")
    user = User.objects.filter(pk=key, is_active=False).first() if key else None
    is_proven = user and constant_time_compare(said, user.get_session_auth_hash())
    return user if is_proven and not is_over(request.session) else None


def led_from_account(request):
    """Leads from the pages of an account that has a second factor to where it is given: a password alone opens none of them.

    `None` where there is no factor yet, and on the pages in `GIVING`.
    """
    if request.resolver_match.url_name in GIVING or not second_factor.factors_of(request.user).exists():
        return None
    return led_to_second_factor(request)


def led_to_second_factor(request):
    """Leads to where a second factor is given, or set up where there is none."""
    with override(request.user.language):
        if second_factor.factors_of(request.user).exists():
            return HttpResponseRedirect(
                f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"
            )
        return HttpResponseRedirect(reverse("mfa_index"))
