"""The public pages of indicators, drawn from the release."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import override_settings

from indicators import shown
from indicators.actions import publish_release
from indicators.formula import TOLERANCE
from indicators.models import Release
from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.indicators.test_data import sheet
from tests.page import FINGERPRINT, Page, read_aloud

pytestmark = pytest.mark.django_db

CODES = [
    *("RES-1", "RES-2", "TRA-1", "TRA-2", "TRA-3", "TRA-4", "PAR-1", "PAR-2"),
    *("FIN-0", "FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6"),
    *("INT-1", "EQU-1"),
]
ODD_CODES = ["XXX-9", "res-1", "RES-1x", "1", "a" * 300, "%00", "%3Cscript%3E", "..", "é", "RES-1%20"]
READINGS = [
    ("RES-1", "3 chairs"),
    ("RES-1", "Stated by a source AEF info, the dispatch’s own account · Dispatch on the launch"),
    ("RES-1", "0 recorded so far"),
    ("RES-1", "every 6 months · next due on 20 November 2025"),
    ("TRA-2", "a little over 50 doctorates a year"),
    ("TRA-2", "Day known by 20 May 2025"),
    ("TRA-3", "Academic doctoral contracts funded by ENACT not disclosed"),
    ("TRA-3", "No source has given it"),
    ("TRA-3", "in each complete year about 20"),
    ("PAR-2", "Of which from Grand Est about 40 20 May 2025"),
    ("FIN-0", "Not itemised or not known about €4M + 1 unknown"),
    ("FIN-1", "Eurométropole de Metz not disclosed"),
    ("FIN-2", "What it covers Letters of commitment of partner companies"),
    ("FIN-3", "complete from 20 May 2025, because: The grants at the launch are those that the coordinator named"),
    ("FIN-4", "€0 recorded so far"),
]
"""What the pages of the launch say, by indicator."""


@pytest.fixture
def document(launch):
    """What the first release says."""
    return json.loads(launch.text)


def entry(document, code):
    """What a release says of an indicator."""
    return next(found for found in document["indicators"] if found["code"] == code)


def page(client, code, language="en"):
    """The page of an indicator, read."""
    response = client.get(f"/{language}/indicators/{code}/")
    assert response.status_code == 200
    return Page(response)


# The list


@pytest.mark.parametrize("language", ["fr", "en"])
def test_list_shows_the_figure_of_every_indicator(client, document, language):
    shown = Page(client.get(f"/{language}/indicators/"))
    known = {one["code"]: {one["figure"]["value"]} for one in document["indicators"] if one["figure"]["value"]}
    assert {code: values for code, values in shown.figures.items() if code in CODES} == known
    assert set(shown.words) == set(CODES) - set(known)


def test_list_leads_to_every_page_and_file(client, document):
    links = set(Page(client.get("/en/indicators/")).links)
    for code in CODES:
        assert links >= {
            f"/en/indicators/{code}/",
            f"/en/indicators/{code}.csv",
            f"/data/indicators/{code}.json",
        }


def test_list_goes_by_pillar(client, launch):
    text = Page(client.get("/en/indicators/")).text
    assert sorted(("Research", "Training", "Innovation", "Partners"), key=text.rindex) == [
        *("Research", "Training", "Innovation", "Partners"),
    ]


def test_list_says_where_each_indicator_stands(client, launch):
    text = Page(client.get("/en/indicators/")).text
    assert [text.count(words) for words in ("Ahead of the trajectory", "Starting point", "Not known yet")] == [1, 2, 1]


def test_list_shows_targets_and_days_as_they_are_known(client, launch):
    shown = Page(client.get("/en/indicators/"))
    assert {key: values for key, values in shown.figures.items() if ":target" in key} == {
        "RES-1:target:2029-12-31": {"18"},
        "TRA-1:target:2029-12-31": {"5000"},
        "TRA-2:target:2030-05-20": {"150"},
        "TRA-3:target": {"20"},
    }
    assert "about 20 each year" in shown.text
    assert "known by 20 May 2025" in shown.text


# The page of an indicator


def figures_of(one):
    """The values of an indicator and of its parts, by the key that pages give them; `None` for those not known."""
    code, found = one["code"], {one["code"]: one["figure"]}
    found |= {f"{code}:{part['key']}": part["figure"] for part in one["parts"]}
    for breakdown in one["breakdowns"]:
        found |= {f"{code}:{breakdown['key']}:{part['key']}": part for part in breakdown["parts"]}
    return {key: figure["value"] for key, figure in found.items()}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_shows_the_figures_of_the_release(client, document, language):
    for one in document["indicators"]:
        shown, expected = page(client, one["code"], language), figures_of(one)
        known = {key: {value} for key, value in expected.items() if value is not None}
        assert {key: values for key, values in shown.figures.items() if key in expected} == known
        assert {key for key in shown.words if key in expected} == expected.keys() - known.keys()


def test_page_names_its_indicator_once(client, document):
    for one in document["indicators"]:
        shown = page(client, one["code"])
        assert (shown.tags.count("h1"), shown.language) == (1, "en")
        assert one["name"]["en"] in shown.text


def test_page_says_how_a_figure_is_to_be_read(client, launch):
    for code, said in READINGS:
        assert said in page(client, code).text


def test_page_says_what_made_its_status(client, document):
    shown, progress = page(client, "RES-1"), entry(document, "RES-1")["progress"]
    assert shown.figures["RES-1:expected"] == {progress["expected"]}
    assert shown.figures["RES-1:share"] == {progress["share"]}
    margin = TOLERANCE * 18
    assert (
        f"within {TOLERANCE * 100:.0f}% of the whole way, from 0 to 18: here within {margin.normalize()}" in shown.text
    )
    assert "Ahead of the trajectory" in shown.text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "The figure is not known, so neither is its progress."),
        (1, "On the trajectory"),
        (0, "Behind the trajectory"),
        (18, "The figure meets the last target."),
    ],
)
def test_page_says_each_status(client, value, words):
    make.programme()
    make.target()
    make.observation(value=value)
    publish()
    assert words in read_aloud(client.get("/en/indicators/RES-1/"))


def test_page_says_that_a_target_is_missed(client):
    make.programme()
    make.target(due_on=date(2025, 5, 1), stated_on=date(2025, 1, 1))
    make.observation()
    publish()
    assert "The last target is due, and the figure does not meet it." in page(client, "RES-1").text


def test_page_says_that_nothing_is_due_yet(client):
    make.programme()
    make.target(indicator="PAR-2", value=100)
    make.observation(indicator="PAR-2", value=50)
    publish()
    text = page(client, "PAR-2").text
    assert "No starting point is known, so nothing is expected before the first target is due." in text


def test_page_does_not_judge_a_figure_older_than_its_rhythm(client):
    make.programme()
    make.target()
    make.observation()
    publish_release(day=date(2026, 1, 5), by=None, at=datetime(2026, 1, 5, 12, tzinfo=UTC))
    shown = page(client, "RES-1")
    assert "Figure too old to judge" in shown.text
    assert "older than the rhythm of the indicator, 6 months" in shown.text
    assert "Expected on 20 May 2025" in shown.text
    assert not {"Ahead of the trajectory", "Behind the trajectory"} & set(shown.pieces)


def test_statement_is_judged_on_its_own_day(client):
    make.programme()
    make.target()
    make.observation()
    publish(day=date(2025, 6, 30))
    assert "Expected on 20 May 2025 1.37" in page(client, "RES-1").text


def test_page_without_target_judges_nothing(client, launch):
    shown = page(client, "FIN-3")
    assert "No target" in shown.text
    assert "trajectory" not in shown.ids


def test_page_sets_observations_beside_one_another(client):
    make.programme()
    source = make.source(said_by_fr="un rapport")
    make.observation(value=2, source=source)
    make.observation(value=3, holds_on=date(2025, 5, 1))
    publish()
    shown = page(client, "RES-1")
    assert (shown.figures["RES-1:observation:1"], shown.figures["RES-1:observation:2"]) == ({"2"}, {"3"})
    assert "The one that holds for the latest day is published" in shown.text
    assert shown.text.count("the one published") == 1


def test_page_says_that_complete_records_come_before_observations(client):
    make.programme()
    make.observation(value=7)
    make.completeness()
    make.chair(kind="awarded")
    publish()
    shown = page(client, "RES-1")
    assert (shown.figures["RES-1"], shown.figures["RES-1:observation:1"]) == ({"1"}, {"7"})
    assert "None of these is published" in shown.text


def test_source_with_an_address_is_linked(client):
    make.programme()
    document = make.document(address="https://example.org/report")
    make.observation(source=make.source(document=document, page="12"))
    publish()
    shown = page(client, "RES-1")
    assert "https://example.org/report" in shown.links
    assert "page 12" in shown.text


@override_settings(SITE_ADDRESS="https://enact.example.org")
@pytest.mark.parametrize(
    ("language", "citation"),
    [
        (
            "en",
            "ENACT, “Promised” (FIN-2): about €30,000,000. Release no. 1, state on 20 May 2025. "
            "https://enact.example.org/en/releases/1/indicators/FIN-2/, file https://enact.example.org/data/releases/1.json",
        ),
        ("fr", "(FIN-2) : environ 30 000 000 €. Publication n° 1, état au 20 mai 2025"),
    ],
)
def test_citation_is_ready(client, launch, language, citation):
    text = read_aloud(client.get(f"/{language}/indicators/FIN-2/"))
    assert (citation in text, f"SHA-256 {launch.sha256}" in text) == (True, True)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "(RES-1): not disclosed."), (1, "(RES-1): 1 chair."), (Decimal("1234567"), "(RES-1): 1,234,567 chairs.")],
)
def test_citation_reads_as_the_figure_does(client, value, words):
    make.programme()
    make.observation(value=value)
    publish()
    assert words in read_aloud(client.get("/en/indicators/RES-1/"))


# What must not be shown


def test_small_count_of_people_is_nowhere(client):
    make.programme()
    make.observation(indicator="TRA-3", value=Decimal("3"))
    make.target(indicator="TRA-3", value=20)
    publish()
    shown = page(client, "TRA-3")
    assert shown.words["TRA-3"] == "protected"
    assert "(TRA-3): protected." in read_aloud(client.get("/en/indicators/TRA-3/"))
    assert "The figure is protected, so its progress is not published either." in shown.text
    assert not [key for key, values in shown.figures.items() if "3" in values]
    assert '"3"' not in client.get("/data/indicators/TRA-3.json").content.decode()
    assert "3" not in [cell for row in sheet(client, "TRA-3") for cell in row]


def test_amount_of_a_single_partner_is_nowhere(client):
    make.programme()
    make.completeness(indicator="FIN-2")
    make.commitment(amount=98_765_432, title_fr="Don", organisation=make.organisation(name="Seul"))
    publish()
    pages = ("/en/indicators/FIN-2/", "/en/indicators/FIN-2.csv", "/data/releases/1.json", "/en/funding/", "/en/")
    for page in pages:
        told = FINGERPRINT.sub("", client.get(page).content.decode())
        assert re.findall(r"98[.,\s]?76", told) == []


def test_markup_in_a_text_is_shown_as_text(client):
    make.programme()
    make.observation(source=make.source(said_by_fr="<script>alert(1)</script>"), note_fr='<b>gras</b> & "mots"')
    publish()
    response = client.get("/fr/indicators/RES-1/")
    assert b"<script" not in response.content
    assert b"<b>gras" not in response.content
    assert "<script>alert(1)</script>" in Page(response).text


# Several releases


def test_trajectory_is_said_for_the_day_of_every_release(client):
    make.programme()
    make.target()
    make.observation()
    publish()
    make.observation(value=4, holds_on=date(2025, 6, 30), stated_on=date(2025, 6, 30))
    publish(day=date(2025, 6, 30))
    shown = page(client, "RES-1")
    planned = {key[-10:]: values for key, values in shown.figures.items() if key.startswith("RES-1:trajectory:")}
    assert planned == {"2025-01-01": {"0"}, "2025-05-20": {"1.37"}, "2025-06-30": {"1.78"}, "2029-12-31": {"18"}}
    assert "20 May 2025 1.37 3 30 June 2025 1.78 4" in shown.text


def test_correction_is_shown_and_the_corrected_release_stays(client):
    make.programme()
    make.observation(value=3)
    first = publish()
    make.observation(value=4)
    second = publish(reason=REASON)
    shown = page(client, "RES-1")
    assert [shown.figures[key] for key in ("RES-1", "change:RES-1:from", "change:RES-1:to")] == [{"4"}, {"3"}, {"4"}]
    assert client.get("/data/releases/1.json").content == first.text.encode()
    assert client.get("/data/releases/latest.json").content == second.text.encode()


def test_older_day_published_later_is_not_shown(client):
    make.programme()
    make.observation(value=3, holds_on=date(2025, 4, 1))
    publish()
    publish(day=date(2025, 4, 30), still_true=True)
    assert f"state on {date(2025, 5, 20):%d %B %Y}" in page(client, "RES-1").text
    assert Release.objects.count() == 2


def test_values_of_earlier_releases_stand_beside_the_latest(client):
    make.programme()
    make.observation(indicator="RES-2", value=2, holds_on=date(2025, 4, 1), stated_on=date(2025, 4, 1))
    publish(day=date(2025, 4, 30))
    make.observation(indicator="RES-2", value=5)
    publish()
    shown = page(client, "RES-2")
    assert [shown.figures[f"RES-2:published:{day}"] for day in ("2025-04-30", "2025-05-20")] == [{"2"}, {"5"}]


# Bad addresses


@pytest.mark.parametrize("address", ["/en/indicators/{}/", "/fr/indicators/{}.csv", "/data/indicators/{}.json"])
def test_unknown_indicator_is_not_found(client, launch, address):
    assert {client.get(address.format(code)).status_code for code in ODD_CODES} == {404}


def test_all_unknown_indicators_are_one_to_the_reader(client, launch):
    assert client.get("/en/indicators/XXX-9/").content == client.get("/en/indicators/YYY-8/").content


def test_unknown_release_is_not_found(client, launch):
    numbers = ["0", "2", "99", "-1", "1e3", "9" * 40, "x", "latest2"]
    assert {client.get(f"/data/releases/{number}.json").status_code for number in numbers} == {404}


@pytest.mark.parametrize(
    "address", ["/en/indicators/", "/en/indicators/RES-1/", "/en/indicators/RES-1.csv", "/data/releases/latest.json"]
)
def test_before_the_first_release_pages_say_so(client, address):
    response = client.get(address)
    assert (response.status_code, "Nothing is published yet" in Page(response).text) == (404, address.startswith("/en"))


def test_page_with_a_slash_too_few_leads_to_the_page(client, launch):
    response = client.get("/en/indicators/RES-1")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/indicators/RES-1/")


def test_page_is_drawn_with_two_queries(client, launch, django_assert_num_queries):
    shown.renew()
    with django_assert_num_queries(2):
        client.get("/en/indicators/FIN-3/")
    with django_assert_num_queries(0):
        client.get("/en/indicators/FIN-3/")
