"""Whether the instalments of a commitment add up to what is agreed."""

from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from funding.models import CommitmentStep, Instalment, Receipt, State
from funding.models.flow import sum_over

AGREED = [kind for kind, state in CommitmentStep.LEADS_TO.items() if state == State.AGREED]
"""The kinds of steps by which a commitment is agreed."""


def with_plan_on(commitments, day):
    """Annotates what the instalments that stand on a day say of commitments.

    `planned`: what they come to, as far as it is known; `has_plan`: whether there is any; `has_unknowns`: whether one has no
    known amount; `gave_in_kind`: whether anything was received in kind, for which nobody plans payments.
    """
    instalments = Instalment.objects.standing_on(day).filter(commitment=OuterRef("id"))
    in_kind = Receipt.objects.received_by(day).filter(form=Receipt.Form.IN_KIND, commitment=OuterRef("id"))
    return commitments.annotate(
        planned=Coalesce(sum_over(Instalment.objects.standing_on(day), "commitment"), Decimal(0)),
        has_plan=Exists(instalments),
        has_unknowns=Exists(instalments.filter(amount__isnull=True)),
        gave_in_kind=Exists(in_kind),
    )


def is_unlike_its_plan():
    """The condition that the plan of an agreed commitment comes to something else, after `with_step_on` and `with_plan_on`.

    It is that of the account (`funding.measures.closing`), for what is agreed alone: of a grant, nobody has planned yet.
    """
    is_needed = Q(has_plan=True) | Q(gave_in_kind=False)
    is_unlike = Q(has_unknowns=True) | ~Q(planned=F("step_amount"))
    return Q(step_kind__in=AGREED, step_amount__isnull=False) & is_needed & is_unlike
