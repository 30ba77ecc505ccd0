"""The forms on which partners answer, and those on which the coordination decides."""

from space.forms.correcting import CorrectionForm
from space.forms.deciding import CorrectionDecision, PaperDecision, PaymentDecision
from space.forms.mails import MailChoiceForm
from space.forms.sending import PaperForm, PaymentForm

__all__ = [
    "CorrectionDecision",
    "CorrectionForm",
    "MailChoiceForm",
    "PaperDecision",
    "PaperForm",
    "PaymentDecision",
    "PaymentForm",
]
