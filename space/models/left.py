"""What people had typed whose access ended while they did."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enact.moments import local
from enact.records import Record
from partners.models import Organisation
from sources.models import File

TEXT_KEPT = timedelta(days=90)
"""For how long it is known what somebody had typed and sent, once it is dealt with, or left."""


class LeftBehindQuerySet(models.QuerySet):
    """Which of them."""

    def unsettled(self):
        """Those that nobody of the coordination has dealt with."""
        return self.filter(settled_on__isnull=True)

    def with_text_to_be_erased(self, moment):
        """Those whose text has been kept for long enough at a moment: since they were dealt with, or left if they never were."""
        over = moment - TEXT_KEPT
        settled = models.Q(settled_on__lt=local(over).date())
        left = self.filter(settled | models.Q(settled_on__isnull=True, sent_at__lt=over))
        return left.exclude(typed=[], file__isnull=True)

    def real(self):
        """Those of organisations that are not invented for a demonstration."""
        return self.exclude(organisation__is_example=True)


class LeftBehind(Record):
    """What somebody sent to a page of an organisation after losing the access to it: nothing was done, but it is not lost.

    `page` is the title of the page, `address` its address; `typed` a list of pairs: the label of a field, what it held. A file
    that could be kept is `file`. Only the coordination sees it; it says in `settled_on` that it has dealt with it.
    What was typed holds names and addresses: no history keeps it, and it is erased after `TEXT_KEPT`, and the file with it.
    """

    OWNER = "organisation"
    ERASABLE = ("typed",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="left_behind", editable=False
    )
    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("account"), related_name="left_behind", editable=False
    )
    sent_at = models.DateTimeField(_("sent at"), editable=False)
    page = models.CharField(_("page"), max_length=200, editable=False)
    address = models.CharField(_("web address"), max_length=500, editable=False)
    typed = models.JSONField(_("what was typed"), default=list, editable=False)
    file = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("file"), related_name="left_behind", null=True, blank=True, editable=False
    )
    settled_on = models.DateField(
        _("dealt with on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody of the coordination dealt with it. Empty: nobody has."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("What became of it."))

    objects = LeftBehindQuerySet.as_manager()

    class Meta:
        verbose_name = _("text left behind")
        verbose_name_plural = _("texts left behind")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"{self.page}, {self.user}"
