"""The lists of the money that follows commitments, exported and sent back: they change nothing."""

from decimal import Decimal

import pytest

from funding import tables
from funding.resources import (
    CommitmentResource,
    ExpenditureResource,
    InstalmentResource,
    PaymentCallResource,
    ReceiptResource,
    TransferResource,
)
from tests import make
from tests.make import DAY
from tests.office.importing import imported, outcomes
from tests.office.test_round_trips import anne, content_of

__all__ = ["anne"]
pytestmark = pytest.mark.django_db
LISTS = {
    "commitments": (CommitmentResource, tables.CommitmentTable),
    "expenditure": (ExpenditureResource, tables.ExpenditureTable),
    "instalments": (InstalmentResource, tables.InstalmentTable),
    "payment-calls": (PaymentCallResource, tables.PaymentCallTable),
    "receipts": (ReceiptResource, tables.ReceiptTable),
    "transfers": (TransferResource, tables.TransferTable),
}


@pytest.fixture
def money(db):
    """Two commitments of one title, of partners of one short name, and rows of money of every sort of one of them."""
    owner = make.organisation(name="Long", short_name="LG")
    chair = make.commitment(title_fr="Chaire", title_en="Chair", kind="agreement", amount=50, organisation=owner)
    make.commitment(title_fr="Chaire", organisation=make.organisation(name="Autre", short_name="LG"), amount=3)
    first = make.instalment(commitment=chair, amount=5, precision="month", condition="Rapport")
    make.instalment(commitment=chair)
    make.payment_call(commitment=chair, instalment=first, amount=5, reference="A")
    make.payment_call(commitment=chair)
    make.receipt(commitment=chair, amount=Decimal("1234.5"), institution=owner, reference="R", instalment=first)
    approved = {"valued_by": make.user(), "approved_by": make.user(), "approved_on": DAY}
    in_kind = {"form": "in_kind", "quantity": Decimal("2.5"), "rate": Decimal("10.1"), "unit": "jours"}
    make.receipt(commitment=chair, **in_kind, **approved)
    make.expenditure(commitment=chair, institution=owner, amount=7)
    make.expenditure(commitment=chair)
    make.transfer(commitment=chair, giver=owner, amount=Decimal("1234.5"), reference="T", precision="year")
    make.transfer(commitment=chair, receiver=owner)


@pytest.mark.usefixtures("money")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("columns", ["usual", "all"])
@pytest.mark.parametrize("name", LISTS)
def test_file_of_a_list_of_money_changes_nothing(anne, name, columns, kind):
    resource, table = LISTS[name]
    query = {"export": kind} | ({"columns": list(table.base_columns)} if columns == "all" else {})
    plan = imported(resource, content_of(anne.get(f"/office/{name}/", query)))
    assert (len(plan.lines) >= 2, outcomes(plan)) == (True, {"same": len(plan.lines)})
