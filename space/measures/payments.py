"""What a partner has paid and is to pay: receipts and instalments of its own commitments, as an account may read them today."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models import Sum as SumOf
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from enact.dates import end_of
from funding.measures.account import Line, cents, open_on, with_payments_on
from funding.measures.remainders import FIRM
from funding.models import Instalment, Receipt
from funding.models.flow import sum_over
from funding.models.receipt import received
from indicators.measures import Qualifier, Sum, Total
from space.measures import sent
from space.measures.sums import is_firm, left_of
from space.models import PaymentAnnouncement

PAID = Sum("amount", "read_as")
KNOWN_AT_MOST = (Qualifier.EXACT, Qualifier.AT_MOST)
"""How what is left is to be read where it is known to be no more."""


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


def with_announcements(instalments, visit, on):
    """Annotates `announced_on`, `None` without any: the day on which the partner says that it has paid an instalment, the latest.

    And `announced`: what it says that it has paid. Both of what it had sent by a day, and was not decided by then.
    """
    made = sent.own(visit, PaymentAnnouncement, on=on).filter(is_made=True)
    waiting = made.filter(Q(decided_at__isnull=True) | Q(decided_at__gt=end_of(on)))
    latest = waiting.filter(instalment=OuterRef("pk")).order_by("-paid_on", "-pk")
    return instalments.annotate(
        announced_on=Subquery(latest.values("paid_on")[:1]), announced=sum_over(waiting, "instalment")
    )


def is_announced(line):
    """Whether the partner says that it has paid what is left of an instalment, after `with_announcements`: ours to look for it.

    Of an amount that is not known, whether it says that it has paid anything.
    """
    announced = cents(getattr(line.instalment, "announced", None))
    return announced is not None and (line.left is None or announced >= line.left)


def still_to_pay():
    """The condition that an instalment is not paid even with what is announced of it, after `with_announcements`."""
    paid = Coalesce(F("received") + F("announced"), F("received"), F("announced"), Decimal(-1))
    return Q(LessThan(paid, Coalesce(F("amount"), Decimal(0))))


def to_pay(instalments, commitments, on):
    """The instalments that are still to be paid on a day, the first due first: of what is granted or agreed by then alone."""
    firm = commitments.filter(step_kind__in=FIRM).order_by().values("pk")
    return instalments.filter(open_on(on), commitment__in=firm).order_by("due_on", "pk")


def lines(instalments, on):
    """Instalments with what was called and received of each by a day, and for how many days each has been late.

    One of which all is announced as paid is late no more: the coordination is to look for the payment.
    """
    found = [Line.of(instalment, on) for instalment in instalments]
    return [replace(line, late=None) if is_announced(line) else line for line in found]


def left_to_announce(commitment, instalment, receipts, announcements):
    """The least that is left to be paid and not announced yet: of a commitment after `with_step_on`, or of an instalment of it.

    With the instalment, or `None` where the whole commitment has less left; both `None` where nobody knows, and where it is no
    claim. The instalment comes after `with_payments_on` and `with_announcements`; `receipts` and `announcements` are those of
    the commitment.
    """
    found, total = [], left_of(commitment, paid(receipts))
    if instalment and instalment.amount is not None:
        found.append((beyond(instalment.amount, instalment.received, instalment.announced), instalment))
    if is_firm(commitment) and total.value is not None and total.qualifier in KNOWN_AT_MOST:
        made = announcements.waiting().filter(is_made=True)
        found.append((beyond(total.known, made.aggregate(summed=SumOf("amount"))["summed"]), None))
    return min(found, key=lambda pair: pair[0], default=(None, None))


def beyond(amount, *taken):
    """What is left of an amount once others are taken, those that are known; nothing where they are more."""
    return max(amount - sum((cents(one) for one in taken if one is not None), Decimal(0)), Decimal(0))


def first_due(plan):
    """Of the lines of a commitment that is granted or agreed, the instalment that is to be paid first; `None` for none.

    What is wholly announced as paid is not waited for any more.
    """
    still = [line.instalment for line in plan if line.is_open and not is_announced(line)]
    return min(still, key=lambda row: (row.due_on, row.pk), default=None)
