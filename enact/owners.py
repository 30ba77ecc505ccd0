"""Rows that name another row of the same owner, held by the database: the receipt of an instalment is of its commitment.

A model says so by `TOGETHER`, the name of the foreign key to that other row; both have the owner in a field of one name.
"""

from django.db.migrations.operations.base import Operation

OWNER = "commitment"
"""The field that names the owner, in both tables."""
REFUSES = {
    "sqlite": "BEGIN SELECT RAISE(ABORT, '{name}: not of one owner') WHERE {wrong}; END",
    "postgresql": "EXECUTE FUNCTION {name}()",
}
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF {wrong} THEN RAISE EXCEPTION '{name}: not of one owner' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$
"""
TRIGGER = 'CREATE TRIGGER {name} BEFORE {events} ON "{table}" FOR EACH ROW {refuses}'


class OneOwner(Operation):
    """A migration's operation: the database refuses a row whose `TOGETHER` row has another owner, whichever of both changes.

    As for `AppendOnly`, SQLite loses the triggers when it rebuilds a table: a migration that alters either ends with it again.
    """

    reversible = True

    def __init__(self, model_name, other_name, field):
        self.model_name, self.other_name, self.field = model_name, other_name, field

    def state_forwards(self, app_label, state):
        """Nothing that Django's models know of changes."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        vendor = schema_editor.connection.vendor
        for given in triggers_of(*self.tables(app_label, to_state), self.field).values():
            if vendor == "postgresql":
                schema_editor.execute(FUNCTION.format(**given), params=None)
            schema_editor.execute(TRIGGER.format(refuses=REFUSES[vendor].format(**given), **given), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        vendor = schema_editor.connection.vendor
        for given in triggers_of(*self.tables(app_label, from_state), self.field).values():
            where = ' ON "{table}"'.format(**given) if vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {given['name']}{where}", params=None)
            if vendor == "postgresql":
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {given['name']}()", params=None)

    def tables(self, app_label, state):
        """The tables of the row and of the other one."""
        return [state.apps.get_model(app_label, name)._meta.db_table for name in (self.model_name, self.other_name)]

    def describe(self):
        return f"The {self.field} of each {self.model_name} has the same {OWNER}"


def triggers_of(table, other, field):
    """The triggers of a table and of the one that its `field` points at, by name, with what their statements say."""
    added = (
        f'NEW.{field}_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{other}" AS other '  # noqa: S608 (names of our schema)
        f"WHERE other.id = NEW.{field}_id AND other.{OWNER}_id = NEW.{OWNER}_id)"
    )
    moved = (
        f'NEW.{OWNER}_id <> OLD.{OWNER}_id AND EXISTS (SELECT 1 FROM "{table}" AS one '  # noqa: S608 (names of our schema)
        f"WHERE one.{field}_id = NEW.id)"
    )
    found = [
        {"name": f"{table}_{field}_added", "events": "INSERT", "table": table, "wrong": added},
        {"name": f"{table}_{field}_changed", "events": "UPDATE", "table": table, "wrong": added},
        {"name": f"{table}_{field}_moved", "events": "UPDATE", "table": other, "wrong": moved},
    ]
    return {given["name"]: given for given in found}


def together_names(model):
    """The names of the triggers that hold the rows of a model together with those that its `TOGETHER` names; none without."""
    field = getattr(model, "TOGETHER", "")
    if not field:
        return set()
    other = model._meta.get_field(field).related_model
    return set(triggers_of(model._meta.db_table, other._meta.db_table, field))
