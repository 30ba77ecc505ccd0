"""Doing what a plan says: every record with its history, as if each had been saved by itself, in a few statements."""

from django.db import connection, models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

BATCH = 500
"""How many records a statement saves."""


class Overtaken(Exception):
    """Somebody has changed the records in between: the plan would do something else now."""


def marks(plan):
    """How far the histories of the models of a plan have come: of what has changed since, each mark differs."""
    return marks_of(part.model for part in plan.parts)


def marks_of(kinds):
    """How far the histories of some models have come."""
    return {kind: kind.history.aggregate(last=models.Max("history_id"))["last"] for kind in kinds}


def hold(kinds):
    """Lets nobody else write records of some models until the end of the transaction. SQLite does it by itself."""
    if connection.vendor == "postgresql":
        tables = ", ".join(f'"{kind._meta.db_table}"' for kind in kinds)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def save(plan, *, by, reason):
    """Saves what a plan creates and changes; each record bears who and why in its history."""
    for part in plan.parts:
        part.explain(by=by, reason=reason)
        bulk_save(part.model, part.to_create(), *part.to_change(), by=by, reason=reason)
    for part in plan.parts:
        part.conclude(by=by, reason=reason)


def bulk_save(model, created, changed, fields, *, by, reason):
    """Saves changed records of a model, then new ones, which may take their place; `fields` are those that changed."""
    said = {"default_user": by, "default_change_reason": reason, "batch_size": BATCH}
    settled = set()
    for record in [*created, *changed]:
        settled |= record.settle()
    if changed:
        bulk_update_with_history(changed, model, sorted({*fields, *settled}), **said)
    if created:
        bulk_create_with_history(created, model, **said)
