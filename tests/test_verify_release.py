"""The script that strangers run: it finds what was changed in published files, and says it in words."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verify_release
from indicators.catalogue import Better, Kind, indicators
from indicators.document import described
from indicators.formula import Status
from indicators.ledger import Ledger
from indicators.measures import Qualifier, Reading, Total
from indicators.models import Completeness, Observation, Target
from indicators.sealing import canonical, sealed
from tests import make
from tests.indicators.test_actions import REASON, publish

pytestmark = pytest.mark.django_db
SCRIPT = Path(verify_release.__file__)


@pytest.fixture
def files(launch, tmp_path):
    """The files of the launch release and of its correction."""
    make.observation(value=4)
    paths = {tmp_path / f"{release.number}.json": release for release in (launch, publish(reason=REASON))}
    for path, release in paths.items():
        path.write_text(release.text, "utf-8", newline="")
    return list(paths)


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
    """The number of differences and the lines that tell them."""
    faults = verify_release.verify([str(path) for path in paths])
    return faults, re.findall(r"DIFFERS: (.+)", capsys.readouterr().out)


def test_published_files_are_fine(files, launch, capsys):
    assert verify(capsys, *files) == (0, [])
    assert verify(capsys, *reversed(files)) == (0, [])


def test_script_names_each_release_with_its_fingerprint(files, launch, capsys):
    verify_release.verify([str(files[0])])
    assert capsys.readouterr().out == (
        f"{files[0]}: release 1, state on 2025-05-20, SHA-256 {launch.sha256}\nNothing differs.\n"
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
    assert alone.stderr.startswith("Verifies published releases of ENACT: python verify_release.py FILE…")


def test_script_needs_nothing_but_the_standard_library():
    imported = re.findall(r"^(?:import|from) (\w+)", SCRIPT.read_text("utf-8"), re.MULTILINE)
    assert set(imported) <= set(sys.stdlib_module_names)


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
    assert verify(capsys, files[0]) == (1, ["the file is not written as it was published: something was changed in it"])


def test_forged_total_is_found_in_spite_of_its_seal(files, capsys):
    def forge(entry):
        for value in (entry["figure"], entry["figure"]["recorded"], entry["series"][-1]):
            value["value"] = "36000001"

    rewritten(files[1], "FIN-3", forge)
    names = [breakdown.name.en for breakdown in indicators()["FIN-3"].breakdowns]
    made = "make 36000000 (exact, 0 unknown), but 36000001 (exact, 0 unknown) is published"
    assert verify(capsys, files[1]) == (
        1 + len(names),
        [
            "FIN-0: 3999999 (about, 1 unknown) is not itemised, but 4000000 (about, 1 unknown) is published",
            *(f"FIN-3: the parts of “{name}” {made}" for name in names),
        ],
    )


def test_forged_unknown_is_found(files, capsys):
    rewritten(files[1], "PAR-1", lambda entry: entry["figure"].update(unknowns=1))
    unlike = "make 14 (exact, 0 unknown), but 14 (exact, 1 unknown) is published"
    assert verify(capsys, files[1]) == (
        5,
        [
            *(f"PAR-1: the parts of “By {by}” {unlike}" for by in ("kind", "department of the head office", "country")),
            "PAR-1: unknowns is 0 where the figure comes from, but 1 is published",
            "PAR-1: the series does not end with the figure",
        ],
    )


def test_protected_part_leaves_its_total_unverified(files, capsys):
    def hide(entry):
        entry["breakdowns"][0]["parts"][0].update(value=None, unknowns=1, protected=True)

    rewritten(files[1], "PAR-1", hide)
    assert verify(capsys, files[1]) == (0, [])


FOUR = {"qualifier": "exact", "unknowns": 0, "value": "4"}
SERIES = "the series does not end with the figure"
REMOVED = "4000000 (about, 1 unknown) is not itemised, but nothing is published"
INVENTED = "nothing is not itemised, but 4 (exact, 0 unknown) is published"
FROM_ZERO = "trajectory is 0 on 2025-01-01, 18 on 2029-12-31 by the rule, but"
FROM_HALF = "trajectory is 2500 on 2025-01-01, 5000 on 2029-12-31 by the rule, but"
EACH_YEAR = ", ".join(f"20 on {year}-12-31" for year in range(2025, 2030))


@pytest.mark.parametrize(
    ("code", "change", "fault"),
    [
        ("RES-1", within("progress", expected="9"), "expected is 1.37 by the rule, but 9 is published"),
        ("RES-1", within("progress", expected=None), "expected is 1.37 by the rule, but none is published"),
        ("RES-1", within("progress", status="reached"), "status is ahead by the rule, but reached is published"),
        ("RES-1", within("progress", share="0.9"), "share is 0.2222 by the rule, but 0.9 is published"),
        ("RES-1", within("progress", on="2025-05-19"), "on is 2025-05-20 by the rule, but 2025-05-19 is published"),
        ("TRA-1", within("progress", status="behind"), "status is starting_point by the rule, but behind is published"),
        ("PAR-1", within("progress", status="reached"), "status is no_target by the rule, but reached is published"),
        ("RES-1", whole(trajectory=[]), f"{FROM_ZERO} none is published"),
        ("RES-1", within("trajectory", value="4"), f"{FROM_ZERO} 0 on 2025-01-01, 4 on 2029-12-31 is published"),
        ("TRA-1", lambda entry: entry["trajectory"].pop(0), f"{FROM_HALF} 5000 on 2029-12-31 is published"),
        ("TRA-3", whole(trajectory=[]), f"trajectory is {EACH_YEAR} by the rule, but none is published"),
        ("RES-1", within("series", value="3"), SERIES),
        ("RES-1", within("series", day="2025-05-19"), SERIES),
        ("RES-1", whole(series=[]), SERIES),
        ("FIN-0", whole(remainder=None), REMOVED),
        ("RES-1", whole(remainder=FOUR), INVENTED),
        (
            "RES-1",
            within("figure", origin="none"),
            "origin is observation where the figure comes from, but none is published",
        ),
    ],
)
def test_forged_conclusion_is_found(files, capsys, code, change, fault):
    rewritten(files[1], code, change)
    assert verify(capsys, files[1]) == (1, [f"{code}: {fault}"])


def test_figure_unlike_its_observation_is_found(files, capsys):
    def forge(entry):
        for said in (entry["figure"], entry["series"][-1]):
            said["value"] = "2501"
        entry["progress"]["share"] = "0.0004"

    rewritten(files[1], "TRA-1", forge)
    assert verify(capsys, files[1]) == (1, ["TRA-1: value is 2500 where the figure comes from, but 2501 is published"])


def test_figure_without_observation_or_records_is_found(files, capsys):
    def forge(entry):
        for said in (entry["figure"], entry["series"][-1]):
            said.update(value="7", unknowns=0)

    rewritten(files[1], "FIN-5", forge)
    assert verify(capsys, files[1]) == (
        2,
        [
            "FIN-5: unknowns is 1 where the figure comes from, but 0 is published",
            "FIN-5: value is None where the figure comes from, but 7 is published",
        ],
    )


@pytest.mark.parametrize(("code", "name"), [("PAR-1", "figure"), ("RES-1", "observations"), ("RES-1", "targets")])
def test_source_that_is_not_published_is_found(files, capsys, code, name):
    rewritten(files[1], code, within(name, source="nobody"))
    assert verify(capsys, files[1]) == (1, ["the source “nobody” is not among the sources"])


def test_source_of_a_statement_that_is_not_published_is_found(files, capsys):
    statements = json.loads(files[1].read_text("utf-8"))["statements"]
    forged(files[1], statements=[*statements, statements[0] | {"source": "nobody"}])
    assert verify(capsys, files[1]) == (1, ["the source “nobody” is not among the sources"])


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e3", "", "four", " 4", 4, float("nan"), [], True])
@pytest.mark.parametrize("name", ["figure", "observations", "trajectory"])
def test_value_that_is_no_number_is_found(files, capsys, name, value):
    rewritten(files[1], "RES-1", within(name, value=value))
    assert verify(capsys, files[1]) == (
        1,
        [f"{files[1]} cannot be read as a release: {json.dumps(value)} is not a number"],
    )


@pytest.mark.parametrize("name", ["figure", "observations", "progress", "programme"])
def test_release_without_a_part_is_said_to_lack_it(files, capsys, name):
    document = json.loads(files[1].read_text("utf-8"))
    (document if name in document else document["indicators"][0]).pop(name)
    files[1].write_text(canonical(sealed(document)), "utf-8", newline="")
    said = f"{files[1]} cannot be read as a release: something is missing or of another kind (KeyError('{name}'))"
    assert verify(capsys, files[1]) == (1, [said])


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "one"},
        {"number": None},
        {"previous": []},
        {"previous": "1"},
        {"previous": {"number": 1}},
        {"previous": {"sha256": "0" * 64}},
        {"indicators": [None]},
        {"programme": []},
        {"sources": []},
        {"statements": [{"source": ["aef"]}]},
    ],
)
def test_part_of_another_kind_is_said_in_words(files, capsys, changes):
    forged(files[1], **changes)
    count, said = verify(capsys, *files)
    assert (count, [fault.split(" (")[0] for fault in said]) == (
        1,
        [f"{files[1]} cannot be read as a release: something is missing or of another kind"],
    )


def test_day_that_does_not_exist_is_said_in_words(files, capsys):
    forged(files[1], programme={"starts_on": "2025-31-31", "ends_on": "2029-12-31"})
    count, said = verify(capsys, files[1])
    assert (count, said[0].split(": ")[0]) == (1, f"{files[1]} cannot be read as a release")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"schema":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_nested_brackets_are_said_in_words(tmp_path, capsys, text):
    path = tmp_path / "deep.json"
    path.write_text(text, "utf-8")
    count, said = verify(capsys, path)
    why = said[0].split(" while")[0]
    assert (count, why) == (1, f"{path} cannot be read as a release: maximum recursion depth exceeded")


def test_forged_release_breaks_the_chain(files, capsys):
    forged(files[0], licence={})
    assert verify(capsys, *files) == (
        1,
        ["release 2 holds another fingerprint of release 1 than that of the file given"],
    )


@pytest.mark.parametrize("previous", [None, {"number": 3, "sha256": "0" * 64}])
def test_release_that_follows_none_or_another_is_found(files, capsys, previous):
    forged(files[1], previous=previous)
    assert verify(capsys, files[1]) == (1, ["release 2 does not follow the one before"])


def test_two_different_files_of_one_number_are_found(files, capsys):
    forged(files[1], number=1, previous=None)
    assert verify(capsys, *files) == (1, ["two different files claim to be release 1"])


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
    assert (faults, [line.split(": ")[0] for line in said]) == (
        2,
        [f"{path} cannot be read as a release", f"{absent} cannot be read as a release"],
    )


@given(st.lists(st.tuples(st.none() | st.decimals(0, 10**9, places=2), st.sampled_from(Qualifier)), max_size=6))
def test_script_adds_up_as_the_application_does(pairs):
    total = sum((Total.of(value, qualifier) for value, qualifier in pairs), Total())
    parts = [
        {"value": None if value is None else str(value), "unknowns": int(value is None), "qualifier": str(qualifier)}
        for value, qualifier in pairs
    ]
    assert verify_release.add(parts) == (total.value, total.unknowns, total.qualifier)


VALUES = st.sampled_from(["0", "1", "2.5", "4", "5", "11", "12"]).map(Decimal)
DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 1))
YEARS = {"starts_on": "2025-01-01", "ends_on": "2026-12-31"}


@st.composite
def described_indicators(draw):
    """A day, and what a release of that day says of an indicator of any kind, with any observations, targets and records."""
    ledger = object.__new__(Ledger)
    ledger.day, ledger.published = draw(DAYS), []
    stated = draw(
        st.lists(st.tuples(VALUES | st.none(), DAYS.filter(lambda day: day <= ledger.day), st.booleans()), max_size=3)
    )
    ledger.observations = [
        Observation(indicator="RES-1", value=value, holds_on=on, stated_on=on, is_baseline=first and value is not None)
        for value, on, first in sorted(stated, key=lambda each: each[1], reverse=True)
    ]
    promised = sorted(draw(st.dictionaries(st.just(date.max) | DAYS, VALUES, max_size=3)).items())
    ledger.targets = [
        Target(indicator="RES-1", value=value, due_on=None if on == date.max else on, stated_on=on)
        for on, value in promised
    ]
    is_complete, recorded = draw(st.booleans()), draw(VALUES)
    ledger.completeness = {"RES-1": Completeness(complete_from=ledger.day)} if is_complete else {}
    measure = SimpleNamespace(asked=lambda day: ([], lambda: Reading(Total.of(recorded), day)))
    indicator = replace(
        indicators()["RES-1"],
        kind=draw(st.sampled_from(Kind)),
        better=draw(st.sampled_from(Better)),
        counts_people=draw(st.booleans()),
        breakdowns=(),
        measure=measure,
    )
    return ledger.day, described(indicator, ledger, YEARS, None)


def test_script_judges_as_the_application_does():
    met = set()

    @settings(max_examples=500)
    @given(described_indicators())
    def judge(described_on):
        day, entry = described_on
        document = {"day": day.isoformat(), "programme": YEARS}
        status = entry["progress"]["status"]
        assert [*verify_release.check_origin(entry, document), *verify_release.check_progress(entry, document)] == []
        entry["progress"]["status"] = "forged"
        said = [*verify_release.check_progress(entry, document)]
        assert said == [f"status is {status} by the rule, but forged is published"]
        met.add(status)

    judge()
    assert met == set(Status.values)
