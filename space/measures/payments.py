"""What a partner has paid and is to pay: receipts and instalments of its own commitments, as an account may read them today."""

from collections import defaultdict

from django.db.models import BooleanField, ExpressionWrapper, Value

from funding.measures.account import Line, cents, open_on, with_payments_on
from funding.measures.remainders import FIRM
from funding.models import Instalment, Receipt
from funding.models.receipt import received
from indicators.measures import Qualifier, Sum, Total

PAID = Sum("amount", "read_as")


def receipts_of(organisation, user, today, on):
    """What had been received of an organisation by a day: in kind, once it is approved."""
    return Receipt.objects.visible_to(user, today).received_by(on).filter(commitment__organisation=organisation)


def recorded_of(organisation, user, today, on):
    """What is recorded of an organisation as given by a day: `counts` says whether it counts as received by then."""
    own = Receipt.objects.visible_to(user, today).counted_by(on).filter(commitment__organisation=organisation)
    return own.annotate(counts=ExpressionWrapper(received(on), BooleanField())).select_related("commitment")


def paid_of(receipts):
    """The totals of receipts by the key of their commitments, of those that count, after `recorded_of`."""
    found = defaultdict(Total)
    for row in receipts:
        if row.counts:
            found[row.commitment_id] += Total.of(cents(row.amount))
    return found


def paid(receipts):
    """The total of some receipts; each amount is exact or unknown."""
    return paid_by(receipts, None)[None]


def paid_by(receipts, field):
    """The totals of some receipts by the values of a field."""
    return PAID.totals(receipts.order_by().annotate(read_as=Value(Qualifier.EXACT)), field)


def instalments_of(organisation, user, today, on):
    """The instalments of an organisation as they stand on a day, with what was called and received of each."""
    own = Instalment.objects.visible_to(user, today).standing_on(on).filter(commitment__organisation=organisation)
    return with_payments_on(own, on)


def to_pay(instalments, commitments, on):
    """The instalments that are still to be paid on a day, the first due first: of what is granted or agreed by then alone."""
    firm = commitments.filter(step_kind__in=FIRM).order_by().values("pk")
    return instalments.filter(open_on(on), commitment__in=firm).order_by("due_on", "pk")


def lines(instalments, on):
    """Instalments with what was called and received of each by a day, and for how many days each has been late."""
    return [Line.of(instalment, on) for instalment in instalments]


def first_due(plan):
    """Of the lines of a commitment that is granted or agreed, the instalment that is to be paid first; `None` for none."""
    still = [line.instalment for line in plan if line.is_open]
    return min(still, key=lambda row: (row.due_on, row.pk), default=None)
