"""Letters and agreements that partners send signed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountField
from enact.dates import FIRST_DAY, in_words
from funding.models import CommitmentStep
from sources.models import File, Source
from space.models.sent import SentOfCommitment


class PaperKind(models.TextChoices):
    """What is signed; as the steps of commitments name it."""

    LETTER = CommitmentStep.Kind.LETTER.value, _("letter of commitment")
    AGREEMENT = CommitmentStep.Kind.AGREEMENT.value, _("agreement")
    AMENDMENT = CommitmentStep.Kind.AMENDMENT.value, _("amendment")


class SignedPaper(SentOfCommitment):
    """A signed letter or agreement, as a partner sent it. Once it is accepted, `step` is what it has become.

    `amount` is the total that it says, in euros; `None`: the one that we have.
    """

    Kind = PaperKind

    kind = models.CharField(_("what is signed"), max_length=12, choices=PaperKind)
    signed_on = models.DateField(_("signed on"))
    signatories = models.CharField(_("signatories"), max_length=300)
    amount = AmountField(_("amount in euros"), help_text=_("Empty: the one that we have."))
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("file"), related_name="signed_papers")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        verbose_name=_("source"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("That of the step which is added once it is accepted."),
    )
    document_reference = models.CharField(
        _("document"), max_length=200, blank=True, help_text=_("Number or title of the letter, decision or agreement.")
    )
    step = models.OneToOneField(
        CommitmentStep,
        models.PROTECT,
        verbose_name=_("step"),
        related_name="signed_paper",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta(SentOfCommitment.Meta):
        verbose_name = _("signed letter or agreement")
        verbose_name_plural = _("signed letters and agreements")
        constraints = [
            *SentOfCommitment.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(signed_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_signed_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=models.Q(step__isnull=True) | models.Q(is_accepted=True),
                name="%(app_label)s_%(class)s_is_a_step_once_accepted",
                violation_error_message=_("Only what is accepted becomes a step."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {in_words(self.signed_on)}"
