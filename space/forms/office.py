"""The forms of the coordination about attestations: what it asks in a round, what it answers to what a partner contests."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enact.ui.forms import RecordForm
from space.models import Attestation


class AnswerForm(RecordForm):
    """An answer in words with its day, which has come, to what a partner contests."""

    CONFIRMED = _(
        "The partner confirms its figures: here is answered only what is contested. Empty the answer and its day."
    )

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("answered_on", _("This day is still to come."))
        is_answered = cleaned.get("answered_on") or cleaned.get("answer")
        if is_answered and self.instance.verdict != Attestation.Verdict.CONTESTED:
            raise ValidationError(self.CONFIRMED, code="confirmed")
        if bool(cleaned.get("answered_on")) != bool(cleaned.get("answer")):
            raise ValidationError(_("An answer has its words and its day: give both."), code="both")
        return cleaned


class RoundForm(RecordForm):
    """A round, whose year and day of reading stay as they are once a partner has answered about them."""

    ANSWERED = _("Partners have answered about it already: it stays as it was. Take back this change.")

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.instance.attestations.exists():
            for name in {"year", "read_on"} & set(self.changed_data):
                self.add_error(name, ValidationError(self.ANSWERED, code="answered"))
        return cleaned
