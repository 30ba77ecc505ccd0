"""No amount of one partner, or of two together, can be told from the sums that are published."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enact.themes import Themed
from funding.measures import PUBLISHED, agreed, commitments_in, received
from funding.measures.protection import told
from funding.models import State
from indicators.heldback import WHOLE
from indicators.holders import is_safe
from indicators.measures import Total
from tests import make
from tests.make import DAY

SAFE = [("a", {"x"}), ("b", {"x"}), ("c", {"x"})]
held_amounts = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"), st.sets(st.sampled_from("wxyz"), min_size=1).map(lambda cells: cells | {"all"})
    ),
    max_size=24,
)


def rank(vectors):
    """The rank of some vectors, by exact elimination: slow, and obvious."""
    rows, found = [list(map(Fraction, vector)) for vector in vectors], 0
    for place in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for row in rows[found + 1 :]:
            factor = row[place] / pivot[place]
            row[:] = [one - factor * other for one, other in zip(row, pivot, strict=True)]
        found += 1
    return found


def can_be_told(held, partners):
    """Whether some combination of cells is about amounts of these partners alone, and of one of them at least."""
    cells = sorted(set().union(*(of for _partner, of in held)))
    columns = [(partner, [int(cell in of) for cell in cells]) for partner, of in held]
    others = [vector for partner, vector in columns if partner not in partners]
    return rank([vector for _partner, vector in columns]) > rank(others)


@given(held_amounts)
def test_what_is_called_safe_tells_nothing_of_two_partners(held):
    partners = {partner for partner, _cells in held}
    tells = any(can_be_told(held, pair) for pair in combinations(partners, 2)) or (len(partners) < 2 and bool(partners))
    assert not (is_safe(held) and tells)


@pytest.mark.parametrize(
    ("held", "safe"),
    [
        ([], True),
        (SAFE[:2], False),
        (SAFE, True),
        ([*SAFE, ("d", {"y"})], False),
        ([*SAFE, ("d", {"y"}), ("e", {"y"}), ("f", {"y"})], True),
        # Two tables, each of cells of three partners: the difference of two cells is the amount of one.
        ([(name, {"A1" if name in "abc" else "A2", "B1" if name in "abcd" else "B2"}) for name in "abcdefg"], False),
        ([(name, {"A1" if name in "abc" else "A2", "B1" if name in "abc" else "B2"}) for name in "abcdef"], True),
        # Three amounts of two partners are no better than two.
        ([("a", {"x"}), ("a", {"x"}), ("b", {"x"})], False),
    ],
)
def test_three_groups_of_partners_stand_behind_every_combination(held, safe):
    assert is_safe(held) is safe


def test_table_that_would_tell_an_amount_beside_the_others_is_left_out():
    amounts = [
        (name, {WHOLE: [""], "one": ["1" if name in "abc" else "2"], "two": ["1" if name in "abcd" else "2"]})
        for name in "abcdefg"
    ]
    assert told(amounts, [WHOLE, "one", "two"]) == [WHOLE, "one"]
    assert told(amounts, [WHOLE, "two", "one"]) == [WHOLE, "two"]
    assert told(amounts[:2], [WHOLE, "one"]) == []


@pytest.mark.django_db
def test_part_with_few_partners_is_unknown_and_the_whole_is_not():
    for amount, form in ((11, "cash"), (13, "in_kind"), (17, "in_kind"), (19, "in_kind")):
        make.commitment(amount=amount, form=form)
    rows = commitments_in(State.PROMISED, DAY)
    assert PUBLISHED.totals(rows)[None] == Total(60, 4)
    assert PUBLISHED.totals(rows, "form") == {"cash": Total(unknowns=1), "in_kind": Total(unknowns=3)}
    for amount in (23, 29):
        make.commitment(amount=amount, form="cash")
    rows = commitments_in(State.PROMISED, DAY)
    assert PUBLISHED.totals(rows, "form") == {"cash": Total(63, 3), "in_kind": Total(49, 3)}


@pytest.mark.django_db
def test_themes_may_hold_an_amount_several_times_and_say_what_has_none():
    for amount in (11, 13, 17):
        make.commitment(kind="agreement", amount=amount, digital_health=True, transverse=True)
    for amount in (1, 2, 3):
        make.commitment(kind="agreement", amount=amount)
    assert agreed.split(DAY, Themed.THEMES) == {
        "digital_health": Total(41, 3),
        "transverse": Total(41, 3),
        "not_said": Total(6, 3),
    }


@pytest.mark.django_db
def test_receipts_of_few_partners_are_held_back_and_those_of_public_bodies_are_told():
    city = make.organisation(kind="local_authority", name="Ville")
    make.receipt(commitment=make.commitment(organisation=city), amount=5)
    for amount in (11, 13):
        make.receipt(commitment=make.commitment(), amount=amount)
    assert received.on(DAY) == Total(5, 1, 2)
    assert received.split(DAY, "published_as") == {"Ville": Total(5, 1), "": Total(unknowns=2)}
    make.receipt(commitment=make.commitment(), amount=17)
    assert received.on(DAY) == Total(46, 4)
    assert received.split(DAY, "published_as") == {"Ville": Total(5, 1), "": Total(41, 3)}
