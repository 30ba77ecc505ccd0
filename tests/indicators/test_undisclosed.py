"""Figures of which nothing is disclosed, told twice: how many values they have is said, and nothing of what is behind."""

import re

import pytest

import verify_release
from enact.pages.publishing.draft import draft_of
from indicators.models import Release
from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.make import DAY
from tests.page import Page, read_aloud
from tests.sending import coordinator
from tests.verifying import saved

pytestmark = pytest.mark.django_db
CHANGED = "the number of values that are not disclosed has changed"


@pytest.fixture
def letter(db):
    """A letter of a company, whose amount is its own, of which a release tells."""
    make.programme()
    make.completeness(indicator="FIN-2")
    made = make.commitment(amount=100)
    publish()
    return made


def words_of(code="FIN-2"):
    """How the draft says that a figure differs from the last release."""
    (found,) = [entry["lines"][0] for entry in draft_of(DAY)["entries"] if entry["entry"]["code"] == code]
    return str(found.difference)


def test_draft_says_that_the_number_of_undisclosed_values_changed(letter):
    assert words_of() == "inchangé pour ce qui est communiqué"
    make.commitment(amount=200)
    assert words_of() == "le nombre de valeurs non communiquées a changé"
    shown = read_aloud(coordinator("Anne").get("/admin/publish/?day=2025-05-20"))
    assert "1 non communiqué 2 non communiqués le nombre de valeurs non communiquées a changé" in shown


def test_draft_says_nothing_of_an_amount_that_changed_behind(letter):
    before = words_of()
    make.commitment_step(commitment=letter, amount=250)
    assert (words_of(), words_of("FIN-3")) == (before, before)


def test_comparison_and_release_say_how_many_are_not_disclosed(client, letter, tmp_path, capsys):
    make.commitment(amount=200)
    publish(reason=REASON)
    page = client.get("/en/releases/1/compare/2/")
    shown = Page(page)
    assert [shown.words[f"{key}FIN-2:unknowns"] for key in ("1:", "")] == ["1 not disclosed", "2 not disclosed"]
    assert f"1 not disclosed 2 not disclosed not known: {CHANGED}" in shown.text
    own = client.get("/en/releases/2/")
    told = Page(own).words
    assert [told[f"change:FIN-2:{key}:unknowns"] for key in ("from", "to")] == ["1 not disclosed", "2 not disclosed"]
    files = {f"{each.number}_json": each.text.encode() for each in Release.objects.all()}
    paths = saved.put(tmp_path, page_html=page.content, own_html=own.content, **files)
    assert verify_release.verify(paths) == 0
    forged = page.content.replace(b">2 not disclosed", b">7 not disclosed", 1)
    assert verify_release.verify(saved.put(tmp_path, page_html=forged, **files)) == 1
    assert re.findall("DIFFERS: .*html: (.*)", capsys.readouterr().out) == [
        "FIN-2:unknowns, as it reads should be 2, but is 7 not disclosed"
    ]


def test_what_reads_the_same_is_not_counted(client, letter):
    make.observation(value=3)
    publish(reason=REASON)
    shown = Page(client.get("/en/releases/1/compare/2/"))
    assert (shown.words["1:FIN-2"], shown.words["FIN-2"], CHANGED in shown.text) == ("not disclosed",) * 2 + (False,)
