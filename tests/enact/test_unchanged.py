"""What is computed of a queryset is kept exactly as long as nothing that it reads has changed."""

from contextlib import closing

import pytest
from django.db import connection

from accounts.models import User
from enact.dates import end_of
from enact.records import known_at
from enact.ui.unchanged import histories_in, last_rows, while_unchanged
from funding.models import Commitment
from partners.models import Organisation
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db


def computed(rows, name=""):
    """What is given for a queryset, and how often it was computed for two who ask."""
    times = []

    def compute():
        times.append(1)
        return rows.count()

    return [while_unchanged(rows, compute, name) for _asking in range(2)], len(times)


def test_answer_is_computed_once_until_a_record_changes():
    organisation = make.organisation()
    rows = Organisation.objects.filter(kind="company")
    assert computed(rows) == ([1, 1], 1)
    assert computed(rows) == ([1, 1], 0)
    make.organisation(kind="state")
    assert computed(rows) == ([1, 1], 1)
    organisation.kind = "state"
    organisation.save()
    assert computed(rows) == ([0, 0], 1)
    organisation.delete()
    assert computed(rows) == ([0, 0], 1)


def test_answer_follows_every_table_that_is_read():
    commitment = make.commitment(amount=5)
    rows = Commitment.objects.with_step_on(DAY).filter(step_kind="letter", organisation__is_example=False)
    assert computed(rows) == ([1, 1], 1)
    make.commitment_step(commitment=commitment, kind="award")
    assert computed(rows) == ([0, 0], 1)
    assert computed(Commitment.objects.with_step_on(DAY).filter(step_kind="award")) == ([1, 1], 1)
    commitment.organisation.save()
    assert computed(rows) == ([0, 0], 1)


def test_another_scope_another_name_and_another_day_are_other_answers():
    for kind in ("company", "state"):
        make.organisation(kind=kind)
        assert computed(Organisation.objects.filter(kind=kind)) == ([1, 1], 1)
    assert computed(Organisation.objects.filter(kind="state"), "another") == ([1, 1], 1)
    assert computed(known_at(Organisation, end_of(DAY))) == ([0, 0], 1)


def test_answer_of_a_table_without_history_is_never_kept():
    make.user()
    assert computed(User.objects.all()) == ([1, 1], 2)
    assert computed(Organisation.objects.none()) == ([0, 0], 2)
    assert histories_in('SELECT "accounts_user"."id" FROM "accounts_user"') is None
    assert histories_in('SELECT 1 FROM "accounts_user_groups"') is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")
def test_answer_is_not_kept_while_somebody_writes():
    """A row written by then may come, with an earlier key, after an answer that does not know of it."""
    rows, history = Organisation.objects.all(), Organisation.history.model._meta.db_table
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{history}" IN ROW EXCLUSIVE MODE')
        assert last_rows([history]) == ((None,), True)
        assert computed(rows) == ([0, 0], 2)
        other.rollback()
        assert last_rows([history]) == ((None,), False)
        assert computed(rows) == ([0, 0], 1)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")
@pytest.mark.parametrize("mode", ["ACCESS SHARE", "ROW SHARE", "SHARE UPDATE EXCLUSIVE", "SHARE"])
def test_whoever_reads_locks_rows_or_tidies_up_writes_nothing(mode):
    history = Organisation.history.model._meta.db_table
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{history}" IN {mode} MODE')
        assert last_rows([history]) == ((None,), False)
        other.rollback()
