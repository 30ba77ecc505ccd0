"""How mail is sent here: it is written into the outbox, in the transaction that it tells of, and the worker delivers it.

Django's own `send_mail` and `EmailMessage` come here by `settings.EMAIL_BACKEND`. Some headers are for the outbox, and do not
leave with the mail:

    X-Kind                what kind of mail it is, as the outbox lists it
    X-Key                 what it tells of: a second mail of the same key is not written
    X-Secret: yes         it holds a secret link: nobody reads it in the back office, and its text is erased however it ends
    X-Reader              the key of the account that it is for: it leaves only while that is active, and has the address
    X-Organisation        the key of the organisation that it tells of: it leaves only while that account sees it
    X-Coordination: yes   it leaves only while that account is of the coordination
"""

from copy import copy
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from office.models import Mail, bare
from office.tasks import work_on_mail

OURS = ("X-Kind", "X-Key", "X-Secret", "X-Reader", "X-Organisation", "X-Coordination")
"""The headers that are for the outbox."""


class Backend(BaseEmailBackend):
    """Writes mails into the outbox. Nothing of a mail server can fail here."""

    def send_messages(self, email_messages):
        """How many mails were taken: those of a key that was told before, too. Each address gets a mail of its own."""
        return sum(write(message) for message in email_messages)


@transaction.atomic
def write(message):
    """Writes a mail into the outbox for each of its addresses, and asks the worker to deliver it; whether there is an address.

    Raises `ValueError` for a key with several addresses: there is one mail of a key.
    """
    addresses = list(dict.fromkeys(bare(address, message.encoding) for address in message.recipients()))
    asked = {name: message.extra_headers.get(name) for name in OURS}
    if asked["X-Key"] and len(addresses) != 1:
        raise ValueError("A mail with a key goes to one address.")
    leaving = copy(message)
    kept = {name: value for name, value in message.extra_headers.items() if name not in OURS}
    leaving.extra_headers = {"Message-ID": make_msgid(domain=urlsplit(settings.SITE_ADDRESS).hostname)} | kept
    fields = {
        "kind": asked["X-Kind"] or "",
        "sender": bare(message.from_email, message.encoding),
        "subject": " ".join(str(message.subject).splitlines())[:300],
        "message_id": leaving.extra_headers["Message-ID"],
        "content": leaving.message().as_bytes(linesep="\r\n"),
        "is_secret": asked["X-Secret"] == "yes",
        "reader_id": asked["X-Reader"],
        "organisation_id": asked["X-Organisation"],
        "is_for_coordination": asked["X-Coordination"] == "yes",
    }
    for address in addresses:
        mail, is_new = written(asked["X-Key"], fields | {"to": address})
        if is_new:
            work_on_mail.enqueue(mail.pk)
    return bool(addresses)


def written(key, fields):
    """The mail of a key, and whether it is new; without a key, it always is."""
    return Mail.objects.get_or_create(key=key, defaults=fields) if key else (Mail.objects.create(**fields), True)
