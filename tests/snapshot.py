"""The rows of what takes long to make, kept to be put back quickly: `Snapshot.of(models)`, then `snapshot.put_back()`."""

from typing import NamedTuple

from django.core.management.color import no_style
from django.db import connection


class Snapshot(NamedTuple):
    """Rows by model as their database gives and takes them, keys and all."""

    rows: dict

    @classmethod
    def of(cls, models):
        """What the tables of some models hold now."""
        with connection.cursor() as cursor:
            found = {model: rows_of(model, cursor) for model in models}
        return cls({model: rows for model, rows in found.items() if rows})

    def put_back(self):
        """Writes the rows into tables that are empty; keys given from now on follow theirs."""
        with connection.cursor() as cursor:
            for model, rows in self.rows.items():
                places = ", ".join(["%s"] * len(rows[0]))
                names = ", ".join(
                    connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields
                )
                cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.rows)):
                cursor.execute(statement)


def rows_of(model, cursor):
    """All rows of a model's table."""
    names = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields)
    cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
    return [tuple(row) for row in cursor.fetchall()]
