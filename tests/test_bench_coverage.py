"""What `python -m bench.coverage` measures: contracts over eight years, all on one page, with their history."""

import pytest

from bench import coverage
from bench.contracts import STARTS, sow_contracts
from bench.copies import TIMES
from bench.pages import FIRST_START
from bench.seed import sow
from enact.records import unexplained
from tests.sending import coordinator
from training.measures.coverage import Cover
from training.models import Coverage, DoctoralContract, DoctoralStep

MANY = 2 * STARTS


@pytest.fixture
def sown(launch):
    """The launch, invented commitments, and contracts that start in each month in which any does."""
    sow(10)
    sow_contracts(MANY)


@pytest.fixture
def shown(sown):
    """What each page that is measured shows."""
    browser = coordinator("Anne")
    return {name: browser.get(path).context for name, path in coverage.COVERAGE_PAGES.items()}


def test_largest_copy_holds_two_thousand_contracts():
    assert coverage.CONTRACTS * max(TIMES) == 2_000


def test_all_contracts_are_on_one_page_over_eight_years(shown):
    page = shown["what pays for all contracts"]
    assert len(page["rows"]) == MANY
    assert (page["axis"].first, page["axis"].months) == (FIRST_START.year, 12 * 8)


def test_contracts_are_paid_in_every_way(shown):
    page = shown["what pays for all contracts"]
    assert {stretch.cover for row in page["rows"] for stretch in row.stretches} == set(Cover)
    assert (page["cost"].unknowns > 0, page["paid"].unknowns > 0) == (True, True)
    assert 0 < len(shown["what pays for contracts with gaps"]["rows"]) < MANY


def test_sown_contracts_are_as_their_history_says_and_named_as_invented(sown):
    assert [wrong for model in (DoctoralContract, DoctoralStep, Coverage) for wrong in unexplained(model)] == []
    assert DoctoralContract.objects.filter(title_fr__contains="inventé", title_en__contains="Invented").count() == MANY


def test_sown_contracts_keep_the_rules_of_their_steps(sown):
    for step in DoctoralStep.objects.select_related("contract"):
        step.clean()
