"""What a file would do: line by line, without a word to the database."""

import hashlib
import json
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enact.imports.columns import ERASING, plain
from enact.imports.files import sheets_of
from enact.imports.headings import letters, table_of
from enact.imports.parts import Wrong

TOLD_EVERY = 500
"""After how many lines it is told how far the work is."""


class Outcome:
    """What becomes of a line."""

    CREATED, CHANGED, SAME, FAULTY = "created", "changed", "same", "faulty"
    ALL = (FAULTY, CREATED, CHANGED, SAME)


class Fault(NamedTuple):
    """What is wrong or in doubt: the cell (as Sheet!B3), the heading of its column, what it holds, and what to do, in words."""

    cell: str
    heading: str
    value: str
    words: str


class Effect(NamedTuple):
    """What a line does to a record of a part: which, what ("created", "corrected", "changed"), and the changed fields."""

    part: object
    target: object
    does: str
    changes: list


class Context:
    """What the parts of a file share: who imports, on which day, what columns are called, and what is read once.

    `columns`: those that the file may have.
    """

    def __init__(self, *, by, on, columns=()):
        self.by, self.on = by, on
        self.headings = {column.field: column.label for column in columns}
        self.found = {}

    def once(self, function):
        """What a function of nothing gives, asked once."""
        if function not in self.found:
            self.found[function] = function()
        return self.found[function]


class Line:
    """A row of a file, as it was read: what it gives by field, what is wrong with it, and what is in doubt.

    A fault keeps the whole file from being imported. A doubt does not: whoever imports it says that it is right as it stands.
    """

    def __init__(self, number, cells, table):
        self.number, self.cells, self.table = number, cells, table
        self.values, self.columns, self.effects = {}, {}, []
        self.faults, self.doubts = [], []

    def read(self, columns, context):
        """Reads the cells that are not empty."""
        for name, place in self.table.places.items():
            cell = self.cells[place] if place < len(self.cells) else None
            if cell is None:
                continue
            column = columns[name]
            self.columns[column.field or name] = column
            try:
                self.take(self.erased(column) if cell in ERASING else column.read(cell, context))
            except ValidationError as error:
                self.refuse(column.field or name, " ".join(error.messages))

    def take(self, said):
        """Takes what a cell says. Raises `ValidationError` when another cell of the row says otherwise."""
        if any(self.values.get(field, value) != value for field, value in said.items()):
            raise ValidationError(_("Another cell of this row says otherwise. Make both say the same."))
        self.values |= said

    def erased(self, column):
        """What an erased cell leaves. Raises `ValidationError`."""
        left = column.erased()
        if left is None:
            raise ValidationError(_("This cannot be erased: leave the cell empty to keep what is recorded."))
        return left

    def refuse(self, field, words):
        """Notes what is wrong with the line, at the column of a field where there is one."""
        self.faults.append(self.fault(field, words))

    def doubt(self, field, words):
        """Notes what is in doubt, and what to do, at the column of a field where there is one."""
        self.doubts.append(self.fault(field, words))

    def fault(self, field, words):
        """What is to be said of the line, with the cell of a field where there is one."""
        column = self.columns.get(field)
        place = self.table.places.get(column.name) if column else None
        sheet = f"{self.table.sheet}!" if self.table.sheet else ""
        if place is None:
            return Fault(f"{sheet}{self.number}", "", "", words)
        value = self.cells[place] if place < len(self.cells) else None
        heading = self.table.headings[place] or str(column.label)
        cell = f"{sheet}{letters(place)}{self.number}"
        return Fault(cell, heading, "" if value is None else plain(value), words)

    @property
    def outcome(self):
        """What becomes of the line: what it does first of all."""
        if self.faults:
            return Outcome.FAULTY
        if not self.effects:
            return Outcome.SAME
        return Outcome.CREATED if self.effects[0].does == "created" else Outcome.CHANGED


class Plan:
    """What the rows of a table would do. `parts`: the records they tell of, owners first."""

    def __init__(self, table, lines, parts):
        self.table, self.lines, self.parts = table, lines, parts

    @cached_property
    def counts(self):
        """How many lines come to what."""
        found = [line.outcome for line in self.lines]
        return {outcome: found.count(outcome) for outcome in Outcome.ALL}

    @property
    def is_faulty(self):
        """Whether something is wrong with a line: then nothing is imported."""
        return bool(self.counts[Outcome.FAULTY])

    @cached_property
    def doubtful(self):
        """How many lines are in doubt."""
        return sum(1 for line in self.lines if line.doubts)

    @cached_property
    def fingerprint(self):
        """The SHA-256 of all that the plan does: two plans of one fingerprint do the same."""
        digest = hashlib.sha256()
        for line in self.lines:
            digest.update(json.dumps([line.number, *told(line)], default=str, sort_keys=True).encode())
        return digest.hexdigest()


def told(line):
    """What a line does, as it enters the fingerprint of its plan."""
    yield [fault.words for fault in line.faults]
    yield [doubt.words for doubt in line.doubts]
    for _part, target, does, changes in line.effects:
        replaced = target.replaced.pk if target.replaced else None
        yield [target.record._meta.label, target.record.pk, replaced, does, changes]


def read_table(resource, content):
    """The rows of a file for a resource. Raises `Refused`."""
    return table_of(sheets_of(content), resource.meanings())


def plan_of(resource, table, *, by, on, tell=lambda done, of: None):
    """What the rows of a table would do, if `by` imported them on the day `on`. `tell` hears how far the work is."""
    context, columns = (
        Context(by=by, on=on, columns=resource.columns),
        {column.name: column for column in resource.columns},
    )
    lines = [Line(number, cells, table) for number, cells in table.rows]
    for done, line in enumerate(lines):
        line.read(columns, context)
        tell_now_and_then(tell, done, 2 * len(lines))
    parts = [part(context) for part in resource.parts]
    owners = {}
    for part in parts:
        part.load(lines, owners)
        aimed = {line: aim(part, line, owners) for line in lines}
        owners = owners or aimed
        tell(len(lines) + len(lines) // (1 + len(parts)), 2 * len(lines))
        part.check()
    resource.check(parts)
    for part in parts:
        note_effects(part)
    return Plan(table, lines, parts)


def note_effects(part):
    """Notes at each line what it does to the records of a part."""
    for target in part.targets.values():
        for line in target.lines:
            changes = list(target.changes_of(line))
            if target.is_new and line is target.lines[0]:
                line.effects.append(Effect(part, target, "corrected" if target.replaced else "created", changes))
            elif changes:
                line.effects.append(Effect(part, target, "changed", changes))


def aim(part, line, owners):
    """What a line tells of in a part, or, where it tells of nothing there, in the first one."""
    owner = owners.get(line)
    if line.faults or (owners and owner is None):
        return owner
    try:
        return part.target(line, owner) or owner
    except Wrong as wrong:
        line.refuse(part.key(wrong.field), wrong.words)
        return owner


def tell_now_and_then(tell, done, of):
    """Tells how far the work is, not too often."""
    if done % TOLD_EVERY == 0:
        tell(done, of)
