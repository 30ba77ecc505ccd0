"""A visitor finds a partner, without a mouse: from the map to the directory, through a filter, to the page of one."""

import pytest

from tests.browser.test_look import look

pytestmark = pytest.mark.browser


def reach(page, words):
    """Presses the tabulator until what has the focus says these words."""
    for _time in range(80):
        page.keyboard.press("Tab")
        element = "document.activeElement"
        said = page.evaluate(
            f"{element}.getAttribute('aria-label') || {element}.closest('label, a, button, summary')?.textContent || ''"
        )
        if words in said:
            return
    raise AssertionError(words)


def test_visitor_goes_from_the_map_to_a_partner_by_keyboard(chromium, site):
    page = look(chromium, 320, "light")
    page.goto(f"{site}/fr/partners/map/")
    reach(page, "67 Bas-Rhin")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/fr/partners/?place=67")
    reach(page, "Filtres")
    page.keyboard.press("Enter")
    reach(page, "relais d’innovation")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/partners/?*role=relay*place=67*")
    assert page.locator("tbody tr").count() == 0
    reach(page, "Lieu\u00a0: Bas-Rhin (67)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/partners/?role=relay")
    assert page.locator("tbody th").all_inner_texts() == ["EDIH Grand Est", "PUI Alsace", "PUI Polaris"]
    reach(page, "PUI Alsace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/partners/*/")
    assert page.inner_text("h1") == "PUI Alsace"
    page.context.close()
