"""Accepting or refusing what a partner has sent, in the back office."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enact.amounts import AmountFormField
from enact.dates import DayField
from enact.ui.admin import Choice
from enact.ui.forms import RecordForm
from funding.models import Receipt
from partners.models import Organisation
from space.actions import accept_correction, accept_paper, accept_payment, corrected, receipt_of, refuse, step_of
from space.actions.correcting import refuse_unless_seen
from space.actions.papers import copied, step_without_copy
from space.figures import official


def decision_among(choices):
    """The choice of what is decided."""
    return forms.ChoiceField(label=_("Decision"), choices=choices, widget=forms.RadioSelect)


class Decision(RecordForm):
    """What the coordination decides about something that was sent, as its `decision`. `by` is set by the admin: who decides.

    What acceptance would record is tried out, so that what stands against it is told here; `ASKED_AS` names the fields in
    which what is recorded is asked for, where their names are others.
    """

    ACCEPT, REFUSE = "accept", "refuse"
    ASKED_AS = {}

    change_reason = None

    by = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == self.REFUSE and not cleaned.get("answer", "").strip():
            self.add_error("answer", _("Say why it is refused: the partner reads it."))
        if cleaned.get("decision") not in (None, self.REFUSE) and not self.errors:
            self.try_out(cleaned)
        return cleaned

    def try_out(self, cleaned):
        """Makes what would be recorded, without saving it; what stands against it is a fault of the form."""
        try:
            self.make(cleaned)
        except ValidationError as refusal:
            found = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal.error_list}
            for name, errors in found.items():
                asked = self.ASKED_AS.get(name, name)
                self.add_error(asked if asked in self.fields else None, errors)

    def make(self, cleaned):
        """What would be recorded, not saved. Raises `ValidationError`."""
        raise NotImplementedError

    def decide(self, at):
        """Does what was decided. Raises `ValidationError` when somebody else has decided meanwhile."""
        given = {"answer": self.cleaned_data["answer"], "by": self.by, "at": at, "on": self.today}
        if self.cleaned_data["decision"] == self.REFUSE:
            refuse(sent=self.instance, **given)
        else:
            self.accept(**given)

    def accept(self, **given):
        """Accepts it."""
        raise NotImplementedError


class PaperDecision(Decision):
    """What is decided about a signed letter or agreement. `total` is the amount that it says, where that is to be given.

    Where a copy of such a paper is missing, whoever decides says whether it is that copy.
    """

    COPY = "copy"
    CHOICES = [
        (Decision.ACCEPT, _("Accept it: it becomes a step of the commitment")),
        (Decision.REFUSE, _("Refuse it, and say why")),
    ]
    WITH_A_COPY = [
        (COPY, _("Accept it as the copy that was missing: the step keeps its day and its amount, and has this file")),
        (Decision.ACCEPT, _("Accept it as another document: it becomes a step of its own")),
        (Decision.REFUSE, _("Refuse it, and say why")),
    ]

    ASKED_AS = {"amount": "total"}

    decision = decision_among(WITH_A_COPY)
    total = AmountFormField(
        label=_("Amount that the document says, in euros"),
        required=False,
        help_text=_("Empty: the one that the partner gave, else the one that we have."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "decision" in self.fields and not step_without_copy(self.instance, self.today):
            self.fields["decision"].choices = self.CHOICES

    def clean_total(self):
        """The amount, which is more than nothing; `None` where it is left out."""
        total = self.cleaned_data["total"]
        if total == 0:
            raise ValidationError(_("The amount is more than zero."), code="zero")
        return total

    def make(self, cleaned):
        self.instance.source = cleaned.get("source")
        self.instance.document_reference = cleaned.get("document_reference", "")
        if cleaned["decision"] == self.COPY:
            if cleaned.get("total") is not None:
                words = _("The copy keeps the amount of its step: leave this empty, or accept it as another document.")
                raise ValidationError({"amount": words}, code="amount_of_a_copy")
            copied(self.instance, by=self.by, on=self.today)
        else:
            step_of(self.instance, by=self.by, on=self.today, total=cleaned.get("total"))

    def accept(self, **given):
        given["is_copy"] = self.cleaned_data["decision"] == self.COPY
        named = {name: self.cleaned_data[name] for name in ("source", "document_reference", "total")}
        accept_paper(paper=self.instance, **named, **given)


class PaymentDecision(Decision):
    """What is decided about an announced payment: that it has come, as the accounts say it, or not."""

    CHOICES = [
        (Decision.ACCEPT, _("It has come: record it as a receipt")),
        (Decision.REFUSE, _("It has not come, or not as announced: say so")),
    ]
    ASKED_AS = {
        "received_on": "received_on",
        "amount": "came",
        "institution": "institution",
        "reference": "entry_reference",
        "note": "receipt_note",
    }

    decision = decision_among(CHOICES)
    received_on = DayField(label=_("Received on"), required=False)
    came = AmountFormField(label=_("Amount received in euros"), required=False)
    institution = forms.ModelChoiceField(
        Organisation.objects,
        label=_("Received by"),
        required=False,
        widget=Choice(Receipt._meta.get_field("institution"), admin.site),
    )
    entry_reference = forms.CharField(label=_("Reference in the accounts"), required=False, max_length=60)
    receipt_note = forms.CharField(label=_("Note of the receipt"), required=False, max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"came": self.instance.amount, "entry_reference": self.instance.reference}
        if self.instance.is_made:
            self.initial["received_on"] = self.instance.paid_on

    def came_as(self, cleaned):
        """What has come, as `receipt_of` takes it."""
        return {name: cleaned.get(asked) for name, asked in self.ASKED_AS.items()}

    def make(self, cleaned):
        for name in ("received_on", "came"):
            if cleaned.get(name) is None:
                self.add_error(name, _("Say what has come, and when."))
        if not self.errors:
            receipt_of(self.instance, on=self.today, **self.came_as(cleaned))

    def accept(self, **given):
        accept_payment(announcement=self.instance, **self.came_as(self.cleaned_data), **given)


class CorrectionDecision(Decision):
    """What is decided about a proposed correction. Ours may have changed since the page was opened: then that is told."""

    CHOICES = [
        (Decision.ACCEPT, _("Accept it: our value becomes the proposed one")),
        (Decision.REFUSE, _("Refuse it, and say why")),
    ]

    decision = decision_among(CHOICES)
    official_seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["official_seen"] = official(self.instance.about, self.instance.field)

    def make(self, cleaned):
        about = self.instance.about
        try:
            refuse_unless_seen(self.instance, about, cleaned.get("official_seen", ""))
        except ValidationError:
            self.answer_with("official_seen", official(about, self.instance.field))
            raise
        tried = type(about)._base_manager.get(pk=about.pk)
        corrected(self.instance, tried, by=self.by, on=self.today)

    def accept(self, **given):
        accept_correction(correction=self.instance, official_seen=self.cleaned_data["official_seen"], **given)
