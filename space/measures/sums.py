"""The sums of a partner: each of its own, never added to another."""

from enact.amounts import CENT
from funding.models import CommitmentStep, State
from funding.tables import gives
from indicators.measures import Sum, Total

AMOUNTS = Sum("step_amount", "step_qualifier")


def totals_by_step(commitments):
    """The totals of commitments by the kind of step that decides each, after `with_step_on`; `None`: nothing happened yet."""
    return AMOUNTS.totals(commitments, "step_kind")


def totals_by_state(by_step):
    """The total of each state, from those by kind of step: one of nothing where no commitment is in it."""
    found = dict.fromkeys(State, Total())
    for kind, total in by_step.items():
        if kind is not None:
            found[CommitmentStep.LEADS_TO[kind]] += total
    return found


def counts_of(by_step):
    """How many commitments each kind of step decides."""
    return {kind: total.knowns + total.unknowns for kind, total in by_step.items()}


def amount_of(commitment):
    """The amount of a commitment after `with_step_on`, as the total of one; `None` when it gives nothing."""
    if not gives(commitment):
        return None
    amount = commitment.step_amount
    return Total.of(amount and amount.quantize(CENT), commitment.step_qualifier)
