"""Organisations of every kind."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.fr import siren, siret

from enact.places import ABROAD, ELSEWHERE, GRAND_EST, SEVERAL, UNKNOWN, place_in_words
from enact.records import Record
from enact.search import Searched
from partners.models.access import OwnedQuerySet

UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LA_POSTE = "356000000"


def check_siren(value):
    """Refuses a SIREN whose check digit (Luhn) is wrong."""
    if not siren.is_valid(value):
        raise ValidationError(
            _("“%(value)s” is not a SIREN: nine digits with their check digit."), params={"value": value}
        )


def check_siret(value):
    """Refuses a SIRET whose check digit is wrong: Luhn, but for La Poste, whose digits add up to a multiple of five."""
    if not siret.is_valid(value):
        raise ValidationError(
            _("“%(value)s” is not a SIRET: 14 digits with their check digit."), params={"value": value}
        )


def check_uai(value):
    """Refuses a UAI whose letter is not that of its seven digits, modulo 23."""
    valid = re.fullmatch(r"\d{7}[A-Z]", value) and UAI_LETTERS[int(value[:7]) % 23] == value[7]
    if not valid:
        raise ValidationError(
            _("“%(value)s” is not a UAI: seven digits and their check letter."), params={"value": value}
        )


def check_ror(value):
    """Refuses a ROR identifier whose two check digits (ISO 7064, modulo 97) are wrong."""
    valid = re.fullmatch(rf"0[{ROR_DIGITS}]{{6}}\d{{2}}", value)
    if valid:
        number = 0
        for character in value[:7]:
            number = number * 32 + ROR_DIGITS.index(character)
        valid = 98 - (number * 100) % 97 == int(value[7:])
    if not valid:
        raise ValidationError(_("“%(value)s” is not a ROR identifier, such as 02feahw73."), params={"value": value})


def unique_when_given(field):
    """The constraint that no two organisations share an identifier, which none of them must have."""
    return models.UniqueConstraint(
        fields=[field],
        condition=~models.Q(**{field: ""}),
        name=f"%(app_label)s_%(class)s_{field}_is_unique",
        violation_error_message=_("Another organisation has this identifier."),
    )


def place_of(organisation=""):
    """The place of an organisation, by the prefix of its fields, as a key: a department of Grand Est, or what lies outside."""
    country, department = f"{organisation}country", f"{organisation}department"
    return models.Case(
        models.When(~models.Q(**{f"{country}__in": ("", "FR")}), then=models.Value(ABROAD)),
        models.When(**{f"{department}__in": list(GRAND_EST)}, then=models.F(department)),
        models.When(**{country: ""}, then=models.Value(SEVERAL)),
        models.When(**{department: ""}, then=models.Value(UNKNOWN)),
        default=models.Value(ELSEWHERE),
    )


class OrganisationQuerySet(OwnedQuerySet):
    """Which organisations."""

    ORGANISATION = "pk"
    EXAMPLE = "is_example"

    def in_grand_est(self):
        """Those whose department is one of the ten of the region."""
        return self.filter(department__in=list(GRAND_EST))

    def with_place(self):
        """Annotates `place`, the key of the place."""
        return self.annotate(place=place_of())

    def public_on(self, day):
        """Those that may be named in public on a day: real ones, and of companies those that have agreed to it."""
        agreed = models.Q(name_published_since__lte=day)
        return self.real().filter(~models.Q(kind=Organisation.Kind.COMPANY) | agreed)

    def public_bodies(self):
        """Those whose grants are public by default."""
        return self.filter(kind__in=Organisation.PUBLIC_KINDS)


class Organisation(Searched, Record):
    """A body that has a part in the programme, or talks with it. Identifiers are optional, and checked when given."""

    class Kind(models.TextChoices):
        HIGHER_EDUCATION = "higher_education", _("higher-education institution")
        RESEARCH = "research", _("national research organisation")
        HOSPITAL = "hospital", _("university hospital")
        LOCAL_AUTHORITY = "local_authority", _("local authority")
        COMPANY = "company", _("company")
        STATE = "state", _("State or State operator")
        INNOVATION = "innovation", _("innovation body")
        ALLIANCE = "alliance", _("European university alliance")
        ASSOCIATION = "association", _("association")
        FOREIGN = "foreign", _("foreign institution")

    SEARCHED = ("name", "short_name", "commune")
    PUBLIC_KINDS = (Kind.HIGHER_EDUCATION, Kind.RESEARCH, Kind.HOSPITAL, Kind.LOCAL_AUTHORITY, Kind.STATE)

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = models.CharField(
        _("country"),
        max_length=2,
        default="FR",
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capitals, as in FR."))],
        help_text=_("Empty: not known, or several countries."),
    )
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[check_siren])
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[check_siret])
    ror = models.CharField("ROR", max_length=9, blank=True, validators=[check_ror])
    uai = models.CharField("UAI", max_length=8, blank=True, validators=[check_uai])
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    department = models.CharField(
        _("department"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^(\d{2,3}|2[AB])$", _("Two or three digits."))],
    )
    website = models.URLField(_("website"), blank=True)
    name_published_since = models.DateField(
        _("name public since"),
        null=True,
        blank=True,
        help_text=_("The day on which a company agreed to be named in public. Other bodies are named without."),
    )
    is_example = models.BooleanField(
        _("invented example"),
        default=False,
        help_text=_("Made up for a demonstration: marked as such wherever it is shown, and part of no figure."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="%(app_label)s_%(class)s_name_is_unique_in_its_country",
                violation_error_message=_("There is an organisation of this name already."),
            ),
            *(unique_when_given(field) for field in ("siren", "siret", "ror", "uai")),
        ]

    def __str__(self):
        called = self.short_name or self.name
        return str(_("%(name)s (invented example)") % {"name": called}) if self.is_example else called

    @property
    def is_in_grand_est(self):
        """Whether it is in the region; `None` when its department is not known."""
        return self.department in GRAND_EST if self.department else None

    @property
    def whereabouts(self):
        """Its place in words; "" when nothing of it is known. An alliance is of several countries, unless it says of which."""
        if self.kind == self.Kind.ALLIANCE and not self.country:
            return str(_("several countries"))
        return place_in_words(self.commune, self.department, self.country)

    @property
    def is_public_body(self):
        """Whether what it grants is public by default."""
        return self.kind in self.PUBLIC_KINDS
