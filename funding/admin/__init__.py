"""The back office of the money: commitments with their steps and plans, and what is called, received and spent of them."""

from funding.admin.bulk import BulkChangeAdmin
from funding.admin.commitments import CommitmentAdmin, CommitmentStepAdmin
from funding.admin.flows import (
    ExpenditureAdmin,
    FrameworkAgreementAdmin,
    InstalmentAdmin,
    PaymentCallAdmin,
    ReceiptAdmin,
    TransferAdmin,
)

__all__ = [
    "BulkChangeAdmin",
    "CommitmentAdmin",
    "CommitmentStepAdmin",
    "ExpenditureAdmin",
    "FrameworkAgreementAdmin",
    "InstalmentAdmin",
    "PaymentCallAdmin",
    "ReceiptAdmin",
    "TransferAdmin",
]
