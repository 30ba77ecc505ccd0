"""What follows a commitment that is agreed: its plan, what is called and received, passed on and spent."""

import datetime
from datetime import timedelta
from decimal import Decimal

from enact.amounts import CENT
from enact.dates import Precision
from funding.models import Commitment, CommitmentStep, Expenditure, Instalment, PaymentCall, Receipt, Transfer

Kind, Nature, Heading = CommitmentStep.Kind, Commitment.Nature, Expenditure.Heading

FIRST_DUE = 60
"""In days after the agreement."""
CALLED_BEFORE = 30
"""In days: how long before its day an instalment is called for."""
RATES = {
    Nature.INTERNSHIP: ("mois de stage", Decimal(650)),
    Nature.STAFF_TIME: ("jours", Decimal(450)),
    Nature.DATA: ("lots de données", Decimal(1_200)),
    Nature.EQUIPMENT: ("mois de prêt", Decimal("1500.50")),
    Nature.COMPUTING: ("heures de calcul", Decimal("2.40")),
    Nature.PREMISES: ("m² par mois", Decimal("11.75")),
}
"""What is in kind, by nature: its unit, and what a unit is worth in euros."""
SHARES = ((Heading.STAFF, 62), (Heading.EQUIPMENT, 14), (Heading.SERVICES, 16), (Heading.OVERHEADS, 8))
"""How spending is split, of a hundred."""


class Flow:
    """The money of one commitment, told from its plot: `stops` is the day from which nothing comes any more."""

    def __init__(self, book, chance, cast, commitment, step):
        self.book, self.chance, self.commitment, self.step = book, chance, commitment, step
        self.institutions, self.received, self.stops = cast.institutions(), [], book.until
        self.numbers = 0

    def reference(self, letters):
        """A reference that no other row of the commitment has."""
        self.numbers += 1
        return f"{letters}-{self.numbers:03}"

    def comes(self, day):
        """Whether a day belongs to the story of this commitment."""
        return day <= min(self.stops, self.book.until)

    def enter(self, record, on, *after):
        """Has a row of the commitment entered some days after what it tells."""
        on += timedelta(days=self.chance.randrange(8))
        return self.book.enter(record, on, after=after, by=self.book.treasurer)


def follow(book, chance, cast, commitment, plot, step):
    """Has the money of a commitment entered, when its plot comes to an agreement; `step` is the last one entered."""
    agreed = next((happening for happening in plot if happening.kind == Kind.AGREEMENT), None)
    if agreed is None:
        return
    flow = Flow(book, chance, cast, commitment, step)
    flow.stops = next((one.on for one in plot if one.kind == Kind.WITHDRAWAL), book.until)
    for instalment in plan(flow, agreed, [one for one in plot if one.kind == Kind.AMENDMENT]):
        pay(flow, instalment)
    spend(flow)


def plan(flow, agreed, amendments):
    """The instalments: equal parts, of which the last makes up the rest, in one plan of nine less than it should.

    An amendment upwards adds one; what one downwards takes away is left in the plan, which then does not add up.
    """
    count, gap = flow.chance.randint(3, 8), flow.chance.choice((61, 91, 91, 122))
    parts = equal_parts(agreed.amount, count)
    if parts[-1] and flow.chance.randrange(9) == 0:
        parts[-1] = (parts[-1] * 9 / 10).quantize(CENT)
    days = [agreed.on + timedelta(days=FIRST_DUE + gap * place) for place in range(count)]
    rows = [(agreed.on, day, part) for day, part in zip(days, parts, strict=True)]
    known = agreed.amount
    for amendment in amendments:
        if known and amendment.amount and amendment.amount > known:
            rows.append((amendment.on, amendment.on + timedelta(days=90), amendment.amount - known))
        known = amendment.amount
    for number, (on, due_on, amount) in enumerate(rows, start=1):
        condition = "Rapport d’étape fictif remis" if number % 3 == 0 else ""
        instalment = Instalment(
            commitment=flow.commitment, number=number, due_on=due_on, amount=amount, condition=condition
        )
        yield flow.enter(instalment, on, flow.commitment)


def equal_parts(amount, count):
    """An amount in so many equal parts, whose last one makes up the cents; all unknown of an unknown."""
    if amount is None:
        return [None] * count
    part = (amount / count).quantize(CENT)
    return [part] * (count - 1) + [amount - part * (count - 1)]


def pay(flow, instalment):
    """What comes of an instalment: most are paid within weeks, some late, some in part, some not at all."""
    in_kind = flow.commitment.form == Commitment.Form.IN_KIND
    call = None if in_kind else call_for(flow, instalment)
    fate = flow.chance.randrange(100)
    if fate < 9:
        return
    late = flow.chance.randint(-3, 20) if fate < 80 else flow.chance.randint(30, 120)
    amount, note = instalment.amount, ""
    if amount and fate >= 96:
        amount, note = (amount * 6 / 5).quantize(CENT), "Au-delà de l’échéance : confirmé par le partenaire fictif"
    elif amount and fate >= 90:
        amount = (amount * 3 / 5).quantize(CENT)
    count = flow.chance.randint(1, 4)
    for place, part in enumerate(equal_parts(amount, count)):
        on = instalment.due_on + timedelta(days=late + 12 * place)
        if flow.comes(on):
            receive(flow, instalment, call, on, part, note)


def call_for(flow, instalment):
    """The call for the payment of an instalment, which one in ten lacks."""
    on = instalment.due_on - timedelta(days=CALLED_BEFORE)
    if not flow.comes(on) or flow.chance.randrange(10) == 0:
        return None
    reference = flow.reference("AP")
    call = PaymentCall(
        commitment=flow.commitment, instalment=instalment, called_on=on, amount=instalment.amount, reference=reference
    )
    return flow.enter(call, on, instalment)


def receive(flow, instalment, call, on, amount, note):
    """A receipt: cash, or what is in kind, valued by one and later approved by another."""
    receipt = Receipt(
        commitment=flow.commitment,
        instalment=instalment,
        received_on=on,
        amount=amount,
        note=note,
        institution=flow.chance.choice(flow.institutions[:4]),
        reference=flow.reference("RE"),
    )
    if flow.commitment.form == Commitment.Form.IN_KIND:
        value(flow, receipt)
    flow.enter(receipt, on, *filter(None, [instalment, call]))
    if receipt.form == Receipt.Form.IN_KIND:
        approve(flow, receipt, on)
    elif flow.chance.randrange(40) == 0:
        enter_twice(flow, receipt, on)
    if receipt.form == Receipt.Form.CASH and receipt.amount:
        flow.received.append(receipt)


def value(flow, receipt):
    """Values what is in kind: so many units, to the half, as make about the amount; not known where that is not."""
    unit, rate = RATES[flow.commitment.nature]
    receipt.form, receipt.unit, receipt.rate = Receipt.Form.IN_KIND, unit, rate
    if receipt.amount is not None:
        receipt.quantity = (receipt.amount / rate * 2).quantize(Decimal(1)) / 2
    receipt.method, receipt.evidence = "Barème fictif du programme", "Relevé fictif signé"
    receipt.amount, receipt.valued_by = receipt.valued, flow.book.treasurer


def approve(flow, receipt, on):
    """Somebody else approves what is in kind, within two months; of seven, one waits."""
    day = on + timedelta(days=flow.chance.randint(8, 60))
    if flow.chance.randrange(7) and day <= flow.book.until:
        flow.book.change(receipt, day, approved_by=flow.book.coordinator, approved_on=day)


def enter_twice(flow, receipt, on):
    """A receipt entered a second time by mistake, and cancelled."""
    values = ("commitment", "instalment", "received_on", "amount", "institution")
    twin = Receipt(reference=flow.reference("RE"), **{name: getattr(receipt, name) for name in values})
    flow.enter(twin, on, receipt)
    day = on + timedelta(days=40)
    if day <= flow.book.until:
        flow.book.change(twin, day, cancelled_on=day, note="Saisi deux fois (fictif)")


def spend(flow):
    """What institutions pass on, and spend: they declare each year by its last day, in the weeks after it."""
    for receipt in flow.received:
        if flow.chance.randrange(12) == 0:
            pass_on(flow, receipt)
    spent = Decimal(0)
    for year in range(flow.book.first.year, flow.book.until.year):
        last = datetime.date(year, 12, 31)
        received = sum(one.amount for one in flow.received if one.received_on <= last)
        declared = last + timedelta(days=flow.chance.randint(40, 80))
        amount = ((received - spent) * flow.chance.randint(50, 95) / 100).quantize(CENT)
        if amount and declared <= flow.book.until:
            spent += sum(declare(flow, last, declared, amount))


def declare(flow, last, declared, amount):
    """The amounts of a year's spending, by heading, once entered."""
    institution = flow.received[0].institution
    for heading, share in SHARES:
        part = (amount * share / 100).quantize(CENT)
        row = Expenditure(
            commitment=flow.commitment,
            institution=institution,
            heading=heading,
            spent_on=last,
            precision=Precision.YEAR,
            amount=part,
            reference=str(last.year),
        )
        flow.enter(row, declared, flow.commitment)
        yield part


def pass_on(flow, receipt):
    """A third of a receipt passes to another institution, some weeks later."""
    day = receipt.received_on + timedelta(days=45)
    receiver = next(one for one in flow.institutions if one is not receipt.institution)
    if flow.comes(day):
        row = Transfer(
            commitment=flow.commitment,
            giver=receipt.institution,
            receiver=receiver,
            transferred_on=day,
            amount=(receipt.amount / 3).quantize(CENT),
            reference=flow.reference("VI"),
        )
        flow.enter(row, day, receipt)
