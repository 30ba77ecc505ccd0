"""Forms on records that lose nothing of what was typed here or saved meanwhile, and that save once when sent twice."""

import datetime
import uuid
from functools import cached_property
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import localize_input
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.amounts import number
from enact.dates import in_words
from enact.moments import moment_in_words


class SentAlready(Exception):
    """This very form has been sent before, and made the record `made`."""

    def __init__(self, made):
        super().__init__(str(made))
        self.made = made


class Difference(NamedTuple):
    """A field on which two writers differ: its label, what was saved meanwhile, what is typed here. All in words."""

    label: str
    saved: str
    typed: str


def shown(field, value):
    """The value of a model's field in words; a dash for none."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return moment_in_words(value)
    if isinstance(value, datetime.date):
        return in_words(value)
    if field.get_internal_type() == "DecimalField":
        return number(value) if not isinstance(value, str) else value
    return str(dict(field.flatchoices).get(value, value) if field.flatchoices else value)


class SafeForm(forms.ModelForm):
    """A form that holds the version of the record that its writer saw, and a token that makes a second sending known.

    `today` is set by the admin, which asks the clock. `differences` lists what somebody else saved meanwhile.
    """

    BESIDE = ("version_seen", "form_token", "change_reason")
    OVERTAKEN = gettext_lazy(
        "%(who)s saved this record on %(day)s, after you had opened it. Nothing of yours was saved yet, and nothing is lost: "
        "compare both below, mend what you typed if need be, and send again to keep it."
    )
    NO_VERSION = gettext_lazy(
        "This form came without the version of the record that you had opened. Nothing was saved: check what you typed, and "
        "send again."
    )
    NO_TOKEN = gettext_lazy(
        "This form came without its token. Nothing was saved: check what you typed, and send again."
    )

    version_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    today = None
    differences = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["version_seen"] = self.record.version

    @property
    def record(self):
        """The record whose version guards this form."""
        return self.instance

    @cached_property
    def changed_data(self):
        """The fields of the record that were changed; what goes with the form is not part of it."""
        return [name for name in super().changed_data if name not in self.BESIDE]

    @property
    def token(self):
        """The token of this sending; `None` when it came without one."""
        return self.cleaned_data.get("form_token")

    def clean(self):
        cleaned = super().clean()
        if not self.instance._state.adding:
            self.refuse_if_overtaken()
        elif self.token is None:
            raise ValidationError(self.NO_TOKEN, code="no_token")
        return cleaned

    def _post_clean(self):
        """Looks for a first sending last: what made its record a duplicate of this one can be seen by then."""
        super()._post_clean()
        if self.instance._state.adding and self.token:
            self.refuse_second_sending()

    def refuse_second_sending(self):
        """Raises `SentAlready` when this form has made a record before; otherwise the record will bear its token."""
        made = type(self.instance).objects.filter(entry=self.token).first()
        if made:
            raise SentAlready(made)
        self.instance.entry = self.token

    def refuse_if_overtaken(self):
        """Refuses to overwrite what was saved after the form had been opened, until the form is sent again.

        What was not touched here is answered as it was saved: only what was typed can overwrite it then.
        """
        seen = self.cleaned_data.get("version_seen")
        if seen == self.record.version:
            return
        untouched = self.untouched_since(seen)
        self.differences = [self.difference(name, name in untouched) for name in self.changed_data]
        for name in untouched:
            self.answer_with(name, self.get_initial_for_field(self.fields[name], name))
        self.answer_with("version_seen", self.record.version)
        if seen is None:
            raise ValidationError(self.NO_VERSION, code="no_version")
        if self.differences:
            raise ValidationError(self.OVERTAKEN, code="overtaken", params=last_saving(self.record))

    def untouched_since(self, version):
        """The fields that differ from what is saved only because they are as they were when the form was opened."""
        opened = self.record.history.filter(version=version).first() if self.record is self.instance else None
        if opened is None:
            return []
        stood = {name: self._meta.model._meta.get_field(name).value_from_object(opened) for name in self.changed_data}
        return [name for name, value in stood.items() if not self.fields[name].has_changed(value, self[name].data)]

    def answer_with(self, name, value):
        """Gives a field another value in the answer, so that the form can be sent again."""
        self.data = self.data.copy()
        prepared = self.fields[name].prepare_value(value)
        self.data[self.add_prefix(name)] = "" if prepared is None else localize_input(prepared)

    def difference(self, name, is_untouched):
        """What was saved and what is typed in a field."""
        field, saved = self._meta.model._meta.get_field(name), getattr(self.instance, name)
        typed = self.cleaned_data.get(name, self[name].value())
        words = _("not touched: as saved meanwhile") if is_untouched else shown(field, typed)
        return Difference(capfirst(str(self.fields[name].label)), shown(field, saved), words)

    def refuse_future(self, name, message):
        """Refuses a day that is still to come."""
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            self.add_error(name, message)


def last_saving(record):
    """Who saved a record last, and when, for a message."""
    last = record.history.select_related("history_user").first()
    return {
        "who": (last and last.history_user) or _("The machine"),
        "day": f"{timezone.localtime(last.history_date):%d/%m/%Y, %H:%M}" if last else "–",
    }


class RecordForm(SafeForm):
    """The form of one record, with why it is changed."""

    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    change_reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Kept in the history, beside your name and the day."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_token", uuid.uuid4())

    def clean(self):
        if self.token is None:
            self.answer_with("form_token", str(uuid.uuid4()))
        return super().clean()


class RowForm(SafeForm):
    """A row of records in the form of another one; its token follows from that of the form and from its place in it."""

    token = None


class RowKey(forms.ModelChoiceField):
    """The key of a row in a form of several: it is one of the rows that the form has read, which are not read again."""

    def __init__(self, rows, **options):
        super().__init__(rows, required=False, widget=forms.HiddenInput, **options)
        self.rows = {str(row.pk): row for row in rows}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return self.rows[str(value)]


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of records in the form of another one. `today` and `by` are set by the admin: the day, and who writes."""

    today = None
    by = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        name = self._pk_field.name
        form.fields[name] = RowKey(self.get_queryset(), initial=form.fields[name].initial)
        form.today = self.today
        form.token = self.token_of(form.prefix)

    def token_of(self, prefix):
        """The token of a row; `None` when the form came without one."""
        try:
            return uuid.uuid5(uuid.UUID(self.data.get("form_token", "")), prefix)
        except ValueError:
            return None

    def clean(self):
        """Asks again before a row is added to a record to which somebody else has added meanwhile."""
        super().clean()
        seen = {form.instance.pk for form in self.initial_forms}
        meanwhile = [str(row) for row in self.get_queryset() if row.pk not in seen]
        overtaken = self.data.get("version_seen") != str(self.instance.version)
        if meanwhile and overtaken and any(form.has_changed() for form in self.extra_forms):
            raise ValidationError(
                _(
                    "Added by somebody else since you opened this form: %(rows)s. Check, and send again to add yours too."
                ),
                code="overtaken",
                params={"rows": "; ".join(meanwhile)},
            )
