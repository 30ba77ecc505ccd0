"""Forms of the back office in a real browser: no button is cut off, and a field is as tall as any other."""

import pytest

from tests.browser.test_look import look

pytestmark = pytest.mark.browser
HEIGHTS = "selector => [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect().height)"


def test_words_of_a_button_go_on_in_a_second_line_on_a_phone(chromium, site, coordinator):
    page = look(chromium, 320, "light", storage_state=coordinator)
    page.goto(f"{site}/admin/funding/commitment/1/change/")
    short, long, longest = page.evaluate(HEIGHTS, ".submit-row input")
    assert (long > short, longest > short) == (True, True)
    page.context.close()


def test_field_beside_a_label_of_several_lines_is_as_tall_as_any_other(chromium, site, coordinator):
    page = look(chromium, 1280, "light", storage_state=coordinator)
    page.goto(f"{site}/admin/partners/organisation/1/change/")
    page.evaluate("document.querySelector('label[for=id_name]').textContent = 'Une phrase entière. '.repeat(9)")
    ((label,), *fields) = (page.evaluate(HEIGHTS, way) for way in ("label[for=id_name]", "#id_name", "#id_short_name"))
    assert fields[0] == fields[1]
    assert label > fields[0][0]
    page.context.close()
