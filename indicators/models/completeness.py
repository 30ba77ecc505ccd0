"""From which day our records stand for themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY, in_words
from enact.records import Record
from indicators.catalogue import code_choices
from sources.models import Source, SourcedQuerySet


class Completeness(Record):
    """A declaration: from a day on, the records of an indicator are all there, and it publishes them.

    Before that day it publishes its latest observation, with the number recorded so far beside it.
    """

    indicator = models.CharField(_("indicator"), max_length=10, choices=code_choices, unique=True)
    complete_from = models.DateField(_("complete from"))
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)
    grounds_fr = models.TextField(_("grounds in French"))
    grounds_en = models.TextField(_("grounds in English"), blank=True)

    objects = SourcedQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration of completeness")
        verbose_name_plural = _("declarations of completeness")
        ordering = ["indicator"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(complete_from__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_complete_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            )
        ]

    def __str__(self):
        return _("%(indicator)s, complete from %(day)s") % {
            "indicator": self.indicator,
            "day": in_words(self.complete_from),
        }
