"""What the constraints of the imported models refuse, asked in Python: the same as the database refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enact.imports.constraints import UnknownLookup, broken_checks, compared, doubles, holds
from funding.models import Commitment, CommitmentStep, Expenditure, Instalment, Receipt
from office.resources import RESOURCES
from research.models import CommunityMember
from tests import make
from training.models import Coverage, DoctoralStep

pytestmark = pytest.mark.django_db
MODELS = dict.fromkeys(part.model for resource in RESOURCES.values() for part in resource.parts)
DAYS = st.sampled_from([None, date(1999, 12, 31), date(2000, 1, 1), date(2025, 5, 20), date(2025, 5, 21)])
AMOUNTS = st.sampled_from([None, Decimal("-0.01"), Decimal(0), Decimal("0.01")])
PEOPLE = st.sampled_from([None, 1, 2])
MONTHS = st.sampled_from([0, 1, 2, 120, 121])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_constraint_of_what_is_imported_can_be_asked(model):
    list(broken_checks(model()))
    list(doubles([model(), model()]))
    assert all(
        constraint.fields for constraint in model._meta.constraints if isinstance(constraint, models.UniqueConstraint)
    )


def refused_by_the_database(record):
    """The checks that Django asks the database about, and that refuse a record."""
    found = []
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(type(record), record)
            except ValidationError:
                found.append(constraint.name)
    return found


RECEIPTS = st.builds(
    Receipt,
    form=st.sampled_from(["cash", "in_kind"]),
    received_on=DAYS,
    cancelled_on=DAYS,
    note=st.sampled_from(["", "x"]),
    amount=AMOUNTS,
    rate=AMOUNTS,
    quantity=AMOUNTS,
    valued_by_id=PEOPLE,
    approved_by_id=PEOPLE,
    approved_on=DAYS,
)
OTHERS = st.one_of(
    st.builds(Commitment, starts_on=DAYS, ends_on=DAYS),
    st.builds(CommitmentStep, happened_on=DAYS, amount=AMOUNTS, replaces_id=PEOPLE, reason=st.sampled_from(["", "x"])),
    st.builds(Instalment, number=st.sampled_from([0, 1, 2]), due_on=DAYS, amount=AMOUNTS),
    st.builds(Expenditure, spent_on=DAYS, amount=AMOUNTS, cancelled_on=DAYS),
    st.builds(
        DoctoralStep,
        kind=st.sampled_from(["started", "extended"]),
        happened_on=DAYS,
        ground=st.sampled_from(["", "leave"]),
        months=st.sampled_from([None, 0, 1, 12, 13]),
    ),
    st.builds(Coverage, first_month=MONTHS, last_month=MONTHS, amount=AMOUNTS),
    st.builds(CommunityMember, person_id=PEOPLE, organisation_id=PEOPLE, starts_on=DAYS, ends_on=DAYS),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=st.one_of(RECEIPTS, OTHERS))
def test_checks_answer_as_the_database_does(db, record):
    assert [constraint.name for constraint in broken_checks(record)] == refused_by_the_database(record)


def test_what_is_not_understood_is_said():
    with pytest.raises(UnknownLookup):
        compared(Commitment(), "title_fr__regex", "x")
    with pytest.raises(UnknownLookup):
        holds(models.Q(nature="data") ^ models.Q(form="cash"), Commitment())


def test_double_is_the_second_one_and_unknown_is_no_double():
    organisation = make.organisation()
    first, second, other = (Commitment(organisation=organisation, title_fr=title) for title in ("a", "a", "b"))
    nobody = [Commitment(title_fr="a"), Commitment(title_fr="a")]
    assert [record for record, _constraint in doubles([first, second, other, *nobody])] == [second]
