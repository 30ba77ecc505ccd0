"""The least that the law lets a doctoral student be paid, by date. Coordinators add a row when it changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.amounts import AmountField
from enact.dates import FIRST_DAY, in_words
from enact.records import Record
from training.models.contract import ContractKind, PayUnit


class MinimumPay(Record):
    """The least gross pay of a kind of doctoral contract from a day on, until the next row."""

    kind = models.CharField(_("kind"), max_length=10, choices=ContractKind)
    starts_on = models.DateField(_("from"))
    amount = AmountField(_("gross pay in euros"))
    unit = models.CharField(pgettext_lazy("pay", "paid"), max_length=5, choices=PayUnit, default=PayUnit.MONTH)
    text = models.CharField(_("text of law"), max_length=200, help_text=_("The text that sets it."))

    class Meta:
        verbose_name = _("legal minimum pay")
        verbose_name_plural = _("legal minimum pays")
        ordering = ["kind", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False, amount__gt=0),
                name="%(app_label)s_%(class)s_amount_is_known",
                violation_error_message=_("A minimum is an amount above zero."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_starts_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.UniqueConstraint(
                fields=["kind", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("The minimum of this kind from this day is recorded already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {in_words(self.starts_on)}"

    @property
    def monthly(self):
        """The amount a month."""
        return self.amount if self.unit == PayUnit.MONTH else self.amount / 12


def minimum_on(minimums, kind, day):
    """Of some minimums, the one in force for a kind on a day; `None` when none is known."""
    known = [row for row in minimums if row.kind == kind and row.starts_on <= day]
    return max(known, key=lambda row: row.starts_on, default=None)
