"""What the forms of promises, statements and declarations refuse."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enact.ui.forms import RecordForm
from indicators.catalogue import indicators

STATED_LATER = _("This day is still to come: nothing has been stated on it yet.")


def part_choices():
    """The "of which" that the catalogue names, each under its key, and the whole first."""
    parts = [(key, f"{code} – {name}") for code, found in indicators().items() for key, name in found.parts.items()]
    return [("", _("the whole")), *parts]


class ObservationForm(RecordForm):
    """A figure that a source stated: of a part that its indicator has, and by today."""

    part = forms.ChoiceField(label=_("Part"), choices=part_choices, required=False)

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("stated_on", STATED_LATER)
        indicator, part = indicators().get(cleaned.get("indicator")), cleaned.get("part")
        if indicator and part and part not in indicator.parts:
            self.add_error("part", _("%(code)s has no such part.") % {"code": indicator.code})
        self.refuse_other_figure(cleaned.get("supersedes"))
        return cleaned

    def refuse_other_figure(self, superseded):
        """An observation supersedes one of the same figure only."""
        figure = self.cleaned_data.get("indicator"), self.cleaned_data.get("part")
        if superseded and (superseded.indicator, superseded.part) != figure:
            self.add_error(
                "supersedes", _("It is about another figure: an observation supersedes one of the same figure.")
            )


class TargetForm(RecordForm):
    """A promise, made by today."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("stated_on", STATED_LATER)
        return cleaned


class CompletenessForm(RecordForm):
    """A declaration about an indicator that has records."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future(
            "complete_from", _("This day is still to come: records are declared complete once they are.")
        )
        return cleaned

    def clean_indicator(self):
        """The code of an indicator that its records can measure."""
        code = self.cleaned_data["indicator"]
        if indicators()[code].measure is None:
            raise forms.ValidationError(
                _("No records of %(code)s are kept here yet: they cannot be declared complete."), params={"code": code}
            )
        return code
