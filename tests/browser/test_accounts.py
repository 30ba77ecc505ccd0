"""One's own account in a real browser: a passkey is set up, and signs in, by keyboard alone; its pages are accessible."""

import pytest

from tests.browser.conftest import serving
from tests.browser.grid import GRID
from tests.browser.keyboard import press, walk_to
from tests.browser.test_look import faults, look

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PAGES = [
    "",
    "password/change/",
    "sessions/",
    "factors/",
    "factors/application/add/",
    "factors/keys/add/",
    "factors/codes/",
]
ADDRESS = "coordination@example.org"


@pytest.fixture(scope="module")
def strict(prepared, tmp_path_factory):
    """The address of a copy that asks the coordination for a second factor; keys know no site that is a number."""
    folder = tmp_path_factory.mktemp("strict") / "var"
    with serving(prepared, folder, SECOND_FACTOR_REQUIRED="true") as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def holder(chromium, strict, accounts):
    """A page in which a coordinator has set a passkey up by keyboard, with the key, and what was complained of meanwhile."""
    page = look(chromium, 1280, "light", locale="fr-FR")
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, strict, accounts)
    assert page.url == f"{strict}/fr/accounts/factors/"
    press(page, "Ajouter une clé")
    walk_to(page, "passwordless")
    page.keyboard.press("Space")
    press(page, "mfa_webauthn_add")
    assert page.locator("ul.codes li").count() == 10
    press(page, "Je les ai conservés")
    press(page, "Poursuivre")
    assert page.url == f"{strict}/admin/"
    yield page, complaints
    page.context.close()


def sign_in(page, site, accounts):
    """Signs the coordinator in with a password, on the way to the back office."""
    page.goto(f"{site}/admin/")
    walk_to(page, "login")
    page.keyboard.type(ADDRESS)
    walk_to(page, "password")
    page.keyboard.type(accounts[ADDRESS])
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_passkey_is_set_up_and_signs_in_by_keyboard_under_our_policy(strict, holder):
    page, complaints = holder
    page.context.clear_cookies()
    page.goto(f"{strict}/fr/accounts/login/")
    press(page, "passkey_login")
    page.wait_for_url("**/admin/")
    assert complaints == []


def test_passkey_is_the_second_factor_after_the_password(strict, holder, accounts):
    page, _complaints = holder
    page.context.clear_cookies()
    sign_in(page, strict, accounts)
    assert page.url == f"{strict}/fr/accounts/factors/ask/"
    assert faults(page) == []
    press(page, "mfa_webauthn_authenticate")
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize(("language", "width", "scheme"), GRID)
def test_pages_of_ones_account_are_accessible(chromium, strict, holder, language, width, scheme):
    page = look(chromium, width, scheme, storage_state=holder[0].context.storage_state())
    found = {}
    for path in PAGES:
        page.goto(f"{strict}/{language}/accounts/{path}")
        found[page.url.removeprefix(f"{strict}/{language}/accounts/")] = faults(page)
    page.context.close()
    assert found == {path: [] for path in PAGES}
