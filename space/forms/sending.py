"""What a partner sends: each form is sent once, and tells when somebody else has sent the same meanwhile."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.dates import DayField
from enact.moments import moment_in_words
from enact.ui.forms import RecordForm
from sources.forms import PdfField
from space.measures.payments import left_to_announce
from space.measures.sums import amount_of
from space.models import PaymentAnnouncement, SignedPaper

MEANWHILE = _(
    "%(who)s has sent this on %(moment)s, after you had opened this page: %(what)s. Nothing of yours was sent yet, and "
    "nothing is lost: check whether yours is still needed, and send again if it is."
)


class Meanwhile(forms.Form):
    """A form that asks again before it is sent, when somebody else has sent something of the same thing meanwhile.

    `others` is what was sent of the same thing, by anybody, as a queryset.
    """

    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def watch(self, others):
        """Notes what was sent before the form was opened."""
        self.others = others.order_by("-pk")
        self.initial["last_seen"] = self.others.values_list("pk", flat=True).first() or 0

    def refuse_if_sent_meanwhile(self):
        """Raises `ValidationError` when something was sent since the form was opened; the next time, it is seen."""
        seen = self.cleaned_data.get("last_seen") or 0
        last = self.others.select_related("sent_by").first()
        if last is None or last.pk <= seen:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("last_seen")] = last.pk
        params = {"who": last.sent_by, "moment": moment_in_words(last.sent_at), "what": last}
        raise ValidationError(MEANWHILE, params=params, code="meanwhile")


class SendingForm(RecordForm, Meanwhile):
    """The form of something that a partner sends. `today` is the day of the request."""

    change_reason = version_seen = None

    def __init__(self, *args, others, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.watch(others)

    def clean_amount(self):
        """The amount, which is more than nothing; `None` where it may be left out."""
        amount = self.cleaned_data["amount"]
        if amount == 0:
            raise ValidationError(_("The amount is more than zero."), code="zero")
        return amount

    def _post_clean(self):
        """Looks for a first sending of this very form before it asks about what others have sent."""
        super()._post_clean()
        try:
            self.refuse_if_sent_meanwhile()
        except ValidationError as error:
            self.add_error(None, error)


class PaperForm(SendingForm):
    """A signed letter or agreement. `kinds` are those that the commitment waits for.

    Without an amount it confirms ours: what that was on screen is held, and told again when it has changed meanwhile.
    """

    CHANGED = _(
        "The amount that we have has changed since you opened this page: it is %(amount)s now. Check, give the amount of your "
        "document if it is another one, and send again."
    )

    seen_amount = forms.CharField(required=False, widget=forms.HiddenInput)

    file = PdfField(label=_("The signed document"), required=True, widget=forms.FileInput(attrs={"accept": ".pdf"}))

    field_order = ["kind", "file", "signed_on", "signatories", "amount", "note"]

    class Meta:
        model = SignedPaper
        fields = ["kind", "signed_on", "signatories", "amount", "note"]
        field_classes = {"signed_on": DayField}
        labels = {
            "kind": _("What have you signed?"),
            "signed_on": _("Signed on"),
            "signatories": _("Who has signed?"),
            "amount": _("Amount in euros, if it is not the one above"),
            "note": _("Anything else that we should know"),
        }
        help_texts = {
            "signed_on": _("The day of the last signature, as in 20/05/2025."),
            "signatories": _("The functions and the bodies of those who signed, on both sides."),
            "amount": _("The new total. Leave it empty if the amount above is right."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        now = amount_of(self.instance.commitment)
        self.now = {"amount": _("not disclosed") if now is None or now.value is None else money(now.value)}
        self.initial |= {"kind": kinds[0], "seen_amount": str(self.now["amount"])}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("amount") is None and cleaned.get("seen_amount") != self.initial["seen_amount"]:
            self.answer_with("seen_amount", self.initial["seen_amount"])
            raise ValidationError(self.CHANGED, code="overtaken", params=self.now)
        self.refuse_future("signed_on", _("This day is still to come: send the document once it is signed."))
        return cleaned


class PaymentForm(SendingForm):
    """A payment that is announced. `instalments` are those of the commitment: of one that is paid, more may be.

    `receipts` are those of the commitment. More than is left to pay is asked about, and taken when it is sent again.
    """

    EXCESS = _(
        "This is more than is left to pay: %(left)s (%(what)s), without what you have announced already. Nothing was sent yet: "
        "mend the amount, or send again if it is right."
    )

    seen_excess = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["instalment", "is_made", "paid_on", "amount", "reference", "note"]

    class Meta:
        model = PaymentAnnouncement
        fields = ["instalment", "is_made", "paid_on", "amount", "reference", "note"]
        field_classes = {"paid_on": DayField}
        labels = {
            "instalment": _("For which instalment?"),
            "is_made": _("The payment is made already"),
            "paid_on": _("Made on, or expected on"),
            "amount": _("Amount in euros"),
            "reference": _("Reference of the transfer"),
            "note": _("Anything else that we should know"),
        }
        help_texts = {
            "instalment": "",
            "is_made": _("Leave it empty for a payment that is still to come."),
            "paid_on": _("As in 20/05/2025."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, instalments, receipts, **kwargs):
        super().__init__(*args, **kwargs)
        self.receipts = receipts
        self.fields["instalment"].queryset = instalments
        self.fields["instalment"].empty_label = _("none of them, or I do not know")
        self.fields["amount"].required = True

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("paid_on")
        if day and cleaned.get("is_made"):
            self.refuse_future("paid_on", _("This day is still to come: untick “made already”, or give another day."))
        elif day and day < self.today:
            self.add_error(
                "paid_on", _("This day is over: tick “made already”, or give the day on which you expect it.")
            )
        self.ask_about_excess(cleaned)
        return cleaned

    def ask_about_excess(self, cleaned):
        """Asks once more before more is announced than is left to pay."""
        amount, instalment = cleaned.get("amount"), cleaned.get("instalment")
        if not amount or "instalment" in self.errors:
            return
        left, of = left_to_announce(self.instance.commitment, instalment, self.receipts, self.others)
        if left is None or amount <= left:
            return
        said = {"left": money(left), "what": of or _("the whole commitment")}
        mark = f"{amount}:{left}:{instalment.pk if instalment else ''}"
        if cleaned.get("seen_excess") != mark:
            self.answer_with("seen_excess", mark)
            self.add_error("amount", ValidationError(self.EXCESS, params=said, code="excess"))
