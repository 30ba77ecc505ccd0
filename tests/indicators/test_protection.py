"""Counts of people from 1 to 4: none can be computed from what is published, whatever is put together."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from indicators.protection import SMALL_COUNTS, hidden_parts

TABLES = {"place": ["a", "b", "c"], "level": ["l", "m", "n"], "kind": ["s", "t"]}
RECORDS = st.lists(
    st.tuples(st.integers(0, 12), *(st.sampled_from(keys) for keys in TABLES.values())), min_size=1, max_size=7
)


def as_records(rows):
    """Rows as records: how many people, and the one key of each table."""
    return [(people, {table: [key] for table, key in zip(TABLES, keys, strict=True)}) for people, *keys in rows]


def sums_of(rows):
    """How many people are in each part of each table."""
    found = {(table, key): 0 for table, keys in TABLES.items() for key in keys}
    for people, *keys in rows:
        for pair in zip(TABLES, keys, strict=True):
            found[pair] += people
    return found


def small_in(sums):
    """The parts that count from 1 to 4 people."""
    return {pair for pair, people in sums.items() if people in SMALL_COUNTS}


def could_be(sums, hidden, table):
    """What the hidden parts of a table could hold, one after the other, as whoever reads the others and the whole can tell."""
    names = sorted(pair for pair in hidden if pair[0] == table)
    whole = sum(sums[pair] for pair in names)
    return names, [found for found in product(range(1, whole + 1), repeat=len(names)) if sum(found) == whole]


def told_by(rows, hidden):
    """The small parts that differ in nothing from a combination of what is published, by trying other people in each kind."""
    kinds = sorted({tuple(keys) for people, *keys in rows if people})
    seen = [pair for pair, people in sums_of(rows).items() if people and pair not in hidden]
    published = [[1] * len(kinds)] + [
        [int(pair in tuple(zip(TABLES, keys, strict=True))) for keys in kinds] for pair in seen
    ]
    for pair in small_in(sums_of(rows)):
        vector = [int(pair in tuple(zip(TABLES, keys, strict=True))) for keys in kinds]
        if rank([*published, vector]) == rank(published):
            yield pair


def rank(vectors):
    """The rank of some vectors, by another way than the one that is tested: fractions, column by column."""
    rows, found = [[Fraction(number) for number in vector] for vector in vectors], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for place in range(found + 1, len(rows)):
            times = rows[place][column] / pivot[column]
            rows[place] = [one - times * other for one, other in zip(rows[place], pivot, strict=True)]
        found += 1
    return found


@given(RECORDS)
def test_small_parts_are_hidden_and_nothing_is_where_none_is_small(rows):
    sums = sums_of(rows)
    hidden = hidden_parts(as_records(rows), TABLES)
    assert small_in(sums) <= hidden
    assert hidden == set() or small_in(sums)


@given(RECORDS)
def test_no_small_part_is_a_combination_of_what_is_published(rows):
    hidden = hidden_parts(as_records(rows), TABLES)
    whole = sum(people for people, *_keys in rows)
    assert whole in SMALL_COUNTS or [pair for pair in told_by(rows, hidden) if sums_of(rows)[pair] != whole] == []


@given(RECORDS)
def test_sum_of_the_hidden_parts_of_a_table_leaves_each_small_one_open(rows):
    sums = sums_of(rows)
    hidden = hidden_parts(as_records(rows), TABLES)
    for pair in small_in(sums):
        beside = [one for one in sums if one[0] == pair[0] and sums[one] and one not in hidden]
        names, found = could_be(sums, hidden, pair[0])
        if beside and len(names) < 4:
            assert len({values[names.index(pair)] for values in found} & set(SMALL_COUNTS)) > 1


@given(RECORDS, RECORDS)
def test_what_was_hidden_stays_hidden(before, after):
    kept = hidden_parts(as_records(before), TABLES)
    hidden = hidden_parts(as_records(after), TABLES, kept)
    assert {pair for pair in kept if sums_of(after)[pair]} <= hidden


def test_part_that_another_table_tells_is_hidden_there_too():
    rows = [(3, "a", "l", "s"), (40, "b", "m", "s"), (50, "c", "n", "s")]
    hidden = hidden_parts(as_records(rows), TABLES)
    assert hidden == {("place", "a"), ("place", "b"), ("level", "l"), ("level", "m")}


def test_part_beside_which_nothing_is_published_is_hidden_with_all_others():
    assert hidden_parts(as_records([(1, "a", "l", "s"), (1, "b", "l", "s"), (9, "b", "m", "t")]), TABLES) == {
        ("place", "a"),
        ("place", "b"),
        ("level", "l"),
        ("level", "m"),
        ("kind", "s"),
        ("kind", "t"),
    }
