"""Columns that fill the fields of models: which kind of column a field has follows from the kind of field."""

from django.db import models

from enact.imports.columns import (
    AmountColumn,
    ChoiceColumn,
    DayColumn,
    NumberColumn,
    TextColumn,
    YesColumn,
)


def columns_of(model, **options):
    """Columns by the fields of a model, in their order: for each, by name, what its column is told besides.

    The kind of column follows from the kind of field; its `name`, and all that a column of this kind knows, may be told.
    """
    return [column_of(model._meta.get_field(field), **told) for field, told in options.items()]


def column_of(field, *, name=None, **options):
    """The column that fills a field of a model."""
    label = options.pop("label", field.verbose_name)
    options["field"] = field.name
    name = name or field.name
    if field.choices:
        empty = field.default if field.has_default() else "" if field.blank else None
        return ChoiceColumn(name, label, Choices(field), empty=empty, **options)
    kinds = [
        (models.BooleanField, YesColumn),
        (models.DateField, DayColumn),
        (models.DecimalField, AmountColumn),
        (models.PositiveSmallIntegerField, NumberColumn),
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
