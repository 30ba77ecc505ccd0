"""Tables as files: their columns, each with its meaning in both languages, and how cells are written."""

import csv
import io
from collections.abc import Callable
from typing import NamedTuple

from enact.languages import Text
from enact.spreadsheets import harmless

TEXT, DAY, NUMBER, COUNT, YES = "string", "date", "number", "integer", "boolean"
"""The types of Table Schema that our columns have."""


class Column(NamedTuple):
    """A column: its name in the file, its meaning, its type in Table Schema, and what else its schema says."""

    name: str
    meaning: Text
    type: str = TEXT
    more: dict = {}

    def field(self):
        """The column as a field of Table Schema."""
        said = {"name": self.name, "type": self.type, "description": f"{self.meaning.fr} / {self.meaning.en}"}
        return said | self.more

    def cell(self, value):
        """A value as it is written: a text that a spreadsheet would run is quoted, `None` is empty."""
        if value is None:
            return ""
        if self.type == YES and isinstance(value, bool):
            return "true" if value else "false"
        return harmless(str(value)) if self.type == TEXT else str(value)


def always(document):
    """For a table that every document tells."""
    return True


class Table(NamedTuple):
    """A table of a release: its file, what it is, its columns, and its rows of a document as dictionaries.

    `links`: columns that name rows of other tables: table, column. `tells`: whether a document tells the table.
    """

    file: str
    title: Text
    columns: tuple
    rows: Callable[[dict], list]
    links: dict = {}
    tells: Callable[[dict], bool] = always

    @property
    def name(self):
        """Its name among the resources of a package."""
        return self.file.removesuffix(".csv")

    def written(self, document):
        """Its file, as bytes, of a document that tells it: UTF-8, commas, a line of names first."""
        rows = self.rows(document)
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow([column.name for column in self.columns])
        writer.writerows([column.cell(row[column.name]) for column in self.columns] for row in rows)
        return buffer.getvalue().encode()

    def schema(self):
        """Its Table Schema."""
        links = [
            {"fields": own, "reference": {"resource": table, "fields": column}}
            for own, (table, column) in self.links.items()
        ]
        found = {"fields": [column.field() for column in self.columns], "missingValues": [""]}
        return found | ({"foreignKeys": links} if links else {})


def in_both(name, french, english):
    """Two columns for a text in both languages."""
    return (
        Column(f"{name}_fr", Text(f"{french}, en français", f"{english}, in French")),
        Column(f"{name}_en", Text(f"{french}, en anglais", f"{english}, in English")),
    )


def texts(**named):
    """The cells of texts in both languages, by the names of `in_both`."""
    return {f"{name}_{language}": text[language] for name, text in named.items() for language in ("fr", "en")}
