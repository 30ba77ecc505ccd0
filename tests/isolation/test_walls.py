"""The first wall, on its own: which rows each role sees, whatever page asks for them."""

import pytest
from django.apps import apps
from django.utils import timezone

from tests.isolation.world import FIRST, SECOND

pytestmark = pytest.mark.django_db
OWNERS = {
    "funding.Commitment": lambda row: row.organisation_id,
    "funding.CommitmentStep": lambda row: row.commitment.organisation_id,
    "funding.Expenditure": lambda row: row.commitment.organisation_id,
    "funding.FrameworkAgreement": lambda row: row.organisation_id,
    "funding.Instalment": lambda row: row.commitment.organisation_id,
    "funding.PaymentCall": lambda row: row.commitment.organisation_id,
    "funding.Receipt": lambda row: row.commitment.organisation_id,
    "funding.Transfer": lambda row: row.commitment.organisation_id,
    "partners.DeclaredSize": lambda row: row.organisation_id,
    "partners.Membership": lambda row: row.organisation_id,
    "partners.Organisation": lambda row: row.pk,
    "partners.Responsibility": lambda row: row.organisation_id or row.contact_of_id,
    "partners.Supervision": lambda row: row.organisation_id,
    "research.Chair": lambda row: row.host_id,
}
"""The organisation that a row is for the eyes of, for every kind of row that is scoped."""
EVERYTHING = None
SEEN = {
    **dict.fromkeys(["deactivated", "signed in", "removed", "withdrawn", "future", "staff"], frozenset()),
    **dict.fromkeys(["viewer", "manager"], frozenset({FIRST})),
    "elsewhere": {SECOND},
    "of two": {FIRST, SECOND},
    **dict.fromkeys(["reader", "coordinator", "administrator"], EVERYTHING),
}
"""The partners whose rows each role sees."""


def test_every_kind_of_row_that_is_scoped_is_known():
    scoped = {model._meta.label for model in apps.get_models() if hasattr(model._default_manager, "visible_to")}
    assert scoped == OWNERS.keys()


@pytest.mark.parametrize("label", OWNERS)
def test_each_role_sees_its_rows_alone(world, label):
    rows, owner, day = apps.get_model(label).objects, OWNERS[label], timezone.localdate()
    way = getattr(rows.all(), "ORGANISATION", "")
    every = rows.select_related("commitment") if way.startswith("commitment__") else rows.all()
    keys = {number: partner.rows["partners.organisation"].pk for number, partner in enumerate(world.partners)}
    for role, numbers in SEEN.items():
        seen = set(rows.visible_to(world.visitors[role].user, day))
        expected = {row for row in every if numbers is EVERYTHING or owner(row) in {keys[number] for number in numbers}}
        assert (role, seen) == (role, expected)
