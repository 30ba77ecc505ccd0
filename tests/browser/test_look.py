"""Every type of page in a real browser: accessible, within its width, without a request elsewhere."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.grid import GRID, OFFICE_GRID

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PUBLIC = [
    "",
    "indicators/",
    "indicators/RES-1/",
    "indicators/TRA-3/",
    "indicators/FIN-3/",
    "embed/RES-1/",
    "embed/FIN-3/",
    "releases/",
    "releases/1/",
    "releases/1/compare/1/",
    "releases/1/indicators/RES-1/",
    "releases/on/?day=2020-01-01",
    "funding/",
    "chairs/",
    "chairs/?kind=nothing&sort=secret",
    "communities/",
    "communities/?state=ended&q=nothing",
    "communities/join/nonsense/",
    "calls/",
    "calls/?state=open&on=2025-10-26",
    "events/",
    "about/",
    "legal/",
    "partners/",
    "partners/?place=grand-est&role=funder&kind=nothing",
    "partners/map/",
    "partners/12/",
    "privacy/",
    "accessibility/",
    "sitemap/",
    "statements/check/",
    "statements/check/?code=2222-2222",
    "accounts/login/",
    "accounts/password/reset/",
    "invitation/nonsense/",
    "nowhere/",
]
OFFICE = [
    "admin/",
    "admin/publish/",
    "admin/funding/commitment/",
    "admin/funding/commitment/?q=nothing",
    "admin/funding/commitment/1/change/",
    "admin/funding/commitment/1/history/",
    "admin/indicators/observation/add/",
    "admin/indicators/release/1/change/",
    "admin/partners/organisation/",
    "admin/partners/organisation/?alike=yes",
    "admin/partners/organisation/1/change/",
    "admin/partners/organisation/merge/?kept=1&q=centre",
    "admin/partners/organisation/merge/?kept=1&merged=2",
    "admin/partners/laboratory/add/",
    "admin/partners/invitation/add/",
    "admin/research/call/add/",
    "office/partners/",
    "office/partners/?place=grand-est&kind=nothing&on=31/02/2025&sort=secret",
    "office/commitments/",
    "office/chairs/",
    "office/communities/",
    "office/calls/",
    "office/events/",
    "office/students/",
    "office/views/",
    "admin/research/event/add/",
    "admin/training/studentfigure/add/",
    "admin/research/chair/add/",
    "admin/research/community/add/",
    "office/coverage/",
    "office/doctoral-contracts/",
    "office/files/",
    "admin/training/doctoralcontract/add/",
    "admin/funding/receipt/add/",
    "office/observations/?columns=value&columns=note&columns=perimeter",
    "office/observations/?value=unknown",
    "office/releases/",
    "office/partners/1/look/",
    "office/partners/1/statements/",
    "office/mails/",
    "office/mails/kinds/",
    "office/mails/kinds/space/mail/digest.txt/",
]
MONEY = [
    "office/money/",
    "office/money/?by=kind",
    "office/money/?by=pillar",
    "office/money/?by=theme",
    "office/money/?by=year",
    "office/money/?by=form",
    "office/money/?by=nothing&on=31/02/2025",
    "office/commitments/{followed}/",
    "office/commitments/{followed}/?on=yesterday",
    "office/commitments/",
    "office/instalments/",
    "office/payment-calls/",
    "office/receipts/",
    "office/expenditure/",
    "office/files/",
    "admin/funding/commitment/{followed}/change/",
]
"""Pages of money; `followed` is a commitment that has some."""
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"


def look(chromium, width, scheme, **state):
    """A page of a width in a colour scheme."""
    colours = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, reduced_motion="reduce", **colours, **state
    )
    return context.new_page()


def faults(page):
    """What axe finds, what is wider than the screen, what the page asks elsewhere or complains of."""
    violations = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [
        *(f"{violation['id']}: {node['html'][:200]}" for violation in violations for node in violation["nodes"]),
        *(["wider than the screen"] if wide else []),
    ]


def visit(page, address, name):
    """Opens a page, keeps its picture, and returns its faults."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda asked: None if asked.url.startswith(page_root(address)) else said.append(asked.url))
    page.goto(address)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    known = ("status of 404", "status of 410")
    complaints = [text for text in said if not any(each in text for each in known)]  # before axe, which tries styles
    found = [*complaints, *faults(page)]
    page.context.close()
    return found


def page_root(address):
    """The site of an address; pictures inside a style sheet count as its own."""
    return ("/".join(address.split("/")[:3]), "data:")


@pytest.mark.parametrize(("language", "width", "scheme"), GRID)
@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_accessible(chromium, site, language, width, scheme, path):
    name = f"{path.strip('/').replace('/', '-').replace('?', '-') or 'home'}-{language}-{width}-{scheme}"
    assert visit(look(chromium, width, scheme), f"{site}/{language}/{path}", name) == []


@pytest.mark.parametrize(("language", "width", "scheme"), GRID)
@pytest.mark.parametrize("kind", ["chairs", "calls", "communities", "events", "joining"])
def test_what_the_launch_has_none_of_is_accessible(chromium, site, told, language, width, scheme, kind):
    first = "name" if kind == "communities" else "title"
    listed = [] if kind == "joining" else [("list", f"{kind}/?columns={first}&columns=themes")]
    for name, path in [*listed, ("page", told[kind])]:
        picture = f"told-{kind}-{name}-{language}-{width}-{scheme}"
        assert visit(look(chromium, width, scheme), f"{site}/{language}/{path}", picture) == []


@pytest.mark.parametrize(("width", "scheme"), OFFICE_GRID)
@pytest.mark.parametrize("path", OFFICE)
def test_office_page_is_accessible(chromium, site, coordinator, width, scheme, path):
    name = f"{path.strip('/').replace('/', '-').replace('?', '-')}-{width}-{scheme}"
    assert visit(look(chromium, width, scheme, storage_state=coordinator), f"{site}/{path}", name) == []


@pytest.mark.parametrize(("width", "scheme"), OFFICE_GRID)
@pytest.mark.parametrize("path", MONEY)
def test_page_of_money_is_accessible(chromium, site, coordinator, followed, width, scheme, path):
    way = path.format(followed=followed)
    name = f"{path.format(followed='followed').strip('/').replace('/', '-').replace('?', '-')}-{width}-{scheme}"
    assert visit(look(chromium, width, scheme, storage_state=coordinator), f"{site}/{way}", name) == []


@pytest.mark.parametrize(("width", "scheme"), OFFICE_GRID)
def test_pages_of_bulk_work_are_accessible(chromium, site, coordinator, followed, width, scheme):
    page = look(chromium, width, scheme, storage_state=coordinator)
    page.goto(f"{site}/office/commitments/?q=exemple")
    page.locator("input[name=row]").first.check()
    page.locator("#choosing button").first.click()
    page.get_by_role("heading", name="Modifier plusieurs engagements").wait_for()
    chosen = faults(page)
    form = page.locator("form:has(#change-step)")
    form.get_by_role("button").click()
    page.locator(".errorlist").first.wait_for()
    refused = faults(page)
    form.locator("select[name=step-step]").select_option("completion")
    form.locator("input[name=step-happened_on]").fill("01/06/2025")
    form.get_by_role("button").click()
    order = page.get_by_role("button", name=re.compile("^Modifier [01] engagement$"))
    order.wait_for()
    shown = faults(page)
    page.get_by_label("Motif, conservé dans l’historique de chacun").fill("Relecture")
    order.click()
    page.wait_for_url("**/office/bulk/*/")
    done = faults(page)
    page.context.close()
    assert [chosen, refused, shown, done] == [[], [], [], []]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "indicators/",
        "indicators/RES-1/",
        "releases/1/",
        "funding/",
        "about/",
        "partners/",
        "partners/map/",
        "partners/12/",
    ],
)
def test_first_visit_is_light_and_leaves_nothing(chromium, site, path):
    page = look(chromium, 1280, "light")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    transferred = []
    session.on("Network.loadingFinished", lambda event: transferred.append(event["encodedDataLength"]))
    page.goto(f"{site}/fr/{path}", wait_until="networkidle")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert (sum(transferred) <= 60_000, 0 < len(transferred) <= 15) == (True, True)
    page.context.close()


def test_public_pages_work_by_keyboard(chromium, site):
    page = look(chromium, 1280, "light")
    page.goto(f"{site}/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.context.close()
