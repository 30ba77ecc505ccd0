"""The six sums of money on a day, side by side and never added up: of all, and by one criterion at a time."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Value
from django.db.models import Sum as SumOf
from django.db.models.functions import ExtractYear

from enact.themes import Themed
from funding.models import Commitment, CommitmentStep, Expenditure, PaymentCall, Receipt, State
from indicators.measures import NOT_SAID, Qualifier, Sum, Total

STATES = (State.IN_DISCUSSION, State.PROMISED, State.GRANTED, State.AGREED)
"""The states that give something, one at a time."""
FLOWS = ("called", "received", "spent")
"""What is counted inside what is agreed or granted, from calls for payment on."""
COLUMNS = (*STATES, *FLOWS)


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


def waterfall(day, criterion):
    """The totals of each column by the keys of a criterion, as known today: {key: {column: total}}, in 4 queries.

    A commitment of several themes counts in each of them, and under `NOT_SAID` when it has none.
    """
    found = defaultdict(lambda: dict.fromkeys(COLUMNS, Total()))
    for column, *group, qualifier, known, knowns, rows in groups_on(day, criterion):
        total = Sum.total(qualifier, known, knowns, rows - knowns)
        for key in keys_of(criterion, group):
            found[key][column] += total
    return dict(found)


def keys_of(criterion, group):
    """The keys under which a group of rows counts."""
    if len(criterion.fields) == 1:
        return group
    return [name for name, holds in zip(criterion.fields, group, strict=True) if holds] or [NOT_SAID]


def groups_on(day, criterion):
    """The sums of rows of one column, one key and one qualifier each."""
    commitments = Commitment.objects.real().with_step_on(day).filter(step_kind__isnull=False)
    commitments = commitments.annotate(year=ExtractYear("step_day"))
    for kind, *group in grouped(commitments, ["step_kind", *criterion.fields], "step_amount", "step_qualifier"):
        if CommitmentStep.LEADS_TO[kind] in STATES:
            yield CommitmentStep.LEADS_TO[kind], *group
    for column, rows in flows_on(day).items():
        own = {"year", "form"} if column == "received" else {"year"}
        fields = [name if name in own else f"commitment__{name}" for name in criterion.fields]
        dated = rows.real().annotate(year=ExtractYear(rows.DAY), exact=Value(Qualifier.EXACT))
        for group in grouped(dated, fields, "amount", "exact"):
            yield column, *group


def flows_on(day):
    """The rows of money that count on a day, by column."""
    return {
        "called": PaymentCall.objects.called_by(day),
        "received": Receipt.objects.received_by(day),
        "spent": Expenditure.objects.spent_by(day),
    }


def grouped(rows, fields, amount, qualifier):
    """The rows by the values of some fields and a qualifier: the known sum, how many are known, how many there are."""
    groups = rows.order_by().values_list(*fields, qualifier)
    return groups.annotate(known=SumOf(amount), knowns=Count(amount), rows=Count("id"))


def whole(parts):
    """The totals of each column over the keys of a criterion whose parts do not overlap."""
    return {column: sum((totals[column] for totals in parts.values()), Total()) for column in COLUMNS}
