"""What people do with the money of commitments."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.models import Receipt


@transaction.atomic
def approve_receipt(*, receipt, by, on):
    """Approves a contribution in kind: from that day on, it counts as received.

    Raises `PermissionDenied` where `by` may not change receipts, `ValidationError` in words where it is no contribution in
    kind, is not valued, was approved already, or was valued by the same person: nobody approves what they have valued.
    """
    if not by.has_perm("funding.change_receipt"):
        raise PermissionDenied
    if receipt.form != Receipt.Form.IN_KIND or receipt.valued is None or receipt.valued_by is None:
        raise ValidationError(_("Only a contribution in kind that somebody has valued is approved."), code="not_valued")
    if receipt.approved_by is not None:
        raise ValidationError(_("This contribution was approved already."), code="approved")
    if receipt.valued_by == by:
        raise ValidationError(
            _("A contribution in kind is approved by somebody else than whoever valued it."), code="same_person"
        )
    receipt.approved_by, receipt.approved_on = by, on
    receipt.full_clean()
    receipt.saved_by(by, _("Approved")).save()
