"""The mutants of isolation are where they are said to be; `make drill` tries them."""

import math
import os
import subprocess
import sys

import pytest

from tests.mutants import ROOT, is_found_once
from tests.scoped import scoped_calls
from tests.taken import HELD_BY, MUTANTS


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_mutant_replaces_a_text_that_stands_once(mutant):
    assert is_found_once(mutant)
    assert (ROOT / "tests/isolation" / mutant.tests.partition("::")[0]).exists()


def test_mutants_have_names_of_their_own():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 10


def test_every_scope_of_the_application_has_a_mutant_and_tests_that_hold_it():
    calls = scoped_calls()
    assert {call.file.partition("/")[0] for call in calls} == HELD_BY.keys()
    assert {(call.file, call.old) for call in calls} <= {(mutant.file, mutant.old) for mutant in MUTANTS}
    assert [call for call in calls if call.old == call.new] == []
    text = "".join((ROOT / file).read_text("utf-8") for file in {call.file for call in calls})
    assert len(calls) == text.count(".visible_to(")


def test_they_are_tried_by_a_program_without_settings():
    command = [sys.executable, "-c", "from tests.mutants import chosen; print(len(chosen()))"]
    asked = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    found = [
        int(subprocess.run(command, cwd=ROOT, env=asked | share, capture_output=True, text=True, check=True).stdout)
        for share in ({}, {"MUTANTS": "6", "SEED": "1"})
    ]
    assert found == [len(MUTANTS), math.ceil(len(MUTANTS) / 6)]
