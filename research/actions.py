"""Asking to join a community of interest, and confirming it."""

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from enact.languages import text_of
from enact.tokens import hash_of, new_token
from research.models import Applicant, JoinRequest

VALID = timedelta(days=3)
"""How long the link of a mail confirms; then what was written is deleted."""
MOST_MAILS, PERIOD = 3, timedelta(days=1)
"""How many mails an address gets at most in a period, whoever types it."""


MOST_AN_HOUR = 100
"""How many may ask in an hour, whoever they are and whatever community they ask for."""


class OverAsked(Exception):
    """So many have asked in the last hour that nothing more is taken."""


def erase_unconfirmed(*, at):
    """Deletes what was written and not confirmed, once its link is over; returns how many."""
    _all, counts = Applicant.objects.filter(request__isnull=True, asked_at__lt=at - VALID).delete()
    return counts.get(Applicant._meta.label, 0)


@transaction.atomic
def ask_to_join(*, community, key, at, address_of, **typed):
    """Keeps what somebody wrote, and sends the mail whose link confirms it; `address_of` gives the link for a token.

    Whether a mail was sent is not told: a form sent twice sends one, and an address gets a few a day. The mail leaves if what was
    written is kept. Raises `OverAsked`: then nothing is.
    """
    erase_unconfirmed(at=at)
    if Applicant.objects.filter(asked_at__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise OverAsked
    same = Applicant.objects.filter(email__iexact=typed["email"], asked_at__gt=at - PERIOD)
    if Applicant.objects.filter(key=key).exists() or same.count() >= MOST_MAILS:
        return
    token = new_token()
    written = {"community": community, "asked_at": at, "token_hash": hash_of(token), **typed}
    _applicant, is_new = Applicant.objects.get_or_create(key=key, defaults=written)
    if not is_new:  # the same form, sent twice at once
        return
    subject, text = letter_of(text_of(community, "name"), address_of(token))
    headers = {"X-Kind": "research/mail/join.txt", "X-Secret": "yes"}
    EmailMessage(subject, text, to=[typed["email"]], headers=headers).send()


def letter_of(name, address):
    """The subject and the text of the mail about the community of a name, in the language of the page."""
    subject = " ".join((_("Your request to join the community “%(name)s”") % {"name": name}).splitlines())
    return subject, render_to_string("research/mail/join.txt", {"name": name, "address": address, "days": VALID.days})


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
