"""A coordinator at work in a real browser, by keyboard alone: a call, a chair, a doctorate; the figures follow each step."""

import pytest

from tests.browser.conftest import run_inside, serving, signed_in
from tests.browser.keyboard import fill, press, walk_to
from tests.browser.test_look import SCREENSHOTS, faults, look

pytestmark = pytest.mark.browser
CHAIR, THESIS = "Exemple : chaire de la promenade", "Exemple : thèse de la promenade"
EVE_OF_AWARD, AWARD = "15/06/2025", "16/06/2025"
START, EXTENSION, DEFENCE = "02/06/2025", "03/11/2025", "18/12/2025"
EVE_OF_YEAR_END, YEAR_END = "30/12/2025", "31/12/2025"
PROTECTED = {"fr": "protégé", "en": "protected"}
SEEDS = """
from datetime import date
from accounts.models import User
from partners.models import Organisation
from tests import make
User.objects.filter(email="coordination@example.org").update(language="LANGUAGE")
for indicator in ("RES-1", "TRA-2", "TRA-3"):
    make.completeness(indicator=indicator)
for _number in range(5):
    make.chair(kind="awarded")
lorraine = Organisation.objects.get(name="Université de Lorraine")
autumn = {"institution": lorraine, "started_on": date(2025, 10, 1)}
for _number in range(4):
    make.doctoral_contract(funded_by_enact=True, **autumn)
for _number in range(2):
    make.doctoral_contract(kind="cifre", **autumn)
for _number in range(5):
    former = make.doctoral_contract(institution=lorraine, started_on=date(2022, 10, 3))
    make.doctoral_step(contract=former, kind="defended", happened_on=date(2025, 11, 4))
make.person(given_name="Dominique", family_name="Titulaire")
"""
"""Five chairs, awarded at the launch. Of the year 2025: six starts, of which four academic with ENACT funding; five defences."""


def begun(starts, running, defended, funded):
    """The figures of doctorates of a year."""
    return {
        "TRA-2": starts,
        "TRA-2:starts": starts,
        "TRA-2:running": running,
        "TRA-2:defended": defended,
        "TRA-3": funded,
    }


OF_2024 = begun("0", "0", "0", "0")
"""The two universities are members from 20 May 2025 on."""


@pytest.fixture
def coordinator_of_a_copy(chromium, prepared, accounts, tmp_path, language, width):
    """The page of a coordinator who has signed in to a copy of its own, with other records there."""
    folder = tmp_path / "var"
    with serving(prepared, folder) as site:
        run_inside((site, folder), SEEDS.replace("LANGUAGE", language))
        cookies = signed_in(chromium, site, accounts, "coordination@example.org")
        page = look(chromium, width, "light", storage_state=cookies, base_url=site, timezone_id="Europe/Paris")
        yield page
        page.context.close()


def preview(page, day):
    """The figures of chairs and doctorates that a release of a day would give, as the coordinator reads them."""
    page.goto(f"/admin/publish/?day={day}")
    drafted = page.locator("table.draft td:nth-of-type(2) [data-figure]")
    found = drafted.evaluate_all("all => all.map(each => [each.dataset.figure, each.innerText])")
    return {code: figure for code, figure in found if code == "RES-1" or code in OF_2024}


def saved(page, name):
    """Saves a form, to go on with it, of which nothing is refused; keeps the picture of what follows."""
    press(page, "_continue")
    assert page.locator(".errornote, .errorlist").all_inner_texts() == []
    page.screenshot(path=SCREENSHOTS / f"people-{name}.png", full_page=True)


def new_step(page, kind, day, **more):
    """Records a step in the row that waits for one."""
    row = page.locator("input[type=file]:not([name*=__prefix__])").last.get_attribute("name").removesuffix("-file")
    fill(page, **{f"{row}-kind": (kind,), f"{row}-happened_on": day})
    fill(page, **{f"{row}-{name}": given for name, given in more.items()})


def student_beside(page):
    """Records the doctoral student in a window beside the form, which then names the person."""
    walk_to(page, "add_id_student")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    beside = opened.value
    beside.wait_for_load_state()
    fill(beside, **{"identity-0-given_name": "Claude", "identity-0-family_name": "Promenade"})
    walk_to(beside, "_save")
    with beside.expect_event("close"):
        beside.keyboard.press("Enter")
    page.bring_to_front()
    page.locator("select[name=student] option:checked", has_text="Promenade").wait_for(state="attached")


def open_behind(page, code, name):
    """Opens the form of a record from the preview of an indicator that counts it."""
    walk_to(page, code)
    page.keyboard.press("Enter")
    press(page, name)


@pytest.mark.parametrize(("language", "width"), [("fr", 1280), pytest.param("en", 320, marks=pytest.mark.drill)])
def test_figures_follow_a_call_a_chair_and_a_doctorate(coordinator_of_a_copy, language, width):
    page, hidden = coordinator_of_a_copy, PROTECTED[language]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    at_first = {"RES-1": "5"} | begun("6", "6", "5", hidden)  # four people are not told
    assert preview(page, YEAR_END) == at_first
    assert preview(page, EVE_OF_YEAR_END) == {"RES-1": "5"} | OF_2024

    page.goto("/admin/research/call/add/")
    fill(page, kind=("chairs",), title_fr="Exemple : appel de la promenade", places="2")
    fill(page, published_on="21/05/2025")
    fill(page, **{"stages-0-opens_at": "21/05/2025 12:00", "stages-0-closes_at": "28/05/2025 12:00"})
    saved(page, f"call-{language}-{width}")
    assert preview(page, YEAR_END) == at_first

    page.goto("/admin/research/chair/add/")
    fill(page, kind=("industrial",), title_fr=CHAIR, host=["Université de Lorraine"])
    fill(page, call=["appel de la promenade"])
    new_step(page, "awarded", AWARD)
    walk_to(page, "holders-group")
    page.keyboard.press("Enter")
    fill(page, **{"holders-0-person": ["Titulaire"], "holders-0-starts_on": AWARD})
    saved(page, f"chair-{language}-{width}")
    assert preview(page, EVE_OF_AWARD) == {"RES-1": "5"} | OF_2024
    assert preview(page, AWARD) == {"RES-1": "6"} | OF_2024
    assert preview(page, YEAR_END) == at_first | {"RES-1": "6"}

    page.goto("/admin/training/doctoralcontract/add/")
    fill(page, kind=("academic",), title_fr=THESIS)
    student_beside(page)
    fill(page, institution=["Université de Lorraine"], employer=["Université de Lorraine"], chair=[CHAIR])
    fill(page, planned_start_on=START, months="6", pay="2300", funded_by_enact=("true",))
    new_step(page, "selected", "23/05/2025")
    saved(page, f"signed-{language}-{width}")
    chaired = at_first | {"RES-1": "6"}
    assert preview(page, YEAR_END) == chaired  # a contract that is signed has not started

    page.goto("/admin/training/doctoralcontract/")
    press(page, THESIS)
    new_step(page, "started", START)
    saved(page, f"started-{language}-{width}")
    running = {"RES-1": "6"} | begun("7", "7", "5", "5")  # five people are told
    assert preview(page, EVE_OF_YEAR_END) == {"RES-1": "6"} | OF_2024
    assert preview(page, YEAR_END) == running

    open_behind(page, "TRA-3", THESIS)
    new_step(page, "extended", EXTENSION, ground=("research",), months="1")
    saved(page, f"extended-{language}-{width}")
    assert preview(page, YEAR_END) == running

    open_behind(page, "TRA-2", THESIS)
    new_step(page, "defended", DEFENCE)
    saved(page, f"defended-{language}-{width}")
    assert faults(page) == []
    assert preview(page, YEAR_END) == {"RES-1": "6"} | begun("7", "6", "6", "5")


def test_choice_by_typing_is_ready_for_keys_in_a_new_form_and_after_its_label(chromium, site, coordinator):
    page = look(chromium, 1280, "light", storage_state=coordinator, base_url=site)
    page.goto("/admin/research/call/add/")
    role = "document.activeElement.getAttribute('role')"
    assert page.evaluate(role) == "combobox"
    page.locator("input[name=places]").focus()
    page.locator("label[for=id_programme]").click()
    assert page.evaluate(role) == "combobox"
    page.keyboard.press("Enter")
    page.locator(".select2-results__option--highlighted", has_text="ENACT").wait_for()
    page.context.close()
