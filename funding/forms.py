"""What is doubtful about the steps of a commitment."""

from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from funding.models import CommitmentStep
from sources.forms import StepForm, StepFormSet

Kind = CommitmentStep.Kind


class CommitmentStepForm(StepForm):
    """A step to add to a commitment, which its partner will read."""

    class Meta:
        help_texts = {"reason": _("Why a step is replaced. The partner reads it, with all of the step.")}


class CommitmentStepFormSet(StepFormSet):
    """The steps of a commitment, whose amounts may surprise."""

    def doubts_about(self, step, others):
        yield from super().doubts_about(step, others)
        earlier = [other for other in others if (other.happened_on, other.pk) < (step.happened_on, step.pk)]
        yield from smaller_than_letter(step, earlier)
        yield from unknown_again(step, earlier)
        yield from after_withdrawal(step, earlier)


def smaller_than_letter(step, earlier):
    """An agreement is rarely smaller than the letter that promised it."""
    letters = [other for other in earlier if other.kind == Kind.LETTER and other.amount is not None]
    if step.kind == Kind.AGREEMENT and step.amount is not None and letters and step.amount < letters[-1].amount:
        yield _("The agreement (%(agreed)s) is smaller than the letter of commitment (%(promised)s).") % {
            "agreed": money(step.amount),
            "promised": money(letters[-1].amount),
        }


def unknown_again(step, earlier):
    """A step without amount makes the amount of its commitment unknown, even after one that gave it."""
    if step.amount is None and step.kind != Kind.WITHDRAWAL and earlier and earlier[-1].amount is not None:
        yield _("This step has no amount: that of the commitment, %(amount)s until then, is now unknown.") % {
            "amount": money(earlier[-1].amount)
        }


def after_withdrawal(step, earlier):
    """A commitment that was withdrawn comes back by its next step: it counts again."""
    if earlier and earlier[-1].kind == Kind.WITHDRAWAL and step.kind != Kind.WITHDRAWAL:
        yield _("The commitment had been withdrawn: from this step on, it counts again.")
