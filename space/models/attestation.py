"""What partners said of their figures: each answer is kept, with the figures that it is about; the latest one counts."""

import json
from hashlib import sha256

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enact.records import Record
from partners.models import Organisation, OwnedQuerySet
from space.models.round import Round


class AttestationQuerySet(OwnedQuerySet):
    """Which answers."""

    def standing(self):
        """The latest of each organisation in each round."""
        later = Attestation.objects.filter(
            round=OuterRef("round"), organisation=OuterRef("organisation"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later))

    def confirmed(self):
        """Those that confirm."""
        return self.filter(verdict=Attestation.Verdict.CONFIRMED)

    def contested(self):
        """Those that contest."""
        return self.filter(verdict=Attestation.Verdict.CONTESTED)

    def unanswered(self):
        """Contests that count, and to which the coordination has not answered yet."""
        return self.contested().standing().filter(answered_on__isnull=True)


class Attestation(Record):
    """That an organisation confirmed or contested its figures: `text` are those that it was shown, as canonical JSON.

    It is never changed but for the answer of the coordination to what is contested. Who signed stands in its signatory.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CONTESTED = "contested", _("contested")

    round = models.ForeignKey(Round, models.PROTECT, verbose_name=_("round"), related_name="attestations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="attestations"
    )
    verdict = models.CharField(_("answer of the partner"), max_length=10, choices=Verdict)
    words = models.TextField(_("in its words"), max_length=2_000, blank=True)
    text = models.TextField(_("figures that were shown"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    made_at = models.DateTimeField(_("answered at"), editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("account"), related_name="+", editable=False)
    answered_on = models.DateField(
        _("answered on"),
        null=True,
        blank=True,
        help_text=_("The day on which the coordination answered a contest. Empty: it waits."),
    )
    answer = models.TextField(
        _("answer of the coordination"), max_length=2_000, blank=True, help_text=_("The partner reads it in its space.")
    )

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["round", "organisation"], name="space_attestation_of_a_round")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="%(app_label)s_%(class)s_answer_and_its_day_together",
                violation_error_message=_("An answer has its words and its day: give both."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(verdict="contested"),
                name="%(app_label)s_%(class)s_only_a_contest_is_answered",
                violation_error_message=_("Only what is contested is answered."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} – {self.round}, {self.get_verdict_display()}"

    @property
    def is_intact(self):
        """Whether the figures are still those that were shown."""
        return sha256(str(self.text).encode()).hexdigest() == self.sha256

    def figures(self):
        """The figures that were shown, as a document."""
        return json.loads(self.text)


class Signatory(models.Model):
    """Who confirmed or contested, as typed. No history keeps it; to erase the person is to delete this row."""

    attestation = models.OneToOneField(
        Attestation, models.CASCADE, verbose_name=_("attestation"), related_name="signatory"
    )
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.name}, {self.function}"


class ContestedLine(Record):
    """A figure that a partner contests: which line of what it was shown, the value that it says, and why."""

    attestation = models.ForeignKey(
        Attestation, models.PROTECT, verbose_name=_("attestation"), related_name="contested_lines"
    )
    line = models.CharField(_("line"), max_length=60)
    name = models.CharField(_("what it is of"), max_length=250)
    said = models.CharField(_("value that the partner says"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), max_length=1_000)

    class Meta:
        verbose_name = _("contested line")
        verbose_name_plural = _("contested lines")
        ordering = ["attestation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attestation", "line"],
                name="%(app_label)s_%(class)s_once_an_attestation",
                violation_error_message=_("This line is contested already."),
            )
        ]

    def __str__(self):
        return self.name
