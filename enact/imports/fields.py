"""Columns that fill the fields of models: which kind of column a field has follows from the kind of field."""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext

from enact.imports.columns import (
    AmountColumn,
    ChoiceColumn,
    CountColumn,
    DayColumn,
    NumberColumn,
    TextColumn,
    YesColumn,
)


def in_part(part, label):
    """The label of a column of a part of a record: which part, and the label of the field."""
    return gettext("%(part)s: %(label)s") % {"part": part, "label": label}


labelled = lazy(in_part, str)


def columns_of(model, prefix="", part="", /, **options):
    """Columns by the fields of a model, in their order: for each, by name, what its column is told besides.

    The kind of column follows from the kind of field; its `name`, and all that a column of this kind knows, may be told.
    `prefix`: that of the part that the model fills; `part`: what the part is called, before the label of each field.
    """
    return [column_of(model._meta.get_field(field), prefix, part, **told) for field, told in options.items()]


def column_of(field, prefix="", part="", /, *, name=None, **options):
    """The column that fills a field of a model."""
    label = options.pop("label", None) or (labelled(part, field.verbose_name) if part else field.verbose_name)
    options["field"] = f"{prefix}{field.name}"
    name = name or options["field"]
    if field.choices:
        empty = field.default if field.has_default() else "" if field.blank else None
        return ChoiceColumn(name, label, Choices(field), empty=empty, **options)
    if isinstance(field, models.BooleanField):
        return YesColumn(name, label, empty=None if field.null else False, **options)
    kinds = [
        (models.DateField, DayColumn),
        (models.DecimalField, AmountColumn),
        (models.PositiveSmallIntegerField, NumberColumn),
        (models.PositiveIntegerField, CountColumn),
        (models.Field, TextColumn),
    ]
    kind = next(column for of, column in kinds if isinstance(field, of))
    return kind(name, label, **options)


class Choices:
    """The choices of a field, in the reader's language."""

    def __init__(self, field):
        self.field = field

    @property
    def choices(self):
        """Key and name pairs."""
        return self.field.flatchoices
