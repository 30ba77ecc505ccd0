"""Every figure of the fictional programme is the same in HTML, chart, CSV and JSON, in French and in English."""

import csv
import io
import json
import re
from datetime import date

import pytest

import verify_release
from enact.fiction.loading import LAST_DAY
from enact.ui.kept import live
from enact.ui.kept.drawing import addresses
from indicators.models import Release
from tests.second.computation import STATEMENTS
from tests.second.test_second_computation import differing
from tests.verifying import digits, saved

HALF_YEARS = [date(year, month, day) for year in range(2022, 2027) for month, day in ((6, 30), (12, 31))]
FIGURE = re.compile(r'<(?:data|text)\b[^>]*>|<span class="(?:unknown|unknowns)"[^>]*>')


@pytest.fixture
def release(fiction):
    """The release that the pages show."""
    return saved.latest()


def marks(page):
    """The figures of a page, as keys with their values; "" where it prints none."""
    return sorted((key, value) for _tag, value, key, _text in verify_release.MARK.findall(page.decode()))


def test_each_figure_is_the_same_in_page_chart_and_release(client, release, tmp_path, capsys):
    pages = saved.pages(client)
    files = {path.strip("/").replace("/", "-") + "_html": page for path, page in pages.items()}
    paths = saved.put(
        tmp_path, **files, **{f"{each.number}_json": each.text.encode() for each in Release.objects.all()}
    )
    assert verify_release.verify(paths) == 0, capsys.readouterr().out[-3000:]


def test_each_figure_is_the_same_in_french_and_in_english(client, release):
    pages = saved.pages(client)
    french = {path[3:]: marks(page) for path, page in pages.items() if path.startswith("/fr/")}
    assert french == {path[3:]: marks(page) for path, page in pages.items() if path.startswith("/en/")}
    assert sum(map(len, french.values())) > 1_000


def test_each_figure_of_a_page_has_its_key(client, release):
    for path, page in saved.pages(client).items():
        found = [each for each in FIGURE.findall(page.decode()) if "data-figure" not in each and "<text" not in each]
        assert (path, found) == (path, [])


def test_charts_print_figures_that_are_marked(client, release):
    texts = re.findall("<text[^>]* data-figure=", client.get("/fr/").content.decode())
    assert len(texts) > 10


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_figure_is_the_same_in_spreadsheet_and_release(client, release, language):
    for one in json.loads(release.text)["indicators"]:
        text = client.get(f"/{language}/indicators/{one['code']}.csv").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if language == "fr" else ","))[1:]
        parts = [part["figure"] for part in one["parts"]]
        parts += [part for breakdown in one["breakdowns"] for part in breakdown["parts"]]
        rest = [one["remainder"]] if one["remainder"] else []
        said = [one["figure"], *parts, *rest, *one["series"], *one["targets"], *one["trajectory"]]
        values = [(figure["value"] or "", str(figure.get("unknowns", 0))) for figure in said]
        assert [(row[4].replace(",", "."), row[6]) for row in rows] == values


def test_zip_of_the_fiction_is_fine(release, tmp_path, capsys):
    assert verify_release.verify(saved.put(tmp_path, release_zip=saved.archive(release))) == 0
    assert "Totals: " in capsys.readouterr().out


def test_pages_of_live_records_mark_no_figure_of_a_release(client, release):
    for route, find in live.pages():
        for _language, path in list(addresses(route, find()))[:12]:
            assert (path, b"data-figure=" in client.get(path).content) == (path, False)


def test_every_indicator_comes_to_the_same_when_computed_a_second_time(release):
    assert LAST_DAY in HALF_YEARS
    assert len(STATEMENTS) == 16
    assert differing(HALF_YEARS) == []


@pytest.mark.drill
def test_thousand_digits_changed_in_what_is_published_of_the_fiction_are_found(client, release, tmp_path):
    chance = digits.seeded(2026)
    assert digits.missed_in_releases(chance, release, 300) == 0
    assert digits.missed_in_archives(chance, release, tmp_path / "changed.zip", 200) == 0
    assert digits.missed_in_pages(chance, release, saved.pages(client), 500) == []
