"""The sums of a partner: each of its own, never added to another."""

from decimal import Decimal

from enact.amounts import CENT
from funding.measures.account import cents
from funding.measures.remainders import FIRM
from funding.models import CommitmentStep, State
from funding.tables import gives
from indicators.measures import Qualifier, Sum, Total

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


def states_of(commitments):
    """The total of each state, of commitments after `with_step_on` that are read already."""
    found = dict.fromkeys(State, Total())
    for one in commitments:
        if one.step_kind is not None:
            found[CommitmentStep.LEADS_TO[one.step_kind]] += Total.of(cents(one.step_amount), one.step_qualifier)
    return found


def is_firm(commitment):
    """Whether a commitment after `with_step_on` is granted or agreed: the others are no claim, and leave nothing to pay."""
    return commitment.step_kind in FIRM


def left_of(commitment, paid):
    """What remains to be paid of a commitment after `with_step_on`, of which `paid` is paid; nothing where it is no claim.

    A payment of which nobody knows the amount leaves at most the rest; a whole that is not known leaves what is not known.
    """
    if not is_firm(commitment):
        return Total()
    whole = Total.of(cents(commitment.step_amount), commitment.step_qualifier)
    part = Qualifier.AT_LEAST if paid.unknowns else Qualifier.EXACT
    left = whole.less(Total(paid.known, paid.knowns, 0, part))
    return left if whole.unknowns else Total.of(max(left.known, Decimal(0)), left.qualifier)


def left_in_all(commitments, paid_by_key):
    """What remains to be paid of some commitments, with what is paid of each by its key."""
    return sum((left_of(one, paid_by_key.get(one.pk, Total())) for one in commitments), Total())
