"""Corrections that partners propose of figures and facts of ours."""

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from funding.models import Commitment, CommitmentStep, Instalment, Receipt
from research.models import Chair, ChairFunding
from space.models.sent import Sent, SentQuerySet
from training.models import Coverage, DoctoralContract

ABOUT = ("step", "instalment", "receipt", "commitment", "chair", "means", "contract", "coverage")
"""The foreign keys that say which record a correction is about; without any, it is about the organisation itself."""


def about_one_record():
    """The condition that a correction names one record at most."""
    found = Q(**{f"{name}__isnull": True for name in ABOUT})
    for named in ABOUT:
        found |= Q(**{f"{name}__isnull": name != named for name in ABOUT})
    return found


OF_COMMITMENTS = ("step", "instalment", "receipt", "means", "coverage")
"""Those that belong to a commitment."""
NAMES = {
    "commitment": lambda commitment: text_of(commitment, "title"),
    "chair": lambda chair: text_of(chair, "title"),
    "means": lambda means: text_of(means.chair, "title"),
    "coverage": lambda coverage: f"{coverage.contract}, {coverage}",
}
"""What those are called whose own names tell too much, or too little."""


class CorrectionQuerySet(SentQuerySet):
    """Which corrections. Those of a commitment that has become another partner's are shown to neither, as all that was sent."""

    def belonging_to(self, organisations):
        found = super().belonging_to(organisations)
        for path in ("commitment", *(f"{name}__commitment" for name in OF_COMMITMENTS)):
            found &= Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__organisation": models.F("organisation")})
        return found

    def about(self, subject, record):
        """Those of one record: `subject` is one of `ABOUT`, or "organisation"."""
        named = {f"{name}__isnull": True for name in ABOUT} | {"organisation": record}
        return self.filter(**(named if subject == "organisation" else {subject: record}))

    def of_commitment(self, commitment):
        """Those of a commitment, and of what belongs to it."""
        found = Q(commitment=commitment)
        for name in OF_COMMITMENTS:
            found |= Q(**{f"{name}__commitment": commitment})
        return self.filter(found)


def about(model, words, related_name="corrections"):
    """The foreign key of a kind of record of which figures can be contested."""
    return models.ForeignKey(
        model, models.PROTECT, verbose_name=words, related_name=related_name, null=True, blank=True, editable=False
    )


class Correction(Sent):
    """Another value that a partner proposes for a field of a record. The record itself is changed once it is accepted.

    `seen` is the value that we had when it was proposed, `proposed` the one that the partner gives; both as
    `space.figures.machine` writes them: a decimal with two places, a day as 2025-05-20, a text as it is; "" for unknown.
    """

    OWNER = "organisation"

    step = about(CommitmentStep, _("step of a commitment"))
    instalment = about(Instalment, _("instalment"))
    receipt = about(Receipt, _("receipt"))
    commitment = about(Commitment, _("commitment"))
    chair = about(Chair, _("chair"))
    means = about(ChairFunding, _("means of a chair"))
    contract = about(DoctoralContract, _("doctoral contract"))
    coverage = about(Coverage, _("coverage of a doctoral contract"))
    field = models.CharField(_("field"), max_length=60, editable=False)
    seen = models.TextField(_("our value when it was proposed"), blank=True, editable=False)
    proposed = models.TextField(_("proposed value"), editable=False)
    reason = models.TextField(_("reason"), max_length=1_000, editable=False)
    source = models.CharField(_("what says so"), max_length=300, blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta(Sent.Meta):
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        constraints = [
            *Sent.Meta.constraints,
            models.CheckConstraint(
                condition=about_one_record(),
                name="%(app_label)s_%(class)s_is_about_one_record",
                violation_error_message=_("A correction is about one record."),
            ),
            models.CheckConstraint(
                condition=~Q(proposed=models.F("seen")) & ~Q(proposed=""),
                name="%(app_label)s_%(class)s_proposes_another_value",
                violation_error_message=_("This is the value that we have."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="%(app_label)s_%(class)s_has_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{capfirst(str(self.model_field.verbose_name))} – {self.name_of_record}"

    @property
    def name_of_record(self):
        """What the record is called where whoever reads it knows whose it is."""
        return NAMES.get(self.subject, str)(self.about)

    @property
    def its_commitment(self):
        """The commitment that it is about, or to which what it is about belongs; `None` without one."""
        named = next((getattr(self, name) for name in OF_COMMITMENTS if getattr(self, f"{name}_id")), None)
        return named.commitment if named else self.commitment

    @property
    def subject(self):
        """The name of the foreign key to the record that it is about; "organisation" for the organisation itself."""
        return next((name for name in ABOUT if getattr(self, f"{name}_id")), "organisation")

    @property
    def about(self):
        """The record that it is about."""
        return getattr(self, self.subject)

    @property
    def model_field(self):
        """The field of the record."""
        return figure_of(self.subject, self.field)


def figure_of(subject, name):
    """The field of a name of the records of a subject: one of `ABOUT`, or "organisation"."""
    return Correction._meta.get_field(subject).related_model._meta.get_field(name)
