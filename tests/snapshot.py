"""What takes long to make, kept to be put back quickly: `Snapshot.of(models)`, then `snapshot.put_back()`."""

from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection

from sources.models import File, private_files, stored_names


class Snapshot(NamedTuple):
    """Rows by model as their database gives and takes them, keys and all, and the bytes of their files by their names."""

    rows: dict
    files: dict

    @classmethod
    def of(cls, models):
        """What the tables of some models hold now."""
        with connection.cursor() as cursor:
            found = {model: rows_of(model, cursor) for model in models}
        stored = set(File.objects.values_list("content", flat=True)) & stored_names() if File in found else set()
        return cls({model: rows for model, rows in found.items() if rows}, {name: read(name) for name in stored})

    def put_back(self):
        """Writes the rows into empty tables, and files that are gone or changed; keys given from now on follow theirs."""
        with connection.cursor() as cursor:
            for model, rows in self.rows.items():
                places = ", ".join(["%s"] * len(rows[0]))
                names = ", ".join(
                    connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields
                )
                cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.rows)):
                cursor.execute(statement)
        stored = stored_names()
        for name, content in self.files.items():  # other tests empty the disk, or write others under the same names
            if name not in stored or read(name) != content:
                private_files().delete(name)
                private_files().save(name, ContentFile(content))


def read(name):
    """The bytes of a file on the disk."""
    with private_files().open(name) as file:
        return file.read()


def rows_of(model, cursor):
    """All rows of a model's table."""
    names = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields)
    cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
    return [tuple(row) for row in cursor.fetchall()]
