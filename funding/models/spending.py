"""What was spent of a commitment, by which institution and under which heading; and what institutions passed on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import Precision, in_words
from funding.models.flow import Flow, FlowQuerySet, cancelled_with_a_note, not_negative, once_by_reference, since_2000
from partners.models import Organisation


class ExpenditureQuerySet(FlowQuerySet):
    """Which expenditure."""

    DAY = "spent_on"

    def spent_by(self, day):
        """What had been spent by a day."""
        return self.counted_by(day)


class Expenditure(Flow):
    """What an institution spent of a commitment under a heading over a period, of which `spent_on` is the last day.

    Institutions declare by year: their day is the last of the year, with that precision. It counts from that day on.
    """

    class Heading(models.TextChoices):
        STAFF = "staff", _("staff")
        EQUIPMENT = "equipment", _("equipment")
        SERVICES = "services", _("services and running costs")
        OVERHEADS = "overheads", _("overheads")

    institution = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("institution"), related_name="expenditure"
    )
    heading = models.CharField(_("heading"), max_length=10, choices=Heading)
    spent_on = models.DateField(_("last day of the period"), help_text=_("Of a year: its 31 December."))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.YEAR)
    amount = AmountField(_("amount in euros"), help_text=_("Empty: not known."))
    reference = models.CharField(_("reference"), max_length=60, blank=True)

    objects = ExpenditureQuerySet.as_manager()

    class Meta:
        verbose_name = _("expenditure")
        verbose_name_plural = _("expenditure")
        ordering = ["spent_on", "pk"]
        indexes = [models.Index(fields=["spent_on", "id"], name="funding_expenditure_by_day")]
        constraints = [
            not_negative(),
            since_2000("spent_on"),
            cancelled_with_a_note(),
            models.UniqueConstraint(
                fields=["commitment", "institution", "heading", "spent_on", "reference"],
                condition=Q(cancelled_on__isnull=True),
                name="%(app_label)s_%(class)s_declared_once",
                violation_error_message=_(
                    "This expenditure has been declared already: correct that row, or give a reference."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.institution}, {self.get_heading_display()}, {in_words(self.spent_on, self.precision)}"


class TransferQuerySet(FlowQuerySet):
    """Which transfers."""

    DAY = "transferred_on"

    def transferred_by(self, day):
        """Those made by a day."""
        return self.counted_by(day)


class Transfer(Flow):
    """Money of a commitment that an institution passed on to another. It is neither received once more nor spent."""

    giver = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("from"), related_name="transfers_given")
    receiver = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("to"), related_name="transfers_received")
    transferred_on = models.DateField(_("transferred on"))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    amount = AmountField(_("amount in euros"), help_text=_("Empty: not known."))
    reference = models.CharField(_("reference"), max_length=60, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer between institutions")
        verbose_name_plural = _("transfers between institutions")
        ordering = ["transferred_on", "pk"]
        constraints = [
            not_negative(),
            since_2000("transferred_on"),
            cancelled_with_a_note(),
            once_by_reference(),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="%(app_label)s_%(class)s_goes_to_another",
                violation_error_message=_("A transfer goes from an institution to another one."),
            ),
        ]

    def __str__(self):
        return f"{self.giver} → {self.receiver}, {in_words(self.transferred_on, self.precision)}"
