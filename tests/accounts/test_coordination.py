"""What the accounts of the coordination may do."""

import pytest
from django.conf import settings

from accounts.actions import bring_coordination_up_to_date, open_coordinator_account

pytestmark = pytest.mark.django_db


def rights_of(group):
    """The rights of a group: the app, what may be done, to what."""
    rights = group.permissions.values_list("content_type__app_label", "codename")
    return {(app, *codename.split("_", 1)) for app, codename in rights}


def test_coordinators_enter_the_records_of_their_apps_and_delete_nothing():
    rights = rights_of(bring_coordination_up_to_date())
    assert {app for app, _verb, _model in rights} == {*settings.COORDINATED_APPS, "accounts"}
    assert {verb for _app, verb, model in rights if not model.startswith("historical")} == {"add", "change", "view"}


def test_coordinators_read_history_and_do_not_write_it():
    rights = rights_of(bring_coordination_up_to_date())
    assert {verb for _app, verb, model in rights if model.startswith("historical")} == {"view"}


def test_coordinator_enters_the_back_office_publishes_and_opens_accounts():
    user = open_coordinator_account(email="Camille@example.org", name="Camille", password="tested password")
    assert (user.email, user.is_staff, user.is_superuser) == ("camille@example.org", True, False)
    asked = ["indicators.add_release", "accounts.add_user", "funding.delete_commitment", "accounts.delete_user"]
    assert [user.has_perm(right) for right in asked] == [True, True, False, False]


def test_rights_withdrawn_by_hand_come_back_and_others_go():
    group = bring_coordination_up_to_date()
    rights = rights_of(group)
    group.permissions.clear()
    assert rights_of(bring_coordination_up_to_date()) == rights
