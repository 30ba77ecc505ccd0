"""What there is to do of the outbox: the mails that did not leave."""

from django.urls import reverse
from django.utils.translation import gettext as _

from enact.pages.today.asked import Asked
from office.models import Mail


def undelivered_mails():
    """The mails that somebody is to look at, as a kind that is read with the records."""
    standings = (Mail.Standing.GIVEN_UP, Mail.Standing.UNCERTAIN)
    return Asked(
        Mail.objects.undelivered(),
        _("Mails that were not delivered"),
        _("Nobody tries them any more, or nobody knows whether they arrived. See why, and send them again, or call."),
        f"{reverse('office-mails')}?{'&'.join(f'standing={standing}' for standing in standings)}",
        ("-id",),
        lead=lambda mail: reverse("office-mail", args=[mail.pk]),
    )
