"""The six sums of money on a day, as they may be published."""

from funding.measures.ahead import instalments_ahead
from funding.measures.flows import expenditure_by, receipts_by, received, spent
from funding.measures.states import (
    PUBLISHED,
    agreed,
    amounts_in_talks,
    commitments_in,
    granted,
    promised,
    sums_of,
    talks,
)

__all__ = [
    "PUBLISHED",
    "agreed",
    "amounts_in_talks",
    "commitments_in",
    "expenditure_by",
    "granted",
    "instalments_ahead",
    "promised",
    "receipts_by",
    "received",
    "spent",
    "sums_of",
    "talks",
]
