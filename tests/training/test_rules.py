"""The rules of doctoral contracts, at the edges of their dates."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import make
from training.measures.cases import case_of
from training.models import Coverage, DoctoralContract, DoctoralRole, DoctoralStep, MinimumPay
from training.models.term import term_of

pytestmark = pytest.mark.django_db
START = date(2025, 10, 1)
END = date(2028, 9, 30)
ONE = timedelta(days=1)


def step(contract, **fields):
    """A step that is not saved."""
    return DoctoralStep(contract=contract, **{"kind": "extended", "happened_on": END, **fields})


def refusal(record):
    """The codes of what is refused of a record."""
    try:
        record.full_clean()
    except ValidationError as error:
        return sorted({each.code for errors in error.error_dict.values() for each in errors})
    return []


def extended(contract, happened_on, ground, months):
    """A contract with an extension that is saved."""
    return make.doctoral_step(contract=contract, kind="extended", happened_on=happened_on, ground=ground, months=months)


def doubts(contract, day):
    """How many things are to be decided of a contract on a day."""
    return len(case_of(contract.pk).doubts(day))


# The term


def test_contract_lasts_36_months_and_its_extensions():
    contract = make.doctoral_contract(started_on=START)
    extended(contract, END, "leave", 4)
    case = case_of(contract.pk)
    assert term_of(contract, case.steps) == (START, date(2029, 1, 31))
    assert term_of(contract, case.steps, END - ONE) == (START, END)
    assert term_of(contract, case.steps, START - ONE) == (None, None)


def test_contract_that_has_not_started_has_the_days_planned_and_one_stopped_ends_then():
    contract = make.doctoral_contract(planned_start_on=START)
    assert term_of(contract, []) == (START, END)
    make.doctoral_step(contract=contract, happened_on=START + ONE)
    make.doctoral_step(contract=contract, kind="stopped", happened_on=date(2026, 3, 1))
    assert term_of(contract, case_of(contract.pk).steps) == (START + ONE, date(2026, 3, 1))


# Extensions


@pytest.mark.parametrize(
    ("signed_on", "found"), [(START - ONE, ["no_place"]), (START, []), (END, []), (END + ONE, ["no_place"])]
)
def test_extension_is_signed_before_the_end(signed_on, found):
    contract = make.doctoral_contract(started_on=START)
    assert refusal(step(contract, happened_on=signed_on, ground="leave", months=3)) == found


def test_second_extension_is_signed_before_the_end_of_the_first():
    contract = make.doctoral_contract(started_on=START)
    extended(contract, END, "leave", 1)
    last = date(2028, 10, 31)
    assert refusal(step(contract, happened_on=last, ground="sickness", months=1)) == []
    assert refusal(step(contract, happened_on=last + ONE, ground="sickness", months=1)) == ["no_place"]


@pytest.mark.parametrize(
    ("ground", "months", "found"), [("leave", 2, []), ("leave", 3, ["no_place"]), ("other", 12, [])]
)
def test_one_ground_gives_12_months_at_most(ground, months, found):
    contract = make.doctoral_contract(started_on=START)
    extended(contract, END, "leave", 10)
    assert refusal(step(contract, ground=ground, months=months)) == found


@pytest.mark.parametrize("months", [0, 13])
def test_database_refuses_an_extension_of_no_month_or_of_13(months):
    contract = make.doctoral_contract(started_on=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        extended(contract, END, "leave", months)


@pytest.mark.parametrize("fields", [{"kind": "extended"}, {"kind": "started", "months": 3, "ground": "leave"}])
def test_database_refuses_an_extension_without_ground_and_a_start_with_one(fields):
    contract = make.doctoral_contract()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.doctoral_step(contract=contract, happened_on=START, **fields)


def test_extension_before_any_start_is_refused_and_one_that_is_replaced_counts_no_more():
    assert refusal(step(make.doctoral_contract(), ground="leave", months=3)) == ["no_place"]
    contract = make.doctoral_contract(started_on=START)
    wrong = extended(contract, END, "leave", 12)
    right = step(contract, ground="leave", months=6, replaces=wrong, reason="Erreur")
    assert refusal(right) == []


# Defence and number


@pytest.mark.parametrize(("day", "found"), [(START - ONE, ["no_place"]), (START, []), (START + ONE, [])])
@pytest.mark.parametrize("kind", ["defended", "stopped"])
def test_defence_and_end_are_not_before_the_start(kind, day, found):
    contract = make.doctoral_contract(started_on=START)
    assert refusal(step(contract, kind=kind, happened_on=day)) == found


@pytest.mark.parametrize(
    ("day", "found"), [(date(2027, 12, 31), ["no_place"]), (date(2028, 1, 1), []), (date(2029, 1, 1), ["no_place"])]
)
def test_number_of_a_thesis_is_of_the_year_of_its_defence(day, found):
    contract = make.doctoral_contract(started_on=START, nnt="2028LORR0123")
    assert refusal(step(contract, kind="defended", happened_on=day)) == found


@pytest.mark.parametrize("nnt", ["28LORR0123", "2028LORR012", "2028lorr0123", "2028LORR01234"])
def test_number_of_a_thesis_is_a_year_and_eight_letters_or_digits(nnt):
    contract = make.doctoral_contract(nnt=nnt[:12])
    contract.nnt = nnt
    assert refusal(contract) != []


# Direction and committee


def role(contract, **fields):
    """A role that is not saved."""
    person = fields.pop("person", None) or make.person(has_hdr=True)
    return DoctoralRole(contract=contract, person=person, **{"role": "director", "starts_on": START, **fields})


@pytest.mark.parametrize(("starts_on", "found"), [(date(2026, 3, 1), ["no_place"]), (date(2026, 3, 2), [])])
def test_one_director_at_a_time(starts_on, found):
    contract = make.doctoral_contract()
    make.doctoral_role(contract=contract, starts_on=START, ends_on=date(2026, 3, 1))
    assert refusal(role(contract, starts_on=starts_on)) == found


def test_database_refuses_a_second_director_without_end():
    contract = make.doctoral_contract()
    make.doctoral_role(contract=contract)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.doctoral_role(contract=contract)


@pytest.mark.parametrize(
    ("has_hdr", "derogation", "found", "doubtful"),
    [(True, "", [], 0), (None, "", [], 1), (False, "", ["no_place"], 0), (False, "CAC du 3 mars 2025", [], 0)],
)
def test_director_has_an_hdr_or_a_derogation(has_hdr, derogation, found, doubtful):
    contract, person = make.doctoral_contract(), make.person(has_hdr=has_hdr)
    directing = role(contract, person=person, derogation=derogation)
    assert refusal(directing) == found
    directing.save()
    assert [doubts(contract, day) for day in (START - ONE, START)] == [0, doubtful]


@pytest.mark.parametrize(("other", "third", "found"), [(False, None, True), (True, None, False), (True, True, True)])
def test_second_co_director_comes_from_the_economy_and_there_is_no_third(other, third, found):
    contract = make.doctoral_contract()
    make.doctoral_role(contract=contract, role="co_director", starts_on=START)
    if third:
        make.doctoral_role(contract=contract, role="co_director", starts_on=START, is_from_economy=True)
    added = role(contract, role="co_director", is_from_economy=other)
    assert refusal(added) == (["no_place"] if found else [])


@pytest.mark.parametrize(("starts_on", "found"), [(date(2026, 3, 1), ["no_place"]), (date(2026, 3, 2), [])])
@pytest.mark.parametrize("directing", ["director", "co_director", "company"])
def test_nobody_directs_and_follows_at_once(directing, starts_on, found):
    contract, person = make.doctoral_contract(), make.person(has_hdr=True)
    make.doctoral_role(contract=contract, role="committee", person=person, starts_on=START, ends_on=date(2026, 3, 1))
    assert refusal(role(contract, role=directing, person=person, starts_on=starts_on)) == found


def test_company_supervisor_of_an_academic_contract_is_doubtful():
    for kind, found in (("academic", 1), ("cifre", 0)):
        contract = make.doctoral_contract(kind=kind)
        make.doctoral_role(contract=contract, role="company")
        assert doubts(contract, START) == found


# Pay


@pytest.mark.parametrize(
    ("pay", "unit", "day", "found"),
    [
        (2200, "month", date(2025, 12, 31), 0),
        (2200, "month", date(2026, 1, 1), 1),
        (2300, "month", date(2026, 1, 1), 0),
        (26400, "year", date(2025, 12, 31), 0),
        (26399, "year", date(2025, 12, 31), 1),
        (None, "month", date(2026, 1, 1), 0),
    ],
)
def test_pay_is_the_legal_minimum_of_each_day(pay, unit, day, found):
    for year, amount in ((2024, 2100), (2025, 2200), (2026, 2300)):
        make.minimum_pay(starts_on=date(year, 1, 1), amount=amount)
    make.minimum_pay(kind="cifre", starts_on=date(2026, 1, 1), amount=99999)
    contract = make.doctoral_contract(pay=pay, pay_unit=unit, started_on=START)
    assert doubts(contract, day) == found


def test_pay_is_judged_on_days_of_the_contract_alone():
    make.minimum_pay(starts_on=date(2025, 1, 1), amount=2200)
    make.minimum_pay(starts_on=date(2026, 1, 1), amount=2300)
    contract = make.doctoral_contract(pay=2200, planned_start_on=START, months=3)
    assert [doubts(contract, day) for day in (date(2024, 1, 1), date(2026, 6, 1))] == [0, 0]
    assert MinimumPay.objects.count() == 2


# Days that are due


@pytest.mark.parametrize(
    ("closes_at", "found"),
    [(datetime(2025, 9, 30, 22, 30, tzinfo=UTC), 0), (datetime(2025, 10, 1, 22, 30, tzinfo=UTC), 1)],
)
def test_contract_that_starts_before_its_call_closed_is_doubtful(closes_at, found):
    call = make.call(opens_at=datetime(2025, 5, 1, tzinfo=UTC), closes_at=closes_at)
    contract = make.doctoral_contract(call=call, started_on=START)
    assert doubts(contract, START) == found


def test_defence_is_asked_for_six_months_before_the_end():
    contract = make.doctoral_contract(started_on=START, months=12)
    make.committee_meeting(contract=contract)
    first = date(2026, 3, 30)
    assert [doubts(contract, day) for day in (first - ONE, first)] == [0, 1]
    contract.defence_planned_on = date(2026, 9, 1)
    contract.save()
    assert doubts(contract, first) == 0
    make.doctoral_step(contract=contract, kind="defended", happened_on=date(2026, 9, 1))
    assert doubts(contract, date(2026, 9, 1)) == 0


def test_committee_is_asked_for_two_months_before_each_registration():
    contract = make.doctoral_contract(started_on=START)
    first = date(2026, 8, 1)
    assert [doubts(contract, day) for day in (first - ONE, first)] == [0, 1]
    make.committee_meeting(contract=contract, year=2, held_on=first)
    assert [doubts(contract, day) for day in (first, date(2027, 7, 31), date(2027, 8, 1))] == [0, 0, 1]


@pytest.mark.parametrize(("kind", "found"), [("cifre", [0, 1]), ("academic", [0, 0])])
def test_collaboration_contract_is_asked_for_from_the_fourth_month_on(kind, found):
    contract = make.doctoral_contract(kind=kind, started_on=START)
    assert [doubts(contract, day) for day in (date(2026, 1, 31), date(2026, 2, 1))] == found
    if kind == "cifre":
        contract.collaboration_signed_on = START
        contract.save()
        assert doubts(contract, date(2026, 2, 1)) == 0


# What the database holds


@pytest.mark.parametrize(
    "fields",
    [
        {"months": 0},
        {"pay": -1},
        {"monthly_cost": -1},
        {"kind": "academic", "collaboration_signed_on": START},
        {"planned_start_on": START, "defence_planned_on": START},
        {"planned_start_on": date(1999, 12, 31)},
    ],
)
def test_database_refuses_a_contract(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.doctoral_contract(**fields)


def test_cotutelle_is_with_another_institution_abroad():
    abroad, home = make.organisation(kind="foreign", country="DE"), make.organisation(kind="higher_education")
    made = make.doctoral_contract(cotutelle=abroad)
    assert refusal(made) == []
    made.cotutelle = home
    assert refusal(made) == ["not_foreign"]
    with pytest.raises(IntegrityError), transaction.atomic():
        make.doctoral_contract(institution=home, cotutelle=home)


def test_database_refuses_two_theses_of_one_number():
    make.doctoral_contract(nnt="2028LORR0123")
    make.doctoral_contract(nnt="")
    make.doctoral_contract(nnt="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.doctoral_contract(nnt="2028LORR0123")
    assert DoctoralContract.objects.count() == 3


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 121)])
def test_database_refuses_a_coverage_of_no_month(first, last):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.coverage(first_month=first, last_month=last)
    assert Coverage.objects.count() == 0


@pytest.mark.parametrize("year", [1, 9])
def test_database_refuses_a_committee_before_the_first_year(year):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.committee_meeting(year=year)
