"""What a partner keeps up to date, and its yearly attestation, in a real browser: accessible, and done without a mouse."""

import pytest

from tests.browser.conftest import run_inside
from tests.browser.grid import GRID
from tests.browser.test_look import faults, look, visit
from tests.browser.test_space import press, walk_to

pytestmark = pytest.mark.browser
ROUND = """
from tests import make
make.round_of(2025, message_fr="Merci de répondre avant l’été.")
make.round_of(2024, closes_on="2025-03-31")
"""
PAGES = [
    "profile/",
    "profile/change/",
    "profile/publication/",
    "profile/contacts/add/",
    "attestations/2025/",
    "attestations/2025/answer/",
    "attestations/2024/answer/",
]


@pytest.fixture(scope="module")
def space(served, chromium, site, partner):
    """The address of the invented partner's space, without its language, once it is asked for its figures."""
    run_inside(served, ROUND)
    page = look(chromium, 1280, "light", storage_state=partner)
    page.goto(f"{site}/fr/space/")
    address = page.url.removeprefix(f"{site}/fr/")
    page.context.close()
    return address


@pytest.mark.parametrize(("language", "width", "scheme"), GRID)
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(chromium, site, partner, space, language, width, scheme, path):
    name = f"attest-{path.strip('/').replace('/', '-')}-{language}-{width}-{scheme}"
    page = look(chromium, width, scheme, storage_state=partner)
    assert visit(page, f"{site}/{language}/{space}{path}", name) == []


def test_figures_are_contested_and_confirmed_by_keyboard(chromium, site, partner, space):
    page = look(chromium, 1280, "light", storage_state=partner)
    page.goto(f"{site}/fr/{space}attestations/2025/")
    walk_to(page, "Confirmer ou contester ces chiffres")
    press(page, "Enter")
    walk_to(page, "verdict")
    page.keyboard.press("ArrowDown")
    walk_to(page, "name")
    page.keyboard.type("Ana Martin")
    walk_to(page, "function")
    page.keyboard.type("Directrice")
    walk_to(page, "Envoyer notre réponse")
    press(page, "Enter")
    told = page.locator("main").inner_text()
    assert "Dites ce que vous contestez" in told
    assert faults(page) == []
    walk_to(page, "words")
    page.keyboard.type("Rien ne va.")
    walk_to(page, "Envoyer notre réponse")
    press(page, "Enter")
    assert page.url == f"{site}/fr/{space}attestations/2025/"
    assert "Rien ne va." in page.locator("main").inner_text()
    page.context.close()
