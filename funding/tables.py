"""The columns of the commitments, and of the money that follows them."""

from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.columns import AmountColumn, BothColumn, ChoiceColumn, DayColumn, ListColumn, NumberColumn, ThemesColumn
from enact.ui.tables import ListTable
from funding.models import Commitment, CommitmentStep, Expenditure, Receipt, State


def state_of(row):
    """The state of a commitment after `with_step_on`; `None` before its first step."""
    return CommitmentStep.LEADS_TO.get(row.step_kind)


def gives(row):
    """Whether a commitment after `with_step_on` gives something: it has begun, and was not withdrawn."""
    return row.step_kind not in (None, CommitmentStep.Kind.WITHDRAWAL)


def has(name):
    """The function that says whether a row has something under a name."""
    return lambda row: getattr(row, name) is not None


class CommitmentTable(ListTable):
    """What partners contribute, as it stands on a day."""

    title = BothColumn(_("title"), "title", order_by="words")
    partner = ListColumn(_("partner"), lambda row: str(row.organisation), order_by="organisation__words", fixed=True)
    nature = ChoiceColumn(_("nature"), names=Commitment.Nature)
    form = ChoiceColumn(_("cash or in kind"), names=Commitment.Form)
    state = ChoiceColumn(_("state"), state_of, names=State, ranks=CommitmentStep.Kind, order_by="step_kind")
    amount = AmountColumn(_("amount"), "step_amount", qualifier="step_qualifier", when=gives)
    step = ChoiceColumn(_("last step"), "step_kind", names=CommitmentStep.Kind, visible=False)
    happened = DayColumn(_("day of the step"), "step_day", precision="step_precision")
    source = ListColumn(_("source of the step"), "step_source", orderable=False, visible=False)
    called = AmountColumn(_("called"), when=has("called"), orderable=False, visible=False)
    received = AmountColumn(_("received"), when=has("received"), orderable=False, visible=False)
    spent = AmountColumn(_("spent"), when=has("spent"), orderable=False, visible=False)
    pillar = ChoiceColumn(_("pillar"), names=Commitment.Pillar)
    themes = ThemesColumn(_("themes"), visible=False)
    starts = DayColumn(_("starts on"), "starts_on", visible=False)
    ends = DayColumn(_("last day"), "ends_on", visible=False)

    class Meta:
        order_by = ("organisation__words", "id")


class FlowTable(ListTable):
    """Rows of money, each of a commitment."""

    title = ListColumn(_("commitment"), lambda row: text_of(row.commitment, "title"), order_by="commitment__words")
    partner = ListColumn(
        _("partner"),
        lambda row: str(row.commitment.organisation),
        order_by="commitment__organisation__words",
        fixed=True,
    )


class LateColumn(NumberColumn):
    """For how many days an instalment is late. The field to sort by is the day since which it is."""

    is_nullable = True

    def ordering(self, is_descending):
        return super().ordering(not is_descending)


class InstalmentTable(FlowTable):
    """What is to be paid, and what was paid of it by a day."""

    number = NumberColumn(_("number"))
    due = DayColumn(_("due on"), "due_on", precision="precision")
    amount = AmountColumn(_("amount"))
    called = AmountColumn(_("called"), when=has("called"))
    received = AmountColumn(_("received"), when=has("received"))
    late = LateColumn(_("days overdue"), order_by="late_since", when=has("late"))
    condition = ListColumn(_("condition"), visible=False)
    note = ListColumn(_("note"), visible=False)

    class Meta:
        order_by = ("due_on", "id")


class ReceiptTable(FlowTable):
    """What was received by a day."""

    form = ChoiceColumn(_("cash or in kind"), names=Receipt.Form)
    received = DayColumn(_("received on"), "received_on", precision="precision")
    amount = AmountColumn(_("amount"))
    institution = ListColumn(_("received by"), lambda row: str(row.institution or ""), order_by="institution__words")
    reference = ListColumn(_("reference"))
    quantity = NumberColumn(_("quantity"), visible=False, when=lambda row: row.form == Receipt.Form.IN_KIND)
    unit = ListColumn(_("unit"), visible=False)
    rate = AmountColumn(_("rate in euros a unit"), visible=False, when=lambda row: row.form == Receipt.Form.IN_KIND)
    method = ListColumn(_("method of valuing"), visible=False)
    evidence = ListColumn(_("evidence"), visible=False)
    note = ListColumn(_("note"), visible=False)

    class Meta:
        order_by = ("-received_on", "id")


class PaymentCallTable(FlowTable):
    """What was called for payment by a day."""

    called = DayColumn(_("called on"), "called_on")
    amount = AmountColumn(_("amount"))
    instalment = NumberColumn(_("instalment"), "instalment__number", when=has("instalment"))
    reference = ListColumn(_("reference"))
    note = ListColumn(_("note"), visible=False)

    class Meta:
        order_by = ("-called_on", "id")


class TransferTable(FlowTable):
    """What institutions passed on to one another by a day."""

    giver = ListColumn(_("from"), lambda row: str(row.giver), order_by="giver__words")
    receiver = ListColumn(_("to"), lambda row: str(row.receiver), order_by="receiver__words")
    transferred = DayColumn(_("transferred on"), "transferred_on", precision="precision")
    amount = AmountColumn(_("amount"))
    reference = ListColumn(_("reference"), visible=False)
    note = ListColumn(_("note"), visible=False)

    class Meta:
        order_by = ("-transferred_on", "id")


class ExpenditureTable(FlowTable):
    """What was spent by a day."""

    institution = ListColumn(_("institution"), lambda row: str(row.institution), order_by="institution__words")
    heading = ChoiceColumn(_("heading"), names=Expenditure.Heading)
    spent = DayColumn(_("period until"), "spent_on", precision="precision")
    amount = AmountColumn(_("amount"))
    reference = ListColumn(_("reference"), visible=False)
    note = ListColumn(_("note"), visible=False)

    class Meta:
        order_by = ("-spent_on", "id")
