"""What was changed in the database behind the application is found."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from enact.management.commands.audit import KEPT
from enact.records import recorded_models, trigger_names
from indicators.sealing import fingerprint
from research.models import Chair
from sources.models import private_files, stored_names
from tests import make
from tests.flushing import postgresql_triggers_lifted, sqlite_triggers_lifted
from tests.indicators.test_actions import REASON, publish

pytestmark = pytest.mark.django_db


def audit():
    """What the command prints, and whether it found anything."""
    out = StringIO()
    try:
        call_command("audit", stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def behind(statement, *params):
    """Runs a statement that the application would not."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


LIFTED = {"sqlite": sqlite_triggers_lifted, "postgresql": postgresql_triggers_lifted}


def behind_triggers(statement, *params):
    """Runs a statement that the database refuses; PostgreSQL lifts no trigger while deferred checks wait."""
    connection.check_constraints()
    with connection.cursor() as cursor, LIFTED[connection.vendor](cursor):
        cursor.execute(statement, params)
        connection.check_constraints()


FINE = "Every record is as its history says; every release is intact and follows the one before; every file is as it was sent.\n"


@pytest.fixture(autouse=True)
def _no_files():
    for name in stored_names():
        private_files().delete(name)


def test_untouched_records_and_releases_are_fine(launch):
    assert audit() == FINE


def test_record_changed_through_the_application_is_fine():
    chair = make.chair()
    chair.title_fr = "Autre"
    chair.save()
    make.chair().delete()
    assert audit() == FINE


def test_record_changed_behind_the_application_is_found():
    chair = make.chair()
    behind("UPDATE research_chair SET title_fr = %s, kind = 'industrial' WHERE id = %s", "Autre", chair.pk)
    assert audit() == f"research.Chair {chair.pk}: title_fr, kind\n1 faults found."


def test_record_deleted_behind_the_application_is_found():
    chair = make.chair()
    behind("DELETE FROM research_chair WHERE id = %s", chair.pk)
    assert audit() == f"research.Chair {chair.pk}: missing\n1 faults found."


def test_record_inserted_behind_the_application_is_found():
    chair = Chair(programme=make.programme(), title_fr="Ajoutée")
    chair.skip_history_when_saving = True
    chair.save()
    assert audit() == f"research.Chair {chair.pk}: unknown\n1 faults found."


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("text", "{}", "the text is not the one that was published"),
        ("number", 7, "the row does not say what the text says"),
        ("day", "2025-06-01", "the row does not say what the text says"),
    ],
)
def test_release_changed_in_the_database_is_found(launch, column, value, fault):
    behind_triggers(f"UPDATE indicators_release SET {column} = %s", value)
    assert re.findall(r"Release \d+: (.+)", audit()) == [fault]


def test_correction_that_its_row_does_not_know_is_found(launch):
    make.observation(value=4)
    publish(reason=REASON)
    behind_triggers("UPDATE indicators_release SET corrects_id = id WHERE number = 2")
    assert audit() == "Release 2: the row does not say what the text says\n1 faults found."


def test_release_that_follows_another_is_found(launch):
    text = launch.text.replace('"previous": null', '"previous": {}')
    behind_triggers("UPDATE indicators_release SET text = %s, sha256 = %s", text, fingerprint(text))
    assert audit() == "Release 1: the chain is broken: it does not follow the release before\n1 faults found."


@pytest.mark.parametrize("text", ["zzz", "[]", "null", "[" * 100_000], ids=["word", "list", "null", "deep"])
def test_release_whose_fingerprint_was_forged_with_its_text_is_found(launch, text):
    behind_triggers("UPDATE indicators_release SET text = %s, sha256 = %s", text, fingerprint(text))
    assert audit() == "Release 1: the text is not the one that was published\n1 faults found."


def test_release_that_lacks_its_place_is_found(launch):
    behind_triggers("UPDATE indicators_release SET text = '{}', sha256 = %s", fingerprint("{}"))
    assert audit() == "Release 1: the row does not say what the text says\n1 faults found."


APPEND_ONLY = [*(model.history.model for model in recorded_models()), *KEPT]


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_table_that_lacks_its_triggers_is_found(model):
    table, names = model._meta.db_table, sorted(trigger_names(model, connection.vendor))
    for name in names:
        behind(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    said = "".join(f"{model._meta.label}: the trigger {name} is missing or disabled\n" for name in names)
    assert audit() == f"{said}{len(names)} faults found."


def test_table_that_lacks_one_of_its_triggers_is_found(launch):
    name, table = "indicators_release_no_delete", "indicators_release"
    connection.check_constraints()
    off = {"sqlite": f"DROP TRIGGER {name}", "postgresql": f"ALTER TABLE {table} DISABLE TRIGGER {name}"}
    behind(off[connection.vendor])
    assert audit() == f"indicators.Release: the trigger {name} is missing or disabled\n1 faults found."


def test_value_that_cannot_be_read_is_found():
    """SQLite keeps any text in a column of numbers; PostgreSQL knows days without end."""
    first, second = make.observation(), make.observation()
    column, value = {"sqlite": ("value", "zzz"), "postgresql": ("stated_on", "infinity")}[connection.vendor]
    behind(f"UPDATE indicators_observation SET {column} = %s WHERE id = %s", value, first.pk)
    behind("UPDATE indicators_observation SET value = 9 WHERE id = %s", second.pk)
    assert audit() == (
        f"indicators.Observation {first.pk}: {column} cannot be read\nindicators.Observation {second.pk}: value\n"
        "2 faults found."
    )


def test_value_of_the_history_that_cannot_be_read_is_found():
    observation = make.observation()
    column, value = {"sqlite": ("value", "zzz"), "postgresql": ("stated_on", "infinity")}[connection.vendor]
    behind_triggers(f"UPDATE indicators_historicalobservation SET {column} = %s", value)
    assert audit() == (
        f"indicators.Observation {observation.pk}: {column} cannot be read in its history\n1 faults found."
    )


def test_key_of_the_history_that_is_no_key_is_found():
    if connection.vendor == "postgresql":
        return  # PostgreSQL keeps nothing but numbers in a column of numbers
    chair = make.chair()
    behind_triggers("UPDATE research_historicalchair SET id = 'zzz'")
    assert audit() == f"research.Chair {chair.pk}: unknown\nresearch.Chair zzz: missing\n2 faults found."


@pytest.mark.parametrize(("column", "value"), [("published_at", "infinity"), ("day", "infinity"), ("text", b"\xff")])
def test_value_of_a_release_that_cannot_be_read_is_found(launch, column, value):
    make.observation(value=4)
    publish(reason=REASON)
    if connection.vendor == "sqlite":
        value = {"published_at": "2025-05-99 12:00", "day": "2025-05-99", "text": value}[column]
    elif column == "text":
        return  # PostgreSQL keeps nothing but text in a text
    behind_triggers(f"UPDATE indicators_release SET {column} = %s WHERE number = 2", value)
    said = "the text is not the one that was published" if column == "text" else f"{column} cannot be read"
    assert audit() == f"Release 2: {said}\n1 faults found."


def test_files_as_they_were_sent_are_fine():
    make.file()
    assert audit() == FINE


def test_files_that_are_missing_changed_or_of_no_record_are_found():
    fine, missing, changed = make.file(), make.file(), make.file()
    private_files().delete(missing.content.name)
    Path(changed.content.path).write_bytes(b"%PDF-1.7\n %%EOF\n")
    stray = private_files().save("stray", ContentFile(b"x"))
    assert audit() == (
        f"File {missing.pk}: it is missing on the disk\nFile {changed.pk}: it is not as it was sent\n"
        f"{stray}: it is on the disk, and of no record\n3 faults found."
    )
    assert fine.content_as_sent() == b"%PDF-1.7\n%%EOF\n"


def test_file_whose_record_cannot_be_read_is_found_and_no_file_is_said_to_be_of_none():
    first, second = make.file(), make.file()
    value = {"sqlite": "2025-05-99 12:00", "postgresql": "infinity"}[connection.vendor]
    behind("UPDATE sources_file SET sent_at = %s WHERE id = %s", value, first.pk)
    private_files().delete(second.content.name)
    assert audit() == (
        f"sources.File {first.pk}: sent_at cannot be read\nFile {second.pk}: it is missing on the disk\n2 faults found."
    )
