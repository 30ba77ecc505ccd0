"""Organisations of every kind."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from enact.places import ABROAD, ELSEWHERE, GRAND_EST, SEVERAL, UNKNOWN, place_in_words
from enact.records import Record
from enact.search import Searched
from partners.models.access import OwnedQuerySet
from partners.models.identifiers import check_ror, check_siren, check_siret, check_uai, unique_when_given
from partners.models.likeness import IDENTIFIERS, LONGEST, LOOKED_AT, SIREN_DIGITS, Lookalikes, likenesses_of
from sources.models import File

check_country = RegexValidator(r"^[A-Z]{2}$", _("Two capitals, as in FR."))
check_department = RegexValidator(r"^(\d{2,3}|2[AB])$", _("Two or three digits."))


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


def nameable_on(day, organisation=""):
    """The condition that an organisation, if it is real, may be named in public on a day: no company, or one that has agreed.

    `organisation` is the prefix of its fields.
    """
    kind, since = f"{organisation}kind", f"{organisation}name_published_since__lte"
    return ~models.Q(**{kind: Organisation.Kind.COMPANY}) | models.Q(**{since: day})


LEGAL_UNIT = models.Case(
    models.When(siren="", then=Left("siret", SIREN_DIGITS)), default="siren", output_field=models.CharField()
)
"""The SIREN of an organisation, that of its SIRET where it stands alone; "" when none is known."""


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
        return self.real().filter(nameable_on(day))

    def public_bodies(self):
        """Those whose grants are public by default."""
        return self.filter(kind__in=Organisation.PUBLIC_KINDS)

    def like(self, *, name="", short_name="", siren="", siret="", ror="", uai=""):
        """Those that look like what is given: the same identifier, or a name, or a short name for a name, that is alike.

        For thousands of rows, `lookalikes` answers the same without a query for each.
        """
        name, short_name = likenesses_of(name, short_name)
        legal = siren or siret[:SIREN_DIGITS]
        asked = {"likeness": name, "short_likeness": name, "siren": legal, "siret__startswith": legal, "ror": ror}
        conditions = [models.Q(**{field: value}) for field, value in {**asked, "uai": uai}.items() if value]
        conditions += [models.Q(likeness=short_name)] if short_name else []
        return self.filter(models.Q(*conditions, _connector=models.Q.OR)) if conditions else self.none()

    def lookalikes(self):
        """These organisations by what they look like, read in one query."""
        return Lookalikes(self)

    def told_apart(self):
        """The keys of the organisations from which each is said to be different, by the key of each; read in one query."""
        found = defaultdict(set)
        standing = self.order_by().filter(distinctions_as_one__is_withdrawn=False)
        for one, other in standing.values_list("pk", "distinctions_as_one__other"):
            found[one].add(other)
            found[other].add(one)
        return found

    def not_told_apart_from(self, key):
        """Those of which nobody says that they are different from the organisation of a key."""
        everybody = Organisation.objects.order_by()
        one = everybody.filter(distinctions_as_one__other=key, distinctions_as_one__is_withdrawn=False)
        other = everybody.filter(distinctions_as_other__one=key, distinctions_as_other__is_withdrawn=False)
        return self.exclude(pk__in=one.values("pk")).exclude(pk__in=other.values("pk"))

    def alike(self):
        """Those that look like another one, unless they are said to be different from every one that they look like."""
        everybody = Organisation.objects.order_by().annotate(legal_unit=LEGAL_UNIT)
        names, short_names = (
            everybody.exclude(**{field: ""}).values(field) for field in ("likeness", "short_likeness")
        )
        found = self.alias(legal_unit=LEGAL_UNIT).filter(
            models.Q(likeness__in=several(everybody, "likeness"))
            | models.Q(likeness__in=short_names)
            | models.Q(short_likeness__in=names)
            | models.Q(legal_unit__in=several(everybody, "legal_unit"))
        )
        settled = list(settled_ones())
        return found.exclude(pk__in=settled) if settled else found


def settled_ones():
    """The keys of the organisations that are said to be different from every one that they look like."""
    told = Organisation.objects.told_apart()
    if not told:
        return
    lookalikes = Organisation.objects.lookalikes()
    for pk, *given in Organisation.objects.order_by().values_list("pk", *LOOKED_AT).iterator():
        if pk in told and lookalikes.like(**dict(zip(LOOKED_AT, given, strict=True))) <= told[pk] | {pk}:
            yield pk


def several(rows, field):
    """The values of a field that several rows have, as a query; "" is none."""
    shared = rows.exclude(**{field: ""}).values(field).annotate(count=models.Count("pk")).filter(count__gt=1)
    return shared.values(field)


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
        validators=[check_country],
        help_text=_("Empty: not known, or several countries."),
    )
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[check_siren])
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[check_siret])
    ror = models.CharField("ROR", max_length=9, blank=True, validators=[check_ror])
    uai = models.CharField("UAI", max_length=8, blank=True, validators=[check_uai])
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    department = models.CharField(_("department"), max_length=3, blank=True, validators=[check_department])
    website = models.URLField(_("website"), blank=True)
    description_fr = models.TextField(_("description in French"), max_length=2_000, blank=True)
    description_en = models.TextField(_("description in English"), max_length=2_000, blank=True)
    logo = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("logo"), related_name="logo_of", null=True, blank=True
    )
    group = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("group"),
        related_name="members",
        null=True,
        blank=True,
        help_text=_("The organisation at the head of the group to which this one belongs."),
    )
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
    likeness = models.CharField(_("likeness"), max_length=LONGEST, editable=False, default="", db_index=True)
    short_likeness = models.CharField(
        _("likeness of the short name"), max_length=LONGEST, editable=False, default="", db_index=True
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
            *(unique_when_given(field, _("Another organisation has this identifier.")) for field in IDENTIFIERS),
            models.CheckConstraint(
                condition=~models.Q(group=models.F("pk")),
                name="%(app_label)s_%(class)s_is_not_its_own_group",
                violation_error_message=_("An organisation is not its own group."),
            ),
        ]

    def __str__(self):
        called = self.short_name or self.name
        return str(_("%(name)s (invented example)") % {"name": called}) if self.is_example else called

    def settle(self):
        """What it looks like follows from its names: see `Record.settle`."""
        self.likeness, self.short_likeness = likenesses_of(self.name, self.short_name)
        return {"likeness", "short_likeness", *super().settle()}

    def clean(self):
        """Refuses a group that belongs, through any number of others, to the organisation itself."""
        super().clean()
        above, seen = self.group, {self.pk}
        while above is not None and above.pk not in seen:
            seen.add(above.pk)
            above = above.group
        if self.group_id and above is not None:
            raise ValidationError({"group": _("This organisation is at the head of that group itself.")}, code="cycle")

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
