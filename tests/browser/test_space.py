"""The partners' space in a real browser: accessible, within its width, and used without a mouse."""

import pytest

from tests.browser.grid import GRID
from tests.browser.test_look import look, visit

pytestmark = pytest.mark.browser
PAGES = [
    "",
    "?on=nothing",
    "commitments/",
    "commitments/?state=promised&on=nothing",
    "commitments/6/",
    "instalments/",
    "payments/",
    "doctoral-contracts/",
    "chairs/",
    "around/",
    "members/",
    "members/invite/",
    "members/1/role/",
    "statements/",
    "looks/",
    "calendar/",
    "../mails/",
    "answers/",
    "commitments/6/sign/",
    "commitments/6/announce/",
    "correct/commitment/6/",
]


@pytest.fixture(scope="session")
def space(chromium, site, partner):
    """The address of the invented partner's space, without its language."""
    page = look(chromium, 1280, "light", storage_state=partner)
    page.goto(f"{site}/fr/space/")
    address = page.url.removeprefix(f"{site}/fr/")
    page.context.close()
    return address


@pytest.mark.parametrize(("language", "width", "scheme"), GRID)
@pytest.mark.parametrize("path", PAGES)
def test_page_of_a_space_is_accessible(chromium, site, partner, space, language, width, scheme, path):
    name = f"space-{path.strip('/').replace('/', '-').replace('?', '-') or 'home'}-{language}-{width}-{scheme}"
    page = look(chromium, width, scheme, storage_state=partner)
    assert visit(page, f"{site}/{language}/{space}{path}", name) == []


def test_partner_comes_in_reads_and_leaves_by_keyboard(chromium, site, accounts):
    page = look(chromium, 1280, "light", locale="fr-FR")
    page.goto(f"{site}/fr/space/")
    walk_to(page, "login")
    page.keyboard.type("partner@example.org")
    walk_to(page, "password")
    page.keyboard.type(accounts["partner@example.org"])
    press(page, "Enter")
    assert page.locator("h1").inner_text() == "Entreprise exemple (exemple inventé)"
    walk_to(page, "Engagements")
    press(page, "Enter")
    walk_to(page, "Temps d’ingénieur pour une communauté d’intérêt (exemple)")
    press(page, "Enter")
    assert "Votre lettre d’engagement est enregistrée" in page.locator("main").inner_text()
    walk_to(page, "Se déconnecter")
    press(page, "Enter")
    assert page.url == f"{site}/fr/"
    page.goto(f"{site}/fr/space/")
    assert "/accounts/login/" in page.url
    page.context.close()


def walk_to(page, name):
    """Presses the tabulator until what has the focus has a name, or a text."""
    for _step in range(80):
        page.keyboard.press("Tab")
        named = "document.activeElement.name || document.activeElement.innerText"
        if page.evaluate(named) == name:
            return
    raise AssertionError(f"{name} is not reached")


def press(page, key):
    """Presses a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
