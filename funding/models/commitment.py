"""Commitments, and the dated steps that say what each is and amounts to on any day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import end_of
from enact.records import Record, known_at
from enact.search import Searched
from enact.themes import Themed
from funding.models.framework import FrameworkAgreement
from indicators.measures import Qualifier
from partners.models import Organisation, OwnedQuerySet, Person, Programme, nameable_on
from sources.models import Step, StepQuerySet, steps_known_at, with_deciding_step


class State(models.TextChoices):
    """The states that hold a commitment, one at a time. Received and spent are not states: they are counted inside them."""

    IN_DISCUSSION = "in_discussion", _("in discussion")
    PROMISED = "promised", _("promised")
    GRANTED = "granted", _("granted")
    AGREED = "agreed", _("agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CommitmentQuerySet(OwnedQuerySet):
    """Which commitments, and what each is on a day."""

    def with_step_on(self, day, **more):
        """Annotates what the deciding step of the day says: `step_kind`, `step_amount`, `step_qualifier`, its day.

        All are `None` for a commitment of which nothing had happened yet. `more`: other fields of the step, by annotation.
        """
        return with_deciding_step(self, CommitmentStep.objects.taken_by(day), "commitment", **SAID, **more)

    def in_state_on(self, state, day):
        """Commitments that are in a state on a day."""
        kinds = [kind for kind, led_to in CommitmentStep.LEADS_TO.items() if led_to == state]
        return self.with_step_on(day).filter(step_kind__in=kinds)

    def public_on(self, day):
        """Those that may be told in public on a day, as `with_step_on` says them: public bodies', and those agreed to.

        What is withdrawn, and what has not begun, is not told; nor what is of a partner that may not be named.
        """
        agreed = Q(amount_published_since__lte=day)
        told = [kind for kind, state in CommitmentStep.LEADS_TO.items() if state != State.WITHDRAWN]
        public = Q(organisation__kind__in=Organisation.PUBLIC_KINDS) | agreed
        return self.real().with_step_on(day).filter(public, nameable_on(day, "organisation__"), step_kind__in=told)

    def agreements_public_on(self, day):
        """Those that are agreements on a day, and that may be told one by one, as `with_step_on` says them: with their partner.

        Annotates what the step of the agreement says, which amendments may have followed: `agreed_on`, `agreed_precision`,
        `agreed_reference`. They are `None` where only an amendment or the completion is recorded.
        """
        kinds = [kind for kind, state in CommitmentStep.LEADS_TO.items() if state == State.AGREED]
        rows = self.public_on(day).filter(step_kind__in=kinds)
        signed = CommitmentStep.objects.taken_by(day).filter(kind=CommitmentStep.Kind.AGREEMENT)
        return with_deciding_step(
            rows,
            signed,
            "commitment",
            agreed_on="happened_on",
            agreed_precision="precision",
            agreed_reference="document_reference",
        )

    def with_publicity(self, day):
        """Annotates `published_as`: the name under which the single amount is public on a day, "" where it is not."""
        return self.annotate(published_as=published_as(day))

    def without_amount(self):
        """Those whose amount is not known, after `with_step_on`."""
        return self.filter(step_amount__isnull=True)


def published_as(day, commitment=""):
    """The name under which the single amount of a commitment is public, by the prefix of its fields; "" where it is not.

    It is so from the day of the partner's agreement on, as long as it may be named on the day, and by default of public bodies.
    """
    kind, since = f"{commitment}organisation__kind__in", f"{commitment}amount_published_since__lte"
    agreed = Q(**{since: day}) & nameable_on(day, f"{commitment}organisation__")
    public = Q(**{kind: Organisation.PUBLIC_KINDS}) | agreed
    return models.Case(models.When(public, then=f"{commitment}organisation__name"), default=models.Value(""))


SAID = {
    "step_kind": "kind",
    "step_amount": "amount",
    "step_qualifier": "qualifier",
    "step_day": "happened_on",
    "step_precision": "precision",
}
"""What is annotated of the deciding step."""


class Commitment(Themed, Searched, Record):
    """One partner's contribution to the programme. What it is and amounts to on a day follows from its steps."""

    class Nature(models.TextChoices):
        CASH_GRANT = "cash_grant", _("cash grant")
        SPONSORSHIP = "sponsorship", _("sponsorship")
        DOCTORAL_CONTRACT = "doctoral_contract", _("doctoral contract")
        CHAIR = "chair", _("chair funding")
        INTERNSHIP = "internship", _("internship hosting")
        STAFF_TIME = "staff_time", _("staff time")
        DATA = "data", _("data")
        EQUIPMENT = "equipment", _("equipment")
        COMPUTING = "computing", _("computing time")
        PREMISES = "premises", _("premises")
        NOT_SAID = "not_said", _("not said")

    class Form(models.TextChoices):
        CASH = "cash", _("cash")
        IN_KIND = "in_kind", _("in kind")
        NOT_SAID = "not_said", _("not said")

    class Pillar(models.TextChoices):
        RESEARCH = "research", _("research")
        TRAINING = "training", _("training")
        INNOVATION = "innovation", _("innovation")
        ALL = "all", _("all")
        NOT_SAID = "not_said", _("not said")

    SEARCHED = ("title_fr", "title_en")

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="commitments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="commitments"
    )
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    nature = models.CharField(_("nature"), max_length=20, choices=Nature, default=Nature.NOT_SAID)
    form = models.CharField(_("cash or in kind"), max_length=10, choices=Form, default=Form.NOT_SAID)
    pillar = models.CharField(_("pillar"), max_length=12, choices=Pillar, default=Pillar.NOT_SAID)
    framework = models.ForeignKey(
        FrameworkAgreement,
        models.PROTECT,
        verbose_name=_("framework agreement"),
        related_name="commitments",
        null=True,
        blank=True,
        help_text=_("The agreement of the same partner under which this commitment stands, with others."),
    )
    responsible = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("followed by"),
        related_name="commitments_followed",
        null=True,
        blank=True,
        help_text=_("Who follows it on the programme’s side."),
    )
    counterpart = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("partner’s contact"),
        related_name="commitments_answered_for",
        null=True,
        blank=True,
        help_text=_("Who answers for it on the partner’s side."),
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    amount_published_since = models.DateField(
        _("amount public since"),
        null=True,
        blank=True,
        help_text=_("The day on which the partner agreed that its amount be published. Public bodies need none."),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["organisation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The end is before the start."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "title_fr"],
                name="%(app_label)s_%(class)s_title_is_unique_for_its_organisation",
                violation_error_message=_("This organisation has a commitment of this title already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.title_fr}"

    def clean(self):
        """A framework agreement covers commitments of the partner who signed it."""
        super().clean()
        if self.framework and self.framework.organisation_id != self.organisation_id:
            raise ValidationError(
                {"framework": _("This framework agreement is another partner’s.")}, code="framework_of_another"
            )


class CommitmentStepQuerySet(OwnedQuerySet, StepQuerySet):
    """Which steps of commitments."""

    ORGANISATION = "commitment__organisation"
    EXAMPLE = "commitment__organisation__is_example"

    def deciding_on(self, day):
        """The step of each commitment that decides on a day what it is, as `Commitment.objects.with_step_on` says it.

        To add all of them up, this is much quicker than to look up each field for each commitment.
        """
        same_day = Q(happened_on=models.OuterRef("happened_on"), id__gt=models.OuterRef("id"))
        later = CommitmentStep.objects.taken_by(day).filter(
            Q(happened_on__gt=models.OuterRef("happened_on")) | same_day, commitment=models.OuterRef("commitment")
        )
        return self.taken_by(day).filter(~models.Exists(later))


class CommitmentStep(Step):
    """What happened to a commitment on a day. `amount` is the new total of the commitment from then on; `None`: unknown."""

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("discussion")
        INTEREST = "interest", _("interest")
        LETTER = "letter", _("letter of commitment")
        AWARD = "award", _("award")
        AGREEMENT = "agreement", _("agreement")
        AMENDMENT = "amendment", _("amendment")
        WITHDRAWAL = "withdrawal", _("withdrawal")
        COMPLETION = "completion", _("completion")

    OWNER = "commitment"
    LEADS_TO = {
        Kind.DISCUSSION: State.IN_DISCUSSION,
        Kind.INTEREST: State.PROMISED,
        Kind.LETTER: State.PROMISED,
        Kind.AWARD: State.GRANTED,
        Kind.AGREEMENT: State.AGREED,
        Kind.AMENDMENT: State.AGREED,
        Kind.COMPLETION: State.AGREED,
        Kind.WITHDRAWAL: State.WITHDRAWN,
    }

    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=Kind)
    amount = AmountField(_("amount in euros"), help_text=_("The new total of the commitment. Empty: not known."))
    qualifier = models.CharField(_("qualifier"), max_length=15, choices=Qualifier, default=Qualifier.EXACT)

    objects = CommitmentStepQuerySet.as_manager()

    class Meta(Step.Meta):
        verbose_name = _("step of a commitment")
        verbose_name_plural = _("steps of commitments")
        indexes = [models.Index(fields=["commitment", "happened_on"], name="funding_step_by_day")]
        constraints = [
            *Step.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="%(app_label)s_%(class)s_amount_is_not_negative",
                violation_error_message=_("An amount is never negative. Leave it empty when it is not known."),
            ),
        ]

    @property
    def state(self):
        """The state that this step leads to."""
        return self.LEADS_TO[self.kind]

    @property
    def is_completed(self):
        """Whether it was replaced by one that says the same, and has the file that it lacked."""
        names, after = ("kind", "happened_on", "precision", "amount", "qualifier"), getattr(self, "replaced_by", None)
        is_the_same = after and all(getattr(self, name) == getattr(after, name) for name in names)
        return bool(is_the_same and after.file_id and not self.file_id)


def commitments_known(on, known, **more):
    """The commitments as they were known at the end of a day, with what `with_step_on` says of the day `on`."""
    return commitments_known_at(on, end_of(known), **more)


def commitments_known_at(on, moment, **more):
    """The commitments as they were known at a moment, with what `with_step_on` says of the day `on`."""
    steps = steps_known_at(CommitmentStep, moment, on)
    return with_deciding_step(known_at(Commitment, moment), steps, "commitment", **SAID, **more)
