"""What is asked before a release: the day, why it corrects, whether figures still hold, why published figures are restated."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.dates import DayField
from enact.languages import NO_TEXT, Text
from enact.moments import MomentField
from enact.ui.typed import field_among
from indicators.restatements import Cause, Explanation, Explanations


class DayForm(forms.Form):
    """The day whose figures to look at."""

    day = DayField(label=gettext_lazy("Day to publish"), widget=AdminDateWidget)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"day": today}, **kwargs)
        self.today = today

    def clean_day(self):
        """A day that has begun."""
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come: its figures cannot be published yet."))
        return day


class OrderForm(forms.Form):
    """What goes with the order: why a release is corrected, or that figures which all read as before still hold."""

    reason_fr = forms.CharField(
        label=gettext_lazy("Reason for the correction, in French"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("There is a release for this day: say why it is corrected.")},
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason for the correction, in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    still_true = forms.BooleanField(
        label=gettext_lazy("No figure differs from the last release: they still hold on this day."),
        error_messages={
            "required": gettext_lazy(
                "No figure differs: tick the box if they still hold on this day, or publish nothing."
            )
        },
    )

    moment = MomentField(
        label=gettext_lazy("Publish at an announced moment"),
        required=False,
        help_text=gettext_lazy(
            "Empty: at once. Otherwise as 15/02/2026 10:00, the hour of Paris; the public calendar tells it."
        ),
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: field for name, field in self.fields.items() if name in asked}

    def reason(self):
        """The reason as a text."""
        return Text(self.cleaned_data.get("reason_fr", ""), self.cleaned_data.get("reason_en", ""))


class AnnounceForm(forms.Form):
    """A release that is announced before it is prepared: the figures of which day, for which moment."""

    day = DayField(label=gettext_lazy("Day of the figures"), widget=AdminDateWidget)
    moment = MomentField(
        label=gettext_lazy("Announced for"), help_text=gettext_lazy("As in 15/02/2026 10:00, the hour of Paris.")
    )


class MoveForm(forms.Form):
    """Another moment for an announced release, or none any more, and why."""

    becomes = MomentField(
        label=gettext_lazy("New moment"),
        required=False,
        help_text=gettext_lazy("As in 15/02/2026 10:00, the hour of Paris. Left aside when the release is given up."),
    )
    reason_fr = forms.CharField(
        label=gettext_lazy("Reason, in French"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why: readers find the reason beside the former moment.")},
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason, in English"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def reason(self):
        """The reason as a text."""
        return Text(self.cleaned_data["reason_fr"], self.cleaned_data["reason_en"])


class ExplanationForm(forms.Form):
    """Why a figure that was published reads otherwise: one of the causes, and the reason in words."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"), choices=[("", gettext_lazy("as for all")), *Cause.choices], required=False
    )
    reason_fr = forms.CharField(
        label=gettext_lazy("Reason, in French"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason, in English"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def reason(self):
        """The reason as a text."""
        return Text(self.cleaned_data.get("reason_fr", ""), self.cleaned_data.get("reason_en", ""))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason_en") and not cleaned.get("reason_fr"):
            self.add_error("reason_fr", _("The reason is given in French first."))
        return cleaned

    def explanation(self, shared):
        """The explanation typed here, filled up from the one that all share; says what is missing of both."""
        cause, reason = self.cleaned_data.get("cause") or shared.cause, self.reason()
        if not reason.fr and not self.errors:
            reason = shared.reason
        if not cause:
            self.add_error("cause", _("Choose a cause, here or once for all."))
        if not reason.fr and "reason_fr" not in self.errors:
            self.add_error("reason_fr", _("Say why this figure reads otherwise, here or once for all."))
        return Explanation(cause, reason)


class SharedForm(ExplanationForm):
    """What all restated figures share that have no explanation of their own."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Cause for all"), choices=[("", gettext_lazy("choose")), *Cause.choices], required=False
    )
    reason_fr = forms.CharField(
        label=gettext_lazy("Reason for all, in French"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Reason for all, in English"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class RestatedForms:
    """A form for each restated figure, by its name, and one for all. In a correction, its reason is that for all."""

    def __init__(self, restated, sent, *, in_correction):
        self.shared = SharedForm(sent, prefix="restated", initial={"cause": Cause.CORRECTION if in_correction else ""})
        if in_correction:
            del self.shared.fields["reason_fr"], self.shared.fields["reason_en"]
        self.rows = [(row, ExplanationForm(sent, prefix=f"restated-{row['code']}:{row['key']}")) for row in restated]
        self.explanations = Explanations()

    def is_valid(self, reason=NO_TEXT):
        """Whether each figure is explained; `reason` is that of the correction."""
        forms_typed = [self.shared, *(form for _row, form in self.rows)]
        if any([form.errors for form in forms_typed]):  # noqa: C419 (each says what is wrong with it)
            return False
        shared = Explanation(self.shared.cleaned_data["cause"], reason if reason.fr else self.shared.reason())
        own = {(row["code"], row["key"]): form.explanation(shared) for row, form in self.rows}
        self.explanations = Explanations(own=own)
        return not any(form.errors for _row, form in self.rows)

    @property
    def errors(self):
        """Whether something is missing."""
        return any(form.errors for form in [self.shared, *(form for _row, form in self.rows)])


def field_of(name, **_keys):
    """A field of the page to publish by its name; that of a restated figure with the figure. `None` for any other."""
    figure, _dash, own = name.rpartition("-")
    if figure in ("", "restated"):
        return field_among([SharedForm] if figure else [DayForm, OrderForm], own)
    field = field_among([ExplanationForm], own) if figure.startswith("restated-") else None
    return field and field._replace(label=f"{figure.removeprefix('restated-').removesuffix(':')} – {field.label}")
