"""What names another row is of the same commitment as that row: the database refuses anything else."""

import pytest
from django.db import DatabaseError, transaction

from tests import make

pytestmark = pytest.mark.django_db
REFUSED = pytest.raises(DatabaseError, match="not of one owner")


@pytest.mark.parametrize("make_row", [make.receipt, make.payment_call])
def test_row_is_of_the_commitment_of_its_instalment(make_row):
    instalment = make.instalment()
    made = make_row(commitment=instalment.commitment, instalment=instalment)
    with REFUSED, transaction.atomic():
        make_row(instalment=instalment)
    with REFUSED, transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(commitment=make.commitment())
    with REFUSED, transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(instalment=make.instalment())
    assert type(made).objects.get() == made


@pytest.mark.parametrize("make_row", [make.receipt, make.payment_call])
def test_instalment_with_rows_stays_with_its_commitment(make_row):
    instalment = make.instalment()
    make_row(commitment=instalment.commitment, instalment=instalment)
    other = make.commitment()
    with REFUSED, transaction.atomic():
        type(instalment).objects.filter(pk=instalment.pk).update(commitment=other)
    instalment.refresh_from_db()
    assert instalment.commitment != other


def test_row_without_instalment_and_instalment_without_rows_are_free():
    receipt, instalment, other = make.receipt(), make.instalment(), make.commitment()
    type(receipt).objects.filter(pk=receipt.pk).update(commitment=other)
    type(instalment).objects.filter(pk=instalment.pk).update(commitment=other)
    receipt.refresh_from_db()
    assert receipt.commitment == other
