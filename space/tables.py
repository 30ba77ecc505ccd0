"""The columns of a partner's own commitments, instalments and payments."""

from django.utils.translation import gettext_lazy as _

from enact.ui.columns import AmountColumn, ChoiceColumn, DayColumn, ListColumn
from funding.models import Commitment, CommitmentStep, Receipt
from funding.tables import CommitmentTable, InstalmentTable, ReceiptTable, has, state_of
from space.wording import STATES


def steps_of(row):
    """The steps that count of a commitment, in the order of their days, after they were fetched as `taken`."""
    return " · ".join(str(step) for step in row.taken)


class OwnCommitmentTable(CommitmentTable):
    """What a partner contributes, as it stands on a day: the columns of the coordination, in the partner's words."""

    partner = called = spent = None
    received = AmountColumn(_("paid"), when=has("received"), orderable=False)
    state = ChoiceColumn(
        _("state"), state_of, names=list(STATES.items()), ranks=CommitmentStep.Kind, order_by="step_kind"
    )
    pillar = ChoiceColumn(_("pillar"), names=Commitment.Pillar, visible=False)
    steps = ListColumn(_("steps"), steps_of, orderable=False)

    class Meta:
        order_by = ("words", "id")


class OwnInstalmentTable(InstalmentTable):
    """What a partner is to pay, and what was paid of it by a day."""

    partner = note = None
    received = AmountColumn(_("paid"), when=has("received"))
    condition = ListColumn(_("condition"))


def of_what_is_in_kind(name):
    """The function that gives a text of a contribution in kind; "" for a payment."""
    return lambda row: getattr(row, name) if row.form == Receipt.Form.IN_KIND else ""


class OwnReceiptTable(ReceiptTable):
    """What a partner has paid or given by a day."""

    partner = evidence = note = None
    received = DayColumn(_("paid on"), "received_on", precision="precision")
    unit = ListColumn(_("unit"), of_what_is_in_kind("unit"), orderable=False, visible=False)
    method = ListColumn(_("method of valuing"), of_what_is_in_kind("method"), orderable=False, visible=False)
