"""The map of Grand Est: its numbers are the release's, whatever the records say today."""

import re

import pytest

from indicators.models import Completeness
from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.page import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/fr/partners/map/"
NONE = ("08", "10", "51", "52", "55", "57", "68", "88")
LAUNCH = dict.fromkeys(NONE, "0") | {"54": "3", "67": "4", "france": "4", "unknown": "3"}


def counts(page, code):
    """The published number of each place."""
    prefix = f"{code}:department:"
    return {key.removeprefix(prefix): "".join(found) for key, found in page.figures.items() if key.startswith(prefix)}


def publish_and_show(capture):
    """Publishes what the records say now, so that readers see it."""
    with capture(execute=True):
        publish(reason=REASON)


def test_each_department_has_its_number_in_its_tile_and_in_the_table(client, launch):
    response = client.get(ADDRESS)
    page, text = Page(response), response.content.decode()
    assert counts(page, "PAR-1") == LAUNCH
    tiles = dict(re.findall(r'aria-label="(\d\d) [^:"]*[\s\u00a0]: (\d+)', text))
    assert tiles == {key: value for key, value in counts(page, "PAR-1").items() if re.fullmatch(r"\d\d", key)}
    assert len(tiles) == 10
    assert page.figures["PAR-1"] == {"14"}


def test_tiles_lead_to_the_partners_of_their_department(client, launch):
    links = [link for link in Page(client.get(ADDRESS)).links if "?place=" in link]
    departments = ("08", "10", "51", "52", "54", "55", "57", "67", "68", "88")
    assert links == [*(f"/fr/partners/?place={code}" for code in departments), "/fr/partners/?place=abroad"]
    for link in links:
        assert client.get(link).status_code == 200


def test_numbers_are_those_of_the_release_until_the_next(client, launch, django_capture_on_commit_callbacks):
    make.membership(organisation=make.organisation(kind="research", department="08"))
    make.membership(organisation=make.organisation(kind="foreign", country="LU"))
    assert counts(Page(client.get(ADDRESS)), "PAR-1")["08"] == "0"
    publish_and_show(django_capture_on_commit_callbacks)
    page = Page(client.get(ADDRESS))
    assert (counts(page, "PAR-1")["08"], counts(page, "PAR-1")["abroad"]) == ("1", "1")
    assert page.figures["PAR-1:country:LU"] == {"1"}
    assert "Luxembourg 1" in page.text


def test_companies_are_not_drawn_until_their_records_are_complete(client, launch, django_capture_on_commit_callbacks):
    page = Page(client.get(ADDRESS))
    assert "Aucune source ne dit dans quels départements" in page.text
    assert (page.figures["PAR-2"], page.figures["PAR-2:grand_est"]) == ({"50"}, {"40"})
    make.membership(organisation=make.organisation(department="88"), role="company")
    Completeness.objects.create(indicator="PAR-2", complete_from=make.DAY, grounds_fr="Registre tenu.")
    publish_and_show(django_capture_on_commit_callbacks)
    page = Page(client.get(ADDRESS))
    assert (page.figures["PAR-2:department:88"], page.figures["PAR-2:department:08"]) == ({"1"}, {"0"})
    assert "Aucune source ne dit dans quels départements" not in page.text


def test_who_is_not_agreed_yet_stands_apart(client, launch):
    text = Page(client.get("/en/partners/map/")).text
    assert "none abroad, on 20 May 2025." in text
    assert "Eureca-Pro and Epicur" in text
    assert "quoted as being near, not as partners" in text


def test_indicator_shows_the_same_numbers(client, launch):
    page = Page(client.get("/fr/indicators/PAR-1/"))
    assert counts(page, "PAR-1") == {key: count for key, count in LAUNCH.items() if count != "0"}
    csv = client.get("/fr/indicators/PAR-1.csv").content.decode("utf-8-sig")
    assert "Par département du siège;Meurthe-et-Moselle (54);2025-05-20;3;" in csv
    assert "Par pays;France;2025-05-20;14;" in csv


def test_home_shows_the_map_and_leads_to_it(client, launch):
    page = Page(client.get("/fr/"))
    assert {"/fr/partners/", "/fr/partners/map/", "/fr/partners/?place=54"} <= set(page.links)
