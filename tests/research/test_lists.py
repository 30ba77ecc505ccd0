"""The public lists of chairs and of calls: what is told, in which order, and what is not known."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.drawn import forget_pages
from tests.make import DAY
from tests.page import Page

pytestmark = pytest.mark.django_db
CHAIRS, CALLS = "/fr/chairs/", "/fr/calls/"
ONE, HOUR = timedelta(days=1), timedelta(hours=1)
MOST_QUERIES = 10


def titles(response):
    """The titles of the rows."""
    return [record.title_fr for record in response.context["page"].records]


def table(response):
    """The rows of a CSV file in French."""
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_chairs_awarded_are_those_of_the_release_and_no_count_is_live(client, launch):
    make.chair(kind="awarded", title_fr="Nouvelle")
    page = Page(client.get(CHAIRS))
    assert page.figures == {"RES-1": {"3"}, "RES-1:recorded": {"0"}}
    assert "20 mai 2025 · AEF info, récit de la dépêche" in page.text
    assert "/fr/indicators/RES-1/" in page.links
    assert "résultat" not in page.text


def test_chairs_before_the_first_release_have_no_figure(client):
    page = Page(client.get(CHAIRS))
    assert page.figures == {}
    assert "Aucune chaire n’est encore décrite ici." in page.text


@pytest.mark.parametrize(
    ("kind", "is_told"),
    [("planned", False), ("awarded", True), ("agreed", True), ("started", True), ("ended", True), ("withdrawn", False)],
)
def test_chair_is_told_from_its_award_on(client, kind, is_told):
    made = make.chair(kind=kind, title_fr="Chaire")
    assert titles(client.get(CHAIRS)) == ["Chaire"] * is_told
    assert client.get(f"{CHAIRS}{made.pk}/").status_code == (200 if is_told else 404)


def test_chair_withdrawn_after_its_award_is_told_as_withdrawn(client):
    made = make.chair(kind="awarded")
    make.chair_step(chair=made, kind="withdrawn", happened_on=DAY + ONE)
    assert "retirée" in Page(client.get(CHAIRS)).text
    assert "Retirée" in Page(client.get(f"{CHAIRS}{made.pk}/")).text


def test_chair_that_nobody_awards_any_more_is_told_no_more(client):
    made = make.chair(kind="awarded")
    make.chair_step(chair=made, kind="planned", replaces=made.steps.get(), reason="Erreur")
    assert titles(client.get(CHAIRS)) == []


@pytest.mark.parametrize(("on", "found"), [(DAY - ONE, []), (DAY, ["Chaire"]), (DAY + ONE, ["Chaire"])])
def test_chairs_of_a_day_are_those_awarded_by_then(client, on, found):
    make.chair(kind="awarded", title_fr="Chaire")
    assert titles(client.get(CHAIRS, {"on": on})) == found


def test_what_will_be_told_on_a_day_to_come_is_not_told_today(client):
    make.chair(kind="awarded", happened_on=timezone.localdate() + ONE)
    make.call(published_on=timezone.localdate() + ONE)
    later = {"on": timezone.localdate() + 2 * ONE}
    assert (titles(client.get(CHAIRS, later)), titles(client.get(CALLS, later))) == ([], [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ethique", ["Éthique"]),
        ("q=ÉPINAL", ["Vision"]),
        ("q=caché", []),
        ("kind=industrial", ["Vision"]),
        ("kind=industrial&kind=internal", ["Éthique", "Vision"]),
        ("state=started", ["Vision"]),
        ("theme=digital_health", ["Vision"]),
        ("sort=-title", ["Vision", "Sans hôte", "Éthique"]),
        ("sort=state", ["Éthique", "Sans hôte", "Vision"]),
        ("sort=host", ["Vision", "Éthique", "Sans hôte"]),
    ],
)
def test_chairs_are_found_and_sorted(client, query, found):
    host = make.organisation(name="École d’Épinal", kind="higher_education")
    make.chair(title_fr="Vision", kind="started", host=host)
    other = make.chair(title_fr="Éthique", kind="awarded")
    hidden = make.chair(title_fr="Sans hôte", kind="awarded", host=make.organisation(name="Caché", kind="company"))
    assert hidden.host.name == "Caché"
    vision = host.chairs.get()
    vision.kind, vision.digital_health = "industrial", True
    vision.save()
    other.kind = "internal"
    other.save()
    assert titles(client.get(f"{CHAIRS}?{query}")) == found


def test_host_is_named_where_it_may_be(client):
    host = make.organisation(name="Université", short_name="UL", kind="higher_education")
    named = make.chair(kind="awarded", host=host)
    unnamed = make.chair(kind="awarded", host=make.organisation(name="Société", kind="company"))
    invented = make.chair(kind="awarded", host=make.organisation(kind="higher_education", is_example=True))
    text = client.get(CHAIRS).content.decode()
    assert ("UL" in text, "Société" in text) == (True, False)
    assert titles(client.get(CHAIRS, {"host": host.pk})) == [named.title_fr]
    refused = client.get(CHAIRS, {"host": unnamed.host.pk})
    assert (titles(refused), "n’en fait pas partie" in Page(refused).text) == ([], True)
    assert "Société" not in client.get(f"{CHAIRS}{unnamed.pk}/").content.decode()
    assert client.get(f"{CHAIRS}{invented.pk}/").status_code == 404


def test_chairs_of_a_day_to_come_are_those_of_today(client):
    make.chair(kind="awarded", title_fr="Chaire")
    response = client.get(CHAIRS, {"on": timezone.localdate() + ONE})
    assert titles(response) == ["Chaire"]
    assert "Un jour à venir est montré comme aujourd’hui." in Page(response).text


def test_file_of_chairs_is_the_screen(client):
    host = make.organisation(name="Université", kind="higher_education")
    made = make.chair(kind="awarded", title_fr="=Chaire", host=host, transverse=True)
    make.chair_step(chair=made, kind="started", happened_on=date(2025, 9, 1), precision="month")
    assert table(client.get(CHAIRS, {"export": "csv"})) == [
        ["id", "Intitulé", "Type", "État", "Depuis", "Depuis – précision", "Établissement d’accueil", "Thématiques"],
        [str(made.pk), "'=Chaire", "non précisé", "démarrée", "2025-09-01", "mois", "Université", "transverse"],
    ]


def test_calls_at_the_launch_are_only_what_was_stated(client, launch):
    page = Page(client.get(CALLS))
    assert page.figures == {}
    assert "Aucun appel n’est encore publié ici." in page.text
    assert "Un appel pour des chaires internationales viendra. La date n’est pas donnée." in page.text
    assert {"/fr/about/#L34", "/fr/about/#L42"} <= set(page.links)
    assert {"L34", "L42"} <= Page(client.get("/fr/about/")).ids


def test_calls_are_listed_open_first_then_to_come_then_closed(client):
    now = timezone.now()
    make.call(title_fr="A clos", opens_at=now - 2 * HOUR, closes_at=now - HOUR)
    make.call(title_fr="B à venir")
    make.call(title_fr="C ouvert", opens_at=now - HOUR)
    make.call(title_fr="D caché", published_on=None)
    response = client.get(CALLS)
    assert titles(response) == ["C ouvert", "B à venir", "A clos"]
    assert "D caché" not in Page(response).text
    assert titles(client.get(CALLS, {"sort": "title"})) == ["A clos", "B à venir", "C ouvert"]
    assert titles(client.get(CALLS, {"sort": "-places"})) == ["C ouvert", "B à venir", "A clos"]
    assert titles(client.get(CALLS, {"state": "open"})) == ["C ouvert"]
    assert titles(client.get(CALLS, {"q": "OUVERT"})) == ["C ouvert"]


def test_calls_of_another_day_stand_as_at_its_end(client):
    make.call(opens_at=datetime(2025, 10, 26, 1, tzinfo=UTC), closes_at=datetime(2025, 10, 27, 11, tzinfo=UTC))
    found = {}
    for day in (date(2025, 10, 25), date(2025, 10, 26), date(2025, 10, 27)):
        response = client.get(CALLS, {"on": day})
        found[day.day] = [record.state for record in response.context["page"].records]
        assert "à 23 h 59" in Page(response).text
    assert found == {25: ["planned"], 26: ["open"], 27: ["closed"]}
    assert "à 23 h 59" not in Page(client.get(CALLS)).text


def test_call_of_a_past_day_is_told_if_it_was_published_by_then(client):
    make.call(title_fr="Appel")
    assert [titles(client.get(CALLS, {"on": day})) for day in (DAY - ONE, DAY)] == [[], ["Appel"]]


def test_what_is_not_known_of_a_call_is_said(client):
    make.call()
    assert Page(client.get(CALLS)).text.count("non communiqué") == 4  # opening, closing, places, themes


def test_files_of_calls_hold_typed_values_on_the_clock_of_paris(client):
    made = make.call(
        title_fr="Appel",
        opens_at=datetime(2026, 1, 5, 8, tzinfo=UTC),
        closes_at=datetime(2026, 1, 15, 11, tzinfo=UTC),
        places=12,
        budget=1_500_000,
    )
    asked = {"columns": ["opens", "closes", "places", "budget"], "export": "csv"}
    header = "Ouvre le – heure de Paris", "Ferme le – heure de Paris", "Places", "Budget", "Budget – à lire comme"
    values = "2026-01-05 09:00", "2026-01-15 12:00", "12", "1500000,00", "exact"
    assert table(client.get(CALLS, asked)) == [["id", "Intitulé", *header], [str(made.pk), "Appel", *values]]
    response = client.get(CALLS, asked | {"export": "xlsx"})
    with ZipFile(io.BytesIO(response.content)) as book:
        sheet, styles = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    assert "<v>46027.375</v>" in sheet
    assert "yyyy-mm-dd hh:mm" in styles


@pytest.mark.parametrize("address", [CHAIRS, CALLS])
@pytest.mark.parametrize(
    "query",
    [
        "sort=host__secret",
        "sort=programme__version",
        "columns=nothing",
        "kind=nothing",
        "state=planned%00",
        "kind=chairs&kind=%00",
        "theme=secret",
        "on=31/02/2025",
        "on=9999-12-31",
        "on=2000-01-01",
        "page=1000000000",
        "page=0",
        "q=%00",
        "q=%ED%A0%80",
        "host=99999999999999999999",
        "secret=1",
        "export=pdf",
        "&".join(f"kind={number}" for number in range(900)),
        "q=" + "x" * 5000,
    ],
)
def test_any_value_in_the_address_is_answered(client, address, query):
    make.call()
    make.chair(kind="awarded")
    assert client.get(f"{address}?{query}").status_code in (200, 400)
    assert client.get(f"{address}?{query}&export=csv").status_code in (200, 400)


@pytest.mark.parametrize("address", [CHAIRS, CALLS])
def test_file_of_nothing_has_its_header(client, address):
    assert len(table(client.get(address, {"export": "csv"}))) == 1


@pytest.mark.parametrize("address", [CHAIRS, CALLS, f"{CHAIRS}?q=x&sort=host", f"{CALLS}?q=a&sort=closes"])
def test_lists_take_few_queries_whatever_their_rows(client, launch, address):
    counts = []
    for rows in (1, 3, 40):
        for _row in range(rows):
            make.chair(kind="awarded", host=make.organisation(kind="higher_education"))
            make.call_stage(call=make.call(opens_at=timezone.now()))
        client.get(address)
        caches["lists"].clear()
        forget_pages()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= MOST_QUERIES


@pytest.mark.parametrize("address", [CHAIRS, CALLS])
def test_lists_read_in_english(client, launch, address):
    make.chair(kind="awarded", title_fr="Chaire", title_en="Chair of vision")
    make.call(title_fr="Appel", title_en="Chair of vision")
    page = Page(client.get(address.replace("/fr/", "/en/")))
    assert page.language == "en"
    assert "Chair of vision" in page.text
