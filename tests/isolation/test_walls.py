"""The first wall, on its own: which rows each role sees, whatever page asks for them."""

import pytest
from django.apps import apps
from django.utils import timezone

from tests.isolation.world import FIRST, SECOND
from tests.test_house import APPS

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
    "partners.Access": lambda row: row.organisation_id,
    "partners.DeclaredSize": lambda row: row.organisation_id,
    "partners.Invitation": lambda row: row.organisation_id,
    "partners.Membership": lambda row: row.organisation_id,
    "partners.Organisation": lambda row: row.pk,
    "partners.Responsibility": lambda row: row.organisation_id or row.contact_of_id,
    "partners.Supervision": lambda row: row.organisation_id,
    "research.Chair": lambda row: row.host_id,
    "research.ChairFunding": lambda row: row.commitment.organisation_id,
    "research.StaffPost": lambda row: row.employer_id,
    "training.Coverage": lambda row: row.commitment.organisation_id,
    "training.DoctoralContract": lambda row: row.employer_id,
    "space.Attestation": lambda row: row.organisation_id,
    "space.Correction": lambda row: row.organisation_id,
    "space.PaymentAnnouncement": lambda row: row.organisation_id,
    "space.SignedPaper": lambda row: row.organisation_id,
    "space.Look": lambda row: row.organisation_key,
    "space.Statement": lambda row: row.organisation_key,
}
"""The organisation that a row is for the eyes of, for every kind of row that is scoped."""
EVERYTHING = None
SEEN = {
    **dict.fromkeys(["deactivated", "signed in", "removed", "withdrawn", "future", "staff"], frozenset()),
    **dict.fromkeys(["viewer", "manager"], frozenset({FIRST})),
    "elsewhere": {SECOND},
    "of two": {FIRST, SECOND},
    **dict.fromkeys(["reader", "coordinator", "publisher", "administrator", "unproven"], EVERYTHING),
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


def test_every_kind_of_row_that_leads_to_an_organisation_has_a_canary(world):
    known = world.partners[FIRST].rows.keys() | world.shared.keys() | world.secret.keys()
    missing = sorted(leading_to_an_organisation() - known)
    assert missing == [], f"give the partners of tests/isolation/partners.py a row of each of {missing}"


def leading_to_an_organisation():
    """The kinds of rows of the application that name an organisation, or a row that leads to one; histories are left out."""
    own = [
        model for model in apps.get_models() if model._meta.app_label in APPS and "history_id" not in names_in(model)
    ]
    scoped = {model._meta.label_lower for model in own if hasattr(model._default_manager, "visible_to")}
    found = {"partners.organisation"} | scoped
    while True:
        more = {model._meta.label_lower for model in own if points_at(model) & found} - found
        if not more:
            return found
        found |= more


def names_in(model):
    """The names of the columns of a model."""
    return {field.name for field in model._meta.concrete_fields}


def points_at(model):
    """The kinds of rows that a model points at."""
    return {field.related_model._meta.label_lower for field in model._meta.concrete_fields if field.is_relation}
