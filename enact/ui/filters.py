"""What can be asked of a list: declared as filters of django-filter, drawn by a template of ours, without their widgets."""

from typing import NamedTuple

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountFormField
from enact.dates import DayField
from enact.search import holding
from enact.themes import Themed


class SearchFilter(filters.CharFilter):
    """What is typed, looked for in fields of the kind of `Searched.words`, without accents."""

    def __init__(self, *fields, **options):
        self.fields = fields
        super().__init__(**options)

    def filter(self, qs, value):
        return qs.filter(holding(value, *self.fields)) if value else qs


NONE = "none"
"""The key of the choice of what has nothing in a field."""


class ChoicesFilter(filters.MultipleChoiceFilter):
    """One or several of some choices: records that are any of them. `none` names the choice of those that have nothing."""

    def __init__(self, *args, choices, none=None, **options):
        choices = [*choices, (NONE, none)] if none else choices
        super().__init__(*args, **{"distinct": False, "choices": choices, **options})

    def keys_of(self, value):
        """The keys in the field for the choices made."""
        return value

    def filter(self, qs, value):
        if not value:
            return qs
        found = Q(**{f"{self.field_name}__in": self.keys_of([key for key in value if key != NONE])})
        return qs.filter(found | Q(**{f"{self.field_name}__isnull": True}) if NONE in value else found)


class EitherFilter(filters.MultipleChoiceFilter):
    """Records of which something is true, or not: the first choice is where the field holds yes, the second where it holds no.

    The field may be a comparison that says yes or no, such as `source__isnull`.
    """

    def filter(self, qs, value):
        if len(value) != 1:
            return qs
        return qs.filter(**{self.field_name: value[0] == self.extra["choices"][0][0]})


class AdjectiveFilter(filters.MultipleChoiceFilter):
    """Records of which one of some adjectives is true: each choice is the name of a field that holds yes or no."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"distinct": False, **options})

    def get_filter_predicate(self, v):
        return {v: True}


class ThemesFilter(AdjectiveFilter):
    """Records of the kind of `Themed` that belong to one of some themes, or to none. `to` is the prefix that leads to them."""

    def __init__(self, *args, to="", **options):
        self.to = to
        choices = [(theme, Themed._meta.get_field(theme).verbose_name) for theme in Themed.THEMES]
        super().__init__(*args, choices=[*choices, (NONE, _("not said"))], **options)

    def get_filter_predicate(self, v):
        return {f"{self.to}{theme}": v != NONE for theme in (Themed.THEMES if v == NONE else [v])}


class RecordFilter(filters.ModelChoiceFilter):
    """One record, by its key: links ask for it, and it is taken away as all that is asked for. It is not drawn as a field."""


class DayFilter(filters.DateFilter):
    """A day as people type it; `lookup_expr` compares."""

    field_class = DayField


class AmountFilter(filters.NumberFilter):
    """An amount as people type it; `lookup_expr` compares. What is unknown is never found by it."""

    field_class = AmountFormField

    def get_max_validator(self):
        """None: the field refuses what is too large."""


class Option(NamedTuple):
    """A choice: its key, its name, and whether it is asked for."""

    key: str
    name: str
    is_chosen: bool


class Asking(NamedTuple):
    """A filter as it is drawn: what was typed, what is wrong with it, in words, and its options; none for a text."""

    name: str
    label: str
    typed: str
    faults: tuple[str, ...]
    help_text: str = ""
    options: tuple[Option, ...] = ()
    is_multiple: bool = False
    is_hidden: bool = False


class ListFilter(filters.FilterSet):
    """The filters of a list. `q`, if there is one, is its search."""

    def askings(self):
        """The filters as they are drawn, in their order."""
        return [self.asking(name, field) for name, field in self.form.fields.items()]

    def asking(self, name, field):
        """A filter as it is drawn."""
        typed = self.data.getlist(name)
        if isinstance(field, forms.ModelChoiceField):
            return self.asking_of_record(name, field, typed)
        choices = [(str(key), str(label)) for key, label in getattr(field, "choices", ()) if key != ""]
        return Asking(
            name=name,
            label=str(field.label or ""),
            help_text=str(field.help_text),
            options=tuple(Option(key, label, key in typed) for key, label in choices),
            is_multiple=isinstance(field, forms.MultipleChoiceField),
            typed=", ".join(typed),
            faults=tuple(self.errors.get(name, ())),
        )

    def asking_of_record(self, name, field, typed):
        """A filter by a record, which has one option: the record asked for, as it was asked for, by its name."""
        found = self.form.cleaned_data.get(name) if self.form.is_valid() else None
        return Asking(
            name=name,
            label=str(field.label or ""),
            options=(Option(typed[-1], str(found), is_chosen=True),) if found else (),
            typed=", ".join(typed),
            faults=tuple(self.errors.get(name, ())),
            is_hidden=True,
        )
