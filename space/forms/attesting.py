"""The form with which a partner confirms or contests its figures of a year."""

import json
import uuid
from typing import NamedTuple

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.dates import in_words
from enact.ui.forms import SentAlready
from enact.ui.typed import Field
from indicators.sealing import canonical
from space.measures.lines import COUNTS, Line, changes_between, lines_of
from space.models import Attestation

SALT = "space.attestation"
ASKED = {"said": gettext_lazy("The value that you say"), "reason": gettext_lazy("Why")}
"""What is asked of each line, by the first word of the name of its field."""
LONGEST = 2_000


def sealed_figures(figures):
    """The figures that are shown, as the form holds them: packed, and signed so that they are those that were shown."""
    return signing.dumps(figures, salt=SALT, compress=True)


class Contest(NamedTuple):
    """A line with its two fields: the value that the partner says, and why."""

    line: Line
    said: forms.BoundField
    reason: forms.BoundField


def asked_of_line(name):
    """The field of a name in which something is typed of a line, with the line; `None` for the other fields."""
    asked, _dash, line = name.partition("-")
    if asked not in ASKED or not line:
        return None
    key = line.removeprefix("commitment-")
    about = _("Commitment (no. %(number)s in its address)") % {"number": key} if key != line else COUNTS.get(line, line)
    return Field(f"{about} – {ASKED[asked]}", {})


class AttestationForm(forms.Form):
    """What a partner answers to the `figures` of the round `asked`, on the day `today`.

    Figures that have changed since the form was drawn are shown again with what differs, as `changes`; what was typed stays.
    """

    CLOSED = gettext_lazy(
        "The last day to answer was %(day)s. Nothing was recorded; what you typed is still below, so that you can copy it: "
        "write to the coordination, which can open the round again."
    )
    CHANGED = gettext_lazy(
        "Your figures have changed since you opened this page: they are shown again, with what differs. Nothing was recorded "
        "yet; what you typed is still there. Check, and send again."
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (Attestation.Verdict.CONFIRMED, gettext_lazy("We confirm these figures")),
            (Attestation.Verdict.CONTESTED, gettext_lazy("We contest them, in part or in all")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether you confirm or contest.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What you contest in all, or wish to say"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200)
    function = forms.CharField(label=gettext_lazy("Your function"), max_length=200)

    changes = ()

    def __init__(self, *args, asked, figures, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.round, self.figures, self.today, self.lines = asked, figures, today, lines_of(figures)
        self.initial |= {"seen": sealed_figures(figures), "form_token": str(uuid.uuid4())}
        for line in self.lines:
            self.fields[f"said-{line.key}"] = forms.CharField(label=ASKED["said"], required=False, max_length=200)
            self.fields[f"reason-{line.key}"] = forms.CharField(
                label=ASKED["reason"], required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def contests(self):
        """The lines with their fields."""
        return [Contest(line, self[f"said-{line.key}"], self[f"reason-{line.key}"]) for line in self.lines]

    def answer_fields(self):
        """The fields besides those of the lines."""
        return [self[name] for name in ("verdict", "words", "name", "function")]

    @property
    def has_contest(self):
        """Whether a line is contested, or looks like it."""
        fields = (field for contest in self.contests() for field in (contest.said, contest.reason))
        return any((field.value() or "").strip() for field in fields)

    def clean(self):
        cleaned = super().clean()
        self.refuse_second_sending()
        if not self.round.is_open_on(self.today):
            raise ValidationError(self.CLOSED, code="closed", params={"day": in_words(self.round.closes_on)})
        self.refuse_changed_figures()
        for line in self.lines:
            if cleaned.get(f"said-{line.key}") and not cleaned.get(f"reason-{line.key}"):
                self.add_error(f"reason-{line.key}", _("Say why, or where the value comes from."))
        self.refuse_what_says_both()
        return cleaned

    def refuse_second_sending(self):
        """Raises `SentAlready` when this form was sent before. One that came without its token gets one, and is sent again."""
        token = self.cleaned_data.get("form_token")
        made = token and Attestation.objects.filter(entry=token).first()
        if made:
            raise SentAlready(made)
        if token is None:
            self.answer_with("form_token", self.initial["form_token"])
            raise ValidationError(
                _("This form came without its token. Nothing was saved: check what you typed, and send again.")
            )

    def refuse_changed_figures(self):
        """Refuses to confirm other figures than those that were shown."""
        try:
            shown = signing.loads(self.cleaned_data.get("seen") or "", salt=SALT)
        except (signing.BadSignature, json.JSONDecodeError):
            shown = None
        if shown is not None and canonical(shown) == canonical(self.figures):
            return
        self.changes = list(changes_between(shown, self.figures)) if shown else []
        self.answer_with("seen", self.initial["seen"])
        raise ValidationError(self.CHANGED, code="changed")

    def refuse_what_says_both(self):
        """Refuses to confirm while contesting a line, and to contest without saying what."""
        verdict, contested = self.cleaned_data.get("verdict"), self.has_contest
        if verdict == Attestation.Verdict.CONFIRMED and contested:
            said = _("You confirm, and yet contest a line below: choose one, or empty what you typed there.")
            self.add_error("verdict", said)
        if verdict == Attestation.Verdict.CONTESTED and not contested and not self.cleaned_data.get("words"):
            self.add_error("verdict", _("Say what you contest: on a line, or in all in the words below."))

    def answer_with(self, name, value):
        """Gives a field another value in the answer, so that the form can be sent again."""
        self.data = self.data.copy()
        self.data[name] = value

    def contested_lines(self):
        """What is contested: (line, value, reason)."""
        for line in self.lines:
            reason = self.cleaned_data.get(f"reason-{line.key}")
            if reason:
                yield line, self.cleaned_data[f"said-{line.key}"], reason
