"""Opening accounts, what those of the coordination may do, and what administrators do for those who lost a factor."""

import logging

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.roles import REFUSED, VERBS, Role

WRITTEN_BY_THE_MACHINE = r"^(add|change)_historical"
logger = logging.getLogger(__name__)


@transaction.atomic
def open_coordinator_account(*, email, name, password=None, role=Role.PUBLISHER):
    """Opens the account of a coordinator; without a password, nobody signs in until one is set by e-mail."""
    user = User.objects.create_user(email, password, name=name, is_staff=True)
    user.groups.add(group_of(role))
    return user


@transaction.atomic
def give_role(*, user, role):
    """Makes an account what it is for; it keeps no right of a former role."""
    user.is_staff, user.is_superuser = role != Role.PARTNER, role == Role.ADMINISTRATOR
    user.save()
    user.groups.set([group_of(role)] if role in VERBS else [])


def group_of(role):
    """The group of a role of the coordination, with its rights on the models as they are today.

    The records are those of `settings.COORDINATED_APPS`, and the accounts of partners: the admin shows coordinators no
    other. Nobody of the coordination deletes anything, or writes history.
    """
    group, _created = Group.objects.get_or_create(name=role)
    coordinated = Q(content_type__app_label__in=settings.COORDINATED_APPS)
    accounts = Q(content_type__app_label="accounts", content_type__model="user")
    rights = Permission.objects.filter(coordinated | accounts, codename__regex=rf"^({VERBS[role]})_")
    group.permissions.set(rights.exclude(codename__regex=WRITTEN_BY_THE_MACHINE).exclude(codename__in=REFUSED[role]))
    return group


@transaction.atomic
def open_invited_account(*, email, name, language, password):
    """Opens the account of somebody of a partner, who has followed a link that was sent to this address alone.

    Raises `IntegrityError` where an account has the address already.
    """
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def bring_coordination_up_to_date():
    """Gives the groups of the coordination their rights on the models as they are today."""
    for role in VERBS:
        group_of(role)


@transaction.atomic
def reset_second_factors(*, user, by, at):
    """Takes away the second factors of somebody who has lost them, ends the sessions of the account, and tells its holder.

    `by` is the administrator, `None` a command of the machine. Whoever must have one sets it up at the next sign-in.
    """
    Authenticator.objects.filter(user=user).delete()
    user.signed_out_at = at
    user.save(update_fields=["signed_out_at"])
    logger.warning(
        "The second factors of account %s were reset by %s.", user.pk, f"account {by.pk}" if by else "a command"
    )
    tell_of_reset(user, by)


@transaction.atomic
def leave_address(*, user, former, by, at):
    """Has the address that an account had before open nothing any more, ends its sessions, and tells it so there.

    `by` is whoever gave the account the address that it has now. Its password, its second factors and its secret addresses
    go too: they are those of whoever read the former address, and whoever reads the new one chooses others.
    """
    EmailAddress.objects.filter(Q(user=user) | Q(email__iexact=user.email)).delete()
    Authenticator.objects.filter(user=user).delete()
    delete_secret_addresses(user)
    user.set_unusable_password()
    user.signed_out_at = at
    user.save(update_fields=["password", "signed_out_at"])
    logger.warning("The address of account %s was changed by account %s.", user.pk, by.pk)
    with override(user.language):
        subject, text = address_left(user, former=former, by=by)
        headers = {"X-Kind": "accounts/mail/address_changed.txt"}
        EmailMessage(subject, text, to=[former], headers=headers).send()


def delete_secret_addresses(user):
    """Deletes what opens something of an account without signing in, such as its calendars, of whatever app it is."""
    for relation in user._meta.related_objects:
        if "token_hash" in {field.name for field in relation.related_model._meta.get_fields()}:
            relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()


def address_left(user, *, former, by):
    """The subject and the text of the mail to the former address of an account, in the language of the moment.

    It does not say the new one: where the former was a mistake, its reader is a stranger.
    """
    context = {"user": user, "former": former, "by": by, "contact": settings.OPERATOR["contact"]}
    text = render_to_string("accounts/mail/address_changed.txt", context)
    return _("ENACT: your account no longer has this address"), text


def tell_of_reset(user, by):
    """Tells the holder of an account, in its language, that its second factors were taken away."""
    with override(user.language):
        subject, text = factors_reset(user, by=by)
        headers = {"X-Kind": "accounts/mail/second_factors_reset.txt"}
        EmailMessage(subject, text, to=[user.email], headers=headers).send()


def factors_reset(user, *, by):
    """The subject and the text of the mail that tells of it, in the language of the moment."""
    text = render_to_string("accounts/mail/second_factors_reset.txt", {"user": user, "by": by})
    return _("ENACT: your second factors were reset"), text


def erase_sessions(*, at):
    """Erases the sessions that are over, with the addresses and browsers noted for them, and the failures that were counted.

    Returns how many sessions. What is counted names the internet address that it came from.
    """
    _all, counts = Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    erase_counted(at)
    return counts.get(Session._meta.label, 0)


def erase_counted(at):
    """Deletes what the cache of the database holds and would not give any more; where there is another cache, nothing."""
    if isinstance(kept := caches["default"], BaseDatabaseCache):
        with connection.cursor() as cursor:
            table, moment = connection.ops.quote_name(kept._table), connection.ops.adapt_datetimefield_value(at)
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 - the name is the settings'


def send_password_link(*, user, request):
    """Sends, to the address of an active account and in its language, a link with which its holder chooses a password.

    `request` is what the link's host is taken from.
    """
    form = ResetPasswordForm({"email": user.email})
    with override(user.language):
        if form.is_valid():
            form.save(request)
