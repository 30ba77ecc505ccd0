"""The pages of releases: all of them, one on its day for good, a figure of one, the ways to a day and to a comparison."""

import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils.translation import override

from indicators.actions import publish_release
from indicators.sealing import canonical, sealed
from indicators.shown import renew
from indicators.texts import document_of
from indicators.views.releases import neighbours
from indicators.wording import changed_in_words
from tests import make
from tests.drawn import forget_pages
from tests.indicators.test_actions import NOW, REASON, publish
from tests.indicators.test_layouts import LAYOUTS, stored
from tests.make import DAY
from tests.page import Page

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LATER = date(2025, 6, 30)
MORNING = datetime(2025, 7, 1, 7, tzinfo=UTC)


@pytest.fixture
def corrected():
    """A release, its correction, and a release of a later day."""
    make.programme()
    make.target()
    make.observation(value=3)
    first = publish()
    make.observation(value=4)
    second = publish(reason=REASON)
    make.observation(value=6, holds_on=LATER, stated_on=LATER)
    return [first, second, publish(day=LATER)]


def read(client, address):
    """A page in English, read."""
    response = client.get(f"/en/{address}")
    assert response.status_code == 200
    return Page(response)


@pytest.fixture
def revised():
    """Makes a release of the launch whose text is changed by a function: it tells what later layouts tell."""
    make.programme()

    def with_change(change):
        document = json.loads(LAYOUTS[0].read_text("utf-8"))
        change(document)
        return stored(canonical(sealed(document)))

    return with_change


# All of them


def test_list_says_how_each_stands_and_what_it_changed(client, corrected):
    shown = read(client, "releases/")
    at = "30 June 2025 at 14:00 (Paris time)"
    assert "no. 3 State on 30 June 2025" not in shown.text  # what a cell is stands in its label
    assert f"no. 3 30 June 2025 {at} shown on this site One figure reads differently. 3.json" in shown.text
    said = "It corrects release no. 1. Reason given: A chair had been forgotten. One figure reads differently."
    assert f"no. 2 20 May 2025 {at} in force {said} 2.json" in shown.text
    assert f"no. 1 20 May 2025 {at} replaced by no. 2 It is the first: nothing was published before it." in shown.text
    assert {"/en/releases/1/", "/en/releases/2/", "/en/releases/3/", "/data/releases/1.json"} <= set(shown.links)


def test_list_of_one_release_compares_nothing(client, launch):
    assert client.get("/en/releases/").content.count(b"<select") == 0


def test_list_is_drawn_with_at_most_three_queries(client, corrected, django_assert_max_num_queries):
    client.get("/en/")
    with django_assert_max_num_queries(3):
        read(client, "releases/")
    with django_assert_max_num_queries(0):
        read(client, "releases/")


def test_feed_has_an_entry_for_each_release_dated_by_its_publication_and_by_its_correction(client):
    make.programme()
    for number, day in enumerate((DAY, DAY, LATER)):
        make.observation(value=number + 3, holds_on=day, stated_on=day)
        publish_release(day=day, by=None, at=MORNING.replace(day=number + 1), reason=REASON)
    dates = [("2025-07-03", "2025-07-03"), ("2025-07-02", "2025-07-02"), ("2025-07-01", "2025-07-02")]
    for language, title in (
        ("fr", "Publication n°\u00a03, état au 30 juin 2025"),
        ("en", "Release no. 3, state on 30 June 2025"),
    ):
        response = client.get(f"/{language}/releases/feed.atom")
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(response.content)
        entries = feed.findall("a:entry", ATOM)
        site = f"{settings.SITE_ADDRESS}/{language}/releases"
        assert [entry.find("a:id", ATOM).text for entry in entries] == [f"{site}/{number}/" for number in (3, 2, 1)]
        assert entries[0].find("a:title", ATOM).text == title
        moments = [[entry.find(f"a:{way}", ATOM).text for way in ("published", "updated")] for entry in entries]
        assert moments == [[f"{day}T09:00:00+02:00", f"{last}T09:00:00+02:00"] for day, last in dates]
        assert feed.find("a:link[@rel='self']", ATOM).attrib["href"] == f"{site}/feed.atom"


def test_every_page_leads_to_the_feed(client, launch):
    for address in ("", "indicators/RES-1/", "legal/"):
        assert (
            b'<link rel="alternate" type="application/atom+xml" href="/fr/releases/feed.atom"'
            in client.get(f"/fr/{address}").content
        )


# One of them


@pytest.mark.parametrize("language", ["fr", "en"])
def test_release_shows_the_figure_of_every_indicator(client, launch, language):
    document, shown = json.loads(launch.text), Page(client.get(f"/{language}/releases/1/"))
    known = {one["code"]: {one["figure"]["value"]} for one in document["indicators"] if one["figure"]["value"]}
    assert {code: values for code, values in shown.figures.items() if code.isupper() and ":" not in code} == known
    assert launch.sha256 in shown.text


def test_replaced_release_says_so_and_the_one_that_replaces_it_says_why(client, corrected):
    first, second = read(client, "releases/1/"), read(client, "releases/2/")
    assert "Release no. 1 is replaced by release no. 2 ." in first.text
    assert "/en/releases/2/" in first.links
    assert "Release no. 2 corrects release no. 1 . Reason given: A chair had been forgotten." in second.text
    assert "is replaced by" not in second.text


def test_release_says_what_it_changed(client, corrected):
    shown = read(client, "releases/3/")
    assert (shown.figures["change:RES-1:from"], shown.figures["change:RES-1:to"]) == ({"4"}, {"6"})
    assert "/en/releases/2/compare/3/" in shown.links
    assert corrected[1].sha256 in shown.text
    assert "It is the first: nothing was published before it." in read(client, "releases/1/").text


def test_page_of_a_release_stays_to_the_byte_until_it_is_corrected(client):
    make.programme()
    make.observation(value=3)
    publish()
    addresses = ["/fr/releases/1/", "/fr/releases/1/indicators/RES-1/", "/fr/releases/1/embed/RES-1/"]
    before = {address: client.get(address).content for address in addresses}
    publish(day=LATER, still_true=True)
    forget_pages()
    assert {address: client.get(address).content for address in addresses} == before
    make.observation(value=4)
    publish(reason=REASON)
    forget_pages()
    assert [client.get(address).content != before[address] for address in addresses] == [True] * 3


def test_release_that_does_not_exist_has_no_page(client, launch):
    ways = ["{}/", "{}/indicators/RES-1/", "{}/embed/RES-1/", "1/compare/{}/", "{}/compare/1/"]
    for number in ("0", "2", "9" * 40, "-1", "x"):
        assert {client.get(f"/fr/releases/{way.format(number)}").status_code for way in ways} == {404}
    assert client.get("/fr/releases/1/indicators/XXX-9/").status_code == 404


def test_restated_figures_stand_on_the_release_and_on_their_indicator(client, revised):
    was, now = ({"protected": False, "qualifier": "exact", "unknowns": 0, "value": value} for value in ("2", "3"))

    def restate(document):
        told = {"code": "RES-1", "part": "", "day": "2025-03-31", "from": was, "to": now, "cause": "late_data"}
        document["restatements"] = [told | {"reason": {"fr": "Reçu tard.", "en": "Came late."}}]

    revised(restate)
    for address in ("releases/1/indicators/RES-1/", "indicators/RES-1/"):
        shown = read(client, address)
        assert "Corrections" in shown.text
        assert "31 March 2025 2 3 Late data: Came late." in shown.text
    assert "Corrections" not in read(client, "indicators/RES-2/").text


def test_restated_figures_are_counted_in_the_sentence_of_a_release():
    document = {"changes": [], "corrects": None, "previous": {"number": 1}, "restatements": [{}, {}]}
    with override("en"):
        assert changed_in_words(document) == (
            "No figure reads differently from the release before. 2 past figures are restated."
        )


# A figure of one of them


def test_permanent_page_shows_what_its_release_says_and_leads_to_the_latest(client, corrected):
    shown, latest = read(client, "releases/1/indicators/RES-1/"), read(client, "indicators/RES-1/")
    assert (shown.figures["RES-1"], latest.figures["RES-1"]) == ({"3"}, {"6"})
    assert f"Fingerprint: {corrected[0].sha256}" in shown.text
    assert "Permanent page: what release no. 1, state on 20 May 2025, says." in shown.text
    assert "/en/indicators/RES-1/" in shown.links
    assert "/en/releases/3/indicators/RES-1/" in latest.links


def test_links_of_a_permanent_page_stay_in_its_release(client, launch):
    shown = read(client, "releases/1/indicators/FIN-0/")
    assert {"/en/releases/1/indicators/FIN-3/", "/en/releases/1/"} <= set(shown.links)
    assert [way for way in shown.links if way.startswith("/en/indicators/FIN")] == ["/en/indicators/FIN-0/"]


@pytest.fixture
def dropped(corrected):
    """A fourth release, of a later day, that does not tell RES-1 any more."""
    document = json.loads(corrected[-1].text)
    document |= {"number": 4, "day": "2025-07-01", "indicators": document["indicators"][1:]}
    return stored(canonical(sealed(document)), number=4, day=date(2025, 7, 1))


def test_latest_of_an_indicator_that_is_gone_says_since_when_and_what_was_told_last(client, dropped):
    (latest,) = [
        way for way in read(client, "releases/3/indicators/RES-1/").links if way.startswith("/en/indicators/R")
    ]
    shown = read(client, latest.removeprefix("/en/"))
    assert "As from release no. 4, state on 1 July 2025, the indicator RES-1 is no longer published." in shown.text
    assert "The last figure, as release no. 3, state on 30 June 2025, told it:" in shown.text
    assert "30 June 2025 · no source is recorded" in shown.text
    assert {key: values for key, values in shown.figures.items() if "RES-1" in key} == {
        "3:RES-1": {"6"},
        "3:RES-1:published:2025-05-20": {"4"},
        "3:RES-1:published:2025-06-30": {"6"},
    }
    assert {"/en/releases/3/indicators/RES-1/", "/en/indicators/TRA-1/", "/fr/indicators/RES-1/"} <= set(shown.links)
    assert "no longer published" not in read(client, "indicators/").text


@pytest.mark.parametrize(
    "address", ["/en/indicators/RES-9/", "/en/indicators/RES-1.csv", "/data/indicators/RES-1.json"]
)
def test_what_was_never_told_and_files_of_what_is_gone_are_not_found(client, dropped, address):
    assert client.get(address).status_code == 404


def test_indicator_that_is_gone_is_said_without_asking_the_database(client, dropped, django_assert_num_queries):
    client.get("/en/indicators/RES-1/")
    with django_assert_num_queries(0):
        client.get("/en/indicators/RES-1/")


@pytest.mark.parametrize(
    ("day", "words"), [(DAY, "not late on 20 May 2025"), (date(2026, 1, 5), "late on 5 January 2026")]
)
def test_page_says_whether_the_update_is_late(client, day, words):
    make.programme()
    make.observation()
    publish_on(day)
    assert f"next due on 20 November 2025 · {words}" in read(client, "indicators/RES-1/").text


def publish_on(day):
    """Publishes the figures of a day on the day after."""
    return publish_release(day=day, by=None, at=NOW.replace(year=day.year, month=day.month, day=day.day) + timedelta(1))


def test_series_break_is_marked_in_words_in_the_table_and_in_the_chart(client, revised):
    def break_series(document):
        for entry in document["indicators"]:
            what = {"fr": "Autre compte.", "en": "Counted otherwise."}
            entry |= {"definition_version": 2}
            entry["series_breaks"] = [{"day": "2025-05-10", "from": 1, "to": 2, "what": what}]

    revised(break_series)
    for code in ("RES-1", "FIN-3"):
        text = read(client, f"indicators/{code}/").text
        assert [text.count(f"Series break on 10 May 2025{colon} Counted otherwise.") for colon in (":", " :")] == [1, 1]
    assert client.get("/en/indicators/RES-1/").content.count(b'<line class="break"') == 1


# The ways to them


@pytest.mark.parametrize(
    ("day", "number"),
    [("2025-05-20", 2), ("2025-06-29", 2), ("2025-06-30", 3), ("2031-01-01", 3), ("20/05/2025", 2)],
)
def test_day_leads_to_the_release_in_force_on_it(client, corrected, day, number, django_assert_num_queries):
    client.get("/en/")
    with django_assert_num_queries(0):
        response = client.get("/en/releases/on/", {"day": day})
    assert (response.status_code, response.headers["Location"]) == (302, f"/en/releases/{number}/")
    assert response.headers["Cache-Control"] == "public, max-age=5"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"day": "2025-05-19"}, "Nothing was published of 19 May 2025 or before."),
        ({"day": "31/02/2025"}, "is not a day"),
        ({}, "Say which day."),
    ],
)
def test_day_without_a_release_is_said(client, corrected, asked, words):
    response = client.get("/en/releases/on/", asked)
    assert (response.status_code, words in Page(response).text) == (404, True)
    assert f"/fr/releases/on/{'?' if asked else ''}{urlencode(asked)}" in Page(response).links


@pytest.mark.parametrize(("former", "number"), [("1", "3"), ("3", "1")])
def test_pair_leads_to_its_comparison_the_earlier_day_first(client, corrected, former, number):
    response = client.get("/fr/releases/compare/", {"former": former, "number": number})
    assert (response.status_code, response.headers["Location"]) == (302, "/fr/releases/1/compare/3/")


@pytest.mark.parametrize("asked", [{}, {"former": "1"}, {"former": "1", "number": "9"}, {"former": "x", "number": "1"}])
def test_pair_that_is_not_one_is_said(client, corrected, asked):
    response = client.get("/en/releases/compare/", asked)
    assert (response.status_code, "Choose two releases of the list." in Page(response).text) == (404, True)


# Two of them


def test_comparison_is_figure_by_figure(client, corrected):
    shown = read(client, "releases/1/compare/3/")
    assert [shown.figures[f"{part}RES-1"] for part in ("1:", "", "1:difference:")] == [{"3"}, {"6"}, {"3"}]
    assert "One figure reads differently." in shown.text
    assert corrected[2].sha256 in shown.text


def test_comparison_drawn_at_publication_is_that_with_the_release_before(client, corrected):
    assert [neighbours(document_of(told)) for told in reversed(renew())] == [[], [{"former": 1}], [{"former": 2}]]


def test_release_beside_itself_is_one_and_the_same(client, revised):
    revised(lambda document: document["indicators"][0].update(waiting=True))
    shown = read(client, "releases/1/compare/1/")
    assert "Both are release no. 1 : a release never differs from itself." in shown.text
    assert "Choose another release to compare it with" in shown.text
    assert ("held back" in shown.text, [key for key in shown.figures if ":" in key]) == (False, [])
    assert "/en/releases/" in shown.links


def test_one_release_chosen_twice_is_said_with_the_question_again(client, corrected):
    response = client.get("/en/releases/compare/", {"former": "3", "number": "3"})
    shown = Page(response)
    assert (response.status_code, shown.tags.count("select")) == (404, 2)
    assert "Both are release no. 3: choose another one to compare it with." in shown.text
