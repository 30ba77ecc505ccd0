"""The published data: the same figures as on the pages, for spreadsheets and for machines."""

import csv
import io
from decimal import Decimal

import pytest
from django.conf import settings

from enact.languages import Text
from indicators.texts import told
from tests import make
from tests.indicators.test_actions import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(launch):
    """What the first release says."""
    return told(launch.text)


def sheet(client, code, language="en"):
    """The spreadsheet of an indicator: its rows as lists of texts."""
    text = client.get(f"/{language}/indicators/{code}.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "fr" else ","))


def test_json_says_what_the_release_says(client, launch, document):
    for one in document["indicators"]:
        found = client.get(f"/data/indicators/{one['code']}.json")
        assert found.headers["Content-Type"] == "application/json"
        assert found.json() == one | {
            "release": {"number": 1, "day": "2025-05-20", "sha256": launch.sha256},
            "sources": document["sources"],
        }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_spreadsheet_says_what_the_release_says(client, launch, document, language):
    for one in document["indicators"]:
        rows = sheet(client, one["code"], language)[1:]
        parts = [part["figure"] for part in one["parts"]]
        parts += [part for breakdown in one["breakdowns"] for part in breakdown["parts"]]
        rest = [one["remainder"]] if one["remainder"] else []
        said = [one["figure"], *parts, *rest, *one["series"], *one["targets"], *one["trajectory"]]
        assert [row[4].replace(",", ".") for row in rows] == [figure["value"] or "" for figure in said]
        assert [row[6] for row in rows] == [str(figure.get("unknowns", 0)) for figure in said]
        assert {row[0] for row in rows} == {one["code"]}
        assert {(row[9], row[10]) for row in rows} == {("1", launch.sha256)}


def test_spreadsheet_is_written_for_its_language(client, launch):
    french = client.get("/fr/indicators/TRA-1.csv")
    assert french.content.startswith(b"\xef\xbb\xbf")
    assert french.headers["Content-Disposition"] == 'attachment; filename="enact-TRA-1-2025-05-20.csv"'
    assert sheet(client, "FIN-3")[0] == [
        *("indicator", "what", "part", "day", "value", "qualifier", "number of unknowns", "unit", "source"),
        *("release", "fingerprint (SHA-256)"),
    ]
    assert len(sheet(client, "FIN-3", "fr")[0]) == 11


@pytest.mark.parametrize(
    ("language", "code", "unit"),
    [
        ("fr", "RES-1", "chaires"),
        ("en", "RES-1", "chairs"),
        ("fr", "TRA-2", "doctorats par an"),
        ("fr", "FIN-3", "EUR"),
    ],
)
def test_unit_is_in_the_language_of_the_reader(client, launch, language, code, unit):
    assert {row[7] for row in sheet(client, code, language)[1:]} == {unit}


@pytest.mark.parametrize(
    ("language", "code", "units"),
    [
        ("fr", "RES-2", {"communautés", "personnes", "organisations"}),
        ("en", "TRA-4", {"events", "attendances"}),
    ],
)
def test_unit_of_a_breakdown_is_its_own(client, launch, language, code, units):
    make.event(took_place=True)
    make.community_member()
    make.community_member(person=make.person())
    make.completeness(indicator=code)
    publish(make.DAY, reason=Text("Registres.", "Registers."))
    assert {row[7] for row in sheet(client, code, language)[1:]} == units


def test_what_is_not_itemised_has_its_row(client, launch):
    (row,) = [row for row in sheet(client, "FIN-0") if row[1] == "remainder, not itemised"]
    assert row[2:9] == ["", "2025-05-20", "4000000", "about", "1", "EUR", ""]


def test_unknown_has_no_qualifier(client, launch):
    assert sheet(client, "TRA-3")[1][4:8] == ["", "", "1", "contracts a year"]


def test_decimals_have_the_mark_of_the_language(client):
    make.programme()
    make.observation(value=Decimal("2.5"))
    publish()
    assert (sheet(client, "RES-1", "fr")[1][4], sheet(client, "RES-1")[1][4]) == ("2,5", "2.5")


def test_release_is_its_text_to_the_byte(client, launch):
    response = client.get("/data/releases/1.json")
    assert response.content == launch.text.encode()
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=5"
    assert client.get("/data/releases/latest.json").content == response.content


def test_script_is_the_one_of_the_project(client):
    response = client.get("/data/verify_release.py")
    assert response.getvalue() == (settings.BASE_DIR / "verify_release.py").read_bytes()
    assert response.headers["Content-Disposition"] == 'attachment; filename="verify_release.py"'


def test_text_that_a_spreadsheet_would_run_is_quoted(client):
    make.programme()
    make.observation(source=make.source(said_by_fr="=HYPERLINK(1)"))
    publish()
    assert sheet(client, "RES-1", "fr")[1][8] == "'=HYPERLINK(1)"
