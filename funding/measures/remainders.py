"""What is left between the sums of money on a day: agreed and not called, called and not received, received and not spent."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from enact.amounts import CENT
from funding.models import Commitment, CommitmentStep, Expenditure, PaymentCall, Receipt, State
from funding.models.flow import sum_over

FIRM = [kind for kind, state in CommitmentStep.LEADS_TO.items() if state in (State.GRANTED, State.AGREED)]
"""The kinds of steps by which a commitment is granted or agreed."""
LEFT = ("to_call", "to_receive", "to_spend")


@dataclass
class Left:
    """What is left of some commitments: how much, of how many of them, and how many more have an amount that is not known."""

    amount: Decimal = Decimal(0)
    commitments: int = 0
    unknowns: int = 0


def with_left_on(commitments, day):
    """Annotates what is left of commitments after `with_step_on`, by the names of `LEFT`: nothing where it is not above zero.

    What is agreed or granted and neither called nor given in kind; called and not received in cash; received and not spent.
    What is not known counts as nothing called, received or spent; of an amount that is not known, nothing is left to call.
    """
    receipts = Receipt.objects.received_by(day)
    return commitments.annotate(
        sum_called=or_nothing(PaymentCall.objects.called_by(day)),
        sum_cash=or_nothing(receipts.filter(form=Receipt.Form.CASH)),
        sum_in_kind=or_nothing(receipts.filter(form=Receipt.Form.IN_KIND)),
        sum_spent=or_nothing(Expenditure.objects.spent_by(day)),
    ).annotate(
        to_call=F("step_amount") - F("sum_called") - F("sum_in_kind"),
        to_receive=F("sum_called") - F("sum_cash"),
        to_spend=F("sum_cash") + F("sum_in_kind") - F("sum_spent"),
    )


def or_nothing(rows):
    """The known amounts of rows of money of a commitment, or zero."""
    return Coalesce(sum_over(rows, "commitment"), Decimal(0))


def is_left(name):
    """The condition that something is left under a name, after `with_left_on`; to the cent, whatever the database adds up."""
    firm = {"step_kind__in": FIRM} if name == "to_call" else {}
    return Q(**{f"{name}__gte": CENT}, **firm)


def remainders(day):
    """What is left on a day by the names of `LEFT`, in one query; what is invented for a demonstration is in none."""
    found = {name: Left() for name in LEFT}
    rows = with_left_on(Commitment.objects.real().with_step_on(day), day)
    for kind, *amounts in rows.order_by().values_list("step_kind", *LEFT).iterator():
        for name, amount in zip(LEFT, amounts, strict=True):
            if name == "to_call" and kind not in FIRM:
                continue
            if amount is None:
                found[name].unknowns += 1
            elif amount >= CENT:
                found[name].commitments += 1
                found[name].amount += amount.quantize(CENT)
    return found
