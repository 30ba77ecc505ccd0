"""Which parts of counts of people are not published, so that none of 1 to 4 people can be computed from what is.

Each table of parts adds up to the same whole, so a single small part is the whole less the others. So others are held back with
it: in the order of the table, whatever they hold but nothing, until the part cannot be told from their sum. Then every
combination of what is published is tried, across tables: records, not parts, are what they have in common.
"""

from collections import defaultdict
from fractions import Fraction

from indicators.measures import NOT_SAID, Sum

SMALL_COUNTS = range(1, 5)
"""Counts of people that are not published: they could point at somebody."""
SMALLEST = SMALL_COUNTS.stop
"""The smallest count of people that is published."""


def hidden_parts(records, tables, kept=frozenset(), known=frozenset()):
    """The (table, key) pairs of parts that are not published; `None` where a small one could be computed all the same.

    `records`: of each, how many people it counts, and the keys of its parts by table. `tables`: the keys of the parts of
    each, in their order. `kept`: pairs that an earlier publication of the same held back; they stay so. `known`: sets of
    pairs whose sum it told, and which is still the same: to hide a part of which that is known hides nothing.
    """
    filled = [(people, frozenset(pairs_of(parts))) for people, parts in records if people]
    sums = sums_of(records)
    small = {pair for pair, people in sums.items() if people in SMALL_COUNTS}
    hidden = small | (kept & sums.keys())
    order = [(table, key) for table, keys in tables.items() for key in keys if sums.get((table, key))]
    useful = [pair for pair in order if frozenset([pair]) not in known]
    for table in tables:
        hidden |= company_of({pair for pair in small if pair[0] == table}, hidden & {*useful}, sums, useful)
    return shielded(small, hidden, filled, order, known)


def sums_of(records):
    """How many people are in each part, by its (table, key) pair; parts of nobody are left out."""
    sums = defaultdict(int)
    for people, parts in records:
        for pair in set(pairs_of(parts)) if people else ():
            sums[pair] += people
    return dict(sums)


def pairs_of(parts):
    """The (table, key) pairs of a record."""
    return ((table, key) for table, keys in parts.items() for key in keys)


def company_of(small, hidden, sums, order):
    """The parts of a table to be held back with its small ones: at least one, and enough for each of 1 to 4 to fit their sum."""
    if not small:
        return set()
    (table,) = {pair[0] for pair in small}
    group, enough = {pair for pair in hidden if pair[0] == table}, SMALLEST + len(small) * SMALL_COUNTS[-1]
    for pair in order:
        if group > small and sum(sums[one] for one in group) >= enough:
            break
        if pair[0] == table:
            group.add(pair)
    return group


def shielded(small, hidden, filled, order, known):
    """The hidden parts and those that have to be hidden besides, so that no small one is a combination of what is published.

    `None` where one is such a combination when all is hidden whose hiding is of use. A whole that is small itself is not
    published.
    """
    kinds = sorted({pairs for _people, pairs in filled}, key=sorted_key)
    vectors = {pair: [Fraction(int(pair in pairs)) for pairs in kinds] for pair in order}
    told = [
        [sum((vectors[pair][place] for pair in pairs), Fraction()) for place in range(len(kinds))] for pairs in known
    ]
    if sum(people for people, _pairs in filled) not in SMALL_COUNTS:
        told.append([Fraction(1)] * len(kinds))
    beside = {table for table, _key in small}
    left = [pair for pair in order if pair not in hidden and frozenset([pair]) not in known]
    left.sort(key=lambda pair: pair[0] not in beside)
    while small:
        published = Published([*told, *(vectors[pair] for pair in order if pair not in hidden)])
        if not any(published.tells(vectors[pair]) for pair in small):
            return hidden
        if not left:
            return None
        hidden = hidden | {left.pop(0)}
    return hidden


def sorted_key(pairs):
    """An order of sets of pairs that is the same each time."""
    return sorted((str(table), str(key)) for table, key in pairs)


class Published:
    """What can be computed from some published sums, each a vector of what it adds up: every combination of them."""

    def __init__(self, vectors):
        self.rows = {}
        for vector in vectors:
            rest = self.rest_of(vector)
            place = next((place for place, number in enumerate(rest) if number), None)
            if place is not None:
                self.rows[place] = [number / rest[place] for number in rest]

    def rest_of(self, vector):
        """What is left of a vector once all that is known is taken away."""
        for place in range(len(vector)):  # the vector is another one at each turn
            if vector[place] and place in self.rows:
                times = vector[place]
                vector = [number - times * other for number, other in zip(vector, self.rows[place], strict=True)]
        return vector

    def tells(self, vector):
        """Whether a part is a combination of what is published."""
        return not any(self.rest_of(vector))


def records_of(measure, day, tables):
    """What a measure of people counts on a day: of each record, how many people, and the keys of its parts by table.

    `tables`: of each table, the field, or the fields that hold yes or no, by which its parts are told apart.
    """
    fields = sorted({name for by in tables.values() for name in ([by] if isinstance(by, str) else by)})
    counted = measure.total.amount if isinstance(measure.total, Sum) else measure.total.distinct
    found = {}
    for number, *values in measure.records(day).order_by().values_list(counted, *fields):
        row = dict(zip(fields, values, strict=True))
        parts = {table: keys_in(by, row) for table, by in tables.items()}
        if isinstance(measure.total, Sum):
            yield (number or 0), parts
        else:
            known = found.setdefault(number, {table: [] for table in tables})
            for table, keys in parts.items():
                known[table] += keys
    yield from ((1, parts) for parts in found.values())


def keys_in(by, row):
    """The keys of the parts of a table in which a record is: its value of one field, or the fields of several that hold."""
    if isinstance(by, str):
        return [str(row[by])]
    return [name for name in by if row[name]] or [NOT_SAID]
