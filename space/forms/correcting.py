"""Proposing other values for what we have of a record, each beside the official one."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.dates import DayField
from enact.ui.forms import SafeForm, SentAlready
from space.figures import machine, official, precision_of, worded
from space.forms.sending import Meanwhile
from space.models import Correction

FIELDS = {models.DateField: {"form_class": DayField}, models.URLField: {"assume_scheme": "https"}}
"""How the fields of forms differ from those that Django makes, by the fields of models."""
SEEN = "seen_"
"""Before the name of a field: the value of ours that was on screen when something else was typed."""


class CorrectionForm(Meanwhile):
    """What is not right of a record: a value for each of its fields in which something is, why, and what says so.

    What was changed of ours since the form was opened is told, with both values, and what was typed stays.
    """

    reason = forms.CharField(
        label=gettext_lazy("Why is it not right?"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        label=gettext_lazy("What says so?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The letter, agreement, statement or decision, with its number and its page."),
    )
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, record, names, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.record, self.names = record, names
        self.watch(others)
        self.initial.setdefault("form_token", uuid.uuid4())
        for name in names:
            self.add_figure(name)
        self.order_fields([*names, "reason", "source"])

    def add_figure(self, name):
        """The field in which another value of a figure is typed, and the value that is on screen."""
        field = self.record._meta.get_field(name)
        options = FIELDS.get(type(field), {})
        proposed = field.formfield(**{"required": False, "initial": None, **options})
        proposed.label = capfirst(str(field.verbose_name))
        proposed.help_text = _("Ours: %(value)s") % {"value": self.shown(name, official(self.record, name))}
        self.fields[name] = proposed
        self.fields[f"{SEEN}{name}"] = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
        self.initial[f"{SEEN}{name}"] = official(self.record, name)

    def shown(self, name, text):
        """A value of a field in words; a day is as exact as ours is known."""
        return worded(self.record._meta.get_field(name), text, precision_of(self.record, name))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("form_token") is None:
            self.answer_with("form_token", str(uuid.uuid4()))
            raise ValidationError(SafeForm.NO_TOKEN, code="no_token")
        self.refuse_second_sending(cleaned["form_token"])
        self.proposed = {name: machine(cleaned.get(name)) for name in self.names}
        self.proposed = {name: text for name, text in self.proposed.items() if text}
        if not self.proposed and not any(name in self.errors for name in self.names):
            raise ValidationError(_("Give at least one other value."), code="nothing")
        for name, text in self.proposed.items():
            self.compare(name, text)
        self.refuse_if_sent_meanwhile()
        return cleaned

    def refuse_second_sending(self, token):
        """Raises `SentAlready` when this form has been sent before."""
        made = Correction.objects.filter(entry__in=[uuid.uuid5(token, name) for name in self.names]).first()
        if made:
            raise SentAlready(made)

    def compare(self, name, text):
        """Refuses a value that we have already, and tells when ours is another one than it was when the form was opened."""
        now, seen = official(self.record, name), self.cleaned_data.get(f"{SEEN}{name}", "")
        if text == now:
            self.add_error(name, _("This is the value that we have."))
        if seen.replace("\r\n", "\n") != now.replace("\r\n", "\n"):
            self.answer_with(f"{SEEN}{name}", now)
            words = _(
                "We have changed it since you opened this page: it was %(seen)s, and is %(now)s now. Yours was not sent yet: "
                "send again if it is still another one, or empty this field."
            )
            params = {"seen": self.seen_in_words(name, seen), "now": self.shown(name, now)}
            self.add_error(name, ValidationError(words, params=params, code="overtaken"))

    def seen_in_words(self, name, seen):
        """The value that was on screen, in words; as it came where it is none."""
        try:
            return self.shown(name, seen)
        except (ValidationError, ArithmeticError):
            return "–"

    def answer_with(self, name, value):
        """Gives a field another value in the answer, so that the form can be sent again."""
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = value

    def corrections(self, **shared):
        """What is proposed, one correction for each value; `shared` are fields of all."""
        given = {name: self.cleaned_data[name] for name in ("reason", "source")}
        for name, text in self.proposed.items():
            entry = uuid.uuid5(self.cleaned_data["form_token"], name)
            seen = official(self.record, name)
            yield Correction(field=name, seen=seen, proposed=text, entry=entry, **given, **shared)
