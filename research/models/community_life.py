"""When a community of interest meets, and what comes of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import FIRST_DAY
from enact.languages import text_of
from enact.records import Record
from indicators.measures import Qualifier
from research.models.community import Community


class CommunityMeeting(Record):
    """A meeting of a community. Its attendance is a number of people; `None` when it is not known."""

    class Basis(models.TextChoices):
        COUNTED = "counted", pgettext_lazy("attendance", "counted")
        ANNOUNCED = "announced", pgettext_lazy("attendance", "announced")

    community = models.ForeignKey(Community, models.PROTECT, verbose_name=_("community"), related_name="meetings")
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    subject_fr = models.CharField(_("subject in French"), max_length=200, blank=True)
    subject_en = models.CharField(_("subject in English"), max_length=200, blank=True)
    attendance = models.PositiveIntegerField(
        _("attendance"),
        null=True,
        blank=True,
        help_text=_("The number of people alone; how it is to be read stands beside it. Empty: not known."),
    )
    qualifier = models.CharField(_("qualifier"), max_length=15, choices=Qualifier, default=Qualifier.EXACT)
    basis = models.CharField(_("counted or announced"), max_length=10, choices=Basis, default=Basis.COUNTED)

    class Meta:
        verbose_name = _("meeting of a community")
        verbose_name_plural = _("meetings of communities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_held_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            )
        ]

    def __str__(self):
        return f"{self.community}, {self.held_on:%d/%m/%Y}"


class CommunityOutput(Record):
    """What came of a community: a report, a data set, a tool, a project."""

    community = models.ForeignKey(Community, models.PROTECT, verbose_name=_("community"), related_name="outputs")
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    produced_on = models.DateField(_("day"))
    address = models.URLField(_("web address"), blank=True)

    class Meta:
        verbose_name = _("output of a community")
        verbose_name_plural = _("outputs of communities")
        ordering = ["-produced_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(produced_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_produced_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            )
        ]

    def __str__(self):
        return str(text_of(self, "title"))
