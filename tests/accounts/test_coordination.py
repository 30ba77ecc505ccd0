"""What the accounts of the coordination may do, role by role."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from accounts.actions import bring_coordination_up_to_date, give_role, group_of, open_coordinator_account
from accounts.models import User
from accounts.roles import VERBS, Role
from tests import make

pytestmark = pytest.mark.django_db
ASKED = [
    "indicators.view_release",
    "accounts.view_user",
    "funding.add_commitment",
    "indicators.add_plannedrelease",
    "accounts.add_user",
    "indicators.add_release",
    "funding.delete_commitment",
    "accounts.delete_user",
]


def rights_of(group):
    """The rights of a group: the app, what may be done, to what."""
    rights = group.permissions.values_list("content_type__app_label", "codename")
    return {(app, *codename.split("_", 1)) for app, codename in rights}


def fresh(user):
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", VERBS)
def test_coordination_sees_the_records_of_its_apps_and_deletes_nothing(role):
    rights = rights_of(group_of(role))
    verbs = {verb for _app, verb, model in rights if not model.startswith("historical")}
    assert {app for app, _verb, _model in rights} == {*settings.COORDINATED_APPS, "accounts"}
    assert verbs == ({"view"} if role == Role.READER else {"add", "change", "view"})


@pytest.mark.parametrize("role", VERBS)
def test_coordination_reads_history_and_does_not_write_it(role):
    rights = rights_of(group_of(role))
    assert {verb for _app, verb, model in rights if model.startswith("historical")} == {"view"}


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.PARTNER, [False] * 8),
        (Role.READER, [True, True, *[False] * 6]),
        (Role.COORDINATOR, [*[True] * 5, *[False] * 3]),
        (Role.PUBLISHER, [*[True] * 6, *[False] * 2]),
        (Role.ADMINISTRATOR, [True] * 8),
    ],
)
def test_each_role_may_do_what_it_is_for_and_keeps_nothing_of_a_former_one(role, may):
    user = make.user(is_staff=True)
    user.groups.add(group_of(Role.PUBLISHER))
    give_role(user=user, role=role)
    found = fresh(user)
    assert [found.has_perm(right) for right in ASKED] == may
    assert (found.role, found.is_staff, found.is_superuser) == (
        role,
        role != Role.PARTNER,
        role == Role.ADMINISTRATOR,
    )
    assert list(User.objects.of_role(role)) == [found]


def test_whoever_is_of_the_coordination_without_a_role_has_none():
    assert fresh(make.user(is_staff=True)).role is None


def test_coordinator_enters_the_back_office_publishes_and_opens_accounts():
    user = open_coordinator_account(email="Camille@example.org", name="Camille", password="tested password")
    assert (user.email, user.is_staff, user.is_superuser) == ("camille@example.org", True, False)
    asked = ["indicators.add_release", "accounts.add_user", "funding.delete_commitment", "accounts.delete_user"]
    assert [user.has_perm(right) for right in asked] == [True, True, False, False]


def test_rights_withdrawn_by_hand_come_back_and_others_go():
    group = group_of(Role.PUBLISHER)
    rights = rights_of(group)
    group.permissions.clear()
    bring_coordination_up_to_date()
    assert (rights_of(group), rights_of(group_of(Role.PUBLISHER))) == (rights, rights)
    assert set(Group.objects.values_list("name", flat=True)) == set(VERBS)


def test_roles_change_at_the_next_request(client):
    user = open_coordinator_account(email="anne@example.org", name="Anne", role=Role.COORDINATOR)
    client.force_login(user)
    add, announce = "/admin/partners/organisation/add/", "/admin/publish/announce/"
    seen = []
    for role in (Role.COORDINATOR, Role.PUBLISHER, Role.READER, Role.PARTNER):
        give_role(user=user, role=role)
        seen.append([client.get(address).status_code for address in (add, announce, "/office/commitments/")])
    assert seen == [[200, 403, 200], [200, 200, 200], [403, 403, 200], [404, 404, 404]]
