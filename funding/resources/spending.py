"""Expenditure, as files give it."""

from django.utils.translation import gettext_lazy

from enact.imports.headings import normal
from enact.imports.resources import Resource
from funding.models import Expenditure
from funding.resources.flow import AMOUNT, DAY, READ_AS, FlowPart, flow_columns, precision_of


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
