"""Communities of interest: groups that meet around a theme. Their period says on which days each is active."""

from django.db import models
from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import Precision, months_after
from enact.records import Record
from enact.search import Searched
from enact.themes import Themed
from partners.models import Programme
from partners.models.period import PeriodQuerySet, period_constraints
from sources.models import Source, SourcedQuerySet

YEAR = 12
"""In months: over how long the comings and goings of members are counted."""


class CommunityQuerySet(PeriodQuerySet, SourcedQuerySet):
    """Which communities, and how lively each is on a day."""

    def public_on(self, day):
        """Those that have begun by a day, those that have ended since too."""
        return self.filter(starts_on__lte=day)

    def with_state_on(self, day):
        """Annotates `state`: whether each is to come, active or ended on a day."""
        names = self.model.State
        return self.annotate(
            state=Case(
                When(starts_on__gt=day, then=Value(names.TO_COME.value)),
                When(ends_on__lt=day, then=Value(names.ENDED.value)),
                default=Value(names.ACTIVE.value),
            )
        )

    def with_meetings_on(self, day):
        """Annotates `met_on`, the day of the last meeting by a day, `None` before the first; and how many in its 12 months."""
        meetings = self.model._meta.get_field("meetings").related_model.objects
        held = meetings.filter(community=OuterRef("pk"), held_on__lte=day).order_by("-held_on")
        return self.annotate(
            met_on=Subquery(held.values("held_on")[:1]),
            meeting_count=counted(held.filter(held_on__gt=months_after(day, -YEAR))),
        )

    def with_members_on(self, day):
        """Annotates `member_count`, how many memberships hold on a day; `joined`, `left`: began, or ended, in its 12 months."""
        members = self.model._meta.get_field("members").related_model.objects.filter(community=OuterRef("pk"))
        before = months_after(day, -YEAR)
        return self.annotate(
            member_count=counted(members.active_on(day)),
            joined=counted(members.filter(starts_on__lte=day, starts_on__gt=before)),
            left=counted(members.filter(ends_on__lt=day, ends_on__gte=before)),
        )


def counted(rows):
    """How many rows there are of each community, as a subquery."""
    return Coalesce(Subquery(rows.order_by().values("community").annotate(count=Count("pk")).values("count")), 0)


class Community(Themed, Searched, Record):
    """A community of interest: who leads it, who its members are, when it meets and what comes of it stand in rows of its own."""

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("community", "active")
        TO_COME = "to_come", pgettext_lazy("community", "to come")
        ENDED = "ended", pgettext_lazy("community", "ended")

    SEARCHED = ("name_fr", "name_en")

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="communities")
    name_fr = models.CharField(_("name in French"), max_length=200, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    starts_on = models.DateField(_("active from"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: it is still active."))
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community of interest")
        verbose_name_plural = _("communities of interest")
        ordering = ["words"]
        constraints = period_constraints()

    def __str__(self):
        return self.name_fr
