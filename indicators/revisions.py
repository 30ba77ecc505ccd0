"""What earlier releases have told of the same period, and whether what a new one would say can stand beside it.

Both are read side by side, so what differs between them is told too: where it is of 1 to 4 people, the revision waits.
"""

from decimal import Decimal
from typing import NamedTuple

from enact.languages import NO_TEXT
from indicators.protection import SMALL_COUNTS


def reading(figure):
    """What a reader sees of a figure."""
    return {key: figure[key] for key in ("protected", "qualifier", "unknowns", "value")}


def people_in(figure):
    """How many people a published figure tells; `None` where it is protected, or there is none."""
    return None if figure is None or figure["protected"] else Decimal(figure["value"] or 0)


class Told(NamedTuple):
    """What a release tells of people: how many in all and in each part, by (table, key) pair; `None` for what it hides.

    `partitions`: the tables whose parts add up to the whole. A part that is not there is of nobody.
    """

    whole: Decimal | None
    parts: dict
    partitions: frozenset = frozenset()

    def rest_of(self, table):
        """The pairs that a table hides, and how many people they make together; `None` where that cannot be told."""
        own = {pair: people for pair, people in self.parts.items() if pair[0] == table}
        pairs = frozenset(pair for pair, people in own.items() if people is None)
        if self.whole is None or table not in self.partitions:
            return pairs, None
        return pairs, self.whole - sum(people for people in own.values() if people is not None)


def told_in(entry, indicator):
    """What an entry of a release tells of the people of its indicator, but for breakdowns that are lasting."""
    is_measured = entry["figure"]["origin"] == "records"
    tables = {each.key for each in indicator.breakdowns_of_people if not each.is_lasting}
    parts = {
        (breakdown["key"], part["key"]): people_in(part)
        for breakdown in entry["breakdowns"]
        for part in breakdown["parts"]
        if breakdown["key"] in tables
    }
    if indicator.counts_people and is_measured:
        parts |= {("", part["key"]): people_in(part["figure"]) for part in entry["parts"]}
    return Told(
        people_in(entry["figure"]["recorded"]) if indicator.counts_people else None,
        parts,
        frozenset(each["key"] for each in entry["breakdowns"] if each["is_partition"] and each["key"] in tables),
    )


def hidden_in(before):
    """The pairs that earlier releases hid."""
    return {pair for told in before for pair, people in told.parts.items() if people is None}


def known_sums(before, sums):
    """The sets of pairs whose sum earlier releases told, and that is still the same: parts, and what a table hid."""
    found = set()
    for told in before:
        found |= {frozenset([pair]) for pair, people in told.parts.items() if people and people == sums.get(pair)}
        for table in told.partitions:
            pairs, people = told.rest_of(table)
            if people and people == sum(sums.get(pair, 0) for pair in pairs):
                found.add(frozenset(pairs & sums.keys()))
    return found


def changes(before, now):
    """By how many people what two releases tell differs: of the whole, of each part, and of all that a table hides in either."""
    pairs = before.parts.keys() | now.parts.keys()
    both = [(pair, before.parts.get(pair, 0), now.parts.get(pair, 0)) for pair in pairs]
    found = {pair: after - people for pair, people, after in both if None not in (people, after)}
    yield from found.values()
    if None not in (before.whole, now.whole):
        whole = now.whole - before.whole
        yield whole
        for table in before.partitions & now.partitions:
            yield whole - sum(change for pair, change in found.items() if pair[0] == table)


def waits(before, now):
    """Whether what would be told now differs by 1 to 4 people from what one of the earlier releases told."""
    return any(abs(change) in SMALL_COUNTS for told in before for change in changes(told, now))


def repeated(entry, former):
    """What an entry tells, as a former one of the same period told it: a revision waits, and that is said."""
    was, figure = former["figure"], entry["figure"] | {"recorded": former["figure"]["recorded"]}
    if figure["origin"] != "records":
        return entry | {"figure": figure, "waiting": True}
    stood = was["origin"] == "records"
    told = {part["key"]: reading(part["figure"]) for part in former["parts"] if stood}
    return {
        "breakdowns": former["breakdowns"],
        "figure": figure | reading(was["recorded"]) | {"perimeter": was["perimeter"] if stood else NO_TEXT.as_json()},
        "parts": [
            part | {"figure": part["figure"] | told[part["key"]]} for part in entry["parts"] if part["key"] in told
        ],
        "waiting": True,
    }


def as_read(documents):
    """The documents of releases, and before each that restates figures of a past day, what it makes of the release of that day.

    Readers have both: what a restatement tells of a day was told of it as by a release.
    """
    found = []
    for document in documents:
        for day in sorted({row["day"] for row in document.get("restatements", ())} - {document["day"]}):
            was = next((each for each in reversed(found) if each["day"] == day), None)
            if was:
                found.append(restated_in(was, [row for row in document["restatements"] if row["day"] == day]))
        found.append(document)
    return found


def restated_in(document, rows):
    """A document in which some figures read as they were restated."""
    codes = {row["code"] for row in rows}
    entries = [entry for entry in document["indicators"] if entry["code"] in codes]
    told = [
        reread(entry, {row["part"]: row["to"] for row in rows if row["code"] == entry["code"]}) for entry in entries
    ]
    return document | {"indicators": told}


def reread(entry, said):
    """An entry of a release in which some figures, by the key of their part, read otherwise; `None`: they are gone."""
    figure = entry["figure"] | (said.get("") or {})
    if said.get("") and figure["origin"] == "records":
        figure["recorded"] = figure["recorded"] | said[""]
    parts = [part | {"figure": part["figure"] | (said.get(part["key"]) or {})} for part in entry["parts"]]
    breakdowns = [each | {"parts": reread_parts(each, said)} for each in entry["breakdowns"]]
    return entry | {"figure": figure, "parts": parts, "breakdowns": breakdowns}


def reread_parts(breakdown, said):
    """The parts of a breakdown as they read now: those that are gone left out, those that are new at the end."""
    start = f"{breakdown['key']}:"
    told = {key.removeprefix(start): figure for key, figure in said.items() if key.startswith(start)}
    kept = [part for part in breakdown["parts"] if told.get(part["key"], part) is not None]
    new = [
        {"key": key, **figure} for key, figure in told.items() if figure and key not in {part["key"] for part in kept}
    ]
    return [*(part | (told.get(part["key"]) or {}) for part in kept), *new]


def differ_by_few(figure, other):
    """Whether two published figures differ by 1 to 4 people."""
    people = people_in(figure), people_in(other)
    return None not in people and abs(people[0] - people[1]) in SMALL_COUNTS


def as_before(part, former):
    """A part of a lasting breakdown: as it was told last, where it differs by few people from what was once told of it."""
    if not any(differ_by_few(part, told) for told in former):
        return part
    return part | reading([told for told in former if not told["protected"]][-1])


def settled(breakdown, former):
    """A lasting breakdown, which says where a revision of one of its parts waits. `former`: what was told of each, by key."""
    parts = [as_before(part, former.get(part["key"], ())) for part in breakdown["parts"]]
    return breakdown | {"parts": parts} | ({} if parts == breakdown["parts"] else {"waiting": True})
