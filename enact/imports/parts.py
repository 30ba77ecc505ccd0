"""Which records the rows of a file tell of, and what each would change of them.

A `Part` is the records of one model in a file; it loads those that the rows can mean at once, finds the one of each row, or
makes a new one. A `Target` is one of them, with what rows give it. Nothing is saved here.
"""

from itertools import islice

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from enact.imports.constraints import broken_checks, doubles, fields_of
from enact.imports.files import tidied

SLICE = 5_000
"""For how many keys records are asked at once: databases take so many values and more."""


class Wrong(Exception):
    """What is wrong with a row, in words, and the field that it is about; "" for the row as a whole."""

    def __init__(self, words, field=""):
        super().__init__(words)
        self.words, self.field = words, field


def rows_by(rows, path, values):
    """The rows of a queryset whose field, by its path, holds one of some values."""
    waiting = iter(sorted(values))
    while keys := list(islice(waiting, SLICE)):
        yield from rows.filter(**{f"{path}__in": keys})


class Target:
    """A record that rows tell of: what it held before and holds now by field, and which line gave each field."""

    def __init__(self, record, *, is_new, replaced=None):
        self.record, self.is_new, self.replaced = record, is_new, replaced
        self.given, self.before, self.lines = {}, {}, []

    def take(self, line, field, value):
        """Takes what a line gives a field. Raises `Wrong` when another line gives it something else."""
        attribute = self.record._meta.get_field(field).attname
        held = getattr(self.record, attribute)
        differs = (tidied(held) if isinstance(held, str) else held) != value
        if field in self.given and differs:
            words = _("Row %(number)s says otherwise of the same record. Make both say the same.")
            raise Wrong(words % {"number": self.given[field].number}, field)
        self.given.setdefault(field, line)
        if differs:
            self.before.setdefault(field, held)
            setattr(self.record, attribute, value)

    @property
    def is_changed(self):
        """Whether the record is to be saved."""
        return self.is_new or bool(self.before)

    def changes_of(self, line):
        """What a line changes: field, before and after."""
        for field, giver in self.given.items():
            if giver is line and field in self.before:
                after = getattr(self.record, self.record._meta.get_field(field).attname)
                yield field, self.before[field], after


class Part:
    """The records of a model in a file. `context`: what all parts of the file share. `fields`: those that columns fill here."""

    model = None
    fields = ()
    asked = ()
    """Fields that a new record needs."""
    PREFIX = ""
    """What stands before the name of a field in what lines give: two parts may have fields of one name."""

    def __init__(self, context):
        self.context = context
        self.targets, self.loaded = {}, []

    def key(self, field):
        """The name under which lines give a field; "" for the row as a whole."""
        return f"{self.PREFIX}{field}" if field else ""

    def heading(self, field):
        """What the column that fills a field is called, as in the template; where there is none, the field."""
        return self.context.headings.get(self.key(field)) or self.model._meta.get_field(field).verbose_name

    def load(self, lines, owners):
        """Reads the records that the lines can mean."""

    def find(self, line, owner):
        """The key and the record that a line means; no record for a new one, no key when it tells of none. Raises `Wrong`."""
        raise NotImplementedError

    def new(self, line, owner):
        """A new record for a line."""
        raise NotImplementedError

    def target(self, line, owner):
        """What a line tells of, with what it gives; `None` when it tells of no record of this part. Raises `Wrong`."""
        key, record = self.find(line, owner)
        if key is None:
            return None
        target = self.targets.get(key)
        if target is None:
            target = Target(record or self.new(line, owner), is_new=record is None)
            self.targets[key] = target
        target.lines.append(line)
        self.give(target, line)
        return target

    def refuse_second(self, target):
        """Refuses a second line that tells of the same record. Raises `Wrong`."""
        if len(target.lines) > 1:
            words = _("Row %(number)s says the same. Leave it on one of both, or tell them apart.")
            raise Wrong(words % {"number": target.lines[0].number})

    def give(self, target, line):
        """Gives a target what a line says of it."""
        for field in self.fields:
            if self.key(field) in line.values:
                target.take(line, field, self.meant(line, field, target.record))

    def meant(self, line, field, record):
        """What a line says of a field of a record; of another record, the key of the one that is meant. Raises `Wrong`."""
        value = line.values[self.key(field)]
        if not isinstance(value, frozenset):
            return value
        column = line.columns[self.key(field)]
        return self.only(line, column, value, getattr(record, f"{field}_id")) if value else None

    def only(self, line, column, found, current=None):
        """The one record that a line means by the cell of a column. Raises `Wrong`."""
        try:
            return self.context.once(column.directory).only(found, current)
        except ValidationError as error:
            raise Wrong(" ".join(error.messages), column.field.removeprefix(self.PREFIX)) from error

    def named(self, line, field, key):
        """How another record is called that a field of this part names by its key."""
        column = line.columns.get(self.key(field))
        return self.context.once(column.directory).shown.get(key, key) if hasattr(column, "directory") else key

    def check(self):
        """Notes, at the lines, what the model and the database would refuse of what they give."""
        for target in self.targets.values():
            if target.is_changed:
                self.check_one(target)
        self.check_doubles()

    def check_one(self, target):
        """Notes what is wrong with one record."""
        for field in self.asked if target.is_new else ():
            if getattr(target.record, target.record._meta.get_field(field).attname) in (None, ""):
                words = _("A new row needs a value in the column “%(name)s”.") % {"name": self.heading(field)}
                self.note(target, field, words)
        if any(line.faults for line in target.lines):
            return
        try:
            self.clean(target)
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                self.note(target, "" if field == NON_FIELD_ERRORS else field, " ".join(messages))
        for constraint in broken_checks(target.record):
            compared = set(fields_of(constraint.condition))
            given = [field for field in self.fields if field in compared and field in target.given]
            self.note(target, given[-1] if given else "", str(constraint.violation_error_message))

    def clean(self, target):
        """Asks the model what it refuses of a record by itself. Raises `ValidationError`."""
        target.record.clean_fields(exclude=self.unchecked(target))
        target.record.clean()

    def unchecked(self, target):
        """The fields that need no check: other records, which were found already, and what rows did not give."""
        fields = self.model._meta.fields
        return {
            field.name
            for field in fields
            if isinstance(field, models.ForeignKey) or not (target.is_new or field.name in target.given)
        } | {"entry", "words"}

    def check_doubles(self):
        """Notes what would stand twice, in the file or beside what is recorded."""
        by_record = {id(target.record): target for target in self.targets.values()}
        for record, constraint in doubles([*self.loaded, *(one.record for one in self.targets.values() if one.is_new)]):
            if id(record) in by_record:
                self.note(by_record[id(record)], "", str(constraint.violation_error_message))

    def note(self, target, field, words):
        """Notes what is wrong at the line that gave the field, or at the first."""
        line = target.given.get(field, target.lines[0])
        line.refuse(self.key(field), words)

    def doubt(self, target, field, words):
        """Notes what is in doubt, and what to do, at the line that gave the field, or at the first."""
        target.given.get(field, target.lines[0]).doubt(self.key(field), words)

    def explain(self, *, by, reason):
        """Says in the records themselves, where they have a place for it, who imports them and why."""

    def conclude(self, *, by, reason):
        """Keeps what follows from the import once all is saved, such as what its doubts came to."""

    def to_create(self):
        """The new records, in the order of the rows."""
        return [target.record for target in self.targets.values() if target.is_new]

    def to_change(self):
        """The records that change, and the fields in which they do."""
        changed = [target for target in self.targets.values() if not target.is_new and target.before]
        return [target.record for target in changed], sorted({field for one in changed for field in one.before})
