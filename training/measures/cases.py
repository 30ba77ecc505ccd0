"""Doctoral contracts with all that decides about them, read in a number of queries that does not grow."""

from django.db.models import Max, OuterRef, Prefetch

from enact.gathering import Gathered, made
from enact.moments import local
from training.models import CommitteeMeeting, Coverage, DoctoralContract, DoctoralRole, DoctoralStep, MinimumPay
from training.models.rules import Case

NAMED_BY_STEPS = ("source__document", "recorded_by", "file")
NAMED = ("institution", "employer", "cotutelle", "call", "chair", "student__identity")


def cases_of(contracts):
    """The case of each of some contracts, a queryset, in their order: five queries. Each has all its steps as `read_steps`."""
    minimums = list(MinimumPay.objects.all())
    steps = DoctoralStep.objects.select_related("replaced_by", *NAMED_BY_STEPS).order_by("happened_on", "pk")
    read = contracts.annotate(call_closes_at=Max("call__stages__closes_at")).prefetch_related(
        Prefetch("steps", steps, to_attr="read_steps"),
        Prefetch("roles", DoctoralRole.objects.select_related("person__identity"), to_attr="read_roles"),
        Prefetch("meetings", CommitteeMeeting.objects.all(), to_attr="read_meetings"),
    )
    for contract in read:
        yield Case(
            contract,
            [step for step in contract.read_steps if not step.is_replaced],
            contract.read_roles,
            contract.read_meetings,
            minimums,
            contract.call_closes_at and local(contract.call_closes_at).date(),
        )


def case_of(pk):
    """The case of a contract, with all that it names. Raises `DoesNotExist`."""
    found = list(cases_of(DoctoralContract.objects.filter(pk=pk).select_related(*NAMED)))
    if not found:
        raise DoctoralContract.DoesNotExist
    return found[0]


def briefs_of(contracts, day):
    """For each of some contracts, a queryset, its case and what is recorded to pay for it, all in one query.

    It is enough for what they ask for on a day on which they run: there are no roles, and nobody is named.
    """
    of_it = {"contract": OuterRef("pk")}
    read = contracts.annotate(
        told_steps=Gathered(DoctoralStep.objects.standing().filter(**of_it), "kind", "happened_on", "months", "ground"),
        told_meetings=Gathered(CommitteeMeeting.objects.filter(**of_it), "year"),
        told_coverages=Gathered(Coverage.objects.filter(**of_it), "first_month", "last_month"),
        told_minimums=Gathered(
            MinimumPay.objects.filter(kind=OuterRef("kind"), starts_on__lte=day),
            *("kind", "starts_on", "amount", "unit", "text"),
        ),
    )
    for contract in read:
        steps, meetings, coverages, minimums = (
            [made(model, fields) for fields in gathered]
            for model, gathered in (
                (DoctoralStep, contract.told_steps),
                (CommitteeMeeting, contract.told_meetings),
                (Coverage, contract.told_coverages),
                (MinimumPay, contract.told_minimums),
            )
        )
        yield Case(contract, steps, meetings=meetings, minimums=minimums), coverages
