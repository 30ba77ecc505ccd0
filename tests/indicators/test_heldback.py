"""What holders keep cannot be told from several releases together; what is public is told at once."""

import json
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.heldback import WHOLE, Account, Amount, Books, Cell, Said, Statement, settled
from indicators.measures import Total
from tests.funding.test_protection import can_be_told

TABLES = ("kind", "year")
ROWS = st.fixed_dictionaries(
    {},
    optional={
        row: st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3), st.sampled_from("kl"), st.sampled_from("yz"))
        for row in range(10)
    },
)
"""The rows that are held at a release: of each its holder, its amount, and its key in both tables."""


def account(rows, public=()):
    """An account of rows. `public`: pairs of the key of a row and its amount, with its key in both tables."""
    found = Account({WHOLE: [WHOLE]} | {table: [] for table in TABLES}, {}, {Cell(WHOLE, WHOLE): []}, set())
    for row, (holder, value, *keys) in rows.items():
        enter(found, Amount(row, holder, None if value is None else Decimal(value), "exact"), keys, found.held)
    for row, value, *keys in public:
        found.public.add(row)
        enter(found, Amount(row, "", Decimal(value), "exact"), keys, {})
        for cell in (Cell(WHOLE, WHOLE), *map(Cell, TABLES, keys)):
            found.totals[cell] = found.totals.get(cell, Total()) + Total.of(value)
    return found


def enter(found, amount, keys, held):
    """Enters an amount into the cells of an account."""
    for cell in (Cell(WHOLE, WHOLE), *map(Cell, TABLES, keys)):
        if cell.key not in found.cells[cell.table]:
            found.cells[cell.table].append(cell.key)
        found.held.setdefault(cell, [])
        held.setdefault(cell, []).append(amount)


def released(*accounts):
    """What a release says of each account, each beside those before it."""
    said = []
    for each in accounts:
        said.append(settled(each, said))
    return said


def values(of, said):
    """What is published of an account: by cell, the known part, or `None`."""
    stated = Statement(of, said)
    return {cell: total.value for cell, total in ((cell, total_of(stated, cell)) for cell in said.amounts)}


def total_of(stated, cell):
    """The total of a cell."""
    return stated.whole() if cell.table == WHOLE else stated.split(cell.table)[cell.key]


def members(*names, year="y"):
    """A row of ten for each holder."""
    return {row: (name, 10, "k", year) for row, name in enumerate(names)}


WHOLE_CELL = Cell(WHOLE, WHOLE)


def wholes(*accounts):
    """The whole of each account, as published."""
    return [Statement(each, said).whole() for each, said in zip(accounts, released(*accounts), strict=True)]


@settings(max_examples=150)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_no_two_holders_can_be_told_from_releases_read_side_by_side(worlds):
    holder_of = {}
    for world in worlds:  # a row keeps its holder
        for row, (holder, *rest) in world.items():
            world[row] = (holder_of.setdefault(row, holder), *rest)
    sums = [
        {(amount.row, amount.value, amount.holder) for amount in amounts}
        for said in released(*map(account, worlds))
        for amounts in said.amounts.values()
        if amounts is not None
    ]
    every = sorted(set().union(*sums))
    held = [
        (holder, {place for place, one in enumerate(sums) if (row, value, holder) in one})
        for row, value, holder in every
    ]
    holders = {holder for holder, _cells in held}
    if held:
        assert not any(can_be_told(held, pair) for pair in combinations(sorted(holders), 2))
        assert len(holders) >= 3


@given(ROWS)
def test_release_that_follows_unchanged_says_the_same(world):
    first, second = released(account(world), account(world))
    assert second.amounts == first.amounts
    assert second.kept == set()


@given(ROWS, ROWS)
def test_what_a_release_keeps_is_read_again_as_it_was(first, second):
    said = released(account(first), account(second))[-1]
    read = Said.from_json(said.as_json())
    assert read.amounts == said.amounts
    assert json.loads(json.dumps(said.as_json())) == said.as_json()


def test_change_of_one_holder_is_held_back_and_that_of_three_is_told():
    first = account(members("a", "b", "c"))
    assert [total.value for total in wholes(first, account(members("a", "b", "c", "d")))] == [30, 30]
    assert [total.value for total in wholes(first, account(members("a", "b", "c", "d", "e")))] == [30, 30]
    assert [total.value for total in wholes(first, account(members("a", "b", "c", "d", "e", "f")))] == [30, 60]


def test_changes_that_wait_are_told_once_there_are_three():
    names = "abcdef"
    accounts = [account(members(*names[:count])) for count in range(3, 7)]
    assert [total.value for total in wholes(*accounts)] == [30, 30, 30, 60]
    assert [bool(said.kept) for said in released(*accounts)] == [False, True, True, False]


def test_amount_that_changed_is_held_back():
    changed = members("a", "b", "c") | {0: ("a", 25, "k", "y")}
    assert [total.value for total in wholes(account(members("a", "b", "c")), account(changed))] == [30, 30]


def test_part_that_would_tell_the_rest_of_the_whole_is_held_back():
    first = account(members("a", "b", "c") | {7: ("g", 10, "l", "y"), 8: ("h", 10, "l", "y"), 9: ("i", 10, "l", "y")})
    more = {3: ("d", 10, "k", "y"), 4: ("e", 10, "k", "y"), 5: ("f", 10, "k", "y"), 6: ("j", 10, "l", "y")}
    rows = members("a", "b", "c") | more | {7: ("g", 10, "l", "y"), 8: ("h", 10, "l", "y"), 9: ("i", 10, "l", "y")}
    second = account(rows)
    said = released(first, second)[1]
    assert values(second, said)[WHOLE_CELL] == 100
    assert sorted(cell for cell in said.kept if cell.table == "kind") == [Cell("kind", "k"), Cell("kind", "l")]


def test_what_is_public_is_told_at_once():
    first, second = account(members("a", "b", "c")), account(members("a", "b", "c", "d"), [(20, 500, "k", "y")])
    assert [total.value for total in wholes(first, second)] == [30, 530]


def test_amount_that_becomes_public_leaves_what_is_kept():
    first = account(members("a", "b", "c"))
    second = account({0: ("a", 10, "k", "y"), 1: ("b", 10, "k", "y")}, [(2, 10, "k", "y")])
    assert [total.value for total in wholes(first, second)] == [30, 30]


def test_figures_go_on_after_an_agreement_left_two_who_know_each_other():
    first = account(members("a", "b", "c"))
    public = [(2, 10, "k", "y")]
    second = account({0: ("a", 10, "k", "y"), 1: ("b", 10, "k", "y")}, public)
    third = account({row: (name, 10, "k", "y") for row, name in zip((0, 1, 3, 4), "abde", strict=True)}, public)
    fourth = account({row: (name, 10, "k", "y") for row, name in zip((0, 1, 3, 4, 5), "abdef", strict=True)}, public)
    assert [total.value for total in wholes(first, second, third, fourth)] == [30, 30, 30, 60]


def test_few_holders_are_never_told():
    two = account(members("a", "b"))
    assert [(total.value, total.unknowns) for total in wholes(two)] == [(None, 2)]
    assert released(two)[0].kept == set()


def test_unknown_amounts_are_unknown_with_those_that_are_told():
    rows = members("a", "b", "c") | {5: ("e", None, "k", "y")}
    assert [(total.value, total.unknowns) for total in wholes(account(rows))] == [(30, 1)]


def test_organisations_that_were_merged_count_as_one():
    first = account(members("a", "b", "c"))
    rows = {
        0: ("a", 10, "k", "y"),
        1: ("b", 10, "k", "y"),
        2: ("c", 10, "k", "y"),
        3: ("d", 10, "k", "y"),
        4: ("d", 10, "k", "y"),
    }
    rows[5] = ("e", 10, "k", "y")
    assert [total.value for total in wholes(first, account(rows))] == [30, 30]


def test_books_are_kept_as_json_by_indicator():
    class Totals:
        def account(self, rows):
            return account(rows)

    class Money:
        total = Totals()

        def records(self, day):
            return members("a", "b", "c")

    books = Books("day", [])
    assert books.of("FIN-9", Money()).whole().value == 30
    later = Books("day", [books.as_json()])
    assert later.of("FIN-9", Money()).said.amounts == books.of("FIN-9", Money()).said.amounts
