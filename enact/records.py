"""What every recorded model has from its first migration: a history that only grows, and a version number."""

import uuid

from django.apps import apps
from django.db import DataError, models
from django.db.migrations.operations.base import Operation
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """A history of records, without those fields that are erased one day: it is never changed, and would keep them for ever."""

    def fields_included(self, model):
        """The fields of a model that its history keeps."""
        return [field for field in super().fields_included(model) if field.name not in model.ERASABLE]


class Record(models.Model):
    """A row that people enter and change.

    `version` grows by one at every save, so that a form knows whether somebody else has saved in between. `entry` is the
    token of the form that made the row: a form sent twice makes one row. Every save leaves a row in the history, with
    who, when and why; actions say who by `record.saved_by(user)` before they save. `ERASABLE` names the fields that no history
    keeps, since their values are erased one day.
    """

    ERASABLE = ()

    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    entry = models.UUIDField(_("entry"), default=uuid.uuid4, unique=True, editable=False)
    history = History(inherit=True, excluded_fields=["entry"])

    class Meta:
        abstract = True

    def settle(self):
        """Sets what follows from the rest before a record is saved, alone or with many; returns the names of those fields."""
        self.version += 1
        return {"version"}

    def save(self, *args, **kwargs):
        settled = self.settle()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *settled}
        super().save(*args, **kwargs)

    def saved_by(self, user, reason=""):
        """Says who saves the record next, and why; `None` is the machine."""
        self._history_user = user
        self._change_reason = reason
        return self


def known_at(model, moment):
    """The rows of a model as they were known at a moment: of each, the last entry of its history by then.

    They are rows of the history: their key is `id`, their `pk` that of the entry. What they point at is as it is now.
    """
    # Not "on or before": SQLite would follow the index of the days, which holds nearly every entry.
    entries = model.history.model.objects.exclude(history_date__gt=moment)
    later = entries.filter(id=models.OuterRef("id"), history_id__gt=models.OuterRef("history_id"))
    return entries.filter(~models.Exists(later)).exclude(history_type="-").order_by("id")


def saved_last(model, **where):
    """The moment at which one of some rows of a model was saved last, as their history tells it: a subquery."""
    entries = model.history.model.objects.filter(**where).order_by("-history_id")
    return models.Subquery(entries.values("history_date")[:1])


SQLITE = """
CREATE TRIGGER {table}_no_{lower} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION enact_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{lower} BEFORE {verb} ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION enact_append_only()
"""
VERBS = {"sqlite": (SQLITE, ["UPDATE", "DELETE"]), "postgresql": (POSTGRESQL, ["UPDATE", "DELETE", "TRUNCATE"])}


class AppendOnly(Operation):
    """A migration's operation: the database refuses to change or delete rows of a model's table.

    SQLite rebuilds a table when a column changes, and loses its triggers: a migration that alters such a model ends with
    this operation again. A test of the house compares the triggers with the models.
    """

    reversible = True

    def __init__(self, model_name):
        self.model_name = model_name

    def state_forwards(self, app_label, state):
        """Nothing that Django's models know of changes."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        vendor = schema_editor.connection.vendor
        if vendor == "postgresql":
            schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
        statement, verbs = VERBS[vendor]
        for verb in verbs:
            schema_editor.execute(statement.format(table=table, verb=verb, lower=verb.lower()), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        vendor = schema_editor.connection.vendor
        where = f' ON "{table}"' if vendor == "postgresql" else ""
        for verb in VERBS[vendor][1]:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}{where}", params=None)

    def describe(self):
        return f"The rows of {self.model_name} are never changed nor deleted"


STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def standing_triggers(connection):
    """The names of the triggers that stand in a database, and work."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def trigger_names(model, vendor):
    """The names of the triggers that hold an append-only model's table, on SQLite or PostgreSQL."""
    return {f"{model._meta.db_table}_no_{verb.lower()}" for verb in VERBS[vendor][1]}


def recorded_models():
    """Every model whose rows are recorded."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def unexplained(model):
    """The rows of a model that are not as their history left them, changed behind the application: (key, what) pairs.

    What is the names of the fields that differ, "missing" for a row deleted, "unknown" for one that no history knows, or
    which fields hold a value that they cannot hold.
    """
    told, unreadable_entries = readable(latest_entries(model), "pk_of_record")
    found, unreadable = readable(model.objects.order_by("pk"))
    for key, names in unreadable.items():
        yield key, f"{names} cannot be read"
    for key, names in unreadable_entries.items():
        yield key, f"{names} cannot be read in its history"
    keys = (told.keys() | found.keys()) - unreadable.keys() - unreadable_entries.keys()
    for key in sorted(keys, key=lambda key: (isinstance(key, str), key)):
        what = difference(found.get(key), told.get(key))
        if what:
            yield key, what


UNREADABLE = (ArithmeticError, AttributeError, DataError, TypeError, ValueError)
"""What reading a value of the wrong kind raises: SQLite keeps any text in any column, PostgreSQL knows infinite days."""


def readable(rows, key="pk"):
    """The rows by a key, and apart from them the names of the fields that cannot be read, by the key of their row."""
    try:
        return {getattr(row, key): row for row in rows}, {}
    except UNREADABLE:
        return one_by_one(rows, key)


def one_by_one(rows, key):
    """The same as `readable`, slowly: one row that cannot be read hides those beside it."""
    read, unreadable = {}, {}
    for pk, found in rows.values_list("pk", key):
        try:
            read[found] = rows.get(pk=pk)
        except UNREADABLE:
            unreadable[found] = ", ".join(unreadable_fields(rows.filter(pk=pk)))
    return read, unreadable


def unreadable_fields(row):
    """The names of the fields of a row, given as a queryset, whose values cannot be read."""
    for field in row.model._meta.concrete_fields:
        try:
            row.values_list(field.attname).get()
        except UNREADABLE:
            yield field.attname


def latest_entries(model):
    """The last entry of the history of each row."""
    return (
        model.history.latest_of_each().annotate(pk_of_record=models.F(model._meta.pk.attname)).order_by("pk_of_record")
    )


def difference(row, entry):
    """What does not fit between a row and the last entry of its history; "" when all does."""
    if entry is None:
        return "unknown"
    if row is None:
        return "" if entry.history_type == "-" else "missing"
    fields = [field.attname for field in entry.tracked_fields]
    return ", ".join(name for name in fields if getattr(row, name) != getattr(entry, name))
