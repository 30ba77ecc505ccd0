"""Records: a version that grows, and a history that the database keeps whole, with who, when and why."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from enact.owners import together_names
from enact.records import Record, trigger_names
from indicators.models import PreparedRelease, Release, ReleaseMove
from sources.models import Document
from space.models import Look, Statement
from tests import make

pytestmark = pytest.mark.django_db
RECORDED = [model for model in apps.get_models() if issubclass(model, Record)]
KEPT = [*(model.history.model for model in RECORDED), Release, PreparedRelease, ReleaseMove, Look, Statement]

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
}


def test_version_grows_at_each_save():
    document = make.document()
    document.save()
    document.save(update_fields=["title_fr"])
    assert (document.version, Document.objects.get().version) == (3, 3)


def test_history_says_who_and_why():
    user = make.user()
    document = make.document()
    document.title_fr = "Autre titre"
    document.saved_by(user, "Titre exact").save()
    entries = [
        (row.history_type, row.title_fr, row.history_user, row.history_change_reason) for row in document.history.all()
    ]
    assert entries == [("~", "Autre titre", user, "Titre exact"), ("+", "Rapport", None, None)]


@pytest.mark.parametrize("statement", ["UPDATE {} SET title_fr = 'x'", "DELETE FROM {}"])
def test_database_refuses_to_change_history(statement):
    make.document()
    table = Document.history.model._meta.db_table
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert Document.history.get().title_fr == "Rapport"


def test_database_refuses_to_empty_history():
    if connection.vendor == "sqlite":
        return  # SQLite has no TRUNCATE
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Document.history.model._meta.db_table}")


def test_database_refuses_to_change_a_release(launch):
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        launch.save()
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        launch.delete()
    assert Release.objects.get() == launch


def test_every_table_has_its_triggers_and_no_other():
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    kept = set().union(*(trigger_names(model, connection.vendor) for model in KEPT))
    assert found == kept.union(*(together_names(model) for model in RECORDED))
