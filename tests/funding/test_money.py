"""The page of the money: each sum is that of the list to which it leads, on any day; what is asked wrong is said."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import open_coordinator_account
from funding.measures.waterfall import CRITERIA, LATE, STATES
from indicators.measures import Total
from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud

pytestmark = pytest.mark.django_db
MONEY = "/office/money/"
LATER = date(2026, 6, 30)


@pytest.fixture
def anne(client):
    """A client signed in as a coordinator, who reads English."""
    account = open_coordinator_account(email="anne@example.org", name="Anne", password="tested password")
    account.language = "en"
    account.save()
    client.force_login(account)
    return client


@pytest.fixture
def recorded():
    """Commitments of each state and of several kinds, with what follows them, on days of two years."""
    ville = make.organisation(kind="local_authority", name="Ville")
    firm = make.commitment(
        kind="agreement", amount=100, organisation=ville, form="cash", pillar="research", digital_health=True
    )
    plan = make.instalment(commitment=firm, amount=60, due_on=date(2026, 1, 31))
    make.instalment(commitment=firm, amount=40, due_on=date(2026, 7, 31))
    make.payment_call(commitment=firm, instalment=plan, amount=60)
    make.receipt(commitment=firm, instalment=plan, amount=25, received_on=date(2026, 2, 1))
    make.expenditure(commitment=firm, amount=10)
    valued = {"valued_by": make.user(), "approved_by": make.user(), "approved_on": LATER}
    kind = make.commitment(kind="agreement", amount=30, form="in_kind", pillar="training")
    make.receipt(commitment=kind, form="in_kind", quantity=3, rate=10, received_on=date(2026, 3, 1), **valued)
    make.commitment(kind="letter", amount=70, happened_on=date(2026, 2, 1), digital_health=True, transverse=True)
    make.commitment(kind="letter")
    make.commitment(kind="discussion")
    make.commitment(kind="award", amount=5, form="not_said")
    make.commitment(kind="withdrawal", amount=9)
    return firm


def sums_of(response, column):
    """The totals of a list as its page holds them: of the commitments in a state, or of rows of money."""
    totals = response.context["totals"]["sums"]
    if column in STATES:
        return sum(totals.values(), Total())
    if column == LATE:
        asked, _called, received = totals[True]
        return Total(asked.known - received.known, asked.knowns, asked.unknowns)
    return sum((each[0] for each in totals.values()), Total())


@pytest.mark.parametrize("on", [DAY, date(2026, 2, 1), LATER])
@pytest.mark.parametrize("by", CRITERIA)
def test_each_sum_is_that_of_the_rows_to_which_it_leads(anne, recorded, by, on):
    page = anne.get(MONEY, {"by": by, "on": on.isoformat()})
    cells = [bar.cell for bar in page.context["bars"]]
    cells += [cell for _name, row in page.context["rows"] for cell in row]
    for cell in cells:
        if cell.total == Total():
            continue
        listed = anne.get(cell.address)
        assert (listed.status_code, listed.context["page"].faults) == (200, [])
        assert sums_of(listed, cell.column) == cell.total
    assert sum(cell.total != Total() for cell in cells) > len(CRITERIA)


def test_sums_of_the_last_day_are_those_recorded(anne, recorded):
    found = Page(anne.get(MONEY, {"on": LATER.isoformat()})).figures
    assert {
        name: found[name] for name in ("in_discussion", "promised", "granted", "agreed", "called", "received", "spent")
    } == {
        "in_discussion": {""},
        "promised": {"70.00"},
        "granted": {"5.00"},
        "agreed": {"130.00"},
        "called": {"60.00"},
        "received": {"55.00"},
        "spent": {"10.00"},
    }


def test_what_is_left_is_looked_at_commitment_by_commitment_and_leads_to_its_rows(anne, recorded):
    page = anne.get(MONEY, {"on": LATER.isoformat()})
    left = {
        name: (found.amount, found.commitments, found.unknowns)
        for name, _words, found, _address in page.context["left"]
    }
    assert left == {"to_call": (45, 2, 0), "to_receive": (35, 1, 0), "to_spend": (45, 2, 0), "late": (35, 1, 0)}
    for name, _words, found, address in page.context["left"]:
        listed = anne.get(address)
        assert (name, listed.context["count"]) == (name, found.commitments)


def test_envelope_says_what_is_not_itemised_and_statements_stand_beside_records(anne, recorded):
    make.observation(indicator="FIN-0", value=1000, qualifier="about")
    make.observation(indicator="FIN-2", value=300, qualifier="about", source=make.source())
    make.completeness(indicator="FIN-3")
    page = anne.get(MONEY, {"on": LATER.isoformat()})
    assert page.context["envelope"]["left"] == Total(
        Decimal(795), 5, 0, page.context["envelope"]["announced"].qualifier
    )
    assert "1 amount that is not known comes off what is not itemised." in read_aloud(page)
    assert "Published as stated: about €300, 20 May 2025" in read_aloud(page)
    assert [bar.cell.column for bar in page.context["bars"] if bar.stated] == ["promised"]


def test_page_takes_as_many_queries_with_many_rows_as_with_few(anne, recorded):
    found = []
    anne.get(MONEY)
    for _time in range(2):
        caches["lists"].clear()
        for by in CRITERIA:
            with CaptureQueriesContext(connection) as captured:
                anne.get(MONEY, {"by": by, "on": "2026-06-30"})
            found.append(len(captured))
        for number in range(3):
            made = make.commitment(kind="agreement", amount=number)
            make.receipt(commitment=made, amount=1)
            make.instalment(commitment=made, amount=1)
    assert found[: len(CRITERIA)] == found[len(CRITERIA) :]
    assert max(found) <= 10


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"on": "31/02/2025"}, "“31/02/2025” is not a day. Write it as 20/05/2025."),
        ({"on": "x\x00"}, "is wrong"),
        ({"by": "partner__secret"}, "partner__secret is not one of the available choices"),
        ({"export": "pdf"}, "pdf is not one of the available choices"),
    ],
)
def test_what_is_asked_wrong_is_said_and_nothing_is_told(anne, recorded, asked, words):
    response = anne.get(MONEY, asked)
    assert words in unescape(read_aloud(response))
    assert "bars" not in response.context


def test_day_to_come_and_day_before_the_programme_are_said(anne, recorded):
    assert "That day is to come." in read_aloud(anne.get(MONEY, {"on": "2099-01-01"}))
    assert "before the programme" in read_aloud(anne.get(MONEY, {"on": "2024-01-01"}))


def test_file_holds_the_table(anne, recorded):
    response = anne.get(MONEY, {"by": "kind", "on": LATER.isoformat(), "export": "csv"})
    rows = [line.split(",") for line in response.content.decode("utf-8-sig").splitlines()]
    assert rows[1] == ["company", "in discussion", "", "exact", "0", "1", "2026-06-30"]
    assert ["local authority", "received", "25.00", "exact", "1", "0", "2026-06-30"] in rows
    assert anne.get(MONEY, {"export": "xlsx"}).status_code == 200


def test_nothing_recorded_is_said(anne):
    assert re.search(r"Nothing is recorded by that day", read_aloud(anne.get(MONEY)))
