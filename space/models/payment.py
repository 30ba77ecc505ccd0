"""Payments that partners announce. They count as received only once a receipt is recorded."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import FIRST_DAY, in_words
from funding.models import Instalment, Receipt
from space.models.sent import SentOfCommitment, SentOfCommitmentQuerySet


class PaymentAnnouncementQuerySet(SentOfCommitmentQuerySet):
    """Which announced payments."""

    def come_by(self, day):
        """Those whose day has come by a day: one that is only expected is looked for from its own day on."""
        return self.filter(paid_on__lte=day)


class PaymentAnnouncement(SentOfCommitment):
    """A payment that a partner has made, or expects to make. Accepted, it has come: `receipt` is what was recorded of it."""

    instalment = models.ForeignKey(
        Instalment,
        models.PROTECT,
        verbose_name=_("instalment"),
        related_name="announcements",
        null=True,
        blank=True,
        help_text=_("Empty: it is not of an instalment."),
    )
    is_made = models.BooleanField(_("made already"), default=True)
    paid_on = models.DateField(_("made or expected on"))
    amount = AmountField(_("amount in euros"))
    reference = models.CharField(
        _("reference"), max_length=60, blank=True, help_text=_("As on the transfer, so that we find it.")
    )
    receipt = models.OneToOneField(
        Receipt,
        models.PROTECT,
        verbose_name=_("receipt"),
        related_name="announcement",
        null=True,
        blank=True,
        editable=False,
    )

    objects = PaymentAnnouncementQuerySet.as_manager()

    class Meta(SentOfCommitment.Meta):
        verbose_name = _("announced payment")
        verbose_name_plural = _("announced payments")
        constraints = [
            *SentOfCommitment.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(amount__isnull=False),
                name="%(app_label)s_%(class)s_has_an_amount",
                violation_error_message=_("An announced payment has an amount."),
            ),
            models.CheckConstraint(
                condition=models.Q(paid_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_paid_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=models.Q(receipt__isnull=True) | models.Q(is_accepted=True),
                name="%(app_label)s_%(class)s_is_a_receipt_once_accepted",
                violation_error_message=_("Only what has come becomes a receipt."),
            ),
        ]

    def __str__(self):
        return _("payment announced for %(day)s") % {"day": in_words(self.paid_on)}

    def clean(self):
        """An instalment is of the commitment of the payment."""
        super().clean()
        if self.instalment and self.instalment.commitment_id != self.commitment_id:
            error = ValidationError(_("This is an instalment of another commitment."), code="another_commitment")
            raise ValidationError({"instalment": error})
