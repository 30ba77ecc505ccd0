"""`make bench` measures what it says: its addresses answer, its data have their history, its figures are counted right."""

import re
from datetime import date, timedelta
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench import money, pages
from bench.copies import TIMES, Grown, cold
from bench.load import UnexpectedAnswer, drive, one_by_one, request
from bench.measure import Measured, Round
from bench.report import grown_tables, report
from bench.seed import begun, sow
from bench.server import COMMAND, ROOT
from bench.targets import at_least, faster, few_queries, grown_targets, slower
from bench.visit import Loaded, first_visit
from enact.records import unexplained
from funding.models import Commitment, CommitmentStep, commitments_known
from partners.models import Membership, Organisation
from tests import make

ROW = re.compile(r"<tr[ >].*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
DAY = date(2025, 10, 1)
HIDDEN = re.compile(r'<span class="hidden">.*?</span>')


@pytest.fixture
def bench(settings):
    """The addresses of the bench beside those of the house."""
    settings.ROOT_URLCONF = "bench.urls"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "django_tables2", "django_filters", "bench"]


@pytest.fixture
def sown(launch):
    """The launch, and a hundred invented commitments."""
    sow(100)


@pytest.fixture
def coordinator(client, db):
    """A client signed in as an administrator."""
    client.force_login(make.user(is_staff=True, is_superuser=True))
    return client


def rows_of(response):
    """The texts of the cells of a page's table, row by row, without its head."""
    body = HIDDEN.sub("", response.content.decode()).rpartition("<tbody")[2]
    found = [CELL.findall(row) for row in ROW.findall(body)]
    return [[" ".join(unescape(re.sub("<[^>]+>", "", cell)).split()) for cell in cells] for cells in found]


def test_pages_measured_are_there(bench, sown, coordinator):
    statuses = {page.path: coordinator.get(page.path).status_code for page in pages.PAGES}
    assert {path for path, status in statuses.items() if status != 200} == set()


def test_empty_view_asks_nothing(bench, db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(pages.EMPTY[pages.FEW].path).content == b"ok\n"


def test_stock_page_shows_the_rows_of_the_office_list(bench, sown, coordinator):
    shown = rows_of(coordinator.get(pages.OFFICE[0].path))
    stock = rows_of(coordinator.get(pages.STOCK[0].path))
    assert len(shown) == 50
    assert [[cell.replace("–", "—") for cell in row] for row in shown] == stock


def test_stock_admin_shows_the_rows_of_the_office_list(bench, sown, coordinator):
    shown = rows_of(coordinator.get(pages.OFFICE[0].path))
    assert [row[1:] for row in rows_of(coordinator.get(pages.ADMIN[0].path))] == [
        [cell.replace("–", "-") for cell in row] for row in shown
    ]


def test_sown_rows_are_as_their_history_says(sown):
    recorded = (Organisation, Membership, Commitment, CommitmentStep)
    assert [wrong for model in recorded for wrong in unexplained(model)] == []


def test_sown_commitments_were_known_little_by_little(sown):
    invented = Commitment.objects.filter(title_en__startswith="Invented")
    known = commitments_known(DAY, DAY).filter(title_en__startswith="Invented")
    entered = [number for number in range(100) if begun(number) + timedelta(days=2) <= DAY]
    assert (invented.count(), known.count()) == (100, len(entered))
    assert 0 < len(entered) < 100


def test_sowing_names_everything_as_invented(sown):
    assert Organisation.objects.filter(name__contains="inventée").count() == pages.ORGANISATIONS
    assert Commitment.objects.filter(title_fr__contains="inventé", title_en__contains="Invented").count() == 100


def test_server_is_that_of_make_run():
    command = (ROOT / "Makefile").read_text().partition("$(BIN)/granian ")[2].partition(" enact.wsgi")[0]
    assert f"granian {command}".replace(" --port $(PORT)", "") == COMMAND


class Small(BaseHTTPRequestHandler):
    """A site of a page, a style that asks for a font, and an address that has moved."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answers = {
        "/": (302, "text/plain", b"", "/home"),
        "/home": (200, "text/html", b'<link rel="stylesheet" href="/a.css"><img src="data:,"><a href="/other">', ""),
        "/a.css": (
            200,
            "text/css",
            b"@font-face { src: url(a.woff2) } p { background: url('data:,'); fill: url(#hatch) }",
            "",
        ),
        "/a.woff2": (200, "font/woff2", bytes(200_000), ""),
    }

    def do_GET(self):
        status, kind, body, location = self.answers.get(self.path, (404, "text/plain", b"", ""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Nothing is said."""


class SmallServer(ThreadingHTTPServer):
    """A server that says nothing of connections that are closed early."""

    def handle_error(self, request, client_address):
        """Nothing is said."""


@pytest.fixture
def port():
    """The port of a small site."""
    with SmallServer(("127.0.0.1", 0), Small) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_load_generator_reads_whole_answers(port):
    driven = drive(port, request("/a.woff2"), status=200, seconds=0)
    assert driven.answers == 4


def test_load_generator_refuses_another_answer(port):
    with pytest.raises(UnexpectedAnswer):
        drive(port, request("/nowhere"), status=200, seconds=0)


def test_cold_pages_are_asked_for_one_by_one(port):
    done = []
    driven = one_by_one(port, request("/home"), status=200, seconds=1e-9, before=lambda: done.append("forgotten"))
    assert (driven.answers, done) == (1, ["forgotten"])


def test_first_visit_is_all_that_a_browser_loads(port):
    assert [one.path for one in first_visit(port)] == ["/", "/home", "/a.css", "/a.woff2"]
    assert first_visit(port)[3].sent > 200_000


def measured(page, *rates, queries=0):
    """A page that answered so many times a second in each round."""
    return Measured(page, [Round(rate, None, 0.5) for rate in rates], queries, 700, 3)


def test_page_is_compared_round_by_round():
    page, empty = measured(pages.HOME, 50, 100, 400), measured(pages.EMPTY[pages.MANY], 100, 100, 1000)
    assert page.against(empty) == (0.5, 0.4, 1)


def test_promises_are_judged():
    few, many = pages.OFFICE
    found = [
        measured(pages.EMPTY[pages.MANY], 1000),
        measured(pages.HOME, 799),
        measured(few, 30, queries=10),
        measured(many, 20, queries=11),
        measured(pages.STOCK[1], 10),
    ]
    by_page = {one.page: one for one in found}
    judged = [
        at_least(by_page, pages.HOME, pages.EMPTY[pages.MANY], 0.799),
        at_least(by_page, pages.HOME, pages.EMPTY[pages.MANY], 0.8),
        few_queries(by_page, few),
        few_queries(by_page, many),
        slower(by_page, few, many),
        faster(by_page, many, pages.STOCK[1]),
        faster({}, many, pages.STOCK[1]),
    ]
    assert [one.met for one in judged] == [True, False, True, False, True, True, False]
    assert [one.found for one in judged] == ["0.799", "0.799", "10", "11", "1.50", "2.00", "not measured"]


def test_report_holds_what_was_found():
    found = [measured(pages.EMPTY[pages.MANY], 1000), measured(pages.HOME, 500)]
    text = report(
        found=found,
        absent=[pages.DIRECTORY],
        judged=[at_least({}, pages.HOME, pages.EMPTY[pages.MANY], 0.8)],
        visit=[Loaded("/fr/", 600)],
        money=money_found({"a": (2, 1, 1), "b": (2, 1, 0.1)}),
        coverage=Grown({1: {"doctoralcontract": 20}}, [], {}),
        day=DAY,
        machine=[("Machine", "one")],
        bare=5000,
        rounds=1,
        seconds=1,
    )
    assert "| home | cached | 20,000 | 0 | 700 | 3 | 500 | – | 0.50 (0.50–0.50) | 2.0 |" in text
    assert "- directory of partners, cached, 20,000 rows: `/fr/partners/`" in text
    assert "1 of 1 promises missed." in text
    assert "| times | contracts |\n| --: | --: |\n| 1 | 20 |" in text
    assert "20 of them, ten and a hundred\n" in text


def test_pages_of_money_measured_are_there(bench, sown, coordinator):
    asked = [*money.MONEY_PAGES.values(), *money.LISTS.values()]
    assert {path for path in asked if coordinator.get(path).status_code != 200} == set()


def money_found(rates, queries=(8, 8, 8)):
    """What was found of money pages that answer so many times a second, copy by copy, with so many queries each."""
    found, counted = [], {}
    for name, each in rates.items():
        for times, rate, number in zip(TIMES, each, queries, strict=True):
            page = cold(name, f"/{name}/", times)
            found.append(measured(page, rate, rate, queries=number))
            counted[page] = number
    rows = {times: {"commitment": 200 * times, "receipt": 1_000 * times} for times in TIMES}
    return Grown(rows, found, counted)


def test_time_must_grow_more_slowly_than_the_rows():
    judged = grown_targets(money_found({"money": (50, 5.5, 0.54)}))
    assert [(one.wanted, one.found, one.met) for one in judged] == [
        ("< 10", "9.09", True),
        ("< 100", "92.59", True),
        ("< 10", "10.19", False),
        ("≤ 10", "8", True),
    ]


@pytest.mark.parametrize(
    ("queries", "most", "found", "met"),
    [
        ((10, 10, 10), 10, "10", True),
        ((11, 11, 11), 10, "11", False),
        ((9, 9, 9), 9, "9", True),
        ((10, 10, 10), 9, "10", False),
        ((8, 9, 8), 10, "8, 9, 8", False),
        ((8, None, 8), 10, "8, None, 8", False),
    ],
)
def test_queries_of_the_money_must_be_few_and_the_same(queries, most, found, met):
    last = grown_targets(money_found({"money": (3, 2, 1)}, queries), most)[-1]
    assert (last.wanted, last.found, last.met) == (f"≤ {most}", found, met)


def test_tables_of_the_money_hold_what_was_found():
    text = grown_tables(money_found({"money": (50, 5, 1)}))
    assert "| 100 | 20,000 | 100,000 |" in text
    assert "| money | 10 | 8 | 700 | 5.00 | – | 10.00 (10.00–10.00) |" in text
    assert "| money | `/money/` | 8 | 8 | 8 |" in text
