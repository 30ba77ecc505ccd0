"""Invented doctoral contracts over eight years and what pays for their months, for databases that are measured and thrown away.

They come beside invented commitments (`bench.seed`). Every title says that it is invented. The same number of contracts is
always the same rows.
"""

from decimal import Decimal
from itertools import islice

from django.db import transaction

from bench.pages import FIRST_START
from bench.seed import BATCH, entered, keep
from enact.dates import months_after
from funding.models import Commitment
from partners.models import Organisation
from training.models import ContractKind, Coverage, DoctoralContract, DoctoralStep

STARTS = 48
"""In months: over how long contracts start. Each has 36 months, some 12 more: all is over eight years after the first day."""
KINDS = list(ContractKind)
PAID = (
    ((1, 36),),
    ((1, 12), (13, 24), (25, 36)),
    ((1, 12), (19, 36)),
    ((1, 24), (20, 36)),
    ((1, 18), (19, 48)),
    (),
)
"""Which months of a contract are paid, the first and last of each commitment: all, with a gap, twice, after the end, none."""
EXTENSIONS = (0, 12, 0, 4, 0, 0, 6)
"""By how many months a contract is extended."""


@transaction.atomic
def sow_contracts(contracts):
    """Adds contracts of the invented organisations, each with its start, perhaps an extension, and what pays for it."""
    organisations = list(Organisation.objects.filter(name__contains="inventée").order_by("pk"))
    commitments = list(Commitment.objects.filter(title_en__startswith="Invented").order_by("pk"))
    numbers = iter(range(contracts))
    while batch := list(islice(numbers, BATCH)):
        made = keep([contract(organisations[number % len(organisations)], number) for number in batch])
        both = list(zip(made, batch, strict=True))
        keep([step for owner, number in both for step in steps(owner, number)])
        keep([row for owner, number in both for row in coverages(owner, commitments, number)])


def starts_on(number):
    """The first day of a contract, spread evenly over the months of starts."""
    return months_after(FIRST_START, number * 7 % STARTS)


def contract(institution, number):
    """An invented contract; what a month of one in five costs is not known."""
    record = DoctoralContract(
        kind=KINDS[number % len(KINDS)],
        title_fr=f"Sujet de thèse inventé n° {number + 1:05}",
        title_en=f"Invented thesis subject no. {number + 1:05}",
        institution=institution,
        employer=institution,
        planned_start_on=starts_on(number),
        monthly_cost=None if number % 5 == 0 else Decimal(3_000 + number * 37 % 400),
        digital_health=number % 2 == 0,
    )
    return entered(record, FIRST_START)


def steps(owner, number):
    """The selection of a contract, its start and, a year before its end, its extension where it has one."""
    yield entered(DoctoralStep(contract=owner, kind="selected", happened_on=FIRST_START), FIRST_START)
    yield entered(DoctoralStep(contract=owner, kind="started", happened_on=starts_on(number)), starts_on(number))
    months, day = EXTENSIONS[number % len(EXTENSIONS)], months_after(starts_on(number), 24)
    if months:
        step = DoctoralStep(contract=owner, kind="extended", happened_on=day, ground="research", months=months)
        yield entered(step, day)


def coverages(owner, commitments, number):
    """What pays for a contract; one amount in five is not known."""
    for place, (first, last) in enumerate(PAID[number % len(PAID)]):
        amount = None if (number + place) % 5 == 0 else Decimal(2_000 + number * 53 % 1_500)
        months = {"first_month": first, "last_month": last, "amount": amount}
        row = Coverage(contract=owner, commitment=commitments[(number + place) % len(commitments)], **months)
        yield entered(row, starts_on(number))
