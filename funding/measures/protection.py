"""Which amounts may be published, so that those of no partner, nor of two together, can be told from what is published.

The single amount of a partner is public with its recorded agreement, a public body's by default. The others are *held*: they
enter a sum only where they cannot be deduced, whichever published sums are put together (design: "domain", section 6).
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, F, When

from indicators.measures import Sum

FEWEST = 3
"""The fewest partners whose held amounts can be published together without telling that of one to another of them."""
PRIME = 2**61 - 1
"""Ranks are taken modulo a large prime: exact integers stay small, and none is mistaken for zero in practice."""
WHOLE = ""
"""The table of one cell, in which every amount is."""


@dataclass
class Basis:
    """Independent vectors, reduced, each by the place of its first number."""

    rows: dict = field(default_factory=dict)

    def add(self, vector):
        """Adds a vector, and returns whether it tells more than those before."""
        for place in range(len(vector)):  # the vector is another one at each turn
            value = vector[place]
            if not value:
                continue
            if place not in self.rows:
                inverse = pow(value, -1, PRIME)
                self.rows[place] = [number * inverse % PRIME for number in vector]
                return True
            vector = [(number - value * other) % PRIME for number, other in zip(vector, self.rows[place], strict=True)]
        return False


def is_safe(held):
    """Whether sums by cell tell nothing of fewer than three partners. `held`: of each amount, its partner and its cells.

    Sums and differences of cells are what can be computed from them. The partners are parted into three groups, each of
    which, alone, has an amount in enough cells for every combination of cells to hold one of its amounts. Whatever two partners
    one looks for, or is, a group without them remains in every combination. Where no such parting is found, the answer is no.
    """
    places = {cell: place for place, cell in enumerate(sorted(set().union(*(cells for _partner, cells in held))))}
    of_partner = defaultdict(set)
    for partner, cells in held:
        of_partner[partner].add(tuple(int(cell in cells) for cell in places))
    whole = Basis()
    for vector in sorted(set().union(*of_partner.values()) if of_partner else ()):
        whole.add(vector)
    left = sorted(of_partner, key=lambda partner: (-len(of_partner[partner]), partner))
    for _group in range(FEWEST if held else 0):
        group = spanning(left, of_partner, len(whole.rows))
        if group is None:
            return False
        left = [partner for partner in left if partner not in group]
    return True


def spanning(partners, of_partner, rank):
    """Some of the partners whose cells together tell as much as all; `None` when there are none."""
    basis, group = Basis(), set()
    for partner in partners:
        before = len(basis.rows)
        for vector in sorted(of_partner[partner]):
            basis.add(vector)
        if len(basis.rows) > before:
            group.add(partner)
        if len(basis.rows) == rank:
            return group
    return None


def told(held, tables):
    """Which of some tables, in their order, may hold the held amounts. `held`: of each, its partner and its cells by table."""
    found = []
    for table in tables:
        tried = [*found, table]
        if is_safe([(partner, {(name, key) for name in tried for key in cells[name]}) for partner, cells in held]):
            found.append(table)
        elif table == WHOLE:
            break
    return found


def name_of(by):
    """The name of a table: that of its field, or of its fields."""
    return by if isinstance(by, str) else "+".join(by)


@dataclass(frozen=True)
class PublishedSum(Sum):
    """Adds up amounts as they may be published: rows have `published_as`, "" where the single amount is held, and a partner.

    `tables` are the fields by which the sum is published, in their order: a table that may not hold the held amounts, beside
    those before it, counts them among its unknowns.
    """

    partner: str = "organisation"
    tables: tuple = ()

    def totals(self, rows, by=None):
        table = WHOLE if by in (None, "published_as") else name_of(by)
        if table in self.told_of(rows):
            return super().totals(rows, by)
        return Sum("amount_told", self.qualifier).totals(self.holding_back(rows), by)

    def holder(self):
        return Case(When(published_as="", then=F(self.partner)))

    def total_of(self, groups):
        """The total as `totals` gives it of all rows: whether the held amounts may be in it depends on who holds them alone."""
        held = [(holder, {WHOLE: [""]}) for holder, *_how, knowns, _rows in groups if holder is not None and knowns]
        if told(held, [WHOLE]):
            return super().total_of(groups)
        return super().total_of([group if group[0] is None else (*group[:2], None, 0, group[4]) for group in groups])

    def shown(self, rows):
        """The rows with `amount_told`: the amount of each as far as it is in the whole that is published."""
        if WHOLE in self.told_of(rows):
            return rows.annotate(amount_told=F(self.amount))
        return self.holding_back(rows)

    def holding_back(self, rows):
        """The rows with `amount_told`, which is unknown where the single amount is held."""
        return rows.annotate(amount_told=Case(When(published_as="", then=None), default=F(self.amount)))

    def told_of(self, rows):
        """The names of the tables that may hold the held amounts of some rows."""
        tables = {name_of(by): [by] if isinstance(by, str) else list(by) for by in self.tables}
        fields = sorted({name for names in tables.values() for name in names})
        held = rows.order_by().filter(published_as="", **{f"{self.amount}__isnull": False})
        amounts = []
        for partner, *values in held.values_list(self.partner, *fields):
            row = dict(zip(fields, values, strict=True))
            amounts.append((partner, {WHOLE: [""]} | {name: keys_of(names, row) for name, names in tables.items()}))
        return told(amounts, [WHOLE, *tables])


def keys_of(fields, row):
    """The keys of the cells of a table in which a row is: its value of the one field, or the fields of several that hold."""
    if len(fields) == 1:
        return [str(row[fields[0]])]
    return [name for name in fields if row[name]] or [""]
