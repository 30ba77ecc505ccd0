"""What every list of the coordination does: few queries, files as the screen, orders, days, whatever is asked of it."""

import csv
import io
import re
import string
from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actions import open_coordinator_account
from enact.pages.partners.organisations import OrganisationList
from enact.ui.asking import OWN
from funding.views import CommitmentList, ExpenditureList, InstalmentList, PaymentCallList, ReceiptList, TransferList
from indicators.views import ObservationList, ReleaseList
from research.views import OfficeChairList
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.spreadsheet import cells
from tests.test_pages import published

pytestmark = pytest.mark.django_db


def partner():
    """An organisation with a role."""
    return make.membership(standing="in_talks").organisation


def late_instalment():
    """An instalment of which a part was called and received."""
    made = make.instalment(amount=5)
    make.payment_call(commitment=made.commitment, instalment=made, amount=5)
    make.receipt(commitment=made.commitment, instalment=made, amount=2)
    return made


LISTS = {
    "/office/partners/": (OrganisationList, [partner] * 3),
    "/office/commitments/": (CommitmentList, [lambda: make.commitment(kind="letter", amount=5)] * 3),
    "/office/instalments/": (InstalmentList, [late_instalment] * 3),
    "/office/payment-calls/": (PaymentCallList, [lambda: make.payment_call(amount=5)] * 3),
    "/office/receipts/": (ReceiptList, [lambda: make.receipt(institution=make.organisation(), amount=5)] * 3),
    "/office/expenditure/": (ExpenditureList, [lambda: make.expenditure(amount=5)] * 3),
    "/office/transfers/": (TransferList, [lambda: make.transfer(amount=5)] * 3),
    "/office/chairs/": (OfficeChairList, [lambda: make.chair(kind="awarded", host=make.organisation())] * 3),
    "/office/observations/": (ObservationList, [lambda: make.observation(source=make.source())] * 3),
    "/office/releases/": (ReleaseList, [lambda value=value: published(value) for value in (5, 6, 7)]),
}
"""Each list, with how three of its rows are made."""
ADDRESSES = list(LISTS)


@pytest.fixture
def coordinator(client):
    """A client signed in as a coordinator, whose account is read in English."""
    account = open_coordinator_account(email="anne@example.org", name="Anne", password="tested password")
    account.language = "en"
    account.save()
    client.force_login(account)
    return client


@pytest.fixture
def filled(coordinator, address):
    """The same, where the list has a row."""
    LISTS[address][1][0]()
    return coordinator


def counted(client, address):
    """How many queries a list takes, when nothing of it is kept, and when its sums are."""
    client.get("/admin/")
    caches["lists"].clear()
    found = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found.append(len(captured))
    return found


@pytest.mark.parametrize("query", ["", "?on=2025-05-20", "?known=2026-01-01"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_list_takes_as_few_queries_with_three_rows_as_with_one(coordinator, address, query):
    first, *others = LISTS[address][1]
    first()
    with_one = counted(coordinator, address + query)
    for another in others:
        another()
    assert counted(coordinator, address + query) == with_one
    assert max(with_one) <= 10


@pytest.mark.parametrize("address", ADDRESSES)
def test_files_hold_the_rows_and_columns_of_the_screen(coordinator, address):
    for made in LISTS[address][1]:
        made()
    page_class = LISTS[address][0]
    every = list(page_class.table_class.base_columns)
    sort = page_class.table_class.sortable()[0]
    query = urlencode({"columns": every, "sort": f"-{sort}"}, doseq=True)
    shown = coordinator.get(f"{address}?{query}")
    listed = list(csv.reader(io.StringIO(coordinator.get(f"{address}?{query}&export=csv").content.decode("utf-8-sig"))))
    typed = cells(coordinator.get(f"{address}?{query}&export=xlsx"))
    keys = [record.id for record in shown.context["page"].records]
    assert [row[0] for row in typed[1:]] == keys
    assert [row[0] for row in listed[1:]] == [str(key) for key in keys]
    assert listed[0] == typed[0]
    headings = [heading.text for heading in shown.context["page"].headings]
    heads = dict.fromkeys(name.split(" – ")[0] for name in typed[0])
    assert [name for name in heads if name in headings] == headings


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_form_sends_empty_is_left_out_of_the_address(filled, address):
    usual = LISTS[address][0].table_class.shown_columns([])
    sent = urlencode({"q": "x", "on": " ", "sort": "", "columns": usual}, doseq=True)
    response = filled.get(f"{address}?{sent}")
    assert (response.status_code, response.headers["Location"]) == (302, f"{address}?q=x")
    assert filled.get(f"{address}?sort=&q=").headers["Location"] == address


def test_what_is_wrong_or_unusual_stays_in_the_address(coordinator):
    sent = "q=&sort=secret&columns=secret&columns=partner&nowhere=1&page=2"
    location = "/office/commitments/?sort=secret&columns=secret&columns=partner&nowhere=1&page=2"
    assert coordinator.get(f"/office/commitments/?{sent}").headers["Location"] == location


@pytest.mark.parametrize("address", ADDRESSES)
def test_order_can_be_chosen_in_the_form(filled, address):
    sortable = LISTS[address][0].table_class.sortable()
    sort = f"-{sortable[-1]}"
    content = filled.get(address, {"sort": sort}).content.decode()
    orders = re.findall(
        r'<option value="(-?\w*)"( selected)?>', content.partition('name="sort"')[2].partition("</select>")[0]
    )
    assert [key for key, _chosen in orders] == ["", *(f"{way}{name}" for name in sortable for way in ("", "-"))]
    assert [key for key, chosen in orders if chosen] == [sort]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_column_sorts_both_ways(coordinator, address):
    for made in LISTS[address][1]:
        made()
    for column in LISTS[address][0].table_class.sortable():
        orders = []
        for sort in (column, f"-{column}"):
            response = coordinator.get(address, {"sort": sort})
            assert response.context["page"].faults == []
            orders.append([record.id for record in response.context["page"].records])
        assert sorted(orders[0]) == sorted(orders[1])


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 12, 31), "That is before the programme, which starts on 1 January 2025."),
        (date(2025, 1, 1), ""),
        (date(2029, 12, 31), ""),
        (date(2030, 1, 1), "That is after the programme, which ends on 31 December 2029."),
        (date(9999, 12, 31), "That is after the programme, which ends on 31 December 2029."),
    ],
)
def test_day_outside_the_programme_is_said_and_answered(coordinator, address, day, words):
    make.programme()
    text = Page(coordinator.get(address, {"on": day})).text
    assert ("the programme, which" in text) == bool(words)
    assert words in text


VALUES = st.one_of(
    st.sampled_from(["", "a", "-amount", "partner__secret", "-", "csv", "2025-05-20", "0", "1000000000", "9" * 400]),
    st.sampled_from(["\x00", "\ud800", "é\x00", "none", "letter", "cash", "organisation__pk", "%", "1e9", "ﬁ", "²"]),
    st.text(alphabet=st.characters(codec=None), max_size=30),
    st.dates().map(str),
    st.text(alphabet=string.digits + "-,. €", max_size=20),
)


def names_of(address):
    """Every name that a list can be asked, and some that it cannot."""
    return [*OWN, *LISTS[address][0].filterset_class.base_filters, "nothing", "pk", "organisation__pk", "\x00", "é"]


@pytest.mark.parametrize("address", ADDRESSES)
@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_asked_is_answered(filled, address, data):
    asked = data.draw(st.lists(st.tuples(st.sampled_from(names_of(address)), VALUES), max_size=4))
    query = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in asked])
    response = filled.get(f"{address}?{query}", follow=True)
    assert len(response.redirect_chain) <= 1
    assert response.status_code in (200, 400)
    page = response.context and response.context.get("page")
    if response.status_code == 400 or (page and page.asked.misses):
        assert page.faults


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_thousand_values_are_answered(coordinator, address):
    name = next(iter(LISTS[address][0].filterset_class.base_filters))
    thousand = "&".join(f"{name}={number}" for number in range(1000))
    assert coordinator.get(f"{address}?{thousand}").status_code == 200
    assert coordinator.get(f"{address}?{thousand}&{thousand}").status_code == 400


def test_wrong_day_shows_nothing_rather_than_today(coordinator):
    make.observation()
    for query in ({"on": "yesterday"}, {"known": "2999-01-01"}, {"on": "1999-12-31"}, {"holds_from": "x"}):
        page = coordinator.get("/office/observations/", query).context["page"]
        assert (page.records, page.counted["count"], len(page.faults)) == ([], 0, 1)


def test_what_was_typed_stays_on_screen(coordinator):
    page = coordinator.get("/office/observations/", {"on": "yester<day>", "q": "chaire"}).content.decode()
    assert 'value="yester&lt;day&gt;"' in page
    assert 'value="chaire"' in page
    assert DAY.isoformat() not in page
