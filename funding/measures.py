"""Commitments that count in each state on a day, and their amounts as they may be published."""

from functools import partial

from funding.models import Commitment, State
from indicators.measures import Measure, Sum

PUBLISHED = Sum("published_amount", "step_qualifier")


def commitments_in(state, day):
    """The commitments in a state on a day, with the amounts that may be published."""
    return Commitment.objects.real().in_state_on(state, day).with_published_amount()


talks = Measure(partial(commitments_in, State.IN_DISCUSSION))
"""How many commitments are talked about."""
amounts_in_talks = Measure(partial(commitments_in, State.IN_DISCUSSION), PUBLISHED)
promised = Measure(partial(commitments_in, State.PROMISED), PUBLISHED)
granted = Measure(partial(commitments_in, State.GRANTED), PUBLISHED)
agreed = Measure(partial(commitments_in, State.AGREED), PUBLISHED)
