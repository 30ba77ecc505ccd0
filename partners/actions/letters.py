"""The mails that go out about who has access to the space of an organisation."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

SECRET = {"X-Kind": "partners/mail/invitation.txt", "X-Secret": "yes"}
"""Whoever has the link of the mail may accept: nobody else than its reader sees the text."""


def send_letter(invitation, invitee, *, address_of):
    """Sends an invitation to whom it is for, in their language; `address_of` gives its link, in that language."""
    with override(invitee.language):
        context = {
            "invitation": invitation,
            "organisation": invitation.organisation,
            "by": invitation.sent_by,
            "address": address_of(),
            "contact": settings.OPERATOR["contact"],
        }
        subject = " ".join(render_to_string("partners/mail/invitation_subject.txt", context).split())
        body = render_to_string("partners/mail/invitation.txt", context)
    EmailMessage(subject, body, to=[invitee.email], headers=SECRET).send()
