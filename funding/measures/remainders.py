"""What is left between the sums of money on a day: agreed and not called, called and not received, received and not spent."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce, Round

from enact.amounts import CENT
from funding.models import CommitmentStep, Expenditure, PaymentCall, Receipt, State
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
        to_call=Round(F("step_amount") - F("sum_called") - F("sum_in_kind"), precision=2),
        to_receive=Round(F("sum_called") - F("sum_cash"), precision=2),
        to_spend=Round(F("sum_cash") + F("sum_in_kind") - F("sum_spent"), precision=2),
    )


def or_nothing(rows):
    """The known amounts of rows of money of a commitment, or zero."""
    return Coalesce(sum_over(rows, "commitment"), Decimal(0))


def is_left(name):
    """The condition that something is left under a name, after `with_left_on`: a cent at least."""
    firm = {"step_kind__in": FIRM} if name == "to_call" else {}
    return Q(**{f"{name}__gte": CENT}, **firm)


def remainders(day):
    """What is left on a day by the names of `LEFT`, in one query; what is invented for a demonstration is in none."""
    found = {name: Left() for name in LEFT}
    for sums in sums_of_commitments(day):
        called, cash, in_kind, spent = (sums.get(name, 0) for name in ("called", "cash", "in_kind", "spent"))
        count(found["to_receive"], called - cash)
        count(found["to_spend"], cash + in_kind - spent)
        if "firm" in sums:
            count(found["to_call"], None if sums["firm"] is None else sums["firm"] - called - in_kind)
    return found


def count(left, amount):
    """Counts what one commitment leaves; `None` is not known, and nothing is left where it is not above zero."""
    if amount is None:
        left.unknowns += 1
    elif amount > 0:
        left.commitments += 1
        left.amount += amount


def sums_of_commitments(day):
    """Of each commitment, what was `called`, received in `cash` and `in_kind` and `spent` of it by a day, as far as it is known.

    Under `firm`, of one that is granted or agreed, its amount, which may not be known. In one query: to look up four sums for
    each commitment takes databases longer than to add all rows up once.
    """
    steps = CommitmentStep.objects.deciding_on(day).filter(kind__in=FIRM).annotate(name=Value("firm"))
    flows = {
        "called": PaymentCall.objects.called_by(day),
        "spent": Expenditure.objects.spent_by(day),
        "cash": Receipt.objects.received_by(day).filter(form=Receipt.Form.CASH),
        "in_kind": Receipt.objects.received_by(day).filter(form=Receipt.Form.IN_KIND),
    }
    known = [
        rows.real()
        .filter(amount__isnull=False)
        .annotate(name=Value(name))
        .order_by()
        .values_list("commitment", "name")
        .annotate(summed=Sum("amount"))
        for name, rows in flows.items()
    ]
    sums = defaultdict(dict)
    firm = steps.real().order_by().values_list("commitment", "name", "amount")
    for commitment, name, amount in firm.union(*known, all=True).iterator():
        sums[commitment][name] = None if amount is None else amount.quantize(CENT)
    return sums.values()
