"""Rights change at once: whoever loses them is refused at the next request, in the same session."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import open_coordinator_account
from partners.models import Access
from tests import make
from tests.isolation.asking import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def access(db):
    """The access of a member to its organisation."""
    return make.access()


@pytest.fixture
def visitor(access):
    """The browser of that member."""
    return Visitor(access.user)


def statuses(visitor, access):
    """The answers to the pages of the organisation's space, and to the way in."""
    inside = f"/fr/space/{access.organisation_id}/"
    return [
        visitor.ask("GET", address).status for address in (inside, f"{inside}commitments/?export=csv", "/fr/space/")
    ]


IN, OUT = [200, 200, 302], [404, 404, 200]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ({"is_withdrawn": True}, OUT),
        ({"ends_on": timedelta(days=-1)}, OUT),
        ({"ends_on": timedelta(0)}, IN),
        ({"starts_on": timedelta(days=1)}, OUT),
        ({"starts_on": timedelta(0)}, IN),
        ({"role": Access.Role.MANAGER}, IN),
    ],
)
def test_access_that_changes_opens_or_closes_the_space_at_the_next_request(visitor, access, change, after):
    assert statuses(visitor, access) == IN
    today = timezone.localdate()
    for name, value in change.items():
        setattr(access, name, today + value if isinstance(value, timedelta) else value)
    access.save()
    assert statuses(visitor, access) == after


def test_access_moved_to_another_organisation_follows_at_the_next_request(visitor, access):
    assert statuses(visitor, access) == IN
    former, access.organisation = access.organisation_id, make.organisation()
    access.save()
    assert statuses(visitor, access) == IN
    assert visitor.ask("GET", f"/fr/space/{former}/").status == 404


def test_deactivated_account_is_signed_out_at_the_next_request(visitor, access):
    assert statuses(visitor, access) == IN
    access.user.is_active = False
    access.user.save()
    assert statuses(visitor, access) == [302, 302, 302]


def test_coordinator_who_leaves_keeps_nothing(db):
    access, user = make.access(), open_coordinator_account(email="anne@example.org", name="Anne")
    visitor = Visitor(user)
    assert statuses(visitor, access) == [200, 200, 200]
    user.is_staff = False
    user.save()
    assert statuses(visitor, access) == OUT
    assert [visitor.ask("GET", address).status for address in ("/admin/", "/office/commitments/")] == [404, 404]


def test_rights_taken_from_a_group_are_gone_at_the_next_request(world):
    visitor = world.visitors["coordinator"]
    assert visitor.ask("GET", "/office/commitments/").status == 200
    visitor.user.groups.clear()
    assert visitor.ask("GET", "/office/commitments/").status == 404
