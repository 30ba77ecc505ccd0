"""How large companies declare themselves to be."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY
from enact.records import Record
from partners.models.access import OwnedQuerySet
from partners.models.organisation import Organisation
from sources.models import Source, SourcedQuerySet

LAST_YEAR = 2099
NOT_DECLARED = "unknown"
"""What stands in place of the category of a company of which none was declared."""


class DeclaredSizeQuerySet(OwnedQuerySet, SourcedQuerySet):
    """Which declarations."""


class DeclaredSize(Record):
    """The size that a company had in a year, as somebody declared it.

    It is never computed: headcount, turnover and balance sheet are judged at the level of the group (décret no. 2008-1354 of
    18 December 2008, articles 3 and 5), which one entity's own figures do not tell.
    """

    class Category(models.TextChoices):
        MICRO = "micro", _("microenterprise")
        SME = "sme", _("small or medium-sized enterprise")
        MID = "mid", _("mid-cap company (ETI)")
        LARGE = "large", _("large company")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="declared_sizes"
    )
    category = models.CharField(_("size"), max_length=10, choices=Category)
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year of which the size is declared."))
    origin = models.CharField(
        _("declared by"),
        max_length=200,
        help_text=_("Who declared it: function and body, as in “the company, its letter”."),
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = DeclaredSizeQuerySet.as_manager()

    class Meta:
        verbose_name = _("declared size")
        verbose_name_plural = _("declared sizes")
        ordering = ["organisation", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                name="%(app_label)s_%(class)s_once_a_year",
                violation_error_message=_("This organisation has a declared size for this year already."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(FIRST_DAY.year, LAST_YEAR)),
                name="%(app_label)s_%(class)s_year_since_2000",
                violation_error_message=_("The year is before 2000, or too far ahead: please check it."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.get_category_display()} ({self.year})"


def size_on(day, organisation):
    """The category last declared for a year by a day, `NOT_DECLARED` without one, of the organisation that a path leads to."""
    declared = DeclaredSize.objects.filter(organisation=models.OuterRef(organisation), year__lte=day.year)
    latest = declared.order_by("-year").values("category")[:1]
    return Coalesce(models.Subquery(latest), models.Value(NOT_DECLARED))
