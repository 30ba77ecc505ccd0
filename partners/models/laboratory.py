"""Laboratories, the organisations that supervise them (their *tutelles*), and the people in them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import Precision
from enact.places import place_in_words
from enact.records import Record
from enact.search import Searched
from partners.models.access import OwnedQuerySet
from partners.models.identifiers import check_ror, unique_when_given
from partners.models.organisation import Organisation, check_country, check_department
from partners.models.period import PeriodQuerySet, period_constraints
from partners.models.person import Person
from sources.models import Source, SourcedQuerySet


class Laboratory(Searched, Record):
    """A laboratory, research unit or joint team. Who supervises it stands in its supervisions, several at a time."""

    SEARCHED = ("name", "short_name", "code", "commune")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    code = models.CharField(
        _("unit code"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]+([_-][A-Z]+)? \d{1,5}$",
                _("The label of the unit and its number, parted by a space: UMR 7503."),
            )
        ],
        help_text=_("Label and number, as in UMR 7503 or UMR_S 1256."),
    )
    ror = models.CharField("ROR", max_length=9, blank=True, validators=[check_ror])
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    department = models.CharField(_("department"), max_length=3, blank=True, validators=[check_department])
    country = models.CharField(
        _("country"),
        max_length=2,
        default="FR",
        blank=True,
        validators=[check_country],
        help_text=_("Empty: not known, or several countries."),
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("laboratory")
        verbose_name_plural = _("laboratories")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "commune"],
                name="%(app_label)s_%(class)s_name_is_unique_in_its_commune",
                violation_error_message=_("There is a laboratory of this name in this commune already."),
            ),
            *(unique_when_given(field, _("Another laboratory has this identifier.")) for field in ("code", "ror")),
        ]

    def __str__(self):
        called = self.short_name or self.name
        return f"{called} ({self.code})" if self.code else called

    @property
    def whereabouts(self):
        """Its place in words; "" when nothing of it is known."""
        return place_in_words(self.commune, self.department, self.country)


class SupervisionQuerySet(OwnedQuerySet, PeriodQuerySet, SourcedQuerySet):
    """Which supervisions."""


class Supervision(Record):
    """That an organisation supervises a laboratory over a period: it is one of its *tutelles*."""

    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, verbose_name=_("laboratory"), related_name="supervisions"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("supervising organisation"), related_name="supervisions"
    )
    starts_on = models.DateField(_("starts on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision")
        verbose_name_plural = _("supervisions")
        ordering = ["laboratory", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["laboratory", "organisation", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This organisation supervises this laboratory from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.laboratory}, {self.organisation}"


class AffiliationQuerySet(PeriodQuerySet, SourcedQuerySet):
    """Which affiliations."""


class Affiliation(Record):
    """That a person works in a laboratory over a period."""

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="affiliations")
    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, verbose_name=_("laboratory"), related_name="affiliations"
    )
    starts_on = models.DateField(_("starts on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["person", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["person", "laboratory", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This person belongs to this laboratory from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.laboratory}"
