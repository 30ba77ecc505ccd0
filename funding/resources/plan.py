"""Instalments and calls for payment, as files give them."""

from django.utils.translation import gettext_lazy

from enact.imports.resources import Resource, derived_amounts
from funding.models import Instalment, PaymentCall
from funding.resources.flow import AMOUNT, DAY, READ_AS, FlowPart, flow_columns, precision_of, referenced


class InstalmentPart(FlowPart):
    """Instalments: by commitment and number."""

    model = Instalment
    fields = ("commitment", "number", "due_on", "precision", "amount", "condition", "cancelled_on", "note")
    asked = ("commitment", "number", "due_on")

    def natural_keys(self, record):
        yield (record.commitment_id, record.number)


class InstalmentResource(Resource):
    """Instalments of commitments."""

    name = "instalments"
    title = gettext_lazy("Instalments")
    intro = gettext_lazy("One row an instalment. Found by number, or by commitment and number of the instalment.")
    parts = (InstalmentPart,)
    derived = (
        *READ_AS,
        *derived_amounts(gettext_lazy("called"), gettext_lazy("received")),
        gettext_lazy("days overdue"),
    )
    columns = tuple(
        flow_columns(
            Instalment,
            number={"asked": True},
            due_on={"asked": True, "also": DAY},
            precision=precision_of(gettext_lazy("due on")),
            amount=AMOUNT,
            condition={},
        )
    )


class PaymentCallPart(FlowPart):
    """Calls for payment: by commitment and reference, or else by day and amount."""

    model = PaymentCall
    fields = ("commitment", "instalment", "called_on", "amount", "reference", "cancelled_on", "note")
    asked = ("commitment", "called_on")

    def natural_keys(self, record):
        return referenced(record, record.called_on, record.amount)


class PaymentCallResource(Resource):
    """Calls for payment of commitments."""

    name = "calls"
    title = gettext_lazy("Calls for payment")
    intro = gettext_lazy("One row a call. Found by number, by commitment and reference, or else by day and amount.")
    parts = (PaymentCallPart,)
    derived = READ_AS
    columns = tuple(
        flow_columns(PaymentCall, called_on={"asked": True, "also": DAY}, amount=AMOUNT, reference={}),
    )
