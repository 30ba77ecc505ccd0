"""The pages of a partner's space stand on one line of a desk's screen, in both languages."""

import pytest

pytestmark = [pytest.mark.browser]
TOPS = "links => new Set(links.map(link => Math.round(link.getBoundingClientRect().top))).size"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_of_the_space_stand_on_one_line(chromium, site, partner, language):
    context = chromium.new_context(storage_state=partner, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/{language}/space/")
    assert page.locator(".sections a").count() == 12
    assert page.locator(".sections a").evaluate_all(TOPS) == 1
    context.close()
