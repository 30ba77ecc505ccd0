"""What pays which months of doctoral contracts: gaps, double cover, costs, and the page that shows them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enact.dates import months_after
from indicators.measures import Total
from tests import make
from tests.page import Page
from tests.sending import coordinator
from training.measures.coverage import Cover, plans_of
from training.measures.due import due_on
from training.models import DoctoralContract

pytestmark = pytest.mark.django_db
START = date(2025, 10, 1)


def plan(contract):
    """The plan of a contract."""
    [found] = plans_of(DoctoralContract.objects.filter(pk=contract.pk))
    return found


def covers(contract):
    """How the months of a contract are covered: each stretch with its first and last month."""
    return [(each.cover, each.first, each.last) for each in plan(contract).stretches]


def test_months_without_commitment_are_a_gap():
    assert covers(make.doctoral_contract(started_on=START)) == [(Cover.NONE, 1, 36)]


def test_months_are_paid_once_twice_or_not():
    contract = make.doctoral_contract(started_on=START)
    make.coverage(contract=contract, first_month=1, last_month=12)
    make.coverage(contract=contract, first_month=12, last_month=20)
    make.coverage(contract=contract, first_month=30, last_month=38)
    assert covers(contract) == [
        (Cover.ONCE, 1, 11),
        (Cover.TWICE, 12, 12),
        (Cover.ONCE, 13, 20),
        (Cover.NONE, 21, 29),
        (Cover.ONCE, 30, 36),
        (Cover.AFTER, 37, 38),
    ]
    assert [(each.starts_on, each.ends_on) for each in plan(contract).stretches][1] == (
        date(2026, 9, 1),
        date(2026, 9, 30),
    )


def test_extension_adds_months_to_pay_and_a_stop_takes_them():
    contract = make.doctoral_contract(started_on=START)
    make.coverage(contract=contract)
    make.doctoral_step(contract=contract, kind="extended", happened_on=START, ground="leave", months=4)
    assert covers(contract) == [(Cover.ONCE, 1, 36), (Cover.NONE, 37, 40)]
    make.doctoral_step(contract=contract, kind="stopped", happened_on=date(2026, 9, 30))
    assert covers(contract) == [(Cover.ONCE, 1, 12), (Cover.AFTER, 13, 36)]


def test_contract_stopped_on_the_first_day_of_a_month_is_paid_that_month():
    contract = make.doctoral_contract(started_on=START)
    make.doctoral_step(contract=contract, kind="stopped", happened_on=date(2026, 10, 1))
    assert covers(contract) == [(Cover.NONE, 1, 13)]


def test_contract_without_first_day_has_no_plan():
    make.doctoral_contract()
    assert plans_of(DoctoralContract.objects.all()) == []


@pytest.mark.parametrize(
    ("day", "over"),
    [
        (date(2025, 1, 1), 0),
        (START, 0),
        (date(2025, 10, 31), 0),
        (date(2025, 11, 1), 1),
        (date(2028, 9, 30), 35),
        (date(2028, 10, 1), 36),
        (date(2030, 1, 1), 36),
    ],
)
def test_months_are_over_from_the_day_after_their_last(day, over):
    assert plan(make.doctoral_contract(started_on=START)).over_by(day) == over


def test_months_of_a_contract_that_starts_in_the_middle_of_one():
    found = plan(make.doctoral_contract(started_on=date(2025, 10, 31)))
    assert [found.over_by(day) for day in (date(2025, 11, 29), date(2025, 11, 30), date(2026, 2, 28))] == [0, 1, 4]


def test_cost_and_what_is_paid_to_the_end_are_of_the_months_left():
    contract = make.doctoral_contract(started_on=START, monthly_cost=3000)
    make.coverage(contract=contract, first_month=1, last_month=12, amount=2000)
    make.coverage(contract=contract, first_month=13, last_month=40, amount=Decimal("2500.50"))
    make.coverage(contract=contract, first_month=13, last_month=24)
    found, day = plan(contract), date(2026, 9, 1)
    assert found.cost_to_end(day) == Total.of(25 * 3000)
    assert found.paid_to_end(day) == Total.of(2000) + Total.of(24 * Decimal("2500.50")) + Total.of(None)
    assert found.left(day) == {Cover.NONE: 0, Cover.ONCE: 13, Cover.TWICE: 12, Cover.AFTER: 4}
    assert found.cost_to_end(date(2028, 10, 1)) == Total()
    assert plan(make.doctoral_contract(started_on=START)).cost_to_end(day) == Total(unknowns=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def test_page_says_in_words_what_the_bars_draw(anne):
    contract = make.doctoral_contract(started_on=START, monthly_cost=1000, title_fr="Apprendre")
    make.coverage(contract=contract, last_month=24, amount=500)
    page = Page(anne.get("/office/coverage/?on=2026-10-01"))
    assert page.figures["none"] == {"12"}
    assert (page.figures["cost"], page.figures["paid"]) == ({"24000.00"}, {"6000.00"})
    assert "non payés : 12 mois, du 1er octobre 2027 au 30 septembre 2028" in page.text.replace("\u00a0", " ")
    assert "Apprendre" in page.text


def test_page_leaves_what_is_over_and_what_is_paid_as_it_should(anne):
    whole = make.doctoral_contract(started_on=START, title_fr="A")
    over = make.doctoral_contract(started_on=date(2020, 10, 1), title_fr="B")
    make.coverage(contract=whole)
    gap = make.doctoral_contract(planned_start_on=START, title_fr="C")

    def shown(query):
        return [row.plan.contract for row in anne.get(f"/office/coverage/?{query}").context["rows"]]

    assert shown("on=2026-01-01") == [whole, gap]
    assert shown("on=2026-01-01&only=gaps") == [gap]
    assert shown("on=2023-09-30") == [over, gap]
    assert shown("on=2023-10-01") == [gap]
    assert shown("on=31/02/2026") == []
    assert shown("on=2099-01-01") == []


def test_page_takes_as_many_queries_with_many_contracts_as_with_one(anne):
    def queries():
        caches["lists"].clear()
        with CaptureQueriesContext(connection) as captured:
            assert anne.get("/office/coverage/").status_code == 200
        return len(captured)

    make.coverage(contract=make.doctoral_contract(started_on=timezone.localdate()))
    queries()
    with_one = queries()
    for _number in range(5):
        contract = make.doctoral_contract(started_on=timezone.localdate())
        make.coverage(contract=contract)
        make.coverage(contract=contract, first_month=3)
    assert (queries(), with_one < 10) == (with_one, True)


def test_running_contracts_ask_for_what_is_due():
    make.minimum_pay(starts_on=date(2024, 1, 1), amount=2200)
    contract = make.doctoral_contract(kind="cifre", started_on=START, months=12, title_fr="Apprendre")
    low = make.doctoral_contract(started_on=date(2026, 7, 1), pay=2000)
    make.coverage(contract=low)
    planned = make.doctoral_contract(planned_start_on=START)
    invented = make.doctoral_contract(institution=make.organisation(is_example=True), started_on=START)
    found = [due.contracts for due in due_on(date(2026, 8, 1))]
    assert found == [[contract], [contract], [contract], [low], [contract, planned]]
    assert invented not in found[-1]


def test_months_are_those_that_a_day_knows_of(anne):
    proposed = make.doctoral_contract(planned_start_on=START, title_fr="A")
    make.doctoral_step(contract=proposed, kind="proposed", happened_on=date(2025, 5, 1))
    stopped = make.doctoral_contract(started_on=START, title_fr="B")
    make.coverage(contract=stopped)
    make.doctoral_step(contract=stopped, kind="stopped", happened_on=date(2026, 1, 15))

    def left(query):
        context = anne.get(f"/office/coverage/?{query}").context
        return {row.plan.contract: [row.left[cover] for cover in Cover] for row in context["rows"]}

    assert left("on=2025-09-30") == {}
    assert left("on=2026-01-14") == {stopped: [0, 33, 0, 0]}
    assert left("on=2026-01-15&only=gaps") == {stopped: [0, 1, 0, 32]}
    assert [due.contracts for due in due_on(date(2026, 2, 1))][-1] == [stopped]
    make.doctoral_step(contract=proposed, kind="selected", happened_on=date(2026, 2, 1))
    assert left("on=2026-02-01&only=gaps").keys() == {proposed, stopped}
    assert [due.contracts for due in due_on(date(2026, 2, 1))][-1] == [proposed, stopped]


def test_first_page_of_the_back_office_says_what_is_due(anne):
    contract = make.doctoral_contract(started_on=timezone.localdate(), title_fr="Apprendre")
    needs = {need.title: need.rows for need in anne.get("/admin/").context["needs"]}
    rows = needs["Contrats doctoraux dont des mois ne sont pas payés comme il faut"]
    assert rows == [("Apprendre", f"/office/doctoral-contracts/{contract.pk}/")]


def test_needs_of_doctoral_contracts_lead_to_those_that_they_count(anne):
    today = timezone.localdate()
    make.minimum_pay(starts_on=date(2024, 1, 1), amount=2200)
    make.doctoral_contract(kind="cifre", started_on=months_after(today, -5), months=10)
    make.doctoral_contract(kind="cifre", started_on=months_after(today, -11), collaboration_signed_on=today)
    for _number in range(3):
        make.coverage(contract=make.doctoral_contract(started_on=today, pay=2000))
    make.doctoral_contract(started_on=today, institution=make.organisation(is_example=True))
    needs = [need for need in anne.get("/admin/").context["needs"] if need.right == "training.view_doctoralcontract"]
    counts = {need.address: need.count for need in needs}
    lists, coverage = "/office/doctoral-contracts/?due=", "/office/coverage/?only=gaps"
    assert counts == {
        f"{lists}defence_is_due": 1,
        f"{lists}committee_is_due": 1,
        f"{lists}collaboration_is_due": 1,
        f"{lists}pay_is_low": 3,
        coverage: 2,
    }
    listed = {address: anne.get(address).context for address in counts}
    assert {address: found.get("count", len(found.get("rows", ()))) for address, found in listed.items()} == counts
    both = anne.get(f"{lists}defence_is_due&due=committee_is_due").context
    assert (both["count"], len(both["page"].records)) == (2, 2)
    assert anne.get(f"{lists}pay_is_low&on={today - timedelta(days=1)}").context["count"] == 0
