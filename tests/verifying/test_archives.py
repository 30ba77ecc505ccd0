"""ZIPs of releases: the script checks every file in them."""

import json
import re

import pytest

import verify_release
from indicators.sealing import canonical, sealed
from tests.verifying import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(launch):
    """The files in the ZIP of the launch, by name."""
    return saved.unzipped(saved.archive(launch))


@pytest.fixture
def verify(tmp_path, capsys):
    """A function that verifies a ZIP of some files, beside others: what differs, as it is told, without the ZIP's name."""

    def verify(files, **others):
        verify_release.verify(saved.put(tmp_path, release_zip=saved.zipped(files), **others))
        return re.findall(r"DIFFERS: \S+/release\.zip(?:: )?(.+)", capsys.readouterr().out)

    return verify


def listed_again(files):
    """Files with a list that fits them, as whoever forges all of them would make it."""
    package = json.loads(files["datapackage.json"])
    for each in package["resources"]:
        content = files[each["path"]]
        each |= {"bytes": len(content), "hash": f"sha256:{verify_release.sha256(content).hexdigest()}"}
    return files | {"datapackage.json": canonical(sealed(package)).encode()}


def test_zip_as_published_is_fine(client, launch, files, verify):
    assert verify(files) == []
    assert verify(files, home_html=client.get("/fr/").content, release_json=launch.text.encode()) == []


def test_file_that_is_not_listed_is_told(files, verify):
    (said,) = verify(files | {"more.csv": b"1\n"})
    assert said.startswith("more.csv should be None, but is 2 bytes, sha256:4355a46b")


def test_file_that_is_missing_is_told(files, verify):
    del files["figures.fr.csv"]
    (said,) = verify(files)
    assert said.endswith(", but is None")


def test_table_forged_with_its_list_says_otherwise_than_the_release(files, verify):
    forged = files["figures.en.csv"].replace(b"36000000", b"36000001", 1)
    assert forged != files["figures.en.csv"]
    assert verify(listed_again(files | {"figures.en.csv": forged})) == [
        "figures.en.csv: FIN-3:form:not_said should be 36000000, but is 36000001"
    ]


@pytest.mark.parametrize("name", ["release.json", "datapackage.json"])
def test_zip_without_its_release_or_its_list_is_told(files, verify, name):
    del files[name]
    assert verify(files)[-1].startswith(" should be a release, or a page of one, but is unreadable (")


def test_zip_that_is_cut_is_told(launch, tmp_path, capsys):
    content = saved.archive(launch)
    for cut in (content[:-30], content[: len(content) // 2], content[50:]):
        assert verify_release.verify(saved.put(tmp_path, cut_zip=cut)) >= 1
    assert "Traceback" not in capsys.readouterr().out
