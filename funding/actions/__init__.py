"""What people do with commitments and the money that follows them."""

from funding.actions.approving import approve_receipt
from funding.actions.bulk import (
    FIELDS,
    NotChanged,
    Seen,
    add_step_to_commitments,
    change_commitments,
    seen_now,
    undo,
)

__all__ = [
    "FIELDS",
    "NotChanged",
    "Seen",
    "add_step_to_commitments",
    "approve_receipt",
    "change_commitments",
    "seen_now",
    "undo",
]
