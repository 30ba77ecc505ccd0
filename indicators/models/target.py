"""What the programme promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import FIRST_DAY, Precision, in_words
from enact.languages import text_of
from enact.records import Record
from indicators.catalogue import code_choices
from indicators.measures import Qualifier
from sources.models import Source, SourcedQuerySet


class Target(Record):
    """A value to be reached by a day, in the indicator's unit; without a day, in each complete year of the programme."""

    indicator = models.CharField(_("indicator"), max_length=10, choices=code_choices)
    value = AmountField(_("value"))
    qualifier = models.CharField(_("qualifier"), max_length=15, choices=Qualifier, default=Qualifier.EXACT)
    due_on = models.DateField(_("due on"), null=True, blank=True, help_text=_("Empty: in each complete year."))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    stated_on = models.DateField(_("stated on"))
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)
    note_fr = models.TextField(_("note in French"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)

    objects = SourcedQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["indicator", "due_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) & models.Q(value__gte=0),
                name="%(app_label)s_%(class)s_value_is_known_and_not_negative",
                violation_error_message=_("A target has a value, zero or more."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(due_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_due_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(due_on__gt=models.F("stated_on")),
                name="%(app_label)s_%(class)s_due_after_it_is_stated",
                violation_error_message=_("A target is due after the day on which it was stated."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "due_on"],
                name="%(app_label)s_%(class)s_one_a_day",
                violation_error_message=_("This indicator has a target for this day already."),
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=models.Q(due_on__isnull=True),
                name="%(app_label)s_%(class)s_one_each_year",
                violation_error_message=_("This indicator has a target for each year already."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {in_words(self.due_on, self.precision) or _('each year')}"

    @property
    def note(self):
        """The note in both languages."""
        return text_of(self, "note")
