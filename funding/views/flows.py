"""The coordination's lists of the money that follows commitments: on any day, what is recorded of it today."""

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Sum, When
from django.utils.translation import gettext_lazy as _

from enact.ui.coordination import form_addresses
from enact.ui.lists import ListPage
from funding.filters import ExpenditureFilter, InstalmentFilter, PaymentCallFilter, ReceiptFilter, TransferFilter
from funding.measures.account import cents, overdue, with_payments_on
from funding.models import Commitment, Expenditure, Instalment, PaymentCall, Receipt, Transfer
from funding.tables import ExpenditureTable, InstalmentTable, PaymentCallTable, ReceiptTable, TransferTable
from indicators.measures import Qualifier, Total
from indicators.measures import Sum as SumOf
from indicators.wording import days_in_words


class FlowList(ListPage):
    """Rows of money of commitments that count on the day, with the sums of what is shown.

    Sums are parted by the field `parted_by`, whose values have `names`; under `parting`, what they are. `beside` are other
    amounts of each row that are added up, by field: of these, none means that there is nothing. What is invented for a
    demonstration enters no sum, unless `sums_examples`.
    """

    base = "office/base.html"
    template_name = "funding/flow_list.html"
    has_sums = True
    sums_examples = False
    parting = parted_by = ""
    names = ()
    beside = {}

    def get_rows(self):
        """The rows that count on the day, invented examples among them."""
        raise NotImplementedError

    def get_queryset(self):
        return self.get_rows().select_related("commitment__organisation")

    def get_address_of(self):
        return form_addresses(self.get_rows().model)

    def get_day_note(self):
        return days_in_words(self)

    def summed(self, rows):
        """The sums by key, and how many rows are invented for a demonstration and enter none."""
        fields = ("amount", *self.beside)
        groups = rows.order_by().values_list("commitment__organisation__is_example", self.parted_by)
        added = {f"{name}_{of.__name__}": of(name) for name in fields for of in (Sum, Count)}
        sums, invented, counted = {}, 0, 0
        for is_example, key, *found, number in groups.annotate(**added, rows=Count("id")):
            counted += number
            if is_example and not self.sums_examples:
                invented += number
                continue
            totals = [total(number, *found[place : place + 2]) for place in range(0, len(found), 2)]
            beside = [Total(known.known, known.knowns) for known in totals[1:]]
            sums[key] = [
                one + other
                for one, other in zip(sums.get(key, [Total()] * len(fields)), [totals[0], *beside], strict=True)
            ]
        return {"count": counted, "totals": {"sums": sums, "invented": invented}}

    def get_context_data(self):
        totals = self.counted["totals"]
        found = totals["sums"] if totals else {}
        headers = [_("Amount"), *self.beside.values()]
        sums = [(key, name, list(zip(headers, found[key], strict=True))) for key, name in self.names if key in found]
        return super().get_context_data() | {"sums": sums, "headers": headers}


def total(rows, known, knowns):
    """The total of a number of rows of which some amounts are known; each is exact."""
    return SumOf.total(Qualifier.EXACT, known, knowns, rows - knowns)


class InstalmentList(FlowList):
    """What is to be paid and when, what was called and received of it by the day, and what is late."""

    title = _("Instalments")
    adds = Instalment
    table_class = InstalmentTable
    filterset_class = InstalmentFilter
    parting, parted_by, names = _("When"), "is_late", [(True, _("overdue")), (False, _("not overdue"))]
    beside = {"called": _("Called"), "received": _("Received")}

    def get_rows(self):
        return self.with_lateness(with_payments_on(Instalment.objects.standing_on(self.on), self.on))

    def get_overdue(self):
        """The condition that an instalment is late on the day."""
        return overdue(self.on)

    def with_lateness(self, instalments):
        """Annotates which instalments are late on the day, after `with_payments_on`, and since when."""
        late = self.get_overdue()
        return instalments.annotate(
            is_late=ExpressionWrapper(Case(When(late, then=True), default=False), BooleanField()),
            late_since=Case(When(late, then=F("due_on"))),
        )

    def completed(self, records):
        for record in records:
            record.called, record.received = cents(record.called), cents(record.received)
            record.late = (self.on - record.due_on).days if record.is_late else None
        return records


class ReceiptList(FlowList):
    """What was received by the day: in kind, once it is approved."""

    title = _("Receipts")
    adds = Receipt
    table_class = ReceiptTable
    filterset_class = ReceiptFilter
    parting, parted_by, names = _("Cash or in kind"), "form", Receipt.Form.choices

    def get_rows(self):
        return Receipt.objects.received_by(self.on)

    def get_queryset(self):
        return super().get_queryset().select_related("institution")


class PaymentCallList(FlowList):
    """What was called for payment by the day."""

    title = _("Calls for payment")
    adds = PaymentCall
    table_class = PaymentCallTable
    filterset_class = PaymentCallFilter
    parting, parted_by, names = _("Cash or in kind"), "commitment__form", Commitment.Form.choices

    def get_rows(self):
        return PaymentCall.objects.called_by(self.on)

    def get_queryset(self):
        return super().get_queryset().select_related("instalment")


class ExpenditureList(FlowList):
    """What was spent by the day."""

    title = _("Expenditure")
    adds = Expenditure
    table_class = ExpenditureTable
    filterset_class = ExpenditureFilter
    parting, parted_by, names = _("Heading"), "heading", Expenditure.Heading.choices

    def get_rows(self):
        return Expenditure.objects.spent_by(self.on)

    def get_queryset(self):
        return super().get_queryset().select_related("institution")


class TransferList(FlowList):
    """What institutions had passed on to one another by the day. It is neither received once more nor spent."""

    title = _("Transfers between institutions")
    adds = Transfer
    table_class = TransferTable
    filterset_class = TransferFilter
    parting, parted_by, names = _("Cash or in kind"), "commitment__form", Commitment.Form.choices

    def get_rows(self):
        return Transfer.objects.transferred_by(self.on)

    def get_queryset(self):
        return super().get_queryset().select_related("giver", "receiver")
