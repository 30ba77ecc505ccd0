"""The outbox, for the coordination: what was sent to whom, what did not leave, and sending that again."""

import re
from email import message_from_bytes, policy
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from enact.moments import moment_in_words
from enact.ui.lists import ListPage
from enact.ui.typed import tells
from office.delivery import send_again
from office.filters import MailFilter
from office.models import RETENTION, Mail
from office.tables import MailTable
from office.tasks import work_on_mail_at
from office.wording import kind_in_words

NEW_LINK = gettext_lazy(
    "This mail cannot be sent again: its link was secret, and is erased. A new link has to be made, where that of this one "
    "was: the invitation is sent again, the password or the request is asked for anew."
)


class MailList(ListPage):
    """The mails of the outbox, the latest first."""

    title = gettext_lazy("Outbox")
    intro = gettext_lazy("Every mail that ENACT sends, from the moment at which it is written until it has left.")
    base = "office/base.html"
    table_class = MailTable
    filterset_class = MailFilter
    knows_days = ()

    def get_queryset(self):
        return Mail.objects.with_standing().defer("content")

    def get_address_of(self):
        before, after = reverse("office-mail", args=[0]).rsplit("0", 1)
        return lambda record: f"{before}{record.id}{after}"


@require_http_methods(["GET", "HEAD", "POST"])
@tells()
def mail(request, pk):
    """A mail of the outbox; whoever may change it has one sent again that did not leave, or of which nobody knows."""
    found = get_object_or_404(Mail.objects.with_standing().select_related("reader", "organisation", "again_by"), pk=pk)
    may_send = request.user.has_perm("office.change_mail")
    if request.method == "POST":
        if not may_send:
            raise PermissionDenied
        if send_again(mail=found, by=request.user, at=timezone.localtime(), again=partial(work_on_mail_at, found.pk)):
            messages.success(request, _("The mail leaves again in a moment."))
        elif found.needs_a_new_link:
            messages.error(request, NEW_LINK)
        return redirect("office-mail", pk)
    context = {"mail": found, "text": text_of(found), "may_send": may_send and found.may_be_sent_again}
    context |= {"new_link": NEW_LINK if found.needs_a_new_link else ""}
    return render(request, "office/mail.html", context | {"facts": facts_of(found), "days": RETENTION.days})


def facts_of(mail):
    """How a mail stands, and what happened to it, as pairs of a name and a value in words."""
    moments = [
        (pgettext("mail", "Written"), mail.asked_at),
        (pgettext("mail", "Sent"), mail.sent_at),
        (_("Next try"), mail.next_at),
        (pgettext("mail", "Given up"), mail.given_up_at),
        (pgettext("mail", "Uncertain since"), mail.uncertain_at),
        (pgettext("mail", "Sent again"), mail.again_at),
    ]
    told = [(_("To"), mail.to), (_("From"), mail.sender), (_("Kind"), kind_in_words(mail.kind))]
    told += [(name, moment_in_words(moment)) for name, moment in moments]
    told += [(pgettext("mail", "Sent again by"), mail.again_by), (_("Tries"), mail.tries)]
    told += [(_("Last error"), mail.get_fault_display()), (_("What the server said"), mail.reply)]
    return {"standing": Mail.Standing(mail.standing).label, "told": [pair for pair in told if pair[1]]}


def text_of(mail):
    """The text of a mail as its reader has it, but for the key to have no more of them, which is the reader's.

    `None` where nobody else may read it, or where it is erased.
    """
    if mail.is_secret or mail.content is None:
        return None
    text = message_from_bytes(bytes(mail.content), policy=policy.default).get_body(("plain",)).get_content()
    return re.sub(r"(/mails/stop/)[^/\s]+", r"\1…", text)
