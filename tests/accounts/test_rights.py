"""The rights of an account: its own and those of its groups, read in one query."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db


def right(codename):
    """A right by its name."""
    return Permission.objects.get(codename=codename)


@pytest.fixture
def account():
    """An account with a right of its own, and two of a group."""
    made, group = make.user(is_staff=True), Group.objects.create(name="Relecture")
    made.user_permissions.add(right("view_chair"))
    group.permissions.add(right("view_call"), right("view_chair"))
    made.groups.add(group)
    return User.objects.get(pk=made.pk)


def test_rights_are_those_of_the_account_and_of_its_groups_in_one_query(account):
    with CaptureQueriesContext(connection) as queries:
        found = account.get_all_permissions()
        assert (account.has_perm("research.view_call"), account.has_perm("research.add_call")) == (True, False)
    assert (found, len(queries)) == ({"research.view_chair", "research.view_call"}, 1)


def test_deactivated_accounts_have_no_right_and_nobody_has_one_on_a_single_object(account):
    assert account.has_perm("research.view_chair", make.chair()) is False
    account.is_active = False
    assert account.get_all_permissions() == set()


def test_administrators_have_every_right():
    boss = User.objects.create_superuser("chief@example.org")
    assert len(boss.get_all_permissions()) == Permission.objects.count()
