"""Commitments that count in each state on a day, and their amounts as they may be published."""

from functools import partial

from django.db.models import Count
from django.db.models import Sum as SumOf
from django.db.models.functions import ExtractYear

from enact.themes import Themed
from funding.measures.protection import PublishedSum
from funding.models import Commitment, State
from indicators.measures import Measure, Sum, Total

YEAR = "in_year"
"""The annotation of the year in which a row of money counts first."""
TABLES = ("form", "organisation__kind", "pillar", Themed.THEMES, YEAR)
"""The fields by which sums of commitments are published, in this order."""
PUBLISHED = PublishedSum("step_amount", "step_qualifier", tables=TABLES)


def commitments_in(state, day):
    """The commitments in a state on a day, with the year of the step that decides it, and whether their amounts are public."""
    rows = Commitment.objects.real().in_state_on(state, day).with_publicity(day)
    return rows.annotate(**{YEAR: ExtractYear("step_day")})


def sums_of(rows):
    """The totals of commitments after `with_step_on`, by the kind of the deciding step and by form; and how many are invented.

    What is invented for a demonstration enters no sum.
    """
    groups = (
        rows.order_by()
        .values_list("organisation__is_example", "step_kind", "form", "step_qualifier")
        .annotate(known=SumOf("step_amount"), knowns=Count("step_amount"), rows=Count("id"))
    )
    sums, invented = {}, 0
    for is_example, kind, form, qualifier, known, knowns, counted in groups:
        if is_example:
            invented += counted
        else:
            total = Sum.total(qualifier, known, knowns, counted - knowns)
            sums[kind, form] = sums.get((kind, form), Total()) + total
    return sums, invented


talks = Measure(partial(commitments_in, State.IN_DISCUSSION))
"""How many commitments are talked about."""
amounts_in_talks = Measure(partial(commitments_in, State.IN_DISCUSSION), PUBLISHED)
promised = Measure(partial(commitments_in, State.PROMISED), PUBLISHED)
granted = Measure(partial(commitments_in, State.GRANTED), PUBLISHED)
agreed = Measure(partial(commitments_in, State.AGREED), PUBLISHED)
