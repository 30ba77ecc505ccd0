"""Making a receipt of a payment that was announced."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enact.dates import in_words
from enact.moments import local
from funding.forms import excess_of
from funding.models import Receipt
from space.actions.deciding import decide, locked, need, refuse_what_became_anothers, right_to_decide


def receipt_of(announcement, *, on, received_on, amount, institution=None, reference="", note=""):
    """The receipt of cash that an announced payment would be, checked and not saved.

    Raises `ValidationError` for a day still to come, more than its instalment without a note, a reference that is there.
    """
    if received_on > on:
        words = _("This day is still to come: what has not happened is not recorded.")
        raise ValidationError({"received_on": words}, code="future")
    excess = None if note else excess_of(announcement.instalment, amount)
    if excess:
        raise ValidationError({"note": excess})
    receipt = Receipt(
        commitment=announcement.commitment,
        instalment=announcement.instalment,
        received_on=received_on,
        amount=amount,
        institution=institution,
        reference=reference,
        note=note,
    )
    receipt.full_clean()
    return receipt


@transaction.atomic
def accept_payment(*, announcement, by, at, on, answer="", **came):
    """Records that an announced payment has come, as `receipt_of` takes it, and tells whoever sent it; returns the receipt.

    Raises `PermissionDenied` where `by` may not add receipts, `ValidationError` when it is decided already or cannot be.
    """
    need(by, right_to_decide(announcement), "funding.add_receipt")
    found = locked(announcement)
    refuse_what_became_anothers(found)
    receipt = receipt_of(found, on=on, **came)
    words = _("Announced by the partner in its space, on %(day)s.")
    receipt.saved_by(by, words % {"day": in_words(local(found.sent_at).date())}).save()
    found.receipt = receipt
    decide(found, is_accepted=True, answer=answer, by=by, at=at, on=on)
    return receipt
