"""An indicator that left the catalogue: the pages are drawn without it, and what was told of it stays at its addresses."""

import json
from datetime import date

import pytest

import verify_release
from enact.pages.public import HEADLINES, MONEY
from indicators import published
from indicators.sealing import canonical, sealed
from tests.indicators.test_layouts import stored
from tests.page import Page
from tests.verifying import saved

pytestmark = pytest.mark.django_db
LATER = date(2025, 7, 1)
ALL_BUT_ONE = "all but one"


@pytest.fixture
def without(launch):
    """Publishes a second release, of a later day, that does not tell some indicators; returns it."""
    document = json.loads(launch.text)

    def publish(codes):
        kept = [entry for entry in document["indicators"] if entry["code"] not in codes]
        kept = kept[:1] if codes == ALL_BUT_ONE else kept
        told = document | {"number": 2, "day": LATER.isoformat(), "indicators": kept}
        told["previous"] = {"number": 1, "sha256": launch.sha256}
        return stored(canonical(sealed(told)), number=2, day=LATER)

    return publish


@pytest.mark.parametrize("codes", [("RES-1",), ("FIN-0", "PAR-1"), ("FIN-2", "TRA-1"), ALL_BUT_ONE], ids=str)
def test_every_page_is_drawn_of_a_release_without_an_indicator(client, without, codes):
    without(codes)
    assert published.draw_pages() == []
    for address in ("/fr/", "/en/", "/fr/about/", "/fr/funding/", "/fr/partners/map/", "/fr/card.png"):
        assert client.get(address).status_code == 200, address


def test_home_shows_the_promises_and_the_sums_that_are_still_told(client, without):
    without({"RES-1", "FIN-4"})
    shown = Page(client.get("/en/"))
    told = {"TRA-1", "TRA-2", "TRA-3", *MONEY} - {"FIN-4"}
    assert [code for code in (*HEADLINES, *MONEY) if f"/en/indicators/{code}/" in shown.links] == [
        code for code in (*HEADLINES, *MONEY) if code in told
    ]
    assert ("Promises and trajectories" in shown.text, "Four promises" in shown.text) == (True, False)


def test_frame_of_an_indicator_that_is_gone_says_it_with_the_last_figure(client, without):
    without({"RES-1"})
    response = client.get("/en/embed/RES-1/")
    assert response.status_code == 200
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    shown = Page(response)
    for words in (
        "As from release no. 2, state on 1 July 2025, the indicator RES-1 is no longer published.",
        "The last figure, as release no. 1, state on 20 May 2025, told it:",
        "20 May 2025 · AEF info",
    ):
        assert words in shown.text
    assert (shown.figures["1:RES-1"], shown.figures["number"]) == ({"3"}, {"2"})
    assert [way.partition("/en/")[2] for way in shown.links][-1] == "releases/1/indicators/RES-1/"


def test_correction_of_an_earlier_day_is_not_the_last_to_tell_an_indicator(client, launch, without):
    without({"RES-1"})
    corrected = json.loads(launch.text) | {"number": 3, "corrects": 1}
    corrected["reason"] = {"fr": "Erreur.", "en": "Mistake."}
    stored(canonical(sealed(corrected)), number=3, corrects=launch)
    shown = Page(client.get("/en/indicators/RES-1/"))
    assert "As from release no. 2, state on 1 July 2025, the" in shown.text
    assert "as release no. 3, state on 20 May 2025, told it:" in shown.text


@pytest.mark.parametrize("address", ["/en/indicators/RES-1/", "/fr/embed/RES-1/", "/fr/"])
def test_pages_of_what_is_gone_can_be_verified(client, launch, without, tmp_path, capsys, address):
    files = {"1_json": launch.text.encode(), "2_json": without({"RES-1"}).text.encode()}
    verify_release.verify(saved.put(tmp_path, page_html=client.get(address).content, **files))
    said = [line for line in capsys.readouterr().out.split("\n") if "page.html" in line]
    assert len(said) == 1
    assert "; 0 of other releases unchecked" in said[0]


def test_frame_of_what_was_never_told_is_not_found(client, without):
    without({"RES-1"})
    assert client.get("/en/embed/RES-9/").status_code == 404
