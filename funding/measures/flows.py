"""What had been received and spent by a day, as it may be published."""

from django.db.models import Value
from django.db.models.functions import ExtractYear

from enact.themes import Themed
from funding.measures.protection import PublishedSum
from funding.measures.states import YEAR
from funding.models import Expenditure, Receipt
from indicators.measures import Measure, Qualifier

OF_ITS_COMMITMENT = (
    "commitment__organisation__kind",
    "commitment__pillar",
    tuple(f"commitment__{theme}" for theme in Themed.THEMES),
    YEAR,
)
"""The fields by which sums of money that follows commitments are published."""


def summed(*tables):
    """The sum of amounts as they may be published, by some tables, and by those of the commitments."""
    return PublishedSum(
        "amount", "step_qualifier", partner="commitment__organisation", tables=(*tables, *OF_ITS_COMMITMENT)
    )


def publishable(rows, day_field, day):
    """Rows of money that are no example, with their year, and whether their amounts are public on a day. Each is exact."""
    return (
        rows.real()
        .annotate(**{YEAR: ExtractYear(day_field), "step_qualifier": Value(Qualifier.EXACT)})
        .with_publicity(day)
    )


def receipts_by(day):
    """What had been received by a day."""
    return publishable(Receipt.objects.received_by(day), "received_on", day)


def expenditure_by(day):
    """What had been spent by a day."""
    return publishable(Expenditure.objects.spent_by(day), "spent_on", day)


received = Measure(receipts_by, summed("form"))
spent = Measure(expenditure_by, summed("heading", "institution__name"))
