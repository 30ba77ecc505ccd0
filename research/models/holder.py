"""Who holds a chair, from when to when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import Precision
from enact.records import Record
from partners.models import Person
from partners.models.period import PeriodQuerySet, period_constraints
from research.models.chair import Chair
from sources.models import Source, SourcedQuerySet


class ChairHolderQuerySet(PeriodQuerySet, SourcedQuerySet):
    """Which holders of chairs."""

    def real(self):
        """Those of chairs that are not invented."""
        return self.exclude(chair__host__is_example=True)


class ChairHolder(Record):
    """That a person holds a chair over a period. In public, the name is told with the person's recorded consent only."""

    chair = models.ForeignKey(Chair, models.PROTECT, verbose_name=_("chair"), related_name="holders")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("holder"), related_name="chairs_held")
    starts_on = models.DateField(_("starts on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = ChairHolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("holder of a chair")
        verbose_name_plural = _("holders of chairs")
        ordering = ["chair", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["chair", "person", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This person holds this chair from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.chair}, {self.person}"
