"""What follows a commitment: rows of money, each of one commitment, that count from a day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY
from enact.records import Record
from funding.models.commitment import Commitment, published_as
from partners.models import OwnedQuerySet


def standing(day):
    """The condition that a row of money had not been cancelled by a day."""
    return Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=day)


def sum_over(rows, owner, amount="amount"):
    """The known amounts of some rows, added up to the cent for the row that their field `owner` names; `None` without any.

    To be annotated on the owners. SQLite adds decimals up as floating-point numbers.
    """
    of_owner = rows.order_by().filter(**{owner: OuterRef("id")}).values(owner)
    summed = of_owner.annotate(summed=Round(Sum(amount), precision=2)).values("summed")[:1]
    return Subquery(summed, output_field=models.DecimalField(max_digits=14, decimal_places=2))


class FlowQuerySet(OwnedQuerySet):
    """Rows of money of commitments. `DAY` is the field of the day from which each counts."""

    ORGANISATION = "commitment__organisation"
    EXAMPLE = "commitment__organisation__is_example"
    DAY = ""

    def counted_by(self, day):
        """Those that count on a day: it had come by then, and nobody had cancelled it."""
        return self.filter(standing(day), **{f"{self.DAY}__lte": day})

    def standing_on(self, day):
        """Those that nobody had cancelled by a day, whether or not their own day has come."""
        return self.filter(standing(day))

    def with_publicity(self, day):
        """Annotates `published_as`: the name under which the amount is public on its own on a day, "" where it is not."""
        return self.annotate(published_as=published_as(day, "commitment__"))

    def without_amount(self):
        """Those whose amount is not known."""
        return self.filter(amount__isnull=True)


class Flow(Record):
    """A row of money of a commitment. It is never deleted: from the day on which it is cancelled, it counts no more.

    A subclass has an `amount`, in euros, `None` when it is not known.
    """

    OWNER = "commitment"

    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="%(class)ss")
    cancelled_on = models.DateField(
        _("cancelled on"),
        null=True,
        blank=True,
        help_text=_("From this day on, it counts no more. Say why in the note."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        """A row that is cancelled says why."""
        super().clean()
        if self.cancelled_on and not self.note:
            raise ValidationError({"note": _("Say why it is cancelled.")}, code="no_reason")


def not_negative(field="amount"):
    """The constraint that an amount is not negative."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}),
        name=f"%(app_label)s_%(class)s_{field}_is_not_negative",
        violation_error_message=_("An amount is never negative. Leave it empty when it is not known."),
    )


def since_2000(field):
    """The constraint that a day is no typing error."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gte": FIRST_DAY}),
        name=f"%(app_label)s_%(class)s_{field}_since_2000",
        violation_error_message=_("The day is before 2000: please check the year."),
    )


def cancelled_with_a_note():
    """The constraint that a row that is cancelled says why."""
    return models.CheckConstraint(
        condition=Q(cancelled_on__isnull=True) | ~Q(note=""),
        name="%(app_label)s_%(class)s_cancelled_with_a_note",
        violation_error_message=_("Say why it is cancelled."),
    )


def once_by_reference():
    """The constraint that a commitment has one row of a reference, where there is one."""
    return models.UniqueConstraint(
        fields=["commitment", "reference"],
        condition=~Q(reference=""),
        name="%(app_label)s_%(class)s_reference_is_unique_for_its_commitment",
        violation_error_message=_("This commitment has a row of this reference already."),
    )
