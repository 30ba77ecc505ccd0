"""Staff posts that a chair or the programme pays for."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import FIRST_DAY
from enact.records import Record
from funding.models import Commitment
from partners.models import Organisation, OwnedQuerySet
from research.models.chair import Chair


class StaffPostQuerySet(OwnedQuerySet):
    """Which posts."""

    ORGANISATION = "employer"
    EXAMPLE = "employer__is_example"

    def belonging_to(self, organisations):
        """A post is for the eyes of its employer, and of whoever pays for it."""
        return super().belonging_to(organisations) | Q(commitment__organisation__in=organisations)


class StaffPost(Record):
    """A post of a postdoc, an engineer or project staff: who employs, where, how much of full time, for how many months.

    What is empty is not known.
    """

    class Kind(models.TextChoices):
        POSTDOC = "postdoc", _("postdoc")
        ENGINEER = "engineer", pgettext_lazy("post", "engineer")
        PROJECT_STAFF = "project_staff", _("project staff")

    chair = models.ForeignKey(
        Chair,
        models.PROTECT,
        verbose_name=_("chair"),
        related_name="staff_posts",
        null=True,
        blank=True,
        help_text=_("Empty: the post is attached to no chair."),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    employer = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("employer"), related_name="staff_posts", null=True, blank=True
    )
    site = models.CharField(_("site"), max_length=100, blank=True, help_text=_("Where the work is done: a town."))
    share = models.PositiveSmallIntegerField(
        _("share of full time, in %"), null=True, blank=True, help_text=_("100 for full time. Empty: not known.")
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(
        _("months"), null=True, blank=True, help_text=_("How long the post lasts. Empty: not known.")
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        verbose_name=_("paid by"),
        related_name="staff_posts",
        null=True,
        blank=True,
        help_text=_("The commitment that pays for the post."),
    )

    objects = StaffPostQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff post")
        verbose_name_plural = _("staff posts")
        ordering = ["chair", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(1, 100)),
                name="%(app_label)s_%(class)s_share_is_a_percentage",
                violation_error_message=_("The share of full time is from 1 to 100%."),
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__range=(1, 120)),
                name="%(app_label)s_%(class)s_months_are_a_few_years",
                violation_error_message=_("A post lasts from 1 to 120 months."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_starts_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.employer}" if self.employer else self.get_kind_display()

    @property
    def full_time_months(self):
        """The months of full time that the post makes; `None` when its months or its share are not known."""
        if self.months is None or self.share is None:
            return None
        return Decimal(self.months * self.share) / 100
