"""What was received of a commitment: cash paid in, and contributions in kind, valued and approved."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enact.amounts import CENT, AmountField
from enact.dates import Precision, in_words
from funding.models.flow import (
    Flow,
    FlowQuerySet,
    cancelled_with_a_note,
    not_negative,
    once_by_reference,
    since_2000,
    standing,
)
from funding.models.plan import Instalment
from partners.models import Organisation
from sources.models import File


def received(day):
    """The condition that a receipt counts on a day: cash paid in by then; in kind, what had been approved by then, too."""
    approved = Q(approved_on__isnull=False, approved_on__lte=day)
    return standing(day) & Q(received_on__lte=day) & (Q(form=Receipt.Form.CASH) | approved)


class ReceiptQuerySet(FlowQuerySet):
    """Which receipts."""

    DAY = "received_on"

    def received_by(self, day):
        """Those that count as received on a day."""
        return self.filter(received(day))

    def waiting_for_approval(self):
        """Contributions in kind that nobody has approved yet."""
        return self.filter(form=Receipt.Form.IN_KIND, approved_on__isnull=True, cancelled_on__isnull=True)


class Receipt(Flow):
    """Something received of a commitment. In kind: a quantity of a unit at a rate, by a method; its amount is their product.

    What is in kind counts once somebody else than whoever valued it has approved it.
    """

    TOGETHER = "instalment"

    class Form(models.TextChoices):
        CASH = "cash", _("cash")
        IN_KIND = "in_kind", _("in kind")

    instalment = models.ForeignKey(
        Instalment, models.PROTECT, verbose_name=_("instalment"), related_name="receipts", null=True, blank=True
    )
    form = models.CharField(_("cash or in kind"), max_length=10, choices=Form, default=Form.CASH)
    received_on = models.DateField(_("received on"))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    amount = AmountField(_("amount in euros"), help_text=_("Empty: not known. In kind: quantity × rate."))
    institution = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("received by"),
        related_name="receipts",
        null=True,
        blank=True,
        help_text=_("The institution that received it. Empty: not known."),
    )
    reference = models.CharField(
        _("reference"),
        max_length=60,
        blank=True,
        help_text=_("As in the accounts: number of the receipt or of the entry."),
    )
    quantity = AmountField(_("quantity"))
    unit = models.CharField(
        _("unit"), max_length=40, blank=True, help_text=_("Days, hours of computing, square metres…")
    )
    rate = AmountField(_("rate in euros a unit"))
    method = models.CharField(_("method of valuing"), max_length=300, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("file"), related_name="+", null=True, blank=True)
    valued_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("valued by"), related_name="+", null=True, blank=True
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("approved by"), related_name="+", null=True, blank=True
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["received_on", "id"], name="funding_receipt_by_day")]
        constraints = [
            not_negative(),
            not_negative("rate"),
            not_negative("quantity"),
            since_2000("received_on"),
            cancelled_with_a_note(),
            once_by_reference(),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="%(app_label)s_%(class)s_approved_by_somebody_on_a_day",
                violation_error_message=_("An approval has a person and a day."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | (Q(valued_by__isnull=False) & ~Q(valued_by=F("approved_by"))),
                name="%(app_label)s_%(class)s_approved_by_another",
                violation_error_message=_(
                    "A contribution in kind is approved by somebody else than whoever valued it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(form="in_kind")
                | Q(quantity__isnull=True, rate__isnull=True, valued_by__isnull=True, approved_by__isnull=True),
                name="%(app_label)s_%(class)s_only_what_is_in_kind_is_valued",
                violation_error_message=_("Only what is in kind has a quantity, a rate and an approval."),
            ),
        ]

    def __str__(self):
        return f"{self.get_form_display()}, {in_words(self.received_on, self.precision)}"

    def clean(self):
        """What is in kind is valued by its quantity and rate, and not otherwise."""
        super().clean()
        if self.form == self.Form.IN_KIND and self.amount is not None and self.valued is None:
            raise ValidationError(
                {
                    "quantity": _(
                        "In kind, the amount follows from a quantity and a rate: give both, or leave the amount empty."
                    )
                },
                code="not_valued",
            )

    def settle(self):
        """What is in kind is worth what its quantity and its rate make."""
        settled = super().settle()
        if self.form == self.Form.IN_KIND:
            self.amount = self.valued
            settled.add("amount")
        return settled

    @property
    def valued(self):
        """What a contribution in kind is worth, in euros to the cent; `None` while its quantity or its rate is not known."""
        if self.quantity is None or self.rate is None:
            return None
        return (Decimal(self.quantity) * Decimal(self.rate)).quantize(CENT, ROUND_HALF_UP)
