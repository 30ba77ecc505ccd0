"""The pages of imports in a real browser: empty, filled, in error, to correct; by keyboard alone."""

import pytest

from tests.browser.grid import OFFICE_GRID
from tests.browser.test_look import faults, look, visit

pytestmark = pytest.mark.browser
HEADINGS = "Partenaire\tTitre\tÉtape\tJour\tMontant"
RIGHT = "Région Grand Est\tExemple à importer\tattribution\t20/05/2025\t1 234,50 €"
ALIKE = "Nom\tType\nRÉGION GRAND-EST, association\tassociation"
WRONG = "Région Grand Est\tUn-mot-très-long-qui-ne-se-coupe-nulle-part-et-qui-déborde-de-tout\tfiançailles\t31/02/2025\tbeaucoup"


def sent(page, site, rows, resource="commitments"):
    """Pastes rows, by keyboard alone, and returns the address of the page that follows."""
    page.goto(f"{site}/office/import/")
    page.get_by_label("Ce que contiennent les lignes").select_option(resource)
    page.get_by_label("Ou des lignes copiées d’un tableur").fill("\n".join(rows))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/import/*/")
    return page.url.removeprefix(f"{site}/")


@pytest.mark.parametrize(("width", "scheme"), OFFICE_GRID)
def test_pages_of_imports_are_accessible_and_within_the_screen(chromium, site, coordinator, width, scheme):
    page = look(chromium, width, scheme, storage_state=coordinator)
    ready, faulty = sent(page, site, [HEADINGS, RIGHT]), sent(page, site, [HEADINGS, RIGHT, WRONG])
    doubtful = sent(page, site, [ALIKE], "organisations")
    page.goto(f"{site}/office/import/")
    page.get_by_role("button", name="Voir ce qu’elles feraient").click()
    page.get_by_role("alert").wait_for()
    refused = faults(page)
    page.context.close()
    found = [
        visit(
            look(chromium, width, scheme, storage_state=coordinator), f"{site}/{way}", f"import-{name}-{width}-{scheme}"
        )
        for name, way in {
            "desk": "office/import/",
            "ready": ready,
            "faulty": f"{faulty}?show=faulty",
            "doubtful": doubtful,
        }.items()
    ]
    assert [refused, *found] == [[]] * 5
