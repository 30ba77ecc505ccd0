"""What somebody stated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import FIRST_DAY, Precision, in_words, months_after
from enact.languages import text_of
from enact.records import Record
from indicators.catalogue import code_choices, indicators
from indicators.measures import Qualifier
from indicators.models.completeness import Completeness
from sources.models import Source, SourcedQuerySet


class ObservationQuerySet(SourcedQuerySet):
    """Which observations, and in which order."""

    def standing(self):
        """Observations that no other supersedes."""
        return self.filter(superseded_by__isnull=True)

    def known_on(self, day):
        """Observations that hold for a day or before, the latest first, without those superseded by one of them."""
        found = self.filter(holds_on__lte=day).exclude(superseded_by__holds_on__lte=day)
        return found.order_by("-holds_on", "-stated_on", "-pk")

    def stale_on(self, day):
        """Published figures that were due, by a day, to be stated again: the rhythm of their indicator is over.

        A figure that the records of an indicator give is measured anew each time: no observation of it is stale.
        """
        complete = Completeness.objects.filter(complete_from__lte=day).values("indicator")
        return self.filter(pk__in=[row.pk for row in aged(self.known_on(day).exclude(indicator__in=complete), day)])


def aged(rows, day):
    """Of some observations, the latest first, the latest of each figure whose rhythm is over on a day; none of what has left the
    catalogue.
    """
    latest = {}
    for row in rows:
        latest.setdefault((row.indicator, row.part), row)
    known = [row for row in latest.values() if row.indicator in indicators()]
    return [row for row in known if months_after(row.stated_on, indicators()[row.indicator].rhythm) <= day]


class Observation(Record):
    """A figure that a source stated, or a figure that it said to exist without giving it: then `value` is `None`.

    Its unit is the indicator's. Nothing is overwritten: another observation stands beside it, or supersedes it.
    """

    indicator = models.CharField(_("indicator"), max_length=10, choices=code_choices)
    part = models.SlugField(
        _("part"), max_length=30, blank=True, help_text=_("Empty: the whole. Otherwise the key of an “of which”.")
    )
    value = AmountField(_("value"), help_text=_("Empty: not known."))
    qualifier = models.CharField(_("qualifier"), max_length=15, choices=Qualifier, default=Qualifier.EXACT)
    holds_on = models.DateField(_("holds on"), help_text=_("The day that the figure is about."))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    stated_on = models.DateField(_("stated on"))
    is_baseline = models.BooleanField(
        _("starting point"), default=False, help_text=_("The trajectory of the indicator starts from this value.")
    )
    perimeter_fr = models.CharField(_("perimeter in French"), max_length=300, blank=True)
    perimeter_en = models.CharField(_("perimeter in English"), max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)
    note_fr = models.TextField(_("note in French"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("supersedes"), related_name="superseded_by", null=True, blank=True
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["indicator", "part", "-holds_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
                name="%(app_label)s_%(class)s_value_is_not_negative",
                violation_error_message=_("A value is never negative. Leave it empty when it is not known."),
            ),
            models.CheckConstraint(
                condition=models.Q(holds_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_holds_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=models.Q(stated_on__gte=models.F("holds_on")),
                name="%(app_label)s_%(class)s_holds_before_it_is_stated",
                violation_error_message=_(
                    "A figure is stated on the day that it is about or later; the future is a target."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(is_baseline=False) | models.Q(value__isnull=False, part=""),
                name="%(app_label)s_%(class)s_baseline_is_a_known_whole",
                violation_error_message=_("A starting point is a known value of the whole indicator."),
            ),
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True) | models.Q(supersedes__lt=models.F("id")),
                name="%(app_label)s_%(class)s_supersedes_an_earlier_one",
                violation_error_message=_("An observation supersedes one that was recorded before it."),
            ),
        ]

    def __str__(self):
        part = f" ({self.part})" if self.part else ""
        return f"{self.indicator}{part}, {in_words(self.holds_on, self.precision)}"

    @property
    def note(self):
        """The note in both languages."""
        return text_of(self, "note")

    @property
    def perimeter(self):
        """What the figure covers, in both languages, when it is not what the indicator says."""
        return text_of(self, "perimeter")
