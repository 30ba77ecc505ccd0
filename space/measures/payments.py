"""What a partner has paid and is to pay: receipts and instalments of its own commitments, as an account may read them today."""

from django.db.models import Count, Q, Value

from funding.measures.account import Line, open_on, with_payments_on
from funding.measures.remainders import FIRM
from funding.models import Instalment, Receipt
from indicators.measures import Qualifier, Sum

PAID = Sum("amount", "read_as")


def receipts_of(organisation, user, today, on):
    """What had been received of an organisation by a day: in kind, once it is approved."""
    return Receipt.objects.visible_to(user, today).received_by(on).filter(commitment__organisation=organisation)


def paid(receipts):
    """The total of some receipts; each amount is exact or unknown."""
    return paid_by(receipts, None)[None]


def paid_by(receipts, field):
    """The totals of some receipts by the values of a field."""
    return PAID.totals(receipts.order_by().annotate(read_as=Value(Qualifier.EXACT)), field)


def instalments_of(organisation, user, today, on):
    """The instalments of an organisation as they stand on a day, with what was called and received of each.

    None for an account that may not read what was called and received: it would take what it cannot see for unpaid.
    """
    own = Instalment.objects.visible_to(user, today).standing_on(on).filter(commitment__organisation=organisation)
    is_blind = user.is_staff and not user.has_perms(["funding.view_paymentcall", "funding.view_receipt"])
    return with_payments_on(own.none() if is_blind else own, on)


def to_pay(instalments, commitments, on):
    """The instalments that are still to be paid on a day, the first due first: of what is granted or agreed by then alone."""
    firm = commitments.filter(step_kind__in=FIRM).order_by().values("pk")
    return instalments.filter(open_on(on), commitment__in=firm).order_by("due_on", "pk")


def counts_due(instalments, on):
    """How many of some instalments there are, as `open`, and how many of them were due before a day, as `late`."""
    return instalments.order_by().aggregate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))


def lines(instalments, on):
    """Instalments with what was called and received of each by a day, and for how many days each has been late."""
    return [Line.of(instalment, on) for instalment in instalments]
