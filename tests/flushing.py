"""Emptying tables between tests, in spite of the triggers by which the database refuses to delete from some of them."""

from contextlib import contextmanager

from django.db import connection

SQLITE_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_TABLES = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE proname = 'enact_append_only'
"""


OF_THE_CODE = {"auth_permission", "django_content_type"}
"""The tables whose rows follow from the models: they stay, with their keys, to which what is put back refers."""


@contextmanager
def lifted_for_flushing():
    """While this lasts, Django flushes the tables without their triggers, which stand again right after."""
    lifted = {"sqlite": sqlite_triggers_lifted, "postgresql": postgresql_triggers_lifted}[connection.vendor]
    flush = connection.ops.execute_sql_flush

    def flush_without_triggers(statements):
        with connection.cursor() as cursor, lifted(cursor):
            flush(statements)

    def statements_but(style, tables, **options):
        return statements_of(style, [table for table in tables if table not in OF_THE_CODE], **options)

    statements_of, connection.ops.sql_flush = connection.ops.sql_flush, statements_but
    connection.ops.execute_sql_flush = flush_without_triggers
    yield
    del connection.ops.execute_sql_flush, connection.ops.sql_flush


@contextmanager
def sqlite_triggers_lifted(cursor):
    """SQLite forgets its triggers, and learns them again."""
    triggers = cursor.execute(SQLITE_TRIGGERS).fetchall()
    for name, _sql in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        cursor.execute(sql)


@contextmanager
def postgresql_triggers_lifted(cursor):
    """PostgreSQL ignores the triggers, and heeds them again."""
    cursor.execute(POSTGRESQL_TABLES)
    tables = [table for (table,) in cursor.fetchall()]
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
