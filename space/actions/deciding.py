"""Deciding about what partners have sent, once, and telling them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from enact.moments import moment_in_words
from enact.ui.feeds import absolute
from funding.models import Commitment
from partners.models import Access

DECIDED = "space/mail/decided.txt"
"""What tells whoever sent something that it was decided."""


def need(by, *rights):
    """Raises `PermissionDenied` unless an account has some rights."""
    if not by.has_perms(rights):
        raise PermissionDenied


def right_to_decide(sent):
    """The right to decide about a kind of what is sent."""
    return f"{sent._meta.app_label}.change_{sent._meta.model_name}"


def locked(sent):
    """What was sent, locked as it is now. Raises `ValidationError` once somebody has decided about it."""
    found = type(sent).objects.select_for_update().get(pk=sent.pk)
    if not found.is_waiting:
        raise ValidationError(decided_already(found), code="decided")
    return found


def refuse_what_became_anothers(sent):
    """Raises `ValidationError` where the commitment that something was sent of is another organisation's by now; locks it."""
    commitment = sent.its_commitment
    owner = commitment and Commitment.objects.select_for_update().get(pk=commitment.pk).organisation_id
    if owner not in (None, sent.organisation_id):
        words = _("The commitment has become another organisation’s since this was sent: refuse it, and say so.")
        raise ValidationError(words, code="became_anothers")


def decided_already(sent):
    """That somebody has decided about it before, in words."""
    words = _("%(who)s has answered this already, on %(moment)s: nothing more was changed.")
    return words % {"who": sent.decided_by, "moment": moment_in_words(sent.decided_at)}


@transaction.atomic
def refuse(*, sent, answer, by, at, on):
    """Refuses what was sent, in words for whoever sent it, and tells them by mail.

    Raises `PermissionDenied` where `by` may not decide, `ValidationError` without words or when it is decided already.
    """
    need(by, right_to_decide(sent))
    found = locked(sent)
    if not answer.strip():
        raise ValidationError({"answer": _("Say why it is refused: the partner reads it.")}, code="no_answer")
    decide(found, is_accepted=False, answer=answer, by=by, at=at, on=on)


def decide(sent, *, is_accepted, answer, by, at, on):
    """Saves a decision about what was sent, and tells it."""
    sent.decided_at, sent.decided_by, sent.is_accepted, sent.answer = at, by, is_accepted, answer
    sent.saved_by(by, _("Accepted") if is_accepted else _("Refused")).save()
    tell(sent, on)


def tell(sent, on):
    """Tells whoever sent something what was decided, in their language; nobody who reads of the organisation no more.

    The mail leaves only while they still do.
    """
    reader, organisation = sent.sent_by, sent.organisation
    reads = Access.objects.active_on(on).filter(user=reader, organisation=organisation).exists()
    if not (reads and reader.is_active):
        return
    with override(reader.language):
        context = {"sent": sent, "address": absolute("space-answers", organisation.pk)}
        subject = _("Your answer is accepted: %(what)s") if sent.is_accepted else _("About what you sent: %(what)s")
        subject = " ".join((subject % {"what": sent}).splitlines())
        text = render_to_string(DECIDED, context)
        headers = {"X-Kind": DECIDED, "X-Reader": str(reader.pk), "X-Organisation": str(organisation.pk)}
        EmailMessage(subject, text, to=[reader.email], headers=headers).send()
