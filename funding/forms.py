"""What is refused, asked about and doubtful in the forms of commitments and of the money that follows them."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from enact.amounts import CENT, money
from enact.dates import in_words
from enact.ui.forms import RecordForm, RowForm, RowFormSet
from funding.models import CommitmentStep, Receipt, State
from indicators.models import Release
from sources.forms import FiledForm, StepForm, StepFormSet

Kind = CommitmentStep.Kind
PUBLISHED = _("Figures of that day are published (%(release)s): say why this comes after.")


def restated(commitment, day):
    """The release that published figures of a day to which something of a commitment is added or changed; `None` without."""
    if day is None or commitment is None or commitment.organisation.is_example:
        return None
    release = Release.objects.latest_published()
    return release if release and day <= release.day else None


class CommitmentStepForm(StepForm):
    """A step to add to a commitment, which its partner will read. Once figures of its day are published, it says why."""

    class Meta:
        help_texts = {
            "reason": _(
                "Why a step is replaced, or comes after figures of its day were published. "
                "The partner reads it, with all of the step."
            )
        }

    def clean(self):
        cleaned = super().clean()
        commitment = self.instance.commitment if self.instance.commitment_id else None
        if self.has_changed() and not cleaned.get("reason") and "reason" not in self.errors:
            release = restated(commitment, cleaned.get("happened_on"))
            if release:
                self.add_error("reason", ValidationError(PUBLISHED, params={"release": release}, code="published"))
        return cleaned


class CommitmentStepFormSet(StepFormSet):
    """The steps of a commitment, whose amounts may surprise."""

    def doubts_about(self, step, others):
        yield from super().doubts_about(step, others)
        earlier = [other for other in others if (other.happened_on, other.pk) < (step.happened_on, step.pk)]
        yield from smaller_than_letter(step, earlier)
        yield from unknown_again(step, earlier)
        yield from after_withdrawal(step, earlier)


def smaller_than_letter(step, earlier):
    """An agreement is rarely smaller than the letter that promised it."""
    letters = [other for other in earlier if other.kind == Kind.LETTER and other.amount is not None]
    if step.kind == Kind.AGREEMENT and step.amount is not None and letters and step.amount < letters[-1].amount:
        yield _("The agreement (%(agreed)s) is smaller than the letter of commitment (%(promised)s).") % {
            "agreed": money(step.amount),
            "promised": money(letters[-1].amount),
        }


def unknown_again(step, earlier):
    """A step without amount makes the amount of its commitment unknown, even after one that gave it."""
    if step.amount is None and step.kind != Kind.WITHDRAWAL and earlier and earlier[-1].amount is not None:
        yield _("This step has no amount: that of the commitment, %(amount)s until then, is now unknown.") % {
            "amount": money(earlier[-1].amount)
        }


def after_withdrawal(step, earlier):
    """A commitment that was withdrawn comes back by its next step: it counts again."""
    if earlier and earlier[-1].kind == Kind.WITHDRAWAL and step.kind != Kind.WITHDRAWAL:
        yield _("The commitment had been withdrawn: from this step on, it counts again.")


class InstalmentFormSet(RowFormSet):
    """The instalments of a commitment. A new one has the next number."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None:
            last = max((row.number for row in self.get_queryset()), default=0)
            form.initial.setdefault("number", last + 1 + (index or 0) - self.initial_form_count())

    def doubts(self):
        """Whether the instalments come to something else than what is agreed; they are saved all the same."""
        standing = [row for row in self.instance.instalments.all() if row.cancelled_on is None]
        agreed = self.instance.steps.taken_by(self.today).last()
        changed = self.new_objects or self.changed_objects
        if not (changed and standing and agreed and agreed.state in (State.AGREED, State.GRANTED)):
            return
        planned = [row.amount for row in standing]
        if None not in planned and agreed.amount is not None and sum(planned) != agreed.amount:
            words = _("The instalments come to %(planned)s, and %(agreed)s is agreed.")
            yield words % {"planned": money(sum(planned)), "agreed": money(agreed.amount)}


class InstalmentForm(RowForm):
    """An instalment in the form of its commitment."""


class FlowForm(RecordForm):
    """A row of money: of a day that has come, of one commitment; once figures of its day are published, it says why."""

    DAY = ""
    STILL_TO_COME = _("This day is still to come: what has not happened is not recorded.")

    def clean(self):
        cleaned = super().clean()
        if self.DAY in self.fields:
            self.refuse_future(self.DAY, self.STILL_TO_COME)
        self.refuse_another_commitment(cleaned)
        if self.changed_data and self.DAY and not cleaned.get("change_reason"):
            release = restated(cleaned.get("commitment"), cleaned.get(self.DAY))
            if release:
                error = ValidationError(PUBLISHED, params={"release": release}, code="published")
                self.add_error("change_reason", error)
        return cleaned

    def refuse_another_commitment(self, cleaned):
        """An instalment is of the commitment of the row."""
        commitment, instalment = cleaned.get("commitment"), cleaned.get("instalment")
        if commitment and instalment and instalment.commitment_id != commitment.pk:
            words = _("This is an instalment of another commitment: %(commitment)s.")
            params = {"commitment": instalment.commitment}
            self.add_error("instalment", ValidationError(words, params=params, code="another_commitment"))


class PaymentCallForm(FiledForm, FlowForm):
    """A call for payment."""

    DAY = "called_on"


class TransferForm(FlowForm):
    """A transfer between institutions."""

    DAY = "transferred_on"


class ExpenditureForm(FlowForm):
    """Expenditure. Its day is the last of its period, and may be that of the year that runs."""

    DAY = "spent_on"

    def refuse_future(self, name, message):
        """Refuses a year still to come."""
        day = self.cleaned_data.get(name)
        if day and day.year > self.today.year:
            self.add_error(name, message)


class ReceiptForm(FiledForm, FlowForm):
    """A receipt. More than its instalment is asked about; in kind, somebody else than whoever valued it may approve it."""

    DAY = "received_on"

    approves = forms.BooleanField(label=_("I approve this contribution in kind"), required=False)

    def clean(self):
        cleaned = super().clean()
        self.refuse_wrong_form(cleaned)
        self.ask_about_excess(cleaned)
        return cleaned

    def refuse_wrong_form(self, cleaned):
        """Only what is in kind is valued, and approved."""
        valued = [name for name in ("quantity", "rate") if cleaned.get(name) is not None]
        if cleaned.get("form") == Receipt.Form.CASH and valued:
            self.add_error(valued[0], _("Only what is in kind has a quantity and a rate: leave them empty for cash."))
        if cleaned.get("form") == Receipt.Form.CASH and cleaned.get("approves"):
            self.add_error("approves", _("Only what is in kind is approved."))

    def ask_about_excess(self, cleaned):
        """Asks why more is received of an instalment than its amount, unless the note says so."""
        instalment, amount = cleaned.get("instalment"), cleaned.get("amount")
        if cleaned.get("form") == Receipt.Form.IN_KIND and None not in (cleaned.get("quantity"), cleaned.get("rate")):
            amount = (cleaned["quantity"] * cleaned["rate"]).quantize(CENT)
        if cleaned.get("note") or cleaned.get("cancelled_on"):
            return
        excess = excess_of(instalment, amount, besides=self.instance.pk)
        if excess:
            self.add_error("note", excess)


def excess_of(instalment, amount, besides=None):
    """What to ask about an amount with which more is received of an instalment than is due of it; `None` for nothing.

    `besides`: the key of the receipt that has that amount, when it is recorded already.
    """
    if None in (instalment, amount) or instalment.amount is None:
        return None
    others = instalment.receipts.filter(cancelled_on__isnull=True).exclude(pk=besides)
    received = Decimal(others.aggregate(all=Sum("amount"))["all"] or 0).quantize(CENT) + amount
    if received <= instalment.amount:
        return None
    words = _("This makes %(received)s received of an instalment of %(amount)s, due on %(day)s: say why in the note.")
    params = {
        "received": money(received),
        "amount": money(instalment.amount),
        "day": in_words(instalment.due_on, instalment.precision),
    }
    return ValidationError(words, params=params, code="excess")
