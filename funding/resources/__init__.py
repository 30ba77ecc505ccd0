"""What can be imported of the money: commitments with their steps, and the rows of money that follow them."""

from funding.resources.commitments import CommitmentResource
from funding.resources.plan import InstalmentResource, PaymentCallResource
from funding.resources.receipt import ReceiptResource
from funding.resources.spending import ExpenditureResource, TransferResource

__all__ = [
    "CommitmentResource",
    "ExpenditureResource",
    "InstalmentResource",
    "PaymentCallResource",
    "ReceiptResource",
    "TransferResource",
]
