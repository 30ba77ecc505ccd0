"""Files and bulk work in a real browser: sent by hand, accessible at each page, without a word in the console."""

import re

import pytest

from tests.browser.grid import OFFICE_GRID
from tests.browser.test_look import SCREENSHOTS, faults, look
from tests.sources.corpus import pdf

pytestmark = pytest.mark.browser


def seen(page, name, width, scheme):
    """Keeps the picture of a page, and returns its faults."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    return faults(page)


def pressed(page, name):
    """Presses a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize(("width", "scheme"), OFFICE_GRID)
def test_several_commitments_are_changed_and_put_back(chromium, site, coordinator, width, scheme):
    page = look(chromium, width, scheme, storage_state=coordinator)
    page.goto(f"{site}/office/commitments/")
    for box in page.locator("input[name=row]").all()[:2]:
        box.check()
    pressed(page, "Modifier ceux qui sont cochés")
    assert seen(page, "bulk-choose", width, scheme) == []
    page.locator("select[name=pillar-pillar]").select_option("innovation")
    page.get_by_role("button", name="Montrer ce qui changerait").nth(1).click()
    page.wait_for_selector("button[name=order]")
    assert seen(page, "bulk-confirm", width, scheme) == []
    pressed(page, "Modifier 2 engagements")
    assert seen(page, "bulk-without-reason", width, scheme) == []
    page.locator("input[name=reason]").fill("Relecture")
    pressed(page, "Modifier 2 engagements")
    assert re.search(r"/office/bulk/\d+/$", page.url)
    assert seen(page, "bulk-change", width, scheme) == []
    page.locator("input[name=reason]").fill("Erreur")
    pressed(page, "Tout annuler")
    assert "Annulée par" in page.locator("main").inner_text()
    assert seen(page, "bulk-undone", width, scheme) == []
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), OFFICE_GRID)
def test_file_is_refused_then_sent_with_a_step(chromium, site, coordinator, width, scheme):
    page = look(chromium, width, scheme, storage_state=coordinator)
    page.goto(f"{site}/admin/funding/commitment/1/change/")
    row = page.locator("input[type=file]:not([name*=__prefix__])").get_attribute("name").removesuffix("-file")
    page.locator(f"select[name={row}-kind]").select_option("interest")
    page.locator(f"input[name={row}-happened_on]").fill("21/05/2025")
    page.locator(f"input[name={row}-file]").set_input_files(
        {"name": "lettre.pdf", "mimeType": "application/pdf", "buffer": b"<script>"}
    )
    pressed(page, "Enregistrer et continuer les modifications")
    assert "Choisissez-le de nouveau" in page.locator("#content").inner_text()
    assert seen(page, "file-refused", width, scheme) == []
    name = f"lettre-{width}-{scheme}.pdf"
    page.locator(f"input[name={row}-file]").set_input_files({"name": name, "mimeType": "text/html", "buffer": pdf()})
    pressed(page, "Enregistrer et continuer les modifications")
    assert seen(page, "file-sent", width, scheme) == []
    with page.expect_download() as kept:
        page.get_by_role("link", name=name).click()
    assert kept.value.suggested_filename == name
    page.context.close()
