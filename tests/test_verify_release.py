"""The script that strangers run: it finds what was changed in published files, and says it in words."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verify_release
from indicators.catalogue import indicators
from indicators.sealing import canonical, sealed
from tests import make
from tests.indicators.test_actions import REASON, publish

pytestmark = pytest.mark.django_db
SCRIPT = Path(verify_release.__file__)


@pytest.fixture
def files(launch, tmp_path):
    """The files of the launch release and of its correction."""
    make.observation(value=4)
    releases = [launch, publish(reason=REASON)]
    for release in releases:
        (tmp_path / f"{release.number}.json").write_text(release.text, "utf-8", newline="")
    return [tmp_path / f"{release.number}.json" for release in releases]


def forged(path, **changes):
    """The file with its content changed, written and sealed as if it had been published so."""
    document = json.loads(path.read_text("utf-8"))
    path.write_text(canonical(sealed(document | changes)), "utf-8", newline="")
    return document


def rewritten(path, code, change):
    """The file with one of its indicators changed, and a seal that fits."""
    document = json.loads(path.read_text("utf-8"))
    change(next(entry for entry in document["indicators"] if entry["code"] == code))
    forged(path, indicators=document["indicators"])


def within(name, **changes):
    """A change of what an indicator says under a name; of the last of it, where it says a list."""

    def change(entry):
        said = entry[name]
        (said[-1] if isinstance(said, list) else said).update(changes)

    return change


def whole(**changes):
    """A change of an indicator itself."""
    return lambda entry: entry.update(changes)


def verify(capsys, *paths):
    """The number of differences and the lines that tell them, without the paths of the files."""
    faults = verify_release.verify([str(path) for path in paths])
    return faults, re.findall(r"DIFFERS: (?:\S+/\S+: )?(.+)", capsys.readouterr().out)


def told(what, due, said):
    """How a difference is told."""
    return f"{what} should be {due}, but is {said}"


def unreadable(path, why=""):
    """How it is told that a file is no release, with or without the reason."""
    return told(path, "a release, or a page of one", f"unreadable ({why})" if why else "unreadable")


def test_published_files_are_fine(files, launch, capsys):
    assert verify(capsys, *files) == (0, [])
    assert verify(capsys, *reversed(files)) == (0, [])


def test_script_names_each_release_with_its_fingerprint(files, launch, capsys):
    verify_release.verify([str(files[0])])
    assert capsys.readouterr().out == (
        f"{files[0]}: release 1, state on 2025-05-20, SHA-256 {launch.sha256}\n"
        "Totals: 9 recomputed, 0 protected.\nNothing differs.\n"
    )


@pytest.mark.parametrize(
    ("change", "code"), [(lambda text: text, 0), (lambda text: text.replace("36000000", "36000001"), 1)]
)
def test_script_runs_alone_and_says_so_in_its_exit_code(files, change, code):
    files[0].write_text(change(files[0].read_text("utf-8")), "utf-8", newline="")
    alone = subprocess.run([sys.executable, "-I", SCRIPT, files[0]], capture_output=True, text=True, check=False)
    assert (alone.returncode, alone.stderr) == (code, "")


def test_script_without_files_says_how_it_is_used():
    alone = subprocess.run([sys.executable, "-I", SCRIPT], capture_output=True, text=True, check=False)
    assert alone.returncode == 1
    assert alone.stderr.startswith("Verifies what ENACT has published: python verify_release.py FILE…")


def test_script_needs_nothing_but_the_standard_library():
    found = list(ast.walk(ast.parse(SCRIPT.read_text("utf-8"))))
    imported = {each.module for each in found if isinstance(each, ast.ImportFrom)} | {
        name.name for each in found if isinstance(each, ast.Import) for name in each.names
    }
    assert imported <= set(sys.stdlib_module_names)


def test_script_is_short_enough_to_be_read_first():
    assert len(SCRIPT.read_text("utf-8").splitlines()) < 200


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_digit_is_found(files, data):
    text = files[0].read_text("utf-8")
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", text)]))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != text[place]]))
    changed = files[0].with_name("changed.json")
    changed.write_text(text[:place] + digit + text[place + 1 :], "utf-8", newline="")
    assert verify_release.verify([str(changed)]) >= 1


def test_file_written_otherwise_is_found(files, capsys):
    files[0].write_text(json.dumps(json.loads(files[0].read_text("utf-8"))), "utf-8")
    count, said = verify(capsys, files[0])
    assert (count, said[0].split(" should")[0]) == (1, "the fingerprint of the file")


def test_forged_total_is_found_in_spite_of_its_seal(files, capsys):
    def forge(entry):
        for value in (entry["figure"], entry["figure"]["recorded"], entry["series"][-1]):
            value["value"] = "36000001"

    rewritten(files[1], "FIN-3", forge)
    names = [breakdown.name.en for breakdown in indicators()["FIN-3"].breakdowns]
    made = "36000000 (exact, 0 unknown)", "36000001 (exact, 0 unknown)"
    assert verify(capsys, files[1]) == (
        1 + len(names),
        [
            told("FIN-0: what is not itemised", "3999999 (about, 1 unknown)", "4000000 (about, 1 unknown)"),
            *(told(f"FIN-3: the figure as the sum of “{name}”", *made) for name in names),
        ],
    )


def test_forged_unknown_is_found(files, capsys):
    rewritten(files[1], "PAR-1", lambda entry: entry["figure"].update(unknowns=1))
    unlike = "14 (exact, 0 unknown)", "14 (exact, 1 unknown)"
    names = [
        f"PAR-1: the figure as the sum of “By {by}”" for by in ("kind", "department of the head office", "country")
    ]
    count, said = verify(capsys, files[1])
    assert (count, said[:4]) == (
        5,
        [*(told(name, *unlike) for name in names), told("PAR-1: unknowns, where the figure comes from", 0, 1)],
    )
    assert said[4].startswith("PAR-1: the end of the series should be ")


def test_protected_part_leaves_its_total_unverified(files, capsys):
    def hide(entry):
        entry["breakdowns"][0]["parts"][0].update(value=None, unknowns=1, protected=True)

    rewritten(files[1], "PAR-1", hide)
    assert verify(capsys, files[1]) == (0, [])


FROM_ZERO = ["0 on 2025-01-01", "18 on 2029-12-31"]
FROM_HALF = ["2500 on 2025-01-01", "5000 on 2029-12-31"]
EACH_YEAR = [f"20 on {year}-12-31" for year in range(2025, 2030)]
EXACT = ["4", 0, "exact", False]
THREE = ["3", *EXACT[1:]]
FOUR = {"qualifier": "exact", "unknowns": 0, "value": "4"}
LEFT = "what is not itemised"


@pytest.mark.parametrize(
    ("code", "change", "what"),
    [
        ("RES-1", within("progress", expected="9"), ("expected", "1.37", "9")),
        ("RES-1", within("progress", expected=None), ("expected", "1.37", None)),
        ("RES-1", within("progress", status="reached"), ("status", "ahead", "reached")),
        ("RES-1", within("progress", share="0.9"), ("share", "0.2222", "0.9")),
        ("RES-1", within("progress", on="2025-05-19"), ("on", "2025-05-20", "2025-05-19")),
        ("TRA-1", within("progress", status="behind"), ("status", "starting_point", "behind")),
        ("PAR-1", within("progress", status="reached"), ("status", "no_target", "reached")),
        ("RES-1", whole(trajectory=[]), ("the trajectory", FROM_ZERO, [])),
        ("RES-1", within("trajectory", value="4"), ("the trajectory", FROM_ZERO, [FROM_ZERO[0], "4 on 2029-12-31"])),
        ("TRA-1", lambda entry: entry["trajectory"].pop(0), ("the trajectory", FROM_HALF, FROM_HALF[1:])),
        ("TRA-3", whole(trajectory=[]), ("the trajectory", EACH_YEAR, [])),
        (
            "RES-1",
            within("series", value="3"),
            ("the end of the series", ["2025-05-20", *EXACT], ["2025-05-20", *THREE]),
        ),
        (
            "RES-1",
            within("series", day="2025-05-19"),
            ("the end of the series", ["2025-05-20", *EXACT], ["2025-05-19", *EXACT]),
        ),
        ("RES-1", whole(series=[]), ("the end of the series", ["2025-05-20", *EXACT], None)),
        ("FIN-0", whole(remainder=None), (LEFT, "4000000 (about, 1 unknown)", None)),
        ("RES-1", whole(remainder=FOUR), (LEFT, None, "4 (exact, 0 unknown)")),
        ("RES-1", within("figure", origin="none"), ("origin, where the figure comes from", "observation", "none")),
    ],
)
def test_forged_conclusion_is_found(files, capsys, code, change, what):
    rewritten(files[1], code, change)
    name, due, said = what
    if "series" in name:
        due, said = [due], [said] if said else []
    assert verify(capsys, files[1]) == (1, [told(f"{code}: {name}", due, said)])


def test_figure_unlike_its_observation_is_found(files, capsys):
    def forge(entry):
        for said in (entry["figure"], entry["series"][-1]):
            said["value"] = "2501"
        entry["progress"]["share"] = "0.0004"

    rewritten(files[1], "TRA-1", forge)
    assert verify(capsys, files[1]) == (1, [told("TRA-1: value, where the figure comes from", 2500, 2501)])


def test_figure_without_observation_or_records_is_found(files, capsys):
    def forge(entry):
        for said in (entry["figure"], entry["series"][-1]):
            said.update(value="7", unknowns=0)

    rewritten(files[1], "FIN-5", forge)
    assert verify(capsys, files[1]) == (
        2,
        [
            told("FIN-5: unknowns, where the figure comes from", 1, 0),
            told("FIN-5: value, where the figure comes from", None, 7),
        ],
    )


@pytest.mark.parametrize(("code", "name"), [("PAR-1", "figure"), ("RES-1", "observations"), ("RES-1", "targets")])
def test_source_that_is_not_published_is_found(files, capsys, code, name):
    rewritten(files[1], code, within(name, source="nobody"))
    assert verify(capsys, files[1]) == (1, [told("the list of sources that are missing", [], ["nobody"])])


def test_source_of_a_statement_that_is_not_published_is_found(files, capsys):
    statements = json.loads(files[1].read_text("utf-8"))["statements"]
    forged(files[1], statements=[*statements, statements[0] | {"source": "nobody"}])
    assert verify(capsys, files[1]) == (1, [told("the list of sources that are missing", [], ["nobody"])])


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e3", "", "four", " 4", 4, float("nan"), [], True])
@pytest.mark.parametrize("name", ["figure", "observations", "trajectory"])
def test_value_that_is_no_number_is_found(files, capsys, name, value):
    rewritten(files[1], "RES-1", within(name, value=value))
    count, said = verify(capsys, files[1])
    assert count >= 1
    assert told("the list of values that are no numbers", [], [json.dumps(value)]) in said


@pytest.mark.parametrize("name", ["figure", "observations", "progress", "programme"])
def test_release_without_a_part_is_said_to_lack_it(files, capsys, name):
    document = json.loads(files[1].read_text("utf-8"))
    (document if name in document else document["indicators"][0]).pop(name)
    files[1].write_text(canonical(sealed(document)), "utf-8", newline="")
    count, said = verify(capsys, files[1])
    assert (count, said[-1]) == (len(said), unreadable(files[1], f"KeyError: {name!r}"))


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "one"},
        {"number": None},
        {"previous": []},
        {"previous": "1"},
        {"previous": {"number": 1}},
        {"indicators": [None]},
        {"programme": []},
        {"sources": []},
    ],
)
def test_part_of_another_kind_is_said_in_words(files, capsys, changes):
    forged(files[1], **changes)
    count, said = verify(capsys, *files)
    assert count == len(said)
    assert said[-1].startswith(unreadable(files[1]))


def test_day_that_does_not_exist_is_said_in_words(files, capsys):
    forged(files[1], programme={"starts_on": "2025-31-31", "ends_on": "2029-12-31"})
    count, said = verify(capsys, files[1])
    assert (count, said[-1].split(":")[0]) == (len(said), unreadable(files[1], "ValueError").removesuffix(")"))


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"schema":' * 100_000, "[" * 100_000 + "]" * 100_000], ids=["lists", "objects", "closed"]
)
def test_nested_brackets_are_said_in_words(tmp_path, capsys, text):
    path = tmp_path / "deep.json"
    path.write_text(text, "utf-8")
    count, said = verify(capsys, path)
    why = said[0].split(" while")[0]
    assert (count, why) == (1, unreadable(path, "RecursionError: maximum recursion depth exceeded").removesuffix(")"))


def test_forged_release_breaks_the_chain(files, capsys):
    forged(files[0], licence={})
    count, said = verify(capsys, *files)
    assert (count, said[0].split(" should")[0]) == (1, "release 1, as another file knows it")


@pytest.mark.parametrize("previous", [None, {"number": 3, "sha256": "0" * 64}])
def test_release_that_follows_none_or_another_is_found(files, capsys, previous):
    forged(files[1], previous=previous)
    due = previous["number"] + 1 if previous else 1
    assert verify(capsys, files[1]) == (1, [told("the number of the release", due, 2)])


def test_two_different_files_of_one_number_are_found(files, capsys):
    forged(files[1], number=1, previous=None)
    count, said = verify(capsys, *files)
    assert (count, said[0].split(" should")[0]) == (1, "release 1, as another file knows it")


def test_same_file_twice_is_no_difference(files, capsys):
    latest = files[1].with_name("latest.json")
    latest.write_bytes(files[1].read_bytes())
    assert verify(capsys, *files, latest) == (0, [])


def test_gap_between_the_files_is_no_difference(files, capsys):
    assert verify(capsys, files[1]) == (0, [])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"schema": "enact-release-1"}', b"\xff", b"null"])
def test_what_is_not_a_release_is_said_to_be_none(tmp_path, capsys, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    absent = tmp_path / "absent.json"
    faults, said = verify(capsys, path, absent)
    assert (faults, [line.split(" (")[0] for line in said]) == (2, [unreadable(path), unreadable(absent)])
