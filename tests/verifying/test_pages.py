"""Saved pages: the script compares each figure with the release that the page names."""

import re

import pytest

import verify_release
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
    assert {path: said for path, page in found.items() if (said := verify(page))} == {}


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
        (
            "/en/indicators/RES-1/",
            ("17%</data>", "27%</data>"),
            "RES-1:share, as it reads should be 0.1667, but is 27%",
        ),
    ],
)
def test_figure_changed_in_a_saved_page_is_told(client, verify, path, change, said):
    page = client.get(path).content.decode()
    assert change[0] in page
    assert verify(page.replace(*change, 1).encode())[0] == said


def test_page_without_its_release_is_told(client, verify):
    page = client.get("/fr/").content
    sha256 = saved.latest().sha256
    assert verify(page, releases=[]) == [
        f" should be a release, or a page of one, but is unreadable (ValueError: no file is the release that it names, {sha256})"
    ]


def test_page_that_names_no_release_is_told(client, verify):
    (said,) = verify(client.get("/fr/legal/").content)
    assert said.endswith("(ValueError: no file is the release that it names, none)")


def test_fingerprint_changed_in_one_place_is_told(client, verify):
    page, sha256 = client.get("/en/about/").content.decode(), saved.latest().sha256
    digit = next(letter for letter in sha256 if letter.isdigit())
    forged = sha256.replace(digit, str((int(digit) + 1) % 10), 1)
    assert len(verify(page.replace(sha256, forged, 1).encode())) == 1


def test_pages_of_a_correction_are_fine(client, launch, verify):
    make.observation(value=4)
    make.observation(indicator="FIN-4", value=50_000_000)
    publish(reason=REASON)
    found = saved.pages(client)
    assert 'data-figure="change:RES-1:from"' in found["/en/about/"].decode()
    assert 'data-figure="FIN-0:remainder">€' in found["/en/funding/"].decode()
    assert {path: said for path, page in found.items() if (said := verify(page))} == {}


def test_key_that_no_release_has_is_told(client, verify):
    page = client.get("/fr/").content.decode().replace('data-figure="RES-1"', 'data-figure="RES-9"', 1)
    assert "RES-9 should be no such figure, but is 3" in verify(page.encode())


# Figures of another release


@pytest.fixture
def comparison(client, launch):
    """The page that compares the launch with its correction."""
    make.observation(value=4)
    publish(reason=REASON)
    return client.get("/en/releases/1/compare/2/").content.decode()


def test_comparison_is_fine_with_both_releases(comparison, verify):
    assert verify(comparison.encode()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('value="3" data-figure="1:RES-1"', 'value="2" data-figure="1:RES-1"'), "1:RES-1 should be 3, but is 2"),
        (('data-figure="1:RES-1">3', 'data-figure="1:RES-1">2'), "1:RES-1, as it reads should be 3, but is 2"),
        (
            ('value="1" data-figure="1:difference:RES-1"', 'value="7" data-figure="1:difference:RES-1"'),
            "1:difference:RES-1 should be 1, but is 7",
        ),
        (
            ('data-figure="1:difference:RES-1">+1', 'data-figure="1:difference:RES-1">+7'),
            "1:difference:RES-1, as it reads should be 1, but is +7",
        ),
    ],
)
def test_figure_of_another_release_changed_in_a_page_is_told(comparison, verify, change, said):
    assert change[0] in comparison
    assert verify(comparison.replace(*change, 1).encode()) == [said]


def test_figures_of_a_release_whose_file_is_not_given_are_said_to_be_unchecked(comparison, tmp_path, capsys):
    others = len(re.findall('data-figure="1:', comparison))
    paths = saved.put(tmp_path, page_html=comparison.encode(), a_json=saved.latest().text.encode())
    assert (verify_release.verify(paths), others > 10) == (0, True)
    assert f" figures; {others} of other releases unchecked\n" in capsys.readouterr().out
