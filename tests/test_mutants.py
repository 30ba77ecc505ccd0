"""The mutants of isolation are where they are said to be; `make drill` tries them."""

import pytest

from tests.mutants import MUTANTS, ROOT, is_found_once


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_mutant_replaces_a_text_that_stands_once(mutant):
    assert is_found_once(mutant)
    assert (ROOT / "tests/isolation" / mutant.tests.partition("::")[0]).exists()


def test_mutants_have_names_of_their_own():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 10
