"""Doctoral contracts: who is employed by whom to prepare which thesis, from when and for how long."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.amounts import AmountField
from enact.dates import FIRST_DAY, end_of
from enact.languages import text_of
from enact.records import Record, known_at
from enact.search import Searched
from enact.themes import Themed
from partners.models import Laboratory, Membership, Organisation, OwnedQuerySet, Person
from partners.models.identifiers import unique_when_given
from research.models import Call, Chair
from sources.models import steps_known_at, with_deciding_step
from training.models.step import DoctoralStep

SAID = {"step_kind": "kind", "step_day": "happened_on", "step_precision": "precision"}
"""What is annotated of the deciding step."""


class PayUnit(models.TextChoices):
    """For how long a gross pay is paid."""

    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class ContractKind(models.TextChoices):
    """Who employs the doctoral student."""

    ACADEMIC = "academic", pgettext_lazy("doctoral contract", "academic")
    CIFRE = "cifre", _("industrial (CIFRE)")


class DoctoralContractQuerySet(OwnedQuerySet):
    """Which contracts, and where each stands on a day."""

    ORGANISATION = "employer"

    def belonging_to(self, organisations):
        """A contract is for the eyes of those who host it, and of those who pay months of it."""
        coverages = self.model._meta.get_field("coverages").related_model.objects
        paid = coverages.filter(commitment__organisation__in=organisations).order_by().values("contract")
        hosted = [Q(**{f"{host}__in": organisations}) for host in DoctoralContract.HOSTS]
        return Q(*hosted, Q(pk__in=paid), _connector=Q.OR)

    def real(self):
        """Those that are not invented: neither their institution nor their employer is."""
        return self.exclude(institution__is_example=True).exclude(employer__is_example=True)

    def with_step_on(self, day):
        """Annotates what the deciding step of the day says: `step_kind`, `step_day`, `step_precision`."""
        return with_deciding_step(self, DoctoralStep.objects.taken_by(day), "contract", **SAID)

    def with_start(self):
        """Annotates `started_on` and `defended_on`, the days of the first such step that stands; `None` without one."""
        return self.annotate(
            **{
                name: Subquery(first_of(kind).values("happened_on")[:1])
                for name, kind in (
                    ("started_on", DoctoralStep.Kind.STARTED),
                    ("defended_on", DoctoralStep.Kind.DEFENDED),
                )
            }
        )

    def started_by(self, day):
        """Those that have started by a day, whatever became of them."""
        return self.filter(Exists(first_of(DoctoralStep.Kind.STARTED).filter(happened_on__lte=day).order_by()))

    def defended_by(self, day):
        """Those whose thesis was defended by a day."""
        return self.filter(Exists(first_of(DoctoralStep.Kind.DEFENDED).filter(happened_on__lte=day).order_by()))

    def running_on(self, day):
        """Those that have started and were neither defended nor stopped by a day; also when their contract has ended."""
        over = DoctoralStep.objects.taken_by(day).filter(contract=OuterRef("pk"), kind__in=DoctoralStep.LAST).order_by()
        return self.started_by(day).exclude(Exists(over))

    def started_between(self, first, last):
        """Those whose first day is one of some days, the first and the last included."""
        return self.with_start().filter(started_on__range=(first, last))

    def defended_between(self, first, last):
        """Those whose thesis was defended on one of some days, the first and the last included."""
        return self.with_start().filter(defended_on__range=(first, last))

    def at_universities_of_the_consortium(self, day):
        """Those registered at a university that is a member of the consortium on a day."""
        members = Membership.objects.active_on(day).agreed().filter(role=Membership.Role.MEMBER)
        kind = Organisation.Kind.HIGHER_EDUCATION
        return self.filter(institution__kind=kind, institution__in=members.values("organisation"))


def first_of(kind):
    """The standing steps of a kind of the contract of an outer query, the first before."""
    return DoctoralStep.objects.standing().filter(contract=OuterRef("pk"), kind=kind).order_by("happened_on", "pk")


class DoctoralContract(Themed, Searched, Record):
    """A doctoral contract, academic or industrial. Where it stands on a day follows from its steps.

    It is named by its subject: its doctoral student is a key, whose name no public page tells without consent.
    """

    Kind = ContractKind
    Unit = PayUnit
    USUAL_MONTHS = 36
    HOSTS = ("employer", "institution", "cotutelle")
    """Who employs the doctoral student, or awards the doctorate: they have its file, and know who it is."""

    SEARCHED = ("title_fr", "title_en")

    kind = models.CharField(_("kind"), max_length=10, choices=ContractKind)
    title_fr = models.CharField(_("title in French"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    student = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("doctoral student"),
        related_name="doctoral_contracts",
        null=True,
        blank=True,
        help_text=_("Empty: nobody is selected yet, or not known."),
    )
    institution = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("institution of registration"),
        related_name="doctoral_contracts",
    )
    doctoral_school = models.CharField(
        _("doctoral school"), max_length=200, blank=True, help_text=_("Its number and name, as in ED 77 IAEM.")
    )
    employer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("employer"),
        related_name="doctoral_students",
        null=True,
        blank=True,
        help_text=_("Empty: not known."),
    )
    call = models.ForeignKey(
        Call, models.PROTECT, verbose_name=_("call"), related_name="doctoral_contracts", null=True, blank=True
    )
    chair = models.ForeignKey(
        Chair, models.PROTECT, verbose_name=_("chair"), related_name="doctoral_contracts", null=True, blank=True
    )
    cotutelle = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("cotutelle with"),
        related_name="cotutelles",
        null=True,
        blank=True,
        help_text=_("The foreign institution that awards the doctorate too. Empty: no cotutelle."),
    )
    funded_by_enact = models.BooleanField(
        _("with ENACT funding"), null=True, blank=True, help_text=_("Empty: not known.")
    )
    planned_start_on = models.DateField(
        _("planned start"), null=True, blank=True, help_text=_("Counts in no figure: the start is a step.")
    )
    months = models.PositiveSmallIntegerField(
        _("months"), default=USUAL_MONTHS, help_text=_("As signed; extensions are steps.")
    )
    pay = AmountField(_("gross pay in euros"), help_text=_("Empty: not known."))
    pay_unit = models.CharField(pgettext_lazy("pay", "paid"), max_length=5, choices=PayUnit, default=PayUnit.MONTH)
    monthly_cost = AmountField(
        _("full cost a month in euros"),
        help_text=_("What a month costs its employer, charges included. Empty: not known."),
    )
    collaboration_signed_on = models.DateField(
        _("collaboration contract signed on"),
        null=True,
        blank=True,
        help_text=_("CIFRE alone: it is due within six months of the start."),
    )
    defence_planned_on = models.DateField(_("defence planned on"), null=True, blank=True)
    nnt = models.CharField(
        "NNT",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{4}[A-Z0-9]{8}$", _("The year, then eight letters or digits: 2028LORR0123."))],
        help_text=_("National number of the thesis, once it is defended."),
    )

    objects = DoctoralContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("doctoral contract")
        verbose_name_plural = _("doctoral contracts")
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=1),
                name="%(app_label)s_%(class)s_has_a_month",
                violation_error_message=_("A contract has one month at least."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}),
                    name=f"%(app_label)s_%(class)s_{field}_is_not_negative",
                    violation_error_message=_("An amount is never negative. Leave it empty when it is not known."),
                )
                for field in ("pay", "monthly_cost")
            ),
            models.CheckConstraint(
                condition=Q(collaboration_signed_on__isnull=True) | Q(kind=ContractKind.CIFRE),
                name="%(app_label)s_%(class)s_collaboration_is_industrial",
                violation_error_message=_("Only a CIFRE has a collaboration contract."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": FIRST_DAY}),
                    name=f"%(app_label)s_%(class)s_{field}_since_2000",
                    violation_error_message=_("The day is before 2000: please check the year."),
                )
                for field in ("planned_start_on", "collaboration_signed_on", "defence_planned_on")
            ),
            models.CheckConstraint(
                condition=Q(defence_planned_on__isnull=True)
                | Q(planned_start_on__isnull=True)
                | Q(defence_planned_on__gt=F("planned_start_on")),
                name="%(app_label)s_%(class)s_defence_is_after_its_start",
                violation_error_message=_("The defence is not after the start."),
            ),
            models.CheckConstraint(
                condition=Q(cotutelle__isnull=True) | ~Q(cotutelle=F("institution")),
                name="%(app_label)s_%(class)s_cotutelle_is_elsewhere",
                violation_error_message=_("A cotutelle is with another institution."),
            ),
            unique_when_given("nnt", _("Another thesis has this number.")),
        ]

    def __str__(self):
        return str(text_of(self, "title"))

    def clean(self):
        """A cotutelle is with an institution abroad."""
        super().clean()
        if self.cotutelle and self.cotutelle.country == "FR":
            error = ValidationError(_("A cotutelle is with a foreign institution."), code="not_foreign")
            raise ValidationError({"cotutelle": error})

    @property
    def monthly_pay(self):
        """The gross pay a month; `None` when it is not known."""
        if self.pay is None:
            return None
        return self.pay if self.pay_unit == PayUnit.MONTH else self.pay / 12


class DoctoralLaboratory(Record):
    """That a thesis is prepared in a laboratory; it may be in several."""

    contract = models.ForeignKey(
        DoctoralContract, models.PROTECT, verbose_name=_("doctoral contract"), related_name="laboratories"
    )
    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, verbose_name=_("laboratory"), related_name="doctoral_contracts"
    )

    class Meta:
        verbose_name = _("laboratory of a doctoral contract")
        verbose_name_plural = _("laboratories of doctoral contracts")
        ordering = ["contract", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "laboratory"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This laboratory is given already."),
            )
        ]

    def __str__(self):
        return str(self.laboratory)


def contracts_known(on, known):
    """The contracts as they were known at the end of a day, with what the deciding step of the day `on` says."""
    moment = end_of(known)
    steps = steps_known_at(DoctoralStep, moment, on)
    return with_deciding_step(known_at(DoctoralContract, moment), steps, "contract", **SAID)
