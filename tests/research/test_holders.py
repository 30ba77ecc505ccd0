"""The share of women among those who hold chairs: each person once, on the days on which they hold one that runs."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from indicators.catalogue import indicators
from indicators.ledger import Ledger
from research.measures import share_of_women
from research.models import ChairHolder
from tests import make
from tests.make import DAY
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


def of_gender(gender):
    """A person who gave a gender; "" for one who did not."""
    person = make.person()
    person.identity.gender = gender
    person.identity.save()
    return person


def hold(women, others, chair=None, **fields):
    """So many people who hold a chair that was awarded on the usual day."""
    chair = chair or make.chair(kind="awarded")
    for gender in ["woman"] * women + ["man"] * others:
        make.chair_holder(chair=chair, person=of_gender(gender), **fields)


def parts(day=DAY):
    """The shares that the indicator publishes, by the keys of its parts."""
    return {part["key"]: part["figure"]["value"] for part in Ledger(day).parts(indicators()["EQU-1"])}


@pytest.mark.parametrize(
    ("women", "others", "value"), [(5, 10, "33.3"), (4, 10, None), (10, 4, None), (0, 9, None), (5, 5, "50")]
)
def test_share_of_women_who_hold_chairs_is_told_of_five_on_both_sides(women, others, value):
    hold(women, others)
    make.chair_holder(chair=make.chair(kind="started"), person=of_gender(""))
    make.completeness(indicator="EQU-1", complete_from=DAY)
    assert parts() == {"students": None, "holders": value}


def test_share_of_one_group_tells_nothing_of_the_other():
    hold(5, 10)
    for gender in ["woman"] * 8 + ["man"] * 4:
        make.doctoral_contract(student=of_gender(gender), started_on=DAY)
    make.completeness(indicator="EQU-1", complete_from=DAY)
    assert parts() == {"students": None, "holders": "33.3"}
    make.doctoral_contract(student=of_gender("man"), started_on=DAY)
    assert parts() == {"students": "61.5", "holders": "33.3"}
    assert Ledger(DAY).figure(indicators()["EQU-1"])["value"] == "61.5"


def test_shares_are_told_once_their_records_are_complete():
    hold(5, 5)
    assert parts() == {}
    make.completeness(indicator="EQU-1", complete_from=DAY + ONE)
    assert (parts(), parts(DAY + ONE)) == ({}, {"students": None, "holders": "50"})


def test_holder_counts_from_the_first_day_to_the_last_of_a_chair_that_runs():
    first, last = DAY + ONE, DAY + 3 * ONE
    hold(5, 5, starts_on=first, ends_on=last)
    days = [first - ONE, first, last, last + ONE]
    assert [share_of_women.on(day).value for day in days] == [None, 50, 50, None]


@pytest.mark.parametrize(
    ("kind", "value"), [("planned", None), ("agreed", 50), ("started", 50), ("ended", None), ("withdrawn", None)]
)
def test_holder_counts_while_the_chair_is_awarded_and_has_not_ended(kind, value):
    hold(5, 5, make.chair(kind=kind))
    assert share_of_women.on(DAY).value == value


def test_holders_of_invented_chairs_do_not_count():
    hold(5, 5, make.chair(kind="awarded", host=make.organisation(is_example=True)))
    assert share_of_women.on(DAY).value is None


def slow(day):
    """The share computed person by person; `None` where it is not told."""
    genders = {}
    for row in ChairHolder.objects.all():
        steps = [step for step in row.chair.steps.all() if step.happened_on <= day]
        last = max(steps, key=lambda step: (step.happened_on, step.pk), default=None)
        runs = last is not None and last.kind in ("awarded", "agreed", "started")
        if runs and row.starts_on <= day and (row.ends_on is None or row.ends_on >= day) and row.person.identity.gender:
            genders[row.person_id] = row.person.identity.gender
    women = sum(gender == "woman" for gender in genders.values())
    if women < 5 or len(genders) - women < 5:
        return None
    return round(Decimal(100 * women) / len(genders), 1)


@pytest.mark.parametrize("seed", range(3))
def test_share_is_that_of_each_person_counted_once(seed):
    chance = random.Random(seed)
    people = [of_gender(chance.choice(["woman", "man", "other", ""])) for _number in range(40)]
    for _number in range(25):
        chair, day = make.chair(), date(2025, 1, 1) + timedelta(days=chance.randrange(300))
        for kind in chance.sample(["planned", "awarded", "agreed", "started", "ended", "withdrawn"], 3):
            make.chair_step(chair=chair, kind=kind, happened_on=day + timedelta(days=chance.randrange(400)))
        for person in chance.sample(people, 5):
            ends_on = chance.choice([None, day + timedelta(days=chance.randrange(600))])
            make.chair_holder(chair=chair, person=person, starts_on=day, ends_on=ends_on)
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(0, 900, 45)]
    found = [share_of_women.on(day).value for day in days]
    assert found == [slow(day) for day in days]
    assert {value is None for value in found} == {True, False}


def test_rows_behind_the_shares_lead_to_the_contract_and_to_the_holder(launch):
    contract = make.doctoral_contract(student=of_gender("man"), started_on=DAY)
    holder = make.chair_holder(chair=make.chair(kind="awarded"), person=of_gender("woman"))
    make.completeness(indicator="EQU-1")
    entries = coordinator("Anne").get("/admin/publish/?day=2025-05-20").context["entries"]
    [rows] = [entry["rows"] for entry in entries if entry["entry"]["code"] == "EQU-1"]
    assert rows == [
        (str(contract), f"/admin/training/doctoralcontract/{contract.pk}/change/"),
        (str(holder), f"/admin/research/chairholder/{holder.pk}/change/"),
    ]
