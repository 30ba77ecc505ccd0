"""What somebody typed into a form, told in the words of the form: what it calls a field, and what its choices say.

It is for pages on which the form itself cannot stand any more. Nothing is asked of the database.
"""

from functools import partial
from typing import NamedTuple

from django import forms
from django.utils.choices import flatten_choices
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class Field(NamedTuple):
    """What a form calls a field, the words of its choices by their keys, and what is said in place of what it held; "": that.

    Nobody types into one that is hidden. `model` is that of a choice among records, `None` of any other.
    """

    label: str
    choices: dict
    said: str = ""
    is_hidden: bool = False
    model: type | None = None

    def words(self, value):
        """What it held, in words."""
        return self.said or str(self.choices.get(value, value))


def of_form(field):
    """A field of a form."""
    is_box = isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField)
    is_record = isinstance(field, forms.ModelChoiceField)
    choices = {} if is_record else chosen_among(getattr(field.widget, "choices", ()))
    model = field.queryset.model if is_record and field.queryset is not None else None
    return Field(str(field.label or ""), choices, said_of(is_record, is_box), field.widget.is_hidden, model)


def of_model(field):
    """A field of a model, as a form made of it holds it."""
    is_box = field.get_internal_type() == "BooleanField" and not field.null
    label, choices = capfirst(str(field.verbose_name)), chosen_among(field.choices or ())
    return Field(label, choices, said_of(field.is_relation, is_box), model=field.related_model)


def chosen_among(choices):
    """The words of choices by their keys, as forms send them."""
    return {str(key): words for key, words in flatten_choices(choices)}


def said_of(is_record, is_box):
    """What is said of a choice among records, which its key does not name, and of a box, which is sent only when it is ticked."""
    if is_record:
        return _("chosen in a list: to be chosen again")
    return _("yes") if is_box else ""


def field_among(form_classes, name, **_keys):
    """The field of a name in one of some forms, each of which may stand under a prefix; `None` where none has it."""
    for own in (name, name.rpartition("-")[2]):
        for form in form_classes:
            if own in form.base_fields:
                return of_form(form.base_fields[own])
    return None


def tells(*form_classes):
    """Has a view tell into which forms one types there: its `field_of` gives a field by its name and the keys of the address."""
    return telling(partial(field_among, form_classes))


def telling(field_of):
    """Has a view tell its fields by a function of their name and the keys of the address."""

    def told_by(view):
        view.field_of = field_of
        return view

    return told_by
