"""Second factors of those who are signed in by force: they have given one, so that what is tested is what comes after it."""

import time
from functools import wraps

from django.test import Client

RECORDS, OF = "account_authentication_methods", "account_authentication_methods_user"
"""Where allauth keeps in a session how somebody signed in, and who."""


def proving(force_login):
    """Django’s way to sign in by force, with a second factor for those of the coordination."""

    @wraps(force_login)
    def inner(client, user, backend=None):
        force_login(client, user, backend)
        if user.is_staff:
            session = client.session
            session[RECORDS], session[OF] = [{"method": "mfa", "at": time.time() - 3600}], str(user.pk)
            session.save()

    return inner


def forget_second_factor(client):
    """Leaves whoever is signed in with a password alone."""
    session = client.session
    session.pop(RECORDS, None)
    session.save()


Client.force_login = proving(Client.force_login)
