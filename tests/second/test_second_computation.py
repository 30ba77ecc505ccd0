"""Every indicator comes to the same when it is computed a second time, by other means and from its definition alone."""

from datetime import date
from itertools import product

import pytest

from indicators.catalogue import indicators
from tests.second.computation import STATEMENTS, computed
from tests.second.worlds import World

pytestmark = pytest.mark.django_db
ON = [date(2025, 1, 1), date(2025, 6, 15), date(2025, 8, 31), date(2025, 12, 31), date(2026, 5, 20), date(2026, 12, 30)]
"""Days on which programmes made up at random are looked at; the edges of years among them."""


def measured(code, day):
    """What the application says: how much is known, and how many values are not."""
    total = indicators()[code].measure.on(day)
    return total and (total.known, total.unknowns)


def differing(days):
    """The indicators that the two computations say otherwise, with the day and both results."""
    pairs = [(code, day, computed(code, day), measured(code, day)) for code in STATEMENTS for day in days]
    return [(code, day, second, first) for code, day, second, first in pairs if second != first]


def test_every_measure_has_a_second_computation():
    assert {code for code, indicator in indicators().items() if indicator.measure} == STATEMENTS.keys()


def test_nothing_comes_to_nothing():
    assert differing(ON) == []
    assert computed("FIN-4", ON[0]) == (0, 0)
    assert computed("TRA-1", ON[0]) is None


@pytest.mark.parametrize("seed", range(6))
def test_programmes_made_up_at_random_come_to_the_same(seed):
    World(seed)
    assert differing(ON) == []


def test_programmes_made_up_at_random_meet_what_counts_and_what_is_unknown():
    known, unknown = set(), set()
    for seed in range(3):
        World(seed)
        for code, day in product(STATEMENTS, ON):
            found = computed(code, day)
            known |= {code} if found and found[0] else set()
            unknown |= {code} if found and found[1] else set()
    assert known == STATEMENTS.keys()
    assert {"FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6", "TRA-1", "EQU-1"} == unknown
