"""The pages of the money: of the public, drawn from the release, and of the coordination, on any day."""

from funding.views.account import account
from funding.views.commitments import CommitmentList
from funding.views.flows import ExpenditureList, InstalmentList, PaymentCallList, ReceiptList, TransferList
from funding.views.money import MoneyPage
from funding.views.public import funding, funding_csv

__all__ = [
    "CommitmentList",
    "ExpenditureList",
    "InstalmentList",
    "MoneyPage",
    "PaymentCallList",
    "ReceiptList",
    "TransferList",
    "account",
    "funding",
    "funding_csv",
]
