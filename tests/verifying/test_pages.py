"""Saved pages: the script compares each figure with the release that the page names."""

import re

import pytest

import verify_release
from indicators.actions import publish_release
from indicators.models import Release
from tests import make
from tests.indicators.test_actions import REASON, publish
from tests.verifying import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def verify(launch, tmp_path, capsys):
    """A function that verifies a page beside the releases so far: what differs, as it is told, without the file's name."""

    def verify(page, releases=None):
        releases = Release.objects.all() if releases is None else releases
        files = {f"{each.number}_json": each.text.encode() for each in releases}
        verify_release.verify(saved.put(tmp_path, page_html=page, **files))
        return re.findall(r"DIFFERS: \S+/page\.html(?:: )?(.+)", capsys.readouterr().out)

    return verify


@pytest.mark.parametrize("language", ["fr", "en"])
def test_saved_pages_of_the_launch_are_fine(client, verify, language):
    found = saved.pages(client)
    assert len(found) > 40
    assert {path: verify(page) for path, page in found.items() if verify(page)} == {}


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("/fr/", ('<data value="2500"', '<data value="2600"'), "TRA-1 should be 2500, but is 2600"),
        ("/fr/", ("2\u202f500</data>", "2\u202f600</data>"), "TRA-1, as it reads should be 2500, but is 2\u202f600"),
        ("/en/", ("2,500</data>", "3,500</data>"), "TRA-1, as it reads should be 2500, but is 3,500"),
        (
            "/fr/funding/",
            ("36\u00a0M€</data>", "35\u00a0M€</data>"),
            "FIN-3, as it reads should be 36000000, but is 35\u00a0M€",
        ),
        ("/en/funding/", ("€36M</data>", "€36</data>"), "FIN-3, as it reads should be 36000000, but is €36"),
        ("/en/indicators/RES-1/", ("17%</data>", "27%</data>"), "RES-1:share, as it reads should be 0.1667, but is 27%"),
    ],
)
def test_figure_changed_in_a_saved_page_is_told(client, verify, path, change, said):
    page = client.get(path).content.decode()
    assert change[0] in page
    assert verify(page.replace(*change, 1).encode())[0] == said
