"""What a row of a file would do, in words."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enact.imports.columns import plain
from enact.imports.plans import Outcome
from enact.ui.forms import shown

MOST_CELLS = 200


def line_in_words(line):
    """A row as it is kept: its effects, what is in doubt, what is wrong with it, and, if something is, its cells."""
    told = {"effects": [effect_in_words(line, effect) for effect in line.effects]}
    if line.doubts:
        told["doubts"] = [list(doubt) for doubt in line.doubts]
    if line.outcome == Outcome.FAULTY:
        told["faults"] = [list(fault) for fault in line.faults]
        told["cells"] = [None if cell is None else plain(cell) for cell in line.cells[:MOST_CELLS]]
    return told


def effect_in_words(line, effect):
    """What a row does to a record: what, to which kind of record, named how, and its fields from what to what."""
    record = effect.target.record
    return {
        "does": effect.does,
        "kind": capfirst(str(record._meta.verbose_name)),
        "changes": [
            [capfirst(str(record._meta.get_field(field).verbose_name)), *in_words(line, effect, field, before, after)]
            for field, before, after in effect.changes
        ],
    }


def in_words(line, effect, field, before, after):
    """A value before and after, in words."""
    found = effect.target.record._meta.get_field(field)
    if isinstance(found, models.ForeignKey):
        return [_("none") if key is None else str(effect.part.named(line, field, key)) for key in (before, after)]
    return [shown(found, before), shown(found, after)]
