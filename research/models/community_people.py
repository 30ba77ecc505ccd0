"""Who leads a community of interest, and who its members are, from when to when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import Precision
from enact.records import Record
from partners.models import Organisation, Person
from partners.models.period import PeriodQuerySet, period_constraints
from research.models.community import Community


class CommunityLead(Record):
    """That a person leads a community over a period. In public, the name is told with the person's recorded consent only."""

    community = models.ForeignKey(Community, models.PROTECT, verbose_name=_("community"), related_name="leads")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("lead"), related_name="communities_led")
    starts_on = models.DateField(_("starts on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead of a community")
        verbose_name_plural = _("leads of communities")
        ordering = ["community", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["community", "person", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This person leads this community from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.community}, {self.person}"


TWICE = _("This member belongs to this community on some of these days already: end that membership first.")


class CommunityMember(Record):
    """That a person, or an organisation, is a member of a community over a period."""

    class Category(models.TextChoices):
        STUDENT = "student", _("student")
        RESEARCHER = "researcher", _("researcher")
        COMPANY = "company", _("company")
        HOSPITAL = "hospital", _("hospital")
        AUTHORITY = "authority", _("authority")
        OTHER = "other", pgettext_lazy("member", "other")

    community = models.ForeignKey(Community, models.PROTECT, verbose_name=_("community"), related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="communities", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="communities", null=True, blank=True
    )
    category = models.CharField(_("category"), max_length=12, choices=Category)
    starts_on = models.DateField(_("joined on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: still a member."))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a community")
        verbose_name_plural = _("members of communities")
        ordering = ["community", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="%(app_label)s_%(class)s_is_a_person_or_an_organisation",
                violation_error_message=_("A member is a person or an organisation: give one of them."),
            ),
        ]

    def __str__(self):
        return f"{self.community}, {self.person or self.organisation}"

    def clean(self):
        """Refuses two memberships of one member in one community on one day: it would count twice."""
        if not (self.community_id and self.starts_on and (self.person_id or self.organisation_id)):
            return
        others = CommunityMember.objects.exclude(pk=self.pk).filter(
            community=self.community_id, person=self.person_id, organisation=self.organisation_id
        )
        if self.ends_on:
            others = others.filter(starts_on__lte=self.ends_on)
        if others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.starts_on)).exists():
            raise ValidationError(TWICE, code="overlap")


def wrong_among(members):
    """What is refused of the members of a community, in words: that one belongs to it twice on a day; `None` for nothing."""
    last = {}
    for one in sorted(members, key=lambda member: member.starts_on):
        key = one.person_id, one.organisation_id
        if key in last and (last[key] is None or last[key] >= one.starts_on):
            return TWICE
        last[key] = one.ends_on
    return None
