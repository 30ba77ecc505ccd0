"""How django-allauth behaves here."""

import base64
import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import second_factor
from accounts.middleware import BEGAN

NOWHERE = "::"
"""What stands for the address of a browser that has none: a server behind a socket of this machine."""


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are opened by the coordination: nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Where one comes after signing in: the coordination to the back office, everybody else to the partners' space."""
        return reverse("admin:index" if request.user.is_staff else "space")

    def format_email_subject(self, subject):
        """The subject of a mail, which says who writes as those of ours do."""
        return _("ENACT: %(subject)s") % {"subject": subject}

    def render_mail(self, template_prefix, email, context, headers=None):
        """A mail of allauth. It holds a link for its reader alone: the outbox shows its text to nobody, and erases it."""
        marks = {"X-Kind": f"{template_prefix}_message.txt", "X-Secret": "yes"}
        return super().render_mail(template_prefix, email, context, {**marks, **(headers or {})})

    def login(self, request, user):
        """Signs in, and notes when the session began: it ends some hours later, whatever is done in it."""
        super().login(request, user)
        request.session[BEGAN] = int(time.time())

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whether the password or a factor is asked for once more: not just after either was given, by signing in as well."""
        records = get_authentication_records(self.request, self.request.user)
        is_recent = records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_recent and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """With what one proves again who one is: with a second factor where there is one, never with the password alone."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Under which name failures are counted: that of the account, whichever host of the site is asked."""
        return credentials.get("email", "").lower()

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """Tells the holder of an account, in its language, that something of it changed."""
        with override(user.language):
            super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def get_client_ip(self, request):
        return get_client_ip(request) or NOWHERE


class SecondFactors(DefaultMFAAdapter):
    """The second factors. What codes are made of is encrypted in the database, by a key that follows from `SECRET_KEY`."""

    def can_delete_authenticator(self, authenticator):
        """Whether a factor may go: not the last one of an account that must have one."""
        others = second_factor.factors_of(authenticator.user).exclude(pk=authenticator.pk)
        return not second_factor.is_required_of(authenticator.user) or others.exists()

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "ENACT"}

    def encrypt(self, text):
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; one that nobody knows where it was encrypted under another key, so that no code is right."""
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


def cipher():
    """What encrypts the secrets of second factors."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factors:{settings.SECRET_KEY}".encode()).digest()))


class Backend(AuthenticationBackend):
    """allauth's way to sign in. The rights of an account and of its groups are read in one query, once a request."""

    def get_all_permissions(self, user_obj, obj=None):
        """The names of the rights; none on a single object."""
        if not user_obj.is_active or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            found = Permission.objects.filter(Q(user=user_obj.pk) | Q(group__user=user_obj.pk))
            names = found.order_by().values_list("content_type__app_label", "codename").distinct()
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return user_obj._perm_cache
