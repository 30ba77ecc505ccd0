"""The columns of the outbox."""

from django.utils.translation import gettext_lazy as _

from enact.ui.columns import ChoiceColumn, ListColumn, MomentColumn, NumberColumn
from enact.ui.tables import ListTable
from office.models import Mail
from office.wording import KINDS_OF_MAIL


class MailTable(ListTable):
    """The mails of the outbox."""

    to = ListColumn(_("to"))
    subject = ListColumn(_("subject"), lambda mail: mail.subject or str(mail), order_by="subject", fixed=True)
    kind = ChoiceColumn(_("kind"), "kind", names=KINDS_OF_MAIL.items())
    standing = ChoiceColumn(_("state"), "standing", names=Mail.Standing)
    asked = MomentColumn(_("written at"), "asked_at")
    sent = MomentColumn(_("sent at"), "sent_at")
    tries = NumberColumn(_("tries"))
    fault = ChoiceColumn(_("last error"), "fault", names=Mail.Fault)
    reply = ListColumn(_("what the server said"), visible=False, orderable=False)

    class Meta:
        order_by = ("-id",)
