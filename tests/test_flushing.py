"""Tables that the database refuses to empty are emptied between tests, and refuse again right after."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import IntegrityError, transaction

from sources.models import Document

pytestmark = pytest.mark.django_db(transaction=True)


def make_document():
    return Document.objects.create(key="d", title_fr="Titre", publisher="Revue", published_on="2025-05-20")


def assert_history_refuses():
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.history.all().delete()


def test_flushing_empties_append_only_tables_and_leaves_their_triggers():
    make_document()
    assert_history_refuses()
    call_command("flush", verbosity=0, interactive=False)
    assert Document.history.count() == 0
    make_document()
    assert_history_refuses()
    assert Document.history.count() == 1


def test_flushing_leaves_the_keys_of_rights_to_which_what_is_put_back_refers():
    before = list(Permission.objects.order_by("pk").values_list("pk", "codename", "content_type__model"))
    call_command("flush", verbosity=0, interactive=False)
    assert list(Permission.objects.order_by("pk").values_list("pk", "codename", "content_type__model")) == before


@pytest.mark.parametrize("time", ["first", "second"])
def test_tests_that_commit_leave_nothing(time):
    assert Document.history.count() == 0
    make_document()
    assert_history_refuses()
