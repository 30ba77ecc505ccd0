"""What somebody had typed into the form of a view, in the words of that form, as far as the view tells them."""

import re
from functools import partial

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from enact.ui.typed import field_among, of_form, of_model

NOT_TYPED = re.compile(
    "password|token|credential|(^|_)seen(_|$)|_FORMS$|^_|-id$|^(code|key|post|action|index|select_across)$"
)
"""In the names of fields of which nobody is shown the content again: secrets, and what a form says of itself."""
ROW = re.compile(r"(?P<prefix>.+)-(?P<number>\d+)-(?P<name>\w+)")
"""The name of a field in a row of the form of a record."""


def typed_into(view, keys, sent):
    """What was typed of what was sent to a view, with the keys of its address: pairs of a field and what it held, in words."""
    told, found = teller(view), []
    for name, values in sent.lists():
        field = told(name, **keys)
        found += [
            (field.label or name, field.words(value)) if field else (name, value)
            for value in values
            if is_typed(name, value, field)
        ]
    return [*found, *unticked(view, sent)] if found else []


def unticked(view, sent):
    """The boxes of the form of a view that were ticked before and are not in what was sent: what they are called, and "no"."""
    form = getattr(getattr(view, "view_class", None), "form_class", None)
    boxes = [pair for pair in getattr(form, "base_fields", {}).items() if isinstance(pair[1], forms.BooleanField)]
    return [(str(field.label), _("no")) for name, field in boxes if field.initial is True and name not in sent]


def is_typed(name, value, field):
    """Whether somebody may have typed what a field holds. Of one that is not told, words are: a button says one."""
    if not value.strip() or NOT_TYPED.search(name):
        return False
    return not field.is_hidden if field else len(value.split()) > 1


def teller(view):
    """The function of a view that tells a field by its name and the keys of the address; `None` for one that it does not know."""
    page, model_admin = getattr(view, "view_class", None), getattr(view, "model_admin", None)
    for told in (page, view):
        if hasattr(told, "field_of"):
            return told.field_of
    if model_admin:
        return partial(field_of_record, model_admin)
    form = getattr(page, "form_class", None)
    return partial(field_among, [form] if hasattr(form, "base_fields") else [])


def field_of_record(model_admin, name, **_keys):
    """A field of the form of a record in the back office, or of a row in it: the amount of the second step."""
    row = ROW.fullmatch(name)
    if row is None:
        return field_in(getattr(model_admin, "widest_form", model_admin.form), model_admin.model, name)
    for inline in model_admin.inlines:
        if row["prefix"] in prefixes_of(inline.model, model_admin.model):
            field = field_in(inline.form, inline.model, row["name"])
            of_row = f"{inline.model._meta.verbose_name} {int(row['number']) + 1} – "
            return field and field._replace(label=of_row + field.label)
    return None


def field_in(form, model, name):
    """A field of a form that is made of a model; `None` where neither has it."""
    if name in form.base_fields:
        return of_form(form.base_fields[name])
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return of_model(field) if hasattr(field, "formfield") else None


def prefixes_of(rows, model):
    """What the names of rows of a model may begin with, in the form of the record of another one that they belong to."""
    leading = (field for field in rows._meta.fields if field.related_model is model)
    return {field.remote_field.get_accessor_name() for field in leading}
