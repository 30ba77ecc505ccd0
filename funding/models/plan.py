"""What is to be paid and when: the instalments of a commitment, and the calls for their payment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import Precision, in_words
from funding.models.flow import Flow, FlowQuerySet, cancelled_with_a_note, not_negative, once_by_reference, since_2000
from sources.models import File


class InstalmentQuerySet(FlowQuerySet):
    """Which instalments."""

    DAY = "due_on"

    def due_by(self, day):
        """Those that were to be paid on a day at the latest."""
        return self.counted_by(day)


class Instalment(Flow):
    """A part of a commitment that is to be paid on a day. Instalments are numbered from 1."""

    number = models.PositiveSmallIntegerField(_("number"))
    due_on = models.DateField(_("due on"))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    amount = AmountField(_("amount in euros"), help_text=_("Empty: not known."))
    condition = models.CharField(
        _("condition"),
        max_length=300,
        blank=True,
        help_text=_("What the agreement asks for before it is paid. The partner reads it."),
    )

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["commitment", "number"]
        indexes = [models.Index(fields=["due_on", "id"], name="funding_instalment_by_day")]
        constraints = [
            not_negative(),
            since_2000("due_on"),
            cancelled_with_a_note(),
            models.UniqueConstraint(
                fields=["commitment", "number"],
                name="%(app_label)s_%(class)s_number_is_unique_for_its_commitment",
                violation_error_message=_("This commitment has an instalment of this number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="%(app_label)s_%(class)s_numbers_start_at_one",
                violation_error_message=_("Instalments are numbered from 1."),
            ),
        ]

    def __str__(self):
        words = _("instalment no. %(number)s, %(day)s")
        return words % {"number": self.number, "day": in_words(self.due_on, self.precision)}


class PaymentCallQuerySet(FlowQuerySet):
    """Which calls for payment."""

    DAY = "called_on"

    def called_by(self, day):
        """Those sent by a day."""
        return self.counted_by(day)


class PaymentCall(Flow):
    """A call for the payment of an instalment, or of a part of the commitment that no instalment names."""

    TOGETHER = "instalment"

    instalment = models.ForeignKey(
        Instalment, models.PROTECT, verbose_name=_("instalment"), related_name="calls", null=True, blank=True
    )
    called_on = models.DateField(_("called on"))
    amount = AmountField(_("amount in euros"), help_text=_("Empty: not known."))
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("file"), related_name="+", null=True, blank=True)

    objects = PaymentCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for payment")
        verbose_name_plural = _("calls for payment")
        ordering = ["called_on", "pk"]
        indexes = [models.Index(fields=["called_on", "id"], name="funding_call_by_day")]
        constraints = [not_negative(), since_2000("called_on"), cancelled_with_a_note(), once_by_reference()]

    def __str__(self):
        return _("call for payment, %(day)s") % {"day": in_words(self.called_on)}
