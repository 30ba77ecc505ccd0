"""What pays for a chair."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.records import Record
from funding.models import Commitment
from indicators.measures import Qualifier
from partners.models import Organisation, OwnedQuerySet
from research.models.chair import Chair


class ChairFundingQuerySet(OwnedQuerySet):
    """Which means of chairs: they belong to whoever pays."""

    ORGANISATION = "commitment__organisation"
    EXAMPLE = "commitment__organisation__is_example"

    def public_on(self, day):
        """Those that may be told in public: the partner may be named, and its commitment told, on the day.

        The amount of a part tells of the whole: it is public where that of the whole commitment is.
        """
        named = Organisation.objects.public_on(day).filter(pk=OuterRef("commitment__organisation"))
        told = Commitment.objects.public_on(day).filter(pk=OuterRef("commitment"))
        return self.filter(Exists(named), Exists(told))


class ChairFunding(Record):
    """That a commitment pays for a chair, with which part of its amount. `None` is an amount that is not known."""

    chair = models.ForeignKey(Chair, models.PROTECT, verbose_name=_("chair"), related_name="means")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="chairs_paid_for"
    )
    amount = AmountField(
        _("amount in euros"), help_text=_("The part of the commitment that is for this chair. Empty: not known.")
    )
    qualifier = models.CharField(_("qualifier"), max_length=15, choices=Qualifier, default=Qualifier.EXACT)

    objects = ChairFundingQuerySet.as_manager()

    class Meta:
        verbose_name = _("means of a chair")
        verbose_name_plural = _("means of chairs")
        ordering = ["chair", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["chair", "commitment"],
                name="%(app_label)s_%(class)s_commitment_once_a_chair",
                violation_error_message=_("This commitment pays for this chair already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="%(app_label)s_%(class)s_amount_is_not_negative",
                violation_error_message=_("An amount is never negative. Leave it empty when it is not known."),
            ),
        ]

    def __str__(self):
        return f"{self.chair}, {self.commitment}"
