"""What needs the coordination, told to each of its accounts as often as it has chosen."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from enact.pages.today import needs_of
from office.models import Mail
from space.letters import DIGEST, drawn, send
from space.models import Digest, MailChoice

NEEDS = "pages/mail/needs.txt"

logger = logging.getLogger(__name__)


def needs_letter(needs, day):
    """The letter that tells some needs."""
    return drawn(NEEDS, {"needs": needs, "day": day, "site": settings.SITE_ADDRESS})


def tell_coordination(*, day, moment):
    """Tells each account of the coordination what needs it, once in the week or the month that it has chosen.

    One that cannot be told does not keep the others from it: the log says why, and the keys of those are returned.
    """
    failed = []
    for user in User.objects.active().filter(is_staff=True).order_by("pk"):
        try:
            with transaction.atomic():
                tell(user, day, moment)
        except Exception:
            logger.exception("Account %s could not be told what needs it.", user.pk)
            failed.append(user.pk)
    return failed


def tell(user, day, moment):
    """Tells an account of the coordination what needs it, unless it was told in the period, or nothing does."""
    period = Digest(MailChoice.of(user).digest).period_of(day)
    key = f"{user.pk} {DIGEST} {period}"
    if not period or Mail.objects.filter(key=key).exists():
        return
    with override(user.language):
        needs = needs_of(user, day, moment)
        if needs:
            send(needs_letter(needs, day), user=user, what=DIGEST, kind=NEEDS, key=key)
