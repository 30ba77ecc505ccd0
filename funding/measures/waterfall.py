"""The six sums of money on a day, side by side and never added up: of all, and by one criterion at a time."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Value
from django.db.models import Sum as SumOf
from django.db.models.functions import Coalesce, ExtractYear

from enact.themes import Themed
from funding.measures.account import overdue, with_payments_on
from funding.models import CommitmentStep, Expenditure, Instalment, PaymentCall, Receipt, State
from indicators.measures import NOT_SAID, Qualifier, Sum, Total

STATES = (State.IN_DISCUSSION, State.PROMISED, State.GRANTED, State.AGREED)
"""The states that give something, one at a time."""
FLOWS = ("called", "received", "spent")
"""What is counted inside what is agreed or granted, from calls for payment on."""
LATE = "late"
"""What instalments that are overdue leave to be received."""
COLUMNS = (*STATES, *FLOWS, LATE)


@dataclass(frozen=True)
class Criterion:
    """What sums can be parted by: a field of the commitments, or several that each hold yes or no."""

    key: str
    fields: tuple[str, ...]


CRITERIA = {
    criterion.key: criterion
    for criterion in (
        Criterion("source", ("organisation",)),
        Criterion("kind", ("organisation__kind",)),
        Criterion("pillar", ("pillar",)),
        Criterion("theme", Themed.THEMES),
        Criterion("year", ("year",)),
        Criterion("form", ("form",)),
    )
}


def nothing():
    """The totals of no rows, by column."""
    return dict.fromkeys(COLUMNS, Total())


def waterfall(day, criterion):
    """The totals of each column of all, and by the keys of a criterion: {column: total}, {key: {column: total}}, in two queries.

    As known today. A commitment of several themes counts in each of them, under `NOT_SAID` when it has none, and once in all.
    """
    whole, parts = nothing(), defaultdict(nothing)
    for column, *group, qualifier, known, knowns, rows in groups_on(day, criterion):
        total = Sum.total(qualifier, known, knowns, rows - knowns)
        whole[column] += total
        for key in keys_of(criterion, group):
            parts[key][column] += total
    return whole, dict(parts)


def keys_of(criterion, group):
    """The keys under which a group of rows counts."""
    if len(criterion.fields) == 1:
        return group
    return [name for name, holds in zip(criterion.fields, group, strict=True) if holds] or [NOT_SAID]


def groups_on(day, criterion):
    """The sums of rows of one column, one key and one qualifier each, in two queries."""
    steps = CommitmentStep.objects.deciding_on(day).real().annotate(year=ExtractYear("happened_on"))
    for kind, *group in grouped(steps, ["kind", *paths_of(criterion, own={"year"})], "amount", "qualifier"):
        if CommitmentStep.LEADS_TO[kind] in STATES:
            yield CommitmentStep.LEADS_TO[kind], *group
    first, *others = [grouped_flows(column, rows, criterion) for column, rows in flows_on(day).items()]
    yield from first.union(*others, all=True)


def flows_on(day):
    """The rows of money that count on a day, by column; of instalments that are late, `counted` is what they leave open."""
    late = with_payments_on(Instalment.objects.all(), day).filter(overdue(day))
    return {
        "called": PaymentCall.objects.called_by(day).annotate(counted=F("amount")),
        "received": Receipt.objects.received_by(day).annotate(counted=F("amount")),
        "spent": Expenditure.objects.spent_by(day).annotate(counted=F("amount")),
        LATE: late.annotate(counted=F("amount") - Coalesce(F("received"), Decimal(0))),
    }


def grouped_flows(column, rows, criterion):
    """The rows of money of a column by the keys of a criterion; a receipt has a form of its own."""
    own = {"year", "form"} if column == "received" else {"year"}
    dated = rows.real().annotate(year=ExtractYear(rows.DAY), exact=Value(Qualifier.EXACT), column=Value(column))
    return grouped(dated, ["column", *paths_of(criterion, own)], "counted", "exact")


def paths_of(criterion, own):
    """The fields of a criterion, seen from rows that have some of them themselves, and the others of their commitments."""
    return [name if name in own else f"commitment__{name}" for name in criterion.fields]


def grouped(rows, fields, amount, qualifier):
    """The rows by the values of some fields and a qualifier: the known sum, how many are known, how many there are."""
    groups = rows.order_by().values_list(*fields, qualifier)
    return groups.annotate(known=SumOf(amount), knowns=Count(amount), rows=Count("id"))
