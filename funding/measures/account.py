"""The account of a commitment on a day: what is agreed, called, received and spent of it, and what is left between them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from enact.amounts import CENT
from funding.models import Commitment, CommitmentStep, Expenditure, Instalment, PaymentCall, Receipt, State, Transfer
from funding.models.flow import standing, sum_over
from indicators.measures import Qualifier, Total


def with_payments_on(instalments, day):
    """Annotates `called` and `received`: the known amounts called and received of instalments by a day; `None` without any."""
    return instalments.annotate(
        called=sum_over(PaymentCall.objects.called_by(day), "instalment"),
        received=sum_over(Receipt.objects.received_by(day), "instalment"),
    )


def open_on(day):
    """The condition that an instalment stands on a day and is not wholly received by then, after `with_payments_on`.

    Of an amount that is not known, it is open that nothing at all was received.
    """
    # Compared once, since the sum is looked up each time that it is named: no amount is below zero.
    is_open = LessThan(Coalesce(F("received"), Decimal(-1)), Coalesce(F("amount"), Decimal(0)))
    return standing(day) & Q(is_open)


def overdue(day):
    """The condition that an instalment was due before a day and is open on it, after `with_payments_on`."""
    return open_on(day) & Q(due_on__lt=day)


def with_flows_on(commitments, day):
    """Annotates `called`, `received` and `spent`: the known amounts of commitments by a day; `None` without any."""
    return commitments.annotate(
        called=sum_over(PaymentCall.objects.called_by(day), "commitment"),
        received=sum_over(Receipt.objects.received_by(day), "commitment"),
        spent=sum_over(Expenditure.objects.spent_by(day), "commitment"),
    )


def total_of(rows):
    """The total of the amounts of some rows, each exact or unknown."""
    return sum((Total.of(row.amount) for row in rows), Total())


@dataclass(frozen=True)
class Line:
    """An instalment on a day: what was called and received of it, and for how many days it has been late; `None`: it is not."""

    instalment: Instalment
    called: Decimal | None
    received: Decimal | None
    late: int | None

    @classmethod
    def of(cls, instalment, day):
        """The line of an instalment with its payments on a day."""
        line = cls(instalment, cents(instalment.called), cents(instalment.received), None)
        is_late = line.is_open and instalment.due_on < day
        return replace(line, late=(day - instalment.due_on).days) if is_late else line

    @property
    def is_open(self):
        """Whether it is not wholly received; of an amount that is not known, whether nothing at all was."""
        amount = self.instalment.amount
        return self.received is None or (amount is not None and self.received < amount)

    @property
    def left(self):
        """What is still to be received; `None` when its amount is not known."""
        amount = self.instalment.amount
        return None if amount is None else amount - (self.received or 0)


def cents(amount):
    """An amount to the cent; `None` stays."""
    return None if amount is None else Decimal(amount).quantize(CENT)


class Account:
    """All rows of money of a commitment as they count on a day, and what they come to.

    The commitment comes after `with_step_on` of that day.
    """

    def __init__(self, commitment, day):
        self.commitment, self.day = commitment, day
        own = {"commitment": commitment.pk}
        planned = with_payments_on(Instalment.objects.standing_on(day).filter(**own), day).order_by("number")
        self.lines = [Line.of(instalment, day) for instalment in planned]
        self.calls = list(PaymentCall.objects.called_by(day).filter(**own).select_related("instalment", "file"))
        recorded = Receipt.objects.counted_by(day).filter(**own)
        recorded = recorded.select_related("instalment", "institution", "valued_by", "approved_by", "file")
        counted = set(Receipt.objects.received_by(day).filter(**own).values_list("pk", flat=True))
        self.receipts = [row for row in recorded if row.pk in counted]
        self.waiting = [row for row in recorded if row.pk not in counted]
        self.expenditure = list(Expenditure.objects.spent_by(day).filter(**own).select_related("institution"))
        made = Transfer.objects.transferred_by(day).filter(**own)
        self.transfers = list(made.select_related("giver", "receiver"))

    @property
    def state(self):
        """The state on the day; `None` before the first step."""
        return CommitmentStep.LEADS_TO.get(self.commitment.step_kind)

    @property
    def agreed(self):
        """What is agreed, or granted while no agreement is signed; nothing in another state."""
        if self.state not in (State.GRANTED, State.AGREED):
            return Total()
        return Total.of(cents(self.commitment.step_amount), self.commitment.step_qualifier or Qualifier.EXACT)

    @property
    def planned(self):
        """What the instalments come to."""
        return total_of(line.instalment for line in self.lines)

    @property
    def called(self):
        """What was called for payment."""
        return total_of(self.calls)

    @property
    def received(self):
        """What was received, in cash and in kind."""
        return total_of(self.receipts)

    @property
    def spent(self):
        """What was spent."""
        return total_of(self.expenditure)

    @property
    def in_kind(self):
        """What was received in kind, for which nothing is called."""
        return total_of(row for row in self.receipts if row.form == Receipt.Form.IN_KIND)

    @property
    def to_call(self):
        """What is agreed, and neither called nor given in kind."""
        return self.agreed.less(self.called + self.in_kind)

    @property
    def to_receive(self):
        """What was called and not received in cash."""
        return self.called.less(total_of(row for row in self.receipts if row.form == Receipt.Form.CASH))

    @property
    def to_spend(self):
        """What was received and not spent."""
        return self.received.less(self.spent)

    @property
    def overdue(self):
        """The lines of the instalments that are late, the latest first."""
        return sorted((line for line in self.lines if line.late is not None), key=lambda line: -line.late)


def account_of(key, day):
    """The account of the commitment of a key on a day. Raises `DoesNotExist` where there is none."""
    return Account(Commitment.objects.with_step_on(day).select_related("organisation", "framework").get(pk=key), day)
