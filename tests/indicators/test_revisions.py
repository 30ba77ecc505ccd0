"""Counts of people in releases of one period, between which the records were revised: nothing small is told by the difference."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.protection import SMALL_COUNTS, hidden_parts, sums_of
from indicators.revisions import Told, as_read, hidden_in, known_sums, waits
from tests.indicators.test_protection import TABLES, as_records, rank, small_in

ROW = st.tuples(st.integers(0, 9) | st.integers(10, 60), *(st.sampled_from(keys) for keys in TABLES.values()))


@st.composite
def revised(draw, count=2):
    """The records of so many releases: some are kept, some removed, some counted otherwise, some moved, some added each time."""
    found = [draw(st.lists(ROW, min_size=1, max_size=6))]
    for _release in range(count - 1):
        rows = []
        for people, *keys in found[-1]:
            what = draw(st.sampled_from(["kept", "kept", "kept", "removed", "counted otherwise", "moved"]))
            more = draw(st.integers(-8, 8) | st.integers(9, 40)) if what == "counted otherwise" else 0
            if what != "removed":
                rows.append((max(people + more, 0), *(draw(ROW)[1:] if what == "moved" else keys)))
        found.append(rows + draw(st.lists(ROW, max_size=2)))
    return found


def release(rows, before):
    """What a release tells after earlier ones, as a ledger finds it; `None` where the revision waits."""
    records = as_records(rows)
    sums, whole = sums_of(records), sum(people for people, *_keys in rows)
    hidden = hidden_parts(records, TABLES, hidden_in(before), known_sums(before, sums))
    if hidden is None:
        return None
    parts = {pair: None if pair in hidden else people for pair, people in sums.items()}
    now = Told(None if whole in SMALL_COUNTS else whole, parts, frozenset(TABLES))
    return None if waits(before, now) else now


def releases(states):
    """The records and what is told of them, of each release but those that repeat the one before."""
    found = []
    for rows in states:
        told = release(rows, [told for _rows, told in found])
        if told:
            found.append((rows, told))
    return found


class Attacker:
    """Whoever puts all releases together, knows which kinds of records there are, and takes as unchanged all that is."""

    def __init__(self, found):
        self.found = found
        self.kinds = [sorted({tuple(keys) for people, *keys in rows if people}) for rows, _told in found]
        self.known = [vector for place in range(len(found)) for vector in self.published(place)]
        for one, other in combinations(range(len(found)), 2):
            self.known += self.unchanged(one, other)

    def vector(self, place, pairs):
        """A sum of parts of a release, as what it adds up of the records of all."""
        keys = {key for _table, key in pairs}
        return [
            sum(key in keys for key in kind) if place == other else 0
            for other, kinds in enumerate(self.kinds)
            for kind in kinds
        ]

    def published(self, place):
        """What a release tells: the whole, and the parts that it does not hide."""
        _rows, told = self.found[place]
        if told.whole is not None:
            yield self.vector(place, [("place", key) for key in TABLES["place"]])
        yield from (self.vector(place, [pair]) for pair, people in told.parts.items() if people is not None)

    def unchanged(self, one, other):
        """That parts which either tells, and all that a table hides in either, are the same in both, where they are."""
        (rows, told), (later, told_later) = self.found[one], self.found[other]
        sums, sums_later = sums_of(as_records(rows)), sums_of(as_records(later))
        seen = [{pair for pair, people in each.parts.items() if people is not None} for each in (told, told_later)]
        rests = [
            {pair for pair, people in each.parts.items() if people is None and pair[0] == table}
            for each in (told, told_later)
            for table in TABLES
        ]
        for pairs in [*({pair} for pair in seen[0] | seen[1]), *rests]:
            if sum(sums.get(pair, 0) for pair in pairs) == sum(sums_later.get(pair, 0) for pair in pairs):
                first, then = self.vector(one, pairs), self.vector(other, pairs)
                yield [number - less for number, less in zip(first, then, strict=True)]

    def finds(self):
        """The small parts that are a combination of all this."""
        basis = rank(self.known)
        for place, (rows, _told) in enumerate(self.found):
            for pair in small_in(sums_of(as_records(rows))):
                if rank([*self.known, self.vector(place, [pair])]) == basis:
                    yield place, pair


def told_changes(before, now):
    """By how much two releases differ in all that both tell: the whole, a part, and what a table has besides."""
    for pair in {*before.parts, *now.parts}:
        if None not in (before.parts.get(pair, 0), now.parts.get(pair, 0)):
            yield now.parts.get(pair, 0) - before.parts.get(pair, 0)
    if None in (before.whole, now.whole):
        return
    yield now.whole - before.whole
    for table, keys in TABLES.items():
        pairs = [(table, key) for key in keys]
        told = [pair for pair in pairs if None not in (before.parts.get(pair, 0), now.parts.get(pair, 0))]
        rests = [each.whole - sum(each.parts.get(pair, 0) for pair in told) for each in (before, now)]
        yield rests[1] - rests[0]


@settings(max_examples=400)
@given(revised())
def test_no_small_part_is_told_by_two_releases_together(states):
    assert [*Attacker(releases(states)).finds()] == []


@given(revised(count=3))
def test_no_small_part_is_told_by_three_releases_together(states):
    assert [*Attacker(releases(states)).finds()] == []


@settings(max_examples=400)
@given(revised(count=3))
def test_no_two_releases_differ_by_one_to_four_people(states):
    for (_rows, before), (_later, now) in combinations(releases(states), 2):
        assert [change for change in told_changes(before, now) if abs(change) in SMALL_COUNTS] == []


@given(revised(count=1))
def test_what_is_not_revised_is_told_again(states):
    (rows,) = states
    first = release(rows, [])
    assert release(rows, [first]) == first


ALPHA, BETA, GAMMA = (("place", key) for key in "abc")


def test_part_is_not_hidden_by_what_was_told_of_the_others_together():
    rows = [(3, "a", "l", "s"), (40, "b", "l", "s"), (60, "c", "l", "s")]
    before = Told(100, {BETA: None, GAMMA: None}, frozenset(["place"]))
    known = known_sums([before], sums_of(as_records(rows)))
    assert known == {frozenset([BETA, GAMMA])}
    assert hidden_parts(as_records(rows), TABLES, hidden_in([before]), known) is None


def test_sum_is_known_while_it_is_the_same():
    told = [Told(None, {ALPHA: 40, BETA: 50, GAMMA: None}), Told(None, {ALPHA: 41}, frozenset(["place"]))]
    assert known_sums(told, {ALPHA: 40, BETA: 51, GAMMA: 9}) == {frozenset([ALPHA])}


FIGURE = {"protected": False, "qualifier": "exact", "unknowns": 0, "value": "14"}


def document(day, *restated):
    """A release of a day that counts 14 people abroad, 9 in one country and 5 in another; restated figures: day, part, value."""
    entry = {
        "code": "INT-1",
        "figure": FIGURE | {"origin": "records", "recorded": FIGURE},
        "parts": [{"key": "abroad", "figure": FIGURE}],
        "breakdowns": [{"key": "country", "parts": [{"key": "BE", **FIGURE}, {"key": "DE", **FIGURE}]}],
    }
    rows = [
        {"code": "INT-1", "day": on, "part": part, "to": value and FIGURE | {"value": value}}
        for on, part, value in restated
    ]
    return {"day": day, "indicators": [entry], "restatements": rows}


def values(found):
    """What a document says: the whole, the records, the "of which", the parts of its breakdown."""
    (entry,) = found["indicators"]
    parts = {part["key"]: part["value"] for part in entry["breakdowns"][0]["parts"]}
    return entry["figure"]["value"], entry["figure"]["recorded"]["value"], entry["parts"][0]["figure"]["value"], parts


def test_restatement_is_read_as_a_release_of_its_day_before_the_one_that_tells_it():
    first = document("2025-06-30")
    rows = [("", "20"), ("abroad", "19"), ("country:BE", None), ("country:DE", "12"), ("country:LU", "8")]
    second = document("2025-12-31", *(("2025-06-30", *row) for row in rows))
    found = as_read([first, second])
    assert [each["day"] for each in found] == ["2025-06-30", "2025-06-30", "2025-12-31"]
    assert values(found[1]) == ("20", "20", "19", {"DE": "12", "LU": "8"})
    assert (found[0], found[2]) == (first, second)


def test_statement_that_is_restated_leaves_the_records_as_they_were():
    first = document("2025-06-30")
    first["indicators"][0]["figure"]["origin"] = "observation"
    second = document("2025-12-31", ("2025-06-30", "", "20"))
    assert values(as_read([first, second])[1])[:2] == ("20", "14")


def test_restatement_of_a_day_that_is_not_known_or_of_its_own_adds_nothing():
    lone = document("2025-12-31", ("2025-06-30", "", "20"), ("2025-12-31", "", "21"))
    assert as_read([lone]) == [lone]
