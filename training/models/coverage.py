"""Which commitment pays which months of a doctoral contract."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.records import Record
from funding.models import Commitment
from partners.models import OwnedQuerySet
from training.models.contract import DoctoralContract

MOST_MONTHS = 120


class CoverageQuerySet(OwnedQuerySet):
    """Which coverages: they belong to whoever pays."""

    ORGANISATION = "commitment__organisation"
    EXAMPLE = "commitment__organisation__is_example"


class Coverage(Record):
    """That a commitment pays for months of a contract, counted from its first day: month 1 begins on it."""

    contract = models.ForeignKey(
        DoctoralContract, models.PROTECT, verbose_name=_("doctoral contract"), related_name="coverages"
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="doctoral_coverages"
    )
    first_month = models.PositiveSmallIntegerField(
        _("first month"), default=1, help_text=_("Month 1 begins on the first day of the contract.")
    )
    last_month = models.PositiveSmallIntegerField(_("last month"), help_text=_("It is paid too."))
    amount = AmountField(_("amount a month in euros"), help_text=_("Empty: not known."))

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage of a doctoral contract")
        verbose_name_plural = _("coverages of doctoral contracts")
        ordering = ["contract", "first_month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month__gte=1) & Q(last_month__gte=F("first_month")) & Q(last_month__lte=MOST_MONTHS),
                name="%(app_label)s_%(class)s_months_in_order",
                violation_error_message=_("Months are counted from 1, the last not before the first, up to 120."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="%(app_label)s_%(class)s_amount_is_not_negative",
                violation_error_message=_("An amount is never negative. Leave it empty when it is not known."),
            ),
            models.UniqueConstraint(
                fields=["contract", "commitment", "first_month"],
                name="%(app_label)s_%(class)s_once_a_month",
                violation_error_message=_("This commitment pays from this month already."),
            ),
        ]

    def __str__(self):
        return str(_("months %(first)s to %(last)s") % {"first": self.first_month, "last": self.last_month})
