"""Expenditure, and transfers between institutions, as files give them."""

from django.utils.translation import gettext_lazy

from enact.imports.headings import normal
from enact.imports.resources import Resource
from funding.models import Expenditure, Transfer
from funding.resources.flow import AMOUNT, DAY, READ_AS, FlowPart, flow_columns, precision_of, referenced
from partners.resources import OrganisationColumn


class ExpenditurePart(FlowPart):
    """Expenditure: by commitment, institution, heading, last day of the period and reference."""

    model = Expenditure
    fields = (
        *("commitment", "institution", "heading", "spent_on", "precision", "amount", "reference"),
        *("cancelled_on", "note"),
    )
    asked = ("commitment", "institution", "heading", "spent_on")

    def natural_keys(self, record):
        yield (record.commitment_id, record.institution_id, record.heading, record.spent_on, normal(record.reference))


class ExpenditureResource(Resource):
    """Expenditure of commitments."""

    name = "expenditure"
    title = gettext_lazy("Expenditure")
    intro = gettext_lazy(
        "One row an amount that an institution spent under a heading. Found by number, or by commitment, institution, heading, "
        "last day and reference."
    )
    parts = (ExpenditurePart,)
    derived = READ_AS
    columns = tuple(
        flow_columns(
            Expenditure,
            institution=True,
            heading={"asked": True},
            spent_on={
                "asked": True,
                "also": (*DAY, gettext_lazy("year"), gettext_lazy("period until")),
                "ends_year": True,
            },
            precision=precision_of(gettext_lazy("last day of the period"), gettext_lazy("period until")),
            amount=AMOUNT,
            reference={},
        )
    )


class TransferPart(FlowPart):
    """Transfers: by commitment and reference, or else by the two institutions, day and amount."""

    model = Transfer
    fields = (
        *("commitment", "giver", "receiver", "transferred_on", "precision", "amount", "reference"),
        *("cancelled_on", "note"),
    )
    asked = ("commitment", "giver", "receiver", "transferred_on")

    def natural_keys(self, record):
        return referenced(record, record.giver_id, record.receiver_id, record.transferred_on, record.amount)


def side(field):
    """The column of one of the two institutions of a transfer."""
    return OrganisationColumn(field, Transfer._meta.get_field(field).verbose_name, is_optional=False, asked=True)


class TransferResource(Resource):
    """Transfers between institutions."""

    name = "transfers"
    title = gettext_lazy("Transfers between institutions")
    intro = gettext_lazy(
        "One row an amount of a commitment that an institution passed on to another one. Found by number, by commitment and "
        "reference, or else by the two institutions, day and amount."
    )
    parts = (TransferPart,)
    derived = READ_AS
    columns = tuple(
        flow_columns(
            Transfer,
            sides=(side("giver"), side("receiver")),
            transferred_on={"asked": True, "also": DAY},
            precision=precision_of(gettext_lazy("transferred on")),
            amount=AMOUNT,
            reference={},
        )
    )
