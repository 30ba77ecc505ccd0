"""What an app lets people import: `Resource`, subclassed in its module `resources`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.imports.columns import KeyColumn
from enact.imports.files import tidied
from enact.imports.headings import normal
from enact.imports.parts import Part, Wrong


class Resource:
    """A kind of rows that can be imported.

    `name` stands in addresses; `title` and `intro` say what it is; `columns` are those that a file may have; `parts` the
    records that a row tells of, those of all parts belonging to those of the first; `derived`: headings of our own files that
    follow from others, and are not read; `doubted`: what it means to import rows that are in doubt.
    """

    name = ""
    title = intro = doubted = ""
    columns = ()
    parts = ()
    derived = ()

    @classmethod
    def rights(cls):
        """The rights that an import needs: to add and to change each of the records."""
        return [
            f"{part.model._meta.app_label}.{verb}_{part.model._meta.model_name}"
            for part in cls.parts
            for verb in ("add", "change")
        ]

    @classmethod
    def check(cls, parts):
        """Notes what is wrong or in doubt of what several parts say together, once each has been checked by itself."""

    @classmethod
    def meanings(cls):
        """The column that each heading means, as headings are compared; "" for one that follows from others."""
        found = dict.fromkeys(Derived(cls.derived).headings(), "")
        for column in cls.columns:
            found |= dict.fromkeys(column.headings(), column.name)
        return found


class Derived(KeyColumn):
    """Headings that are not read."""

    def __init__(self, headings):
        super().__init__("derived", "derived", also=headings)


def derived_amounts(*headings):
    """The headings of amounts that our own files compute, each with how it is to be read beside it."""
    return (*headings, *((heading, gettext_lazy("to be read as")) for heading in headings))


def key_column(*also):
    """The column of the key of a record, which every file of ours has."""
    return KeyColumn("id", "id", field="id", also=also)


class KeyedPart(Part):
    """Records that a row may name by their key, in a column `id`; otherwise by what they are.

    A text that named a record, in the field `NAME`, does not rename it for its accents and capitals: that takes its key.
    """

    NAME = ""

    def load(self, lines, owners):
        """Reads the records that the lines name by key, and those that they may mean otherwise."""
        keys = {line.values["id"] for line in lines if "id" in line.values}
        found = {record.pk: record for record in self.records(lines, keys)}
        self.loaded, self.by_key = list(found.values()), found

    def records(self, lines, keys):
        """The records of some keys, and those that the lines may mean otherwise."""
        raise NotImplementedError

    def find(self, line, owner):
        if "id" in line.values:
            record = self.by_key.get(line.values["id"])
            if record is None:
                raise Wrong(_("There is no record of this number. Leave the cell empty for a new one."), "id")
            return record.pk, record
        return self.find_otherwise(line, owner)

    def meant(self, line, field, record):
        value = super().meant(line, field, record)
        if field == self.NAME and "id" not in line.values and normal(getattr(record, field)) == normal(value):
            return tidied(getattr(record, field))
        return value

    def find_otherwise(self, line, owner):
        """The key and the record of a line without a key: by what it says."""
        raise NotImplementedError
