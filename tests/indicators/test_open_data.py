"""The files of a release: the same figures as its text, described in full, and the same bytes for good."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from html import unescape

import pytest
from frictionless import Package

from enact.ui.kept.drawing import addresses
from indicators.models import Release
from indicators.open_data.files import made
from indicators.published import draw_pages, pages_of
from indicators.sealing import canonical, fingerprint, sealed
from indicators.shown import told_of
from indicators.texts import document_of, told
from tests import make
from tests.drawn import forget_pages
from tests.indicators.test_actions import REASON, publish
from tests.page import read_aloud
from tests.programs import run

pytestmark = pytest.mark.django_db
FILES = {
    *("agreements.csv", "datapackage.json", "dcat.jsonld", "figures.en.csv", "figures.fr.csv", "indicators.csv"),
    *("LICENCE.txt", "README.txt", "release.json", "sources.csv", "statements.csv"),
}


def archive(client, number=1):
    """The archive of a release."""
    return zipfile.ZipFile(io.BytesIO(client.get(f"/data/releases/{number}.zip").content))


def table(client, name, number=1):
    """The rows of a table of a release."""
    text = client.get(f"/data/releases/{number}/{name}").content.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def in_full(document):
    """Every figure that a document tells: its key, what it is, its day, how it reads."""
    for entry in document["indicators"]:
        for key, *said in [*published_of(entry, document["day"]), *judged_of(entry)]:
            yield ":".join([entry["code"], *filter(None, [key])]), *said


def published_of(entry, day):
    """The figure of an indicator, and its parts."""
    yield "", "value", entry["figure"]["holds_on"] or day, entry["figure"]
    if entry["figure"]["recorded"]:
        yield "recorded", "recorded", day, entry["figure"]["recorded"]
    for part in entry["parts"]:
        yield part["key"], "part", part["figure"]["holds_on"] or day, part["figure"]
    for breakdown in entry["breakdowns"]:
        for part in breakdown["parts"]:
            yield f"{breakdown['key']}:{part['key']}", "breakdown", day, part
    if entry["remainder"]:
        yield "remainder", "remainder", day, entry["remainder"]


def judged_of(entry):
    """What an indicator was to reach, and what was said of it."""
    for target in entry["targets"]:
        due_on = target["due_on"]
        yield f"target:{due_on}" if due_on else "target", "target", due_on or "", target
    for point in entry["trajectory"]:
        yield f"trajectory:{point['on']}", "trajectory", point["on"], point
    for point in entry["series"]:
        yield f"published:{point['day']}", "series", point["day"], point
    for place, row in enumerate(entry["observations"]):
        yield f"observation:{place + 1}", "observation", row["holds_on"], row


def as_written(key, what, day, figure):
    """A figure as a row of the tables tells it."""
    known = figure["value"] is not None
    return {
        "figure": key,
        "indicator": key.split(":")[0],
        "what": what,
        "day": day,
        "value": figure["value"] if known else "",
        "qualifier": figure.get("qualifier", "exact") if known else "",
        "unknowns": str(figure.get("unknowns", 0)),
        "protected": "true" if figure.get("protected") else "false",
        "source": figure.get("source") or "",
    }


def check_figures(client, release):
    """Holds the tables of figures of a release against its text."""
    due = [as_written(*figure) for figure in in_full(told(release.text))]
    for language in ("fr", "en"):
        rows = table(client, f"figures.{language}.csv", release.number)
        assert [{name: row[name] for name in due[0]} for row in rows] == due
        assert {(row["release"], row["sha256"]) for row in rows} == {(str(release.number), release.sha256)}


def faults(client, number, folder):
    """What a validator of data packages finds in the archive of a release."""
    archive(client, number).extractall(folder)
    report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["resourceName", "rowNumber", "fieldName", "type", "note"]) + [str(e) for e in report.errors]


# What the tables say


def test_every_figure_of_the_launch_is_in_the_tables(client, launch):
    check_figures(client, launch)


def test_texts_are_in_the_language_of_the_file(client, launch):
    names = {
        language: {
            row["figure"]: (row["indicator_name"], row["unit_name"], row["source_name"])
            for row in table(client, f"figures.{language}.csv")
        }
        for language in ("fr", "en")
    }
    assert names["fr"]["FIN-3"] == ("Accordé", "EUR", "coordinateur du programme")
    assert names["en"]["FIN-3"] == ("Granted", "EUR", "coordinator of the programme")


def test_definitions_sources_and_statements_are_those_of_the_release(client, launch):
    document = told(launch.text)
    rows = table(client, "indicators.csv")
    assert [(row["code"], row["definition_fr"], row["name_en"], row["status"]) for row in rows] == [
        (entry["code"], entry["definition"]["fr"], entry["name"]["en"], entry["progress"]["status"])
        for entry in document["indicators"]
    ]
    assert [(row["key"], row["said_by_en"]) for row in table(client, "sources.csv")] == [
        (key, source["said_by"]["en"]) for key, source in document["sources"].items()
    ]
    assert [(row["key"], row["text_fr"]) for row in table(client, "statements.csv")] == [
        (row["key"], row["text"]["fr"]) for row in document["statements"]
    ]


def test_text_that_a_spreadsheet_would_run_is_quoted_and_a_negative_number_is_not(client):
    make.programme()
    make.observation(source=make.source(said_by_fr="=HYPERLINK(1)"))
    make.observation(indicator="FIN-0", value=1)
    make.observation(indicator="FIN-3", value=5)
    publish()
    rows = {row["figure"]: row for row in table(client, "figures.fr.csv")}
    assert rows["RES-1"]["source_name"] == "'=HYPERLINK(1)"
    assert rows["FIN-0:remainder"]["value"] == "-4"


# What describes them


def test_package_of_the_launch_is_valid(client, launch, tmp_path):
    assert faults(client, 1, tmp_path) == []


def test_package_says_length_and_hash_of_each_file(client, launch):
    package = client.get("/data/releases/1/datapackage.json").json()
    assert {one["path"] for one in package["resources"]} == FILES - {"datapackage.json"}
    for one in package["resources"]:
        content = client.get(f"/data/releases/1/{one['path']}").content
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
    assert (package["version"], package["created"]) == ("1", "2025-05-20T00:00:00Z")
    assert package["licenses"][0]["name"] == "etalab-2.0"
    assert sealed(package) == package


def test_catalogue_entry_says_hash_and_length_of_each_file(client, launch, settings):
    dataset = client.get("/data/releases/1/dcat.jsonld").json()
    files = {one["dct:title"]: one for one in dataset["dcat:distribution"]}
    assert files.keys() == FILES - {"dcat.jsonld"} | {"1.zip"}
    for name in FILES - {"datapackage.json", "dcat.jsonld"}:
        content = client.get(files[name]["@id"].removeprefix(settings.SITE_ADDRESS)).content
        assert files[name]["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(content).hexdigest()
        assert files[name]["dcat:byteSize"]["@value"] == str(len(content))
    assert dataset["dct:publisher"]["foaf:name"] == "Université de Lorraine"
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == "2025-05-20"


def test_catalogue_names_every_release_and_what_replaces_it(client):
    make.programme()
    publish()
    make.observation(value=3)
    publish(reason=REASON)
    found = client.get("/data/catalog.jsonld").json()["dcat:dataset"]
    second, first = (one["@id"] for one in found)
    assert [one["dcat:version"] for one in found] == ["2", "1"]
    assert [one.get("dct:isReplacedBy") for one in found] == [None, {"@id": second}]
    assert first.endswith("/data/releases/1/dcat.jsonld#dataset")


# The archive, and the addresses


def test_archive_holds_every_file_dated_by_the_day_of_the_release(client, launch):
    found = archive(client)
    assert found.namelist() == sorted(FILES)
    assert {entry.date_time for entry in found.infolist()} == {(2025, 5, 20, 0, 0, 0)}
    for name in FILES:
        assert found.read(name) == client.get(f"/data/releases/1/{name}").content
    assert found.read("release.json") == launch.text.encode()
    assert launch.sha256 in found.read("README.txt").decode()


def test_script_finds_nothing_that_differs_in_the_archive(client, launch, tmp_path):
    (tmp_path / "1.zip").write_bytes(client.get("/data/releases/1.zip").content)
    done = run("verify_release.py", tmp_path / "1.zip")
    assert (done.returncode, done.stderr) == (0, "")


def test_archive_is_the_same_to_the_byte_when_it_is_made_again(client, launch):
    first = client.get("/data/releases/1.zip").content
    forget_pages()
    made.cache_clear()
    assert client.get("/data/releases/1.zip", headers={"accept-language": "en"}).content == first


def test_latest_is_the_newest_to_the_byte(client, launch):
    for name in FILES:
        assert client.get(f"/data/releases/latest/{name}").content == client.get(f"/data/releases/1/{name}").content
    assert client.get("/data/releases/latest.zip").content == client.get("/data/releases/1.zip").content


def test_files_of_a_corrected_release_stay(client):
    make.programme()
    publish()
    before = {name: client.get(f"/data/releases/1/{name}").content for name in FILES}
    make.observation(value=3)
    publish(reason=REASON)
    assert {name: client.get(f"/data/releases/1/{name}").content for name in FILES} == before
    assert client.get("/data/releases/latest/figures.fr.csv").content != before["figures.fr.csv"]


@pytest.mark.parametrize("name", ["nothing.csv", "figures.de.csv", "README", "%00", "..%2f1.json", "figures.fr.CSV"])
def test_file_that_there_is_not_is_not_found(client, launch, name):
    assert [client.get(f"/data/releases/{number}/{name}").status_code for number in (1, "latest")] == [404, 404]


def test_release_of_an_earlier_layout_has_no_table_of_what_it_does_not_tell(client, launch, tmp_path):
    document = {key: value for key, value in json.loads(launch.text).items() if key != "agreements"}
    text = canonical(sealed(document | {"number": 2, "day": str(launch.day + timedelta(1))}))
    Release.objects.create(
        number=2, day=launch.day + timedelta(1), text=text, sha256=fingerprint(text), published_at=launch.published_at
    )
    forget_pages()
    assert client.get("/data/releases/2/agreements.csv").status_code == 404
    assert "agreements.csv" not in archive(client, 2).namelist()
    assert b"agreements.csv:" not in archive(client, 2).read("README.txt")
    assert faults(client, 2, tmp_path) == []
    assert client.get("/fr/data/").status_code == 200


# How they are answered


@pytest.mark.parametrize(
    "address",
    [
        *("/data/releases/1.zip", "/data/releases/1.json", "/data/releases/latest/figures.fr.csv"),
        *("/data/catalog.jsonld", "/data/indicators/RES-1.json", "/data/verify_release.py", "/api/releases/"),
        *("/fr/indicators/RES-1.csv", "/en/funding.csv", "/data/releases/calendar.ics", "/fr/releases/feed.atom"),
        *("/fr/events.ics", "/en/calls.ics", "/fr/partners/?export=csv", "/en/chairs/?export=xlsx"),
    ],
)
def test_pages_of_other_sites_may_read_them(client, launch, address):
    response = client.get(address)
    again = client.get(address, headers={"if-none-match": response.headers.get("ETag", "none")})
    assert again.status_code == (304 if response.has_header("ETag") else 200)
    for answer in (response, again):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("address", ["/fr/data/", "/fr/partners/?q=a", "/fr/indicators/RES-9.csv", "/fr/card.png"])
def test_pages_for_people_are_for_this_site_alone(client, launch, address):
    response = client.get(address)
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_names_of_files_say_of_what_they_are(client, launch, settings):
    asked = ("/data/releases/1.zip", "/data/releases/1/figures.fr.csv")
    assert [client.get(address).headers["Content-Disposition"] for address in asked] == [
        'attachment; filename="enact-1.zip"',
        'attachment; filename="enact-1-figures.fr.csv"',
    ]
    settings.FICTIONAL = True
    forget_pages()
    assert client.get(asked[0]).headers["Content-Disposition"] == 'attachment; filename="fictif-enact-1.zip"'
    assert b"programme fictif / fictional programme" in archive(client).read("README.txt")
    assert "programme fictif" in client.get("/data/releases/1/datapackage.json").json()["title"]


# The page that explains them


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_explains_every_file_and_every_column(client, launch, language):
    response = client.get(f"/{language}/data/")
    text = read_aloud(response)
    assert [name for name in FILES - {"release.json", "LICENCE.txt", "README.txt"} if name not in text] == []
    columns = {name for file in FILES if file.endswith(".csv") for name in header_of(client, file)}
    assert [name for name in columns if f"<code>{name}</code>" not in response.content.decode()] == []


def header_of(client, file):
    """The names of the columns of a file."""
    return client.get(f"/data/releases/1/{file}").content.decode().split("\r\n")[0].split(",")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_example_in_python_reads_the_published_figures(client, launch, tmp_path, language):
    response = client.get(f"/data/releases/latest/figures.{language}.csv")
    name = response.headers["Content-Disposition"].split('"')[1]  # as a browser saves it
    (tmp_path / name).write_bytes(response.content)
    (tmp_path / "example.py").write_text(example(client, language, "python"), encoding="utf-8")
    done = run("example.py", folder=tmp_path, PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    figures = {entry["code"]: entry["figure"] for entry in told(launch.text)["indicators"]}
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    assert {line[0]: line[3] for line in lines} == {
        code: figure["value"] or ("protected" if figure["protected"] else "unknown") for code, figure in figures.items()
    }


def example(client, language, name):
    """The text of an example, as a reader copies it."""
    page = client.get(f"/{language}/data/").content.decode()
    return unescape(page.split(f'<pre id="{name}"><code lang="en">')[1].split("</code>")[0])


def test_pages_of_a_release_are_kept_once_whatever_the_language(launch):
    assert draw_pages() == []
    codes = len(told(launch.text)["indicators"])
    ours = (
        "release-json",
        "release-zip",
        "release-file",
        "api-release",
        "api-release-indicators",
        "api-release-indicator",
    )
    of_it = [(route, find) for route, find in pages_of(document_of(told_of(1))) if route.name in ours]
    places = [place for route, find in of_it for place in addresses(route, find())]
    assert {language for language, _path in places} == {"fr"}
    assert len(places) == len(FILES) + len(("json", "zip", "api", "indicators")) + codes
