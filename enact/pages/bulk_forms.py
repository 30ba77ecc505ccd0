"""What can be changed of many commitments at once: a form for each kind of change, which says what it changes on a row."""

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.amounts import AmountFormField, money
from enact.dates import DayField, Precision, in_words
from enact.themes import Themed
from funding.models import BulkChange, Commitment, CommitmentStep
from indicators.measures import Qualifier
from partners.models import Person, Responsibility
from sources.forms import PdfField
from sources.models import Source

THEMES = {theme: Themed._meta.get_field(theme).verbose_name for theme in Themed.THEMES}


def our_people():
    """The people on our side: those who hold a function there, and those who follow a commitment already."""
    ours = Responsibility.objects.filter(person=OuterRef("pk"), organisation__isnull=True)
    followed = Commitment.objects.filter(responsible=OuterRef("pk"))
    found = Person.objects.filter(Exists(ours) | Exists(followed)).select_related("identity")
    return found.order_by("identity__family_name", "identity__given_name", "pk")


class ChangeForm(forms.Form):
    """A change of some fields. `today` is the day of the request."""

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def values(self):
        """What the fields will hold, by attribute."""
        raise NotImplementedError

    def differences(self, commitments):
        """Each commitment, with how it is and how it will be, in words."""
        values, words = self.values(), {}
        rows = [{"before": {name: getattr(row, name) for name in values}, "after": values} for row in commitments]
        words = self.names_of(rows)
        return [(row, *self.said(found, words)) for row, found in zip(commitments, rows, strict=True)]

    @classmethod
    def names_of(cls, rows):
        """What the values of some rows are called."""
        return {}

    @classmethod
    def said(cls, row, names):
        """How a row was and is, in words."""
        return tuple(cls.words(row[side], names) for side in ("before", "after"))

    @classmethod
    def told(cls, row, names):
        """What was changed on a row, in words."""
        before, after = cls.said(row, names)
        return _("%(before)s → %(after)s") % {"before": before, "after": after}


class ResponsibleForm(ChangeForm):
    """Who follows the commitments."""

    title = gettext_lazy("Who follows them")
    responsible = forms.ModelChoiceField(
        label=gettext_lazy("person"), queryset=None, required=False, empty_label=gettext_lazy("nobody yet")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = our_people()

    def values(self):
        person = self.cleaned_data["responsible"]
        return {"responsible_id": person and person.pk}

    @classmethod
    def names_of(cls, rows):
        keys = {row[side]["responsible_id"] for row in rows for side in ("before", "after")}
        return {
            person.pk: str(person) for person in Person.objects.select_related("identity").filter(pk__in=keys - {None})
        }

    @classmethod
    def words(cls, values, names):
        """Who it is."""
        return names.get(values["responsible_id"], _("nobody yet"))


class PillarForm(ChangeForm):
    """The pillar of the commitments."""

    title = gettext_lazy("The pillar")
    pillar = forms.ChoiceField(label=gettext_lazy("pillar"), choices=Commitment.Pillar.choices)

    def values(self):
        return {"pillar": self.cleaned_data["pillar"]}

    @classmethod
    def words(cls, values, names):
        """Which it is."""
        return str(Commitment.Pillar(values["pillar"]).label)


class ThemesForm(ChangeForm):
    """The themes of the commitments, in the place of those that they have."""

    title = gettext_lazy("The themes")
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("themes"),
        choices=THEMES.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("In the place of those that each has. None ticked: not known."),
    )

    def values(self):
        return {theme: theme in self.cleaned_data["themes"] for theme in THEMES}

    @classmethod
    def words(cls, values, names):
        """Which they are."""
        return ", ".join(str(name) for theme, name in THEMES.items() if values[theme]) or _("not known")


class StepForm(ChangeForm):
    """The same step, added to each commitment."""

    title = gettext_lazy("The same step, added to each")
    step = forms.ChoiceField(label=gettext_lazy("step"), choices=[("", "–"), *CommitmentStep.Kind.choices])
    happened_on = DayField(label=gettext_lazy("day"))
    precision = forms.ChoiceField(label=gettext_lazy("precision"), choices=Precision.choices, initial=Precision.EXACT)
    keeps_amount = forms.BooleanField(label=gettext_lazy("each keeps its amount"), required=False, initial=True)
    amount = AmountFormField(
        label=gettext_lazy("amount in euros"),
        required=False,
        help_text=gettext_lazy("The new total of each commitment. Empty: not known."),
    )
    source = forms.ModelChoiceField(
        label=gettext_lazy("source"),
        queryset=Source.objects.select_related("document"),
        required=False,
        empty_label="–",
    )
    document_reference = forms.CharField(
        label=gettext_lazy("document"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Its number or title. Its file is chosen on the next page."),
    )
    signatories = forms.CharField(label=gettext_lazy("signatories"), required=False, max_length=300)

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("happened_on")
        if day and day > self.today:
            self.add_error("happened_on", _("This day is still to come: a step is recorded once it has happened."))
        if cleaned.get("keeps_amount") and cleaned.get("amount") is not None:
            self.add_error(
                "amount", _("Either each keeps its amount, or all have this one: untick the box, or empty this.")
            )
        return cleaned

    def values(self):
        names = ("happened_on", "precision", "amount", "source", "document_reference", "signatories")
        return {"kind": self.cleaned_data["step"], **{name: self.cleaned_data[name] for name in names}}

    def differences(self, commitments):
        day = self.cleaned_data["happened_on"]
        stood = {row.pk: row for row in Commitment.objects.filter(pk__in=[c.pk for c in commitments]).with_step_on(day)}
        for row in commitments:
            now = stood[row.pk]
            kept = self.cleaned_data["keeps_amount"]
            amount = (now.step_amount, now.step_qualifier) if kept else (self.cleaned_data["amount"], None)
            before = state_in_words(
                now.step_kind, now.step_amount, now.step_qualifier, now.step_day, now.step_precision
            )
            added = state_in_words(self.cleaned_data["step"], *amount, day, self.cleaned_data["precision"])
            yield row, before, _("added: %(step)s") % {"step": added}


def state_in_words(kind, amount, qualifier, day, precision):
    """The step that decides, its amount and its day, in words."""
    if kind is None:
        return _("nothing has happened yet")
    said = _("amount not known") if amount is None else money(amount)
    if amount is not None and qualifier not in (None, Qualifier.EXACT):
        said = f"{Qualifier(qualifier).label} {said}"
    return f"{CommitmentStep.Kind(kind).label}, {said}, {in_words(day, precision)}"


KINDS = {
    BulkChange.Kind.RESPONSIBLE: ResponsibleForm,
    BulkChange.Kind.PILLAR: PillarForm,
    BulkChange.Kind.THEMES: ThemesForm,
    BulkChange.Kind.STEP: StepForm,
}
"""The form of each kind of change."""


class ReasonForm(forms.Form):
    """The order: one reason for all, and the token by which a second sending is known."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, kept in the history of each"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why: it is kept in the history of each commitment.")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)


class StepReasonForm(ReasonForm):
    """The order of a step, with its file: it is sent here since a browser keeps no file on a page that it sends again."""

    file = PdfField(
        label=gettext_lazy("file"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=gettext_lazy(
            "A PDF of 10 MB at most, kept as it is sent. It comes with the step of each commitment: each of their partners "
            "may read it."
        ),
    )


class UndoForm(forms.Form):
    """Why a change is undone."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for undoing"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why: it is kept in the history of each commitment.")},
    )
