"""What was computed of a queryset, kept while no record that it reads has changed.

The history of records only grows, and every save leaves a row in it. So the queryset's SQL with its values, and the last
row of the history of each table that it names, make an exact key: the same rows, whoever asks, give the same answer.
"""

import hashlib
import re
from functools import cache

from django.apps import apps
from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection

from enact.records import Record

WRITING = """EXISTS (
  SELECT 1 FROM pg_locks JOIN pg_class ON pg_class.oid = pg_locks.relation
  WHERE pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pg_class.relname = ANY(%s) AND pg_locks.pid <> pg_backend_pid()
    AND pg_locks.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
)"""
"""Whether somebody else writes into tables: the locks of whoever writes rows, none of whoever reads, locks or tidies up."""
TABLE = re.compile(r'"(\w+)"')


def while_unchanged(rows, compute, name=""):
    """What `compute` returns for a queryset, under a name; kept for the next time when all its tables have histories."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return compute()
    histories = histories_in(sql)
    if histories is None:
        return compute()
    lasts, are_being_written = last_rows(histories)
    key = hashlib.sha256(repr((name, sql, params, lasts)).encode()).hexdigest()
    kept = caches["lists"].get(key)
    if kept is None:
        kept = compute()
        if not are_being_written:
            caches["lists"].set(key, kept)
    return kept


@cache
def histories():
    """The table of history of each table; `None` for one that has none."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        kept = model.history.model if issubclass(model, Record) else model
        found[model._meta.db_table] = kept._meta.db_table if hasattr(kept, "history_id") else None
    return found


def histories_in(sql):
    """The tables of history of those that an SQL statement names; `None` when one of them has no history."""
    known = histories()
    named = {known[name] for name in TABLE.findall(sql) if name in known}
    return None if None in named else sorted(named)


def last_rows(histories):
    """The keys of the last rows of some tables of history, and whether somebody is writing in one of them.

    SQLite writes one after the other. On PostgreSQL, a row that is being written may come under an earlier key.
    """
    if not histories:
        return (), False
    asked = [f'(SELECT MAX(history_id) FROM "{table}")' for table in histories]  # noqa: S608 (our own tables)
    is_shared = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*asked, WRITING if is_shared else 'FALSE'])}", [histories] * is_shared)
        *lasts, are_being_written = cursor.fetchone()
    return tuple(lasts), bool(are_being_written)
