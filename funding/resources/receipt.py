"""Receipts, as files give them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.parts import Wrong
from enact.imports.resources import Resource
from funding.models import Receipt
from funding.resources.flow import AMOUNT, DAY, READ_AS, FlowPart, flow_columns, precision_of, referenced


class ReceiptPart(FlowPart):
    """Receipts: by commitment and reference, or else by day, amount and whether they are in cash or in kind."""

    model = Receipt
    fields = (
        *("commitment", "instalment", "form", "received_on", "precision", "amount", "institution", "reference"),
        *("quantity", "unit", "rate", "method", "evidence", "cancelled_on", "note"),
    )
    asked = ("commitment", "received_on")
    VALUING = {"form", "quantity", "rate", "amount"}

    def natural_keys(self, record):
        is_valued = record.form == Receipt.Form.IN_KIND and record.valued is not None
        return referenced(record, record.received_on, record.valued if is_valued else record.amount, record.form)

    def named(self, line, field, key):
        return self.context.by if (field, key) == ("valued_by", self.context.by.pk) else super().named(line, field, key)

    def give(self, target, line):
        """What is in kind is worth its quantity times its rate: whoever imports a value has valued it."""
        super().give(target, line)
        record = target.record
        if record.form != Receipt.Form.IN_KIND:
            return
        if record.valued is not None:
            if "amount" in line.values and record.amount != record.valued:
                raise Wrong(_("In kind, the amount is the quantity times the rate: correct one of them."), "amount")
            target.take(line, "amount", record.valued)
        if self.VALUING & target.before.keys():
            if record.approved_by_id:
                raise Wrong(
                    _("This contribution has been approved: its value is changed in its form, not by an import.")
                )
            target.take(line, "valued_by", self.context.by.pk if record.valued is not None else None)


class ReceiptResource(Resource):
    """Receipts of commitments, in cash and in kind."""

    name = "receipts"
    title = gettext_lazy("Receipts")
    intro = gettext_lazy(
        "One row a receipt, in cash or in kind. Found by number, by commitment and reference, or else by day, amount and form."
    )
    parts = (ReceiptPart,)
    derived = (*READ_AS, (gettext_lazy("rate in euros a unit"), gettext_lazy("to be read as")))
    columns = tuple(
        flow_columns(
            Receipt,
            institution=False,
            form={},
            received_on={"asked": True, "also": DAY},
            precision=precision_of(gettext_lazy("received on")),
            amount=AMOUNT,
            reference={},
            quantity={},
            unit={},
            rate={},
            method={},
            evidence={},
        )
    )
