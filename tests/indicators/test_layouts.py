"""Releases whose text has an earlier layout: every page is still drawn from it."""

import json
from pathlib import Path

import pytest

from indicators import published
from indicators.models import Release
from indicators.sealing import canonical, fingerprint, sealed
from tests import make
from tests.indicators.test_actions import NOW, REASON, publish
from tests.make import DAY
from tests.page import Page

pytestmark = pytest.mark.django_db
LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.json"))
"""The text of a release in each layout that was ever published, as it was published."""


def stored(text, **fields):
    """A release of a text."""
    return Release.objects.create(
        **{"number": 1, "day": DAY, "text": text, "sha256": fingerprint(text), "published_at": NOW, **fields}
    )


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_text_is_the_one_that_was_published(file):
    document = json.loads(file.read_text("utf-8"))
    assert document["schema"] == file.stem
    assert sealed(document)["seal"] == document["seal"]
    assert canonical(document) == file.read_text("utf-8")


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_every_page_is_drawn_from_an_earlier_layout(client, file):
    make.programme()
    stored(file.read_text("utf-8"))
    assert published.draw_pages() == []
    for code in [entry["code"] for entry in json.loads(file.read_text("utf-8"))["indicators"]]:
        for address in (f"/fr/releases/1/indicators/{code}/", f"/fr/releases/1/embed/{code}/", f"/fr/embed/{code}/"):
            assert client.get(address).status_code == 200, address
    shown = Page(client.get("/en/releases/1/indicators/RES-1/"))
    assert "1 · no series break" in shown.text


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_release_of_today_is_compared_with_one_of_an_earlier_layout(client, file):
    make.programme()
    stored(file.read_text("utf-8"))
    make.observation(value=7, holds_on=NOW.date(), stated_on=NOW.date())
    publish(day=NOW.date(), reason=REASON)
    assert published.draw_pages() == []
    shown = Page(client.get("/en/releases/1/compare/2/"))
    assert (shown.figures["1:RES-1"], shown.figures["RES-1"], shown.figures["1:difference:RES-1"]) == (
        {"3"},
        {"7"},
        {"4"},
    )
