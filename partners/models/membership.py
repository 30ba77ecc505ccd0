"""Roles of organisations in the programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import Precision, end_of
from enact.records import Record, known_at
from partners.models.access import OwnedQuerySet
from partners.models.organisation import Organisation, place_of
from partners.models.period import PeriodQuerySet, active_on, period_constraints
from partners.models.programme import Programme
from partners.models.size import size_on
from sources.models import Source, SourcedQuerySet


class MembershipQuerySet(OwnedQuerySet, PeriodQuerySet, SourcedQuerySet):
    """Which roles."""

    def agreed(self):
        """Roles that are more than identified, intended or in talks."""
        return self.filter(standing=Membership.Standing.AGREED)

    def with_place(self):
        """Annotates `place`, the key of the place of the organisation."""
        return self.annotate(place=place_of("organisation__"))

    def with_size(self, day):
        """Annotates `size`, the category last declared for a year by a day; "unknown" without one."""
        return self.annotate(size=size_on(day, "organisation"))


def roles_on(day, known=None):
    """The roles held on a day, in their order: as known today, or as they were known at the end of a day."""
    rows = Membership.objects.all() if known is None else known_at(Membership, end_of(known))
    return rows.filter(active_on(day)).order_by("starts_on", "id")


class Membership(Record):
    """The role of an organisation over a period, as a source says. To be a partner, or to accompany, is not to fund."""

    class Role(models.TextChoices):
        LEADER = "leader", _("leader")
        MEMBER = "member", _("consortium member")
        FUNDER = "funder", _("funder")
        SUPPORTER = "supporter", _("supporter")
        COMPANY = "company", _("supporting company")
        RELAY = "relay", _("innovation relay")
        EUROPEAN = "european", _("cross-border or European partner")

    class Standing(models.TextChoices):
        IDENTIFIED = "identified", _("identified")
        INTENDED = "intended", _("intended")
        IN_TALKS = "in_talks", _("in talks")
        AGREED = "agreed", pgettext_lazy("role", "agreed")

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.AGREED)
    starts_on = models.DateField(_("starts on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_disputed = models.BooleanField(_("disputed"), default=False)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["organisation", "starts_on"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["programme", "organisation", "role", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This organisation has this role from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.get_role_display()}"

    @property
    def in_words(self):
        """The role as it is said in public: what is not agreed, and what is disputed, is said with it."""
        said = [] if self.standing == self.Standing.AGREED else [self.get_standing_display()]
        said += [str(_("disputed"))] if self.is_disputed else []
        return f"{self.get_role_display()} ({', '.join(said)})" if said else self.get_role_display()
