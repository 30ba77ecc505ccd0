"""The public page of the money: the figures of the release, each state on its own."""

import csv
import io
import json
import re

import pytest

from tests import make
from tests.indicators.test_actions import publish
from tests.page import Page

pytestmark = pytest.mark.django_db

MONEY = ["FIN-0", "FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6"]


@pytest.fixture
def entries(launch):
    """What the first release says of the money, by code."""
    return {entry["code"]: entry for entry in json.loads(launch.text)["indicators"] if entry["code"] in MONEY}


def sheet(client, language):
    """The rows of the spreadsheet of all money."""
    text = client.get(f"/{language}/funding.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "fr" else ","))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_shows_the_figures_of_the_release(client, entries, language):
    shown = Page(client.get(f"/{language}/funding/"))
    known = {code: {entry["figure"]["value"]} for code, entry in entries.items() if entry["figure"]["value"]}
    assert {code: values for code, values in shown.figures.items() if code in MONEY} == known
    assert {code for code in shown.words if code in MONEY} == {"FIN-4", "FIN-5", "FIN-6"}
    assert shown.figures["FIN-0:remainder"] == {entries["FIN-0"]["remainder"]["value"]}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_shows_who_gives_what(client, entries, language):
    shown = Page(client.get(f"/{language}/funding/"))
    (by_funder,) = [parts for parts in entries["FIN-3"]["breakdowns"] if parts["key"] == "funder"]
    for part in by_funder["parts"]:
        assert shown.figures[f"FIN-3:funder:{part['key']}"] == {part["value"]}
        assert part["name"][language] in shown.text
    assert "Eurométropole de Metz" in shown.text


def test_page_says_what_is_unknown_and_what_is_not_itemised(client, launch):
    text = Page(client.get("/en/funding/")).text
    assert "Not itemised or not known about €4M + 1 unknown" in text
    assert "Eurométropole de Strasbourg not disclosed" in text
    assert "Unknown is not zero" in text


def test_page_says_by_how_much_the_parts_exceed_the_envelope(client):
    make.programme()
    make.observation(indicator="FIN-0", value=70_000_000, qualifier="about")
    make.observation(indicator="FIN-3", value=86_000_000)
    publish()
    for address in ("/en/funding/", "/en/", "/en/indicators/FIN-0/"):
        shown = Page(client.get(address))
        assert (shown.figures["FIN-0:excess"], shown.figures["FIN-0:remainder"]) == (set(), {"-16000000"})
        assert "-" not in "".join(re.findall(r"width=\"([^\"]*)\"", client.get(address).content.decode()))
    text = Page(client.get("/en/funding/")).text
    assert "The parts that are known exceed it by about €16M . 2 more parts are not disclosed." in text
    assert "The known parts exceed it by about €16M + 2 unknown" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_spreadsheet_holds_the_rows_of_every_state(client, launch, language):
    found = sheet(client, language)[1:]
    apart = []
    for code in MONEY:
        text = client.get(f"/{language}/indicators/{code}.csv").content.decode("utf-8-sig")
        apart += list(csv.reader(io.StringIO(text), delimiter=";" if language == "fr" else ","))[1:]
    assert sorted(found) == sorted(apart)


def test_spreadsheet_has_the_day_in_its_name(client, launch):
    response = client.get("/fr/funding.csv")
    assert response.headers["Content-Disposition"] == 'attachment; filename="enact-funding-2025-05-20.csv"'


def test_page_of_a_programme_without_money_is_shown(client):
    make.programme()
    publish()
    shown = Page(client.get("/en/funding/"))
    assert set(MONEY) - {"FIN-0"} <= set(shown.words)
    assert shown.figures["FIN-0:remainder"] == set()


def test_amounts_gathered_are_those_of_three_partners_at_least(client):
    make.programme()
    make.completeness(indicator="FIN-2")
    for _partner in range(2):
        make.commitment(amount=1000)
    publish()
    assert Page(client.get("/en/funding/")).words["FIN-2"] == "not disclosed"


def test_amounts_of_three_partners_are_shown_together(client):
    make.programme()
    make.completeness(indicator="FIN-2")
    for _partner in range(3):
        make.commitment(amount=1000)
    publish()
    shown = Page(client.get("/en/funding/"))
    assert (shown.figures["FIN-2"], "Other partners, together" in shown.text) == ({"3000"}, True)
