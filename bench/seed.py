"""Invented commitments in any number, with their history, for databases that are measured and thrown away.

Nothing here is known of any partner: every organisation and every title says that it is invented. The same number of
commitments is always the same rows.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from django.db import connection, transaction
from simple_history.utils import bulk_create_with_history

from bench.pages import ORGANISATIONS
from funding.models import Commitment, CommitmentStep
from indicators.measures import Qualifier
from partners.models import Membership, Organisation, Programme

FIRST_DAY = date(2025, 1, 6)
DAYS = 600
"""Steps were taken from the first day on, for so many days; each was entered two days later."""
BATCH = 500
KINDS = list(Organisation.Kind)
NATURES = list(Commitment.Nature)
FORMS = list(Commitment.Form)
PILLARS = list(Commitment.Pillar)
PLACES = ("Nancy", "Metz", "Strasbourg", "Reims", "Troyes", "Mulhouse", "Épinal")
DEPARTMENTS = ("54", "57", "67", "51", "10", "68", "88")
COURSES = (
    ("discussion", "letter", "agreement"),
    ("letter",),
    ("interest", "letter"),
    ("award", "agreement", "amendment"),
    ("discussion",),
    ("letter", "withdrawal"),
    ("award", "agreement"),
)
"""What happens to a commitment, one after another: one to three steps, two on average."""


@transaction.atomic
def sow(commitments):
    """Adds seventy invented organisations with a role in the programme, and commitments of theirs with their steps."""
    programme = Programme.objects.get()
    organisations = keep([organisation(number) for number in range(ORGANISATIONS)])
    keep([membership(programme, one, number) for number, one in enumerate(organisations)])
    numbers = iter(range(commitments))
    while batch := list(islice(numbers, BATCH)):
        made = keep([commitment(programme, organisations[number % ORGANISATIONS], number) for number in batch])
        keep([step for number, owner in zip(batch, made, strict=True) for step in steps(owner, number)])


def take_stock():
    """Has PostgreSQL look at its tables, as it does by itself some minutes after so many rows have come."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def keep(records):
    """Stores new records of one model with the first entry of their history, and returns them."""
    for record in records:
        record.settle()
    return bulk_create_with_history(records, type(records[0]), batch_size=BATCH, default_change_reason="bench")


def entered(record, day):
    """The record, entered two days after something happened."""
    record._history_date = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(days=2)
    return record


def organisation(number):
    """An invented body; most are companies of Grand Est."""
    kind = KINDS[number % len(KINDS)] if number % 3 == 0 else Organisation.Kind.COMPANY
    record = Organisation(
        name=f"Organisation inventée n° {number + 1:02}",
        kind=kind,
        country="DE" if kind == Organisation.Kind.FOREIGN else "FR",
        commune=PLACES[number % len(PLACES)],
        department="" if kind == Organisation.Kind.FOREIGN else DEPARTMENTS[number % len(PLACES)],
    )
    return entered(record, FIRST_DAY)


def membership(programme, owner, number):
    """The role of an invented body since the first day."""
    role = Membership.Role.COMPANY if owner.kind == Organisation.Kind.COMPANY else Membership.Role.SUPPORTER
    return entered(Membership(programme=programme, organisation=owner, role=role, starts_on=FIRST_DAY), FIRST_DAY)


def commitment(programme, owner, number):
    """An invented commitment."""
    record = Commitment(
        programme=programme,
        organisation=owner,
        title_fr=f"Engagement inventé n° {number + 1:05}",
        title_en=f"Invented commitment no. {number + 1:05}",
        nature=NATURES[number % len(NATURES)],
        form=FORMS[number % len(FORMS)],
        pillar=PILLARS[number % len(PILLARS)],
        digital_health=number % 2 == 0,
        starts_on=begun(number) + timedelta(days=30),
        ends_on=date(2029, 12, 31),
    )
    return entered(record, begun(number))


def steps(owner, number):
    """The invented steps of a commitment, thirty days apart; one amount in five is not known."""
    for place, kind in enumerate(COURSES[number % len(COURSES)]):
        day = begun(number) + timedelta(days=30 * place)
        amount = None if number % 5 == 0 else Decimal(1_000 + (number * 137 + place * 911) % 250_000)
        step = CommitmentStep(commitment=owner, kind=kind, happened_on=day, amount=amount, qualifier=Qualifier.EXACT)
        yield entered(step, day)


def begun(number):
    """The day of the first step of a commitment, spread evenly over the period."""
    return FIRST_DAY + timedelta(days=number * 7919 % (DAYS - 60))
