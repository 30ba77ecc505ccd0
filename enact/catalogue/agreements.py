"""The grant agreements that a release tells one by one, as décret n° 2017-779 asks of those who grant.

Only what is recorded is told: what is not known stays `None`, or empty.
"""

from django.db.models import Count, Max, Min, Q

from enact.catalogue.leaders import leaders_on
from enact.dates import Precision
from enact.languages import alphabetical, text_of
from funding.models import Commitment, Instalment
from indicators.figures import plain


def agreements_on(day):
    """The agreements that may be told on a day, sorted by the day on which they were signed, the grantor and the subject.

    A leader of the programme grants nothing to itself: what it gives is no grant.
    """
    leaders = leaders_on(day)
    rows = Commitment.objects.agreements_public_on(day).exclude(organisation__in=leaders).select_related("organisation")
    plans = plans_on(day, rows)
    return sorted((agreement(row, leaders, plans.get(row.pk)) for row in rows), key=place)


def place(told):
    """Where an agreement stands among the others: the same on every database."""
    return (
        told["agreed_on"] or "",
        alphabetical(told["grantor"]["name"]),
        told["grantor"]["name"],
        told["subject"]["fr"],
    )


def plans_on(day, rows):
    """How the agreements are paid, by their keys: how many instalments, on which days, and whether all of these are exact."""
    instalments = Instalment.objects.standing_on(day).filter(commitment__in=rows.order_by().values("pk"))
    counted = (
        instalments.order_by()
        .values("commitment")
        .annotate(
            count=Count("pk"),
            first=Min("due_on"),
            last=Max("due_on"),
            rough=Count("pk", filter=~Q(precision=Precision.EXACT)),
        )
    )
    return {plan["commitment"]: plan for plan in counted}


def agreement(row, leaders, plan):
    """An agreement as a release holds it. `plan`: its instalments; `None` where none is recorded.

    Its beneficiary is whoever leads the programme; `None` where nobody does, or several.
    """
    is_dated = plan is not None and not plan["rough"]
    return {
        "agreed_on": row.agreed_on.isoformat() if row.agreed_on else None,
        "amount": plain(row.step_amount),
        "beneficiary": party(leaders[0]) if len(leaders) == 1 else None,
        "form": str(row.form),
        "grantor": party(row.organisation),
        "instalments": plan["count"] if plan else 0,
        "paid_from": plan["first"].isoformat() if is_dated else None,
        "paid_until": plan["last"].isoformat() if is_dated else None,
        "precision": row.agreed_precision,
        "qualifier": str(row.step_qualifier),
        "reference": row.agreed_reference or "",
        "subject": text_of(row, "title").as_json(),
    }


def party(organisation):
    """Who grants or receives: its name, and its SIRET, "" where it is not recorded."""
    return {"name": organisation.name, "siret": organisation.siret}
