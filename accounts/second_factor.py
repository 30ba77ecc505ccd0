"""The second factor: of whom it is asked, and whether it was given in a session."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import transaction

TAKEN = "taken"
"""Where an application keeps the period of the latest code that was taken."""


def is_required_of(user):
    """Whether an account goes no further without a second factor: those of the coordination and of administrators."""
    return settings.SECOND_FACTOR_REQUIRED and (user.is_staff or user.is_superuser)


def was_given(request):
    """Whether whoever is signed in has given a second factor in this session. The session says so: no query."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def note(request, kind):
    """Notes in the session that a second factor was given just now: `kind` was set up, which takes the factor itself."""
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


@transaction.atomic
def note_new(request, kind, *, is_first, at):
    """Notes in the session that a factor was set up; the first one of an account ends its other sessions, which gave none."""
    if is_first:
        request.user.signed_out_at = at
        request.user.save(update_fields=["signed_out_at"])
        update_session_auth_hash(request, request.user)  # this session goes on, under a key of its own
        UserSession.objects.create_from_request(request)
    note(request, kind)


def factors_of(user):
    """The second factors of an account, recovery codes apart: those only help whoever has lost the others."""
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)


def application_of(user):
    """The application of an account that makes codes; `None` where it has none."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()


def period_of(application, code):
    """The number of the period of thirty seconds that a code is of, among those that are accepted now; `None` for a wrong one."""
    secret = decrypt(application.data["secret"])
    for period in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, period))):
            return period
    return None


@transaction.atomic
def take(application, code):
    """Takes a code, unless it, or a later one, was taken before; returns whether it is new. A wrong one is found to be elsewhere.

    allauth forgets a code after thirty seconds, while with one more period on either side it is right for ninety.
    """
    period = period_of(application, code)
    if period is None:
        return True
    held = Authenticator.objects.select_for_update().get(pk=application.pk)
    if period <= held.data.get(TAKEN, -1):
        return False
    held.data[TAKEN] = period
    held.save(update_fields=["data"])
    return True
