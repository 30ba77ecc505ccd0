"""People in charge. Their personal values stand in a table that can be erased; history holds their key."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import Precision
from enact.languages import text_of
from enact.records import Record
from partners.models.access import OwnedQuerySet
from partners.models.identifiers import check_idref, check_orcid, check_telephone, unique_when_given
from partners.models.organisation import Organisation
from partners.models.period import PeriodQuerySet, period_constraints
from sources.models import Source, SourcedQuerySet


class Person(Record):
    """A person, as a key: who it is stands in its identity. Its name is public by recorded consent only."""

    consented_on = models.DateField(
        _("consented on"),
        null=True,
        blank=True,
        help_text=_("The day of the consent to be named in public. Empty: no consent."),
    )
    has_hdr = models.BooleanField(
        _("authorised to direct research (HDR)"),
        null=True,
        blank=True,
        help_text=_("Habilitation à diriger des recherches, or a rank that stands for it. Empty: not known."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["pk"]

    def __str__(self):
        identity = getattr(self, "identity", None)
        return str(identity) if identity else str(_("person no. %(key)s") % {"key": self.pk})


class Identity(models.Model):
    """The personal values of a person. No history keeps them; to erase a person is to delete this row."""

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", pgettext_lazy("gender", "other")

    person = models.OneToOneField(Person, models.CASCADE, verbose_name=_("person"), related_name="identity")
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        validators=[check_telephone],
        help_text=_("As it is dialled in France, or with + and the code of the country."),
    )
    gender = models.CharField(
        _("gender"), max_length=5, choices=Gender, blank=True, help_text=_("As the person gave it. Empty: not given.")
    )
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[check_orcid])
    idref = models.CharField("IdRef", max_length=9, blank=True, validators=[check_idref])

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        ordering = ["family_name", "given_name"]
        constraints = [
            unique_when_given(field, _("Another person has this identifier.")) for field in ("orcid", "idref")
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}"

    @property
    def dialled(self):
        """The telephone number as a link dials it from anywhere, such as +33388000000; "" without one."""
        digits = re.sub("[^0-9+]", "", self.telephone.replace("(0)", ""))
        return f"+33{digits[1:]}" if re.fullmatch("0[1-9][0-9]{8}", digits) else digits


class ResponsibilityQuerySet(OwnedQuerySet, PeriodQuerySet, SourcedQuerySet):
    """Which functions."""

    def belonging_to(self, organisations):
        """On a partner's side, its own; on ours, its contacts and the public functions, once it has access to anything."""
        ours = models.Q(organisation__isnull=True) & models.Q(models.Exists(organisations))
        contacts = models.Q(contact_of__in=organisations) | models.Q(contact_of__isnull=True, is_public=True)
        return super().belonging_to(organisations) | (ours & contacts)

    def real(self):
        """Those that are not invented: neither a function in an invented organisation, nor its contact on our side."""
        return super().real().exclude(contact_of__is_example=True)


class Responsibility(Record):
    """A function that a person holds over a period: on our side, or on that of an organisation."""

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="responsibilities")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="responsibilities",
        null=True,
        blank=True,
        help_text=_("Empty: on the programme's own side."),
    )
    contact_of = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("contact of"),
        related_name="contacts",
        null=True,
        blank=True,
        help_text=_(
            "On the programme's own side: the partner whose contact this is. It sees the name, the address and the telephone."
        ),
    )
    function_fr = models.CharField(_("function in French"), max_length=200)
    function_en = models.CharField(_("function in English"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts on"))
    precision = models.CharField(_("precision of the start"), max_length=10, choices=Precision, default=Precision.EXACT)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_interim = models.BooleanField(_("interim"), default=False)
    is_public = models.BooleanField(
        _("public function"), default=False, help_text=_("Whoever holds it is named in public, as a coordinator is.")
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(contact_of__isnull=True),
                name="%(app_label)s_%(class)s_contact_is_on_our_side",
                violation_error_message=_("The contact of a partner is on the programme's own side: no organisation."),
            ),
        ]

    def __str__(self):
        return str(text_of(self, "function"))
