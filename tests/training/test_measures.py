"""What is counted of doctoral contracts: flows by their two days, parts that add up, and no few people told."""

import random
from datetime import date, timedelta

import pytest

from enact.themes import Themed
from indicators.catalogue import indicators
from indicators.ledger import Ledger
from indicators.measures import NOT_SAID
from tests import make
from training.measures import contracts as measures
from training.models import DoctoralContract

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
LAST = date(2025, 12, 31)


@pytest.fixture
def universities(db):
    """The two universities of the consortium."""
    members = [make.organisation(kind="higher_education", name=name) for name in ("Lorraine", "Strasbourg")]
    for member in members:
        make.membership(organisation=member, starts_on=date(2024, 1, 1))
    return members


def several(count, **fields):
    """So many contracts that are alike, each of another student."""
    return [make.doctoral_contract(student=make.person(), **fields) for _number in range(count)]


def figure(code, day=DAY):
    """The figure that an indicator publishes."""
    return Ledger(day).figure(indicators()[code])


@pytest.mark.parametrize(
    ("day", "last"),
    [(date(2026, 12, 30), LAST), (date(2026, 12, 31), date(2026, 12, 31)), (date(2026, 1, 1), LAST), (LAST, LAST)],
)
def test_last_complete_year_ends_on_its_last_day(day, last):
    assert measures.last_complete_year(day) == last


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2025, 8, 31), date(2024, 9, 1), date(2025, 8, 31)),
        (date(2025, 9, 1), date(2025, 9, 1), date(2026, 8, 31)),
        (date(2026, 2, 28), date(2025, 9, 1), date(2026, 8, 31)),
    ],
)
def test_academic_year_runs_from_september_to_august(day, first, last):
    assert measures.academic_year(day) == (first, last)


def test_contract_starts_runs_and_is_defended_on_days_of_its_own():
    start, end = date(2025, 10, 1), date(2028, 11, 2)
    contract = make.doctoral_contract(started_on=start)
    make.doctoral_step(contract=contract, kind="defended", happened_on=end)
    asked = [start - timedelta(days=1), start, end - timedelta(days=1), end]
    for measure, found in (
        (measures.started, [0, 1, 1, 1]),
        (measures.running, [0, 1, 1, 0]),
        (measures.defended, [0, 0, 0, 1]),
    ):
        assert [measure.on(day).known for day in asked] == found


def test_stopped_runs_no_more_and_extended_or_suspended_still_does():
    for kind, found in (("stopped", 0), ("suspended", 1), ("resumed", 1), ("defence_planned", 1)):
        contract = make.doctoral_contract(started_on=date(2025, 10, 1))
        make.doctoral_step(contract=contract, kind=kind, happened_on=date(2026, 3, 1))
        assert DoctoralContract.objects.running_on(DAY).filter(pk=contract.pk).count() == found


def test_invented_contracts_are_not_counted():
    make.doctoral_contract(institution=make.organisation(is_example=True), started_on=LAST)
    make.doctoral_contract(employer=make.organisation(is_example=True), started_on=LAST)
    make.doctoral_contract(employer=None, started_on=LAST)
    assert measures.started.on(DAY).known == 1


@pytest.mark.parametrize("seed", range(3))
def test_year_is_the_difference_of_its_two_days_and_parts_add_up(seed, universities):
    chance = random.Random(seed)
    for number in range(40):
        start = date(2024, 1, 1) + timedelta(days=chance.randrange(900))
        contract = make.doctoral_contract(
            kind=chance.choice(["academic", "cifre"]),
            institution=chance.choice(universities),
            started_on=start if number % 5 else None,
            **{theme: True for theme in Themed.THEMES if chance.random() < 0.4},
        )
        if number % 5 and chance.random() < 0.4:
            over = start + timedelta(days=chance.randrange(700))
            make.doctoral_step(contract=contract, kind=chance.choice(["defended", "stopped"]), happened_on=over)
    for first, last in [
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
        measures.academic_year(date(2025, 3, 1)),
    ]:
        before = first - timedelta(days=1)
        for measure, counted in (("started", "started_between"), ("defended", "defended_between")):
            total = getattr(measures, measure)
            year = getattr(DoctoralContract.objects.real(), counted)(first, last).count()
            assert year == total.on(last).known - total.on(before).known
        whole = measures.started.on(last)
        for by in ("kind", "institution"):
            assert sum(part.known for part in measures.started.split(last, by).values()) == whole.known
        stopped = measures.started.on(last).known - measures.running.on(last).known - measures.defended.on(last).known
        assert stopped == sum(
            contract.steps.taken_by(last).filter(kind="stopped").exists()
            for contract in DoctoralContract.objects.started_by(last)
        )
    years = measures.starts_by_year.split(date(2026, 12, 31), "start_year")
    assert years[2025].known == measures.doctorates_started.on(DAY).known


def test_theme_that_is_not_said_is_a_part():
    make.doctoral_contract(started_on=LAST, transverse=True, digital_health=True)
    make.doctoral_contract(started_on=LAST)
    found = {theme: part.known for theme, part in measures.started.split(DAY, Themed.THEMES).items()}
    assert found == {"transverse": 1, "digital_health": 1, NOT_SAID: 1}


def test_doctorates_of_the_two_universities_are_those_of_the_last_complete_year(universities):
    lorraine, _strasbourg = universities
    several(6, institution=lorraine, started_on=LAST)
    several(7, institution=lorraine, started_on=date(2025, 1, 1), kind="cifre")
    several(5, institution=lorraine, started_on=date(2024, 12, 31))
    several(5, institution=lorraine, started_on=date(2026, 1, 1))
    several(5, started_on=LAST)
    make.completeness(indicator="TRA-2", complete_from=DAY)
    found = figure("TRA-2")
    assert (found["value"], found["holds_on"], found["stated_on"]) == ("13", "2025-12-31", "2026-06-30")
    ledger = Ledger(DAY)
    parts = {part["key"]: part["figure"]["value"] for part in ledger.parts(indicators()["TRA-2"])}
    assert parts == {"starts": "13", "running": "18", "defended": "0"}
    tables = {table["key"]: table for table in ledger.breakdowns(indicators()["TRA-2"])}
    assert {part["key"]: part["value"] for part in tables["kind"]["parts"]} == {"academic": "6", "cifre": "7"}
    assert {part["key"]: part["value"] for part in tables["year"]["parts"]} == {"2024": "5", "2025": "13"}
    assert tables["kind"]["is_partition"]


def test_small_part_is_not_told_by_those_beside_it(universities):
    lorraine, _strasbourg = universities
    several(9, institution=lorraine, started_on=LAST)
    several(4, institution=lorraine, started_on=LAST, kind="cifre")
    make.completeness(indicator="TRA-2", complete_from=DAY)
    tables = {table["key"]: table["parts"] for table in Ledger(DAY).breakdowns(indicators()["TRA-2"])}
    assert {(part["value"], part["protected"]) for part in tables["kind"]} == {(None, True)}
    assert [(part["value"], part["protected"]) for part in tables["institution"]] == [("13", False)]


def test_academic_contracts_are_those_that_enact_funds():
    several(5, started_on=LAST, funded_by_enact=True)
    several(5, started_on=LAST, funded_by_enact=False)
    several(5, started_on=LAST)
    several(5, started_on=LAST, funded_by_enact=True, kind="cifre")
    assert measures.academic_contracts_started.on(DAY).known == 5
    assert figure("TRA-3")["value"] is None
    make.completeness(indicator="TRA-3", complete_from=DAY)
    assert figure("TRA-3")["value"] == "5"


@pytest.mark.parametrize(
    ("women", "men", "value"), [(5, 10, "33.3"), (4, 10, None), (10, 4, None), (0, 9, None), (5, 5, "50")]
)
def test_share_of_women_is_told_of_five_on_both_sides(women, men, value):
    people = ["woman"] * women + ["man"] * men + [""] * 3
    for gender in people:
        person = make.person()
        person.identity.gender = gender
        person.identity.save()
        make.doctoral_contract(student=person, started_on=LAST)
    make.completeness(indicator="EQU-1", complete_from=DAY)
    assert figure("EQU-1")["value"] == value


def test_cotutelles_are_told_by_country():
    for country, count in (("DE", 5), ("LU", 6)):
        several(count, started_on=LAST, cotutelle=make.organisation(kind="foreign", country=country))
    several(5, started_on=LAST)
    make.completeness(indicator="INT-1", complete_from=DAY)
    assert figure("INT-1")["value"] == "11"
    assert told("country") == [("Allemagne", "5"), ("Luxembourg", "6")]


def told(key):
    """The parts of cotutelles and partners abroad in one of their tables: their names and values."""
    tables = {table["key"]: table for table in Ledger(DAY).breakdowns(indicators()["INT-1"])}
    return [(part["name"]["fr"], part["value"]) for part in tables[key]["parts"]]


def test_partners_abroad_are_told_by_country_and_standing_each_once_and_however_few():
    make.completeness(indicator="INT-1", complete_from=DAY)
    one, other = (make.organisation(kind="foreign", country="DE") for _number in range(2))
    alliance = make.organisation(kind="alliance", country="")
    for organisation, standing, starts_on, ends_on in (
        (one, "in_talks", DAY - timedelta(days=9), None),
        (one, "in_talks", DAY - timedelta(days=8), None),
        (other, "identified", DAY - timedelta(days=9), DAY - timedelta(days=1)),
        (other, "agreed", DAY, DAY),
        (alliance, "intended", DAY, None),
        (alliance, "agreed", DAY + timedelta(days=1), None),
    ):
        period = {"starts_on": starts_on, "ends_on": ends_on}
        make.membership(organisation=organisation, role="european", standing=standing, **period)
    make.membership(organisation=make.organisation(country="LU"), role="company")
    make.membership(organisation=make.organisation(country="LU", is_example=True), role="european")
    assert told("partners") == [("Allemagne", "2"), ("Plusieurs pays, ou pays non communiqué", "1")]
    assert sorted(told("standing")) == [("convenu", "1"), ("en pourparlers", "1"), ("envisagé", "1")]
    assert figure("INT-1")["value"] == "0"


def test_few_cotutelles_are_protected_beside_partners_that_are_not():
    make.completeness(indicator="INT-1", complete_from=DAY)
    several(2, started_on=LAST, cotutelle=make.organisation(kind="foreign", country="DE"))
    make.membership(organisation=make.organisation(country="DE"), role="european")
    assert (told("country"), told("partners")) == ([("Allemagne", None)], [("Allemagne", "1")])
    assert figure("INT-1")["value"] is None


def test_share_is_of_the_records_of_its_whole():
    student = make.person()
    student.identity.gender = "man"
    student.identity.save()
    contract = make.doctoral_contract(started_on=make.DAY, student=student)
    make.doctoral_contract(started_on=make.DAY)
    assert list(measures.share_of_women.records(make.DAY)) == [contract]
