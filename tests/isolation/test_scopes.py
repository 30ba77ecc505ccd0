"""The first wall of the space: each of its pages asks for rows through the scope of its reader, as often as the table says."""

from collections import Counter

import pytest
from django.utils import timezone

from enact.launch.loading import LAUNCH
from partners.models import Onlooker, OwnedQuerySet
from space.document.contents import contents
from space.figures import SUBJECTS
from tests.isolation.scopes import SCOPES
from tests.isolation.test_matrix import ROUTES, addresses_of
from tests.isolation.world import FIRST, OWN

pytestmark = pytest.mark.django_db
SPACE = [route for route in ROUTES if route.startswith("/<language>/space/")]
SCOPED = OwnedQuerySet.visible_to


def test_table_knows_every_page_of_the_space_and_no_other():
    assert SCOPES.keys() == set(SPACE)


@pytest.fixture
def asked(monkeypatch):
    """How often the scope was asked, by kind of rows."""
    counted = Counter()

    def noting(rows, user, day):
        counted[rows.model._meta.label] += 1
        return SCOPED(rows, user, day)

    monkeypatch.setattr(OwnedQuerySet, "visible_to", noting)
    return counted


@pytest.mark.parametrize("route", SPACE)
def test_page_asks_through_the_scope_of_its_reader(world, asked, route):
    answer = world.visitors["manager"].ask("GET", addresses_of(route, world, "manager")[OWN])
    assert answer.status in (200, 302)
    assert dict(asked) == SCOPES.get(route), f"if it is right, write it into SCOPES: {route!r}: {dict(asked)!r},"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_contested_is_asked_through_the_scope_of_its_reader(world, asked, subject):
    organisation = world.partners[FIRST].rows["partners.organisation"]
    record = SUBJECTS[subject].rows(organisation, Onlooker(organisation), timezone.localdate()).order_by("pk").first()
    asked.clear()
    address = f"/fr/space/{organisation.pk}/correct/{subject}/{record.pk}/"
    assert world.visitors["manager"].ask("GET", address).status == 200
    assert asked == Counter(["partners.Organisation", "space.Correction", record._meta.label])


def test_statement_asks_through_the_scope_of_its_reader(world, asked):
    organisation = world.partners[FIRST].rows["partners.organisation"]
    contents(organisation, Onlooker(organisation), timezone.localdate(), LAUNCH)
    assert asked == {
        "funding.Commitment": 1,
        "funding.CommitmentStep": 1,
        "funding.Instalment": 1,
        "funding.Receipt": 3,
    }


def test_key_of_a_merged_organisation_leads_to_whoever_sees_the_one_that_stays(world):
    for number, status in ((FIRST, 301), (FIRST + 2, 404)):
        key = world.partners[number].rows["partners.formerkey"].key
        assert world.visitors["viewer"].ask("GET", f"/fr/space/{key}/").status == status
