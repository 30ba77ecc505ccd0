"""Commitments with their dated steps, the agreements that frame them, and the money that follows them."""

from funding.models.bulk import BulkChange
from funding.models.commitment import (
    Commitment,
    CommitmentQuerySet,
    CommitmentStep,
    State,
    commitments_known,
)
from funding.models.framework import FrameworkAgreement
from funding.models.plan import Instalment, PaymentCall
from funding.models.receipt import Receipt
from funding.models.spending import Expenditure, Transfer

__all__ = [
    "BulkChange",
    "Commitment",
    "CommitmentQuerySet",
    "CommitmentStep",
    "Expenditure",
    "FrameworkAgreement",
    "Instalment",
    "PaymentCall",
    "Receipt",
    "State",
    "Transfer",
    "commitments_known",
]
