"""Mails that tell an account something by itself: reminders and digests, with the way to have no more of them."""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User

SALT = "space.letters"
REMINDERS, DIGEST = "reminders", "digest"
"""What an account can have no more of."""


class Letter(NamedTuple):
    """What a mail says: its subject, and its text."""

    subject: str
    text: str


def drawn(template, context):
    """The letter that a template draws, in the language that is active: its first line is the subject."""
    subject, _line, text = render_to_string(template, context).strip().partition("\n")
    return Letter(subject.strip(), f"{text.strip()}\n")


def whole(path):
    """The whole address of a page, for whoever reads it elsewhere."""
    return f"{settings.SITE_ADDRESS}{path}"


def stop_address(user, what):
    """Where an account has no more mails of a kind, without signing in."""
    return whole(reverse("mail-stop", args=[signing.dumps([user.pk, what], salt=SALT)]))


def stopped_by(token):
    """The account and the kind of mails of an address to have no more of them; `None` for one that is not ours."""
    try:
        key, what = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.active().filter(pk=key).first()
    return (user, what) if user else None


def with_footer(letter, stop):
    """The letter as it leaves: below its text, why one has it, and the address at which one has no more."""
    context = {"text": letter.text, "stop": stop, "choices": whole(reverse("space-mail"))}
    return letter._replace(text=render_to_string("space/letter.txt", context))


def send(letter, *, user, what, kind, key, organisation=None):
    """Sends a letter to an account, once for its key; it leaves while that sees the organisation, or is of the coordination."""
    stop = stop_address(user, what)
    headers = {
        "X-Kind": kind,
        "X-Key": key,
        "X-Reader": str(user.pk),
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    about = {"X-Organisation": str(organisation.pk)} if organisation else {"X-Coordination": "yes"}
    subject, text = with_footer(letter, stop)
    EmailMessage(subject, text, to=[user.email], headers=headers | about).send()
