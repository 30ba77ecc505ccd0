"""What the constraints of a model refuse, asked without the database: of ten thousand rows at once."""

import operator

from django.db import models
from django.db.models.constants import LOOKUP_SEP

COMPARED = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, others: value in others,
    "range": lambda value, ends: ends[0] <= value <= ends[1],
}


class UnknownLookup(Exception):
    """A condition that only the database can answer."""


def holds(condition, record):
    """Whether a condition holds for a record, as SQL has it: `None` when what it compares is unknown."""
    answers = [
        holds(child, record) if isinstance(child, models.Q) else compared(record, *child)
        for child in condition.children
    ]
    if condition.connector == models.Q.OR:
        found = True if True in answers else None if None in answers else False
    elif condition.connector == models.Q.AND:
        found = False if False in answers else None if None in answers else True
    else:
        raise UnknownLookup(condition)
    return found if found is None or not condition.negated else not found


def compared(record, path, value):
    """Whether what a record holds compares as a lookup says."""
    name, *lookups = path.split(LOOKUP_SEP)
    lookup = lookups[0] if lookups else "exact"
    held = value_of(record, name)
    if lookup == "isnull":
        return (held is None) == value
    if len(lookups) > 1 or lookup not in COMPARED:
        raise UnknownLookup(path)
    other = value_of(record, value.name) if isinstance(value, models.F) else value
    return None if held is None or other is None else COMPARED[lookup](held, other)


def value_of(record, name):
    """What a record holds in a field: of another record, its key; one that has none yet stands for itself."""
    field = record._meta.get_field("id" if name == "pk" else name)
    held = getattr(record, field.attname)
    if held is None and field.is_relation and field.is_cached(record):
        return field.get_cached_value(record)
    return held


def broken_checks(record):
    """The checks that the database would refuse a record by."""
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and holds(constraint.condition, record) is False:
            yield constraint


def fields_of(condition):
    """The names of the fields that a condition compares, as often as it does."""
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from fields_of(child)
        else:
            path, value = child
            yield path.split(LOOKUP_SEP)[0]
            if isinstance(value, models.F):
                yield value.name


def doubles(records):
    """(record, constraint) pairs: of some records of a model, those that take the place of one before them."""
    for constraint in records[0]._meta.constraints if records else ():
        if not isinstance(constraint, models.UniqueConstraint) or not constraint.fields:
            continue
        taken = {}
        for record in records:
            if constraint.condition is not None and holds(constraint.condition, record) is not True:
                continue
            key = tuple(key_of(value_of(record, name)) for name in constraint.fields)
            if None not in key and taken.setdefault(key, record) is not record:
                yield record, constraint


def key_of(value):
    """A value as it is compared: a record that is not saved yet, by itself."""
    return ("new", id(value)) if isinstance(value, models.Model) and value.pk is None else value
