"""Asking to join a community of interest, and confirming it."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from enact.languages import text_of
from research.models import Applicant, JoinRequest

VALID = timedelta(days=3)
"""How long the link of a mail confirms; then what was written is deleted."""
MOST_MAILS, PERIOD = 3, timedelta(days=1)
"""How many mails an address gets at most in a period, whoever types it."""


MOST_AN_HOUR = 100
"""How many may ask in an hour, whoever they are and whatever community they ask for."""


class OverAsked(Exception):
    """So many have asked in the last hour that nothing more is taken."""


def hash_of(token):
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def ask_to_join(*, community, key, at, address_of, **typed):
    """Keeps what somebody wrote, and sends the mail whose link confirms it; `address_of` gives the link for a token.

    Whether a mail was sent is not told: a form sent twice sends one, and an address gets a few a day. Raises `OverAsked`, and
    what sending mail raises: then nothing is kept.
    """
    Applicant.objects.filter(request__isnull=True, asked_at__lt=at - VALID).delete()
    if Applicant.objects.filter(asked_at__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise OverAsked
    same = Applicant.objects.filter(email__iexact=typed["email"], asked_at__gt=at - PERIOD)
    if Applicant.objects.filter(key=key).exists() or same.count() >= MOST_MAILS:
        return
    token = secrets.token_urlsafe(24)
    applicant = Applicant(community=community, key=key, asked_at=at, token_hash=hash_of(token), **typed)
    applicant.save()
    try:
        send_link(community, typed["email"], address_of(token))
    except Exception:
        applicant.delete()
        raise


def send_link(community, email, address):
    """Sends the mail, in the language of the page."""
    name = text_of(community, "name")
    subject = " ".join((_("Your request to join the community “%(name)s”") % {"name": name}).splitlines())
    context = {"name": name, "address": address, "days": VALID.days}
    send_mail(subject, render_to_string("research/join_mail.txt", context), None, [email])


def applicant_of(token, *, at):
    """Who wrote what the token of a link confirms; `None` for a token of nobody, or whose link is over."""
    found = Applicant.objects.filter(token_hash=hash_of(token)).select_related("community", "request").first()
    return found if found and (found.request_id or found.asked_at >= at - VALID) else None


@transaction.atomic
def confirm(*, applicant, at):
    """Makes a request of what somebody wrote; once: confirmed again, it is the same one."""
    locked = Applicant.objects.select_for_update().get(pk=applicant.pk)
    if locked.request_id is None:
        made = JoinRequest(community_id=locked.community_id, category=locked.category, confirmed_at=at)
        made.saved_by(None).save()
        locked.request = made
        locked.save()
    return locked.request
