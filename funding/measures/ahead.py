"""Instalments that are due after a day: what may be received, by how sure it is."""

from decimal import Decimal

from django.db.models.functions import Coalesce

from enact.languages import Text
from funding.models import Commitment, Instalment, Receipt, State
from funding.models.flow import sum_over
from indicators.forecast import Fact, Sure

INSTALMENTS = {
    State.AGREED: (Sure.ENGAGED, Text("Échéances de conventions signées", "Instalments of signed agreements")),
    State.GRANTED: (Sure.PLANNED, Text("Échéances de financements accordés", "Instalments of grants")),
    State.PROMISED: (Sure.POSSIBLE, Text("Échéances de promesses", "Instalments of promises")),
}
"""How sure the instalments of a commitment are, by its state, and what they are called."""


def instalments_ahead(day, until):
    """What is still to be received of each instalment that is due after a day, up to another, as facts of a forecast.

    The amount of a partner whose single amounts are not public is unknown here: a plan is of one partner.
    """
    return [
        Fact(row.due_on, *INSTALMENTS[state], amount_told(row))
        for state in INSTALMENTS
        for row in due_between(day, until).filter(
            commitment__in=Commitment.objects.in_state_on(state, day).values("pk")
        )
    ]


def due_between(day, until):
    """The real instalments that stand on a day and are due after it, up to another, with what was received of each."""
    rows = Instalment.objects.real().standing_on(day).filter(due_on__gt=day, due_on__lte=until)
    return rows.with_publicity(day).annotate(
        received=Coalesce(sum_over(Receipt.objects.received_by(day), "instalment"), Decimal(0))
    )


def amount_told(instalment):
    """What is still to come of an instalment; `None` where that is not known, or not public."""
    if instalment.amount is None or not instalment.published_as:
        return None
    return max(instalment.amount - instalment.received, Decimal(0))
