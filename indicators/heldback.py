"""Sums of amounts that their holders keep, beside what earlier releases have said of the same sums.

All releases are read side by side: what two sums differ by is told too. So a sum changes only where no amount of one holder, or
of two together, can be told from it and all that was published; until then what holders keep in it stays as it was, and is
*held back*. What is public of it is told at once.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from indicators.holders import is_safe
from indicators.measures import Total

WHOLE = ""
"""The table of one sum, in which every amount is, under the key `WHOLE` too."""


def name_of(by):
    """The name of a table: that of its field, or of its fields."""
    return by if isinstance(by, str) else "+".join(by)


class Amount(NamedTuple):
    """An amount that its holder keeps: the key of its row, its holder, how much (`None`: not known), and how that is read."""

    row: int
    holder: int
    value: Decimal | None
    qualifier: str

    @property
    def total(self):
        """The amount as a total."""
        return Total.of(self.value, self.qualifier)


class Cell(NamedTuple):
    """A sum that is published: its table, and its key there."""

    table: str
    key: object


@dataclass
class Account:
    """Some rows of money. By cell, the totals of the amounts that are public, and the others; the keys of rows that are public.

    `cells` has every table in its order, the whole first, with the keys of its cells.
    """

    cells: dict[str, list]
    totals: dict[Cell, Total]
    held: dict[Cell, list[Amount]]
    public: set[int]


@dataclass
class Said:
    """What a release said: of each sum the amounts that are in it, `None` where it told none of them; which sums were kept."""

    amounts: dict[Cell, list[Amount] | None] = field(default_factory=dict)
    kept: set[Cell] = field(default_factory=set)

    def as_json(self):
        """As it is kept with a release, outside its text: nobody reads it but the release that follows."""
        every = dict.fromkeys(amount for amounts in self.amounts.values() for amount in amounts or ())
        places = {amount: place for place, amount in enumerate(every)}
        return {
            "amounts": [[row, holder, None if value is None else str(value), how] for row, holder, value, how in every],
            "cells": [
                [*cell, None if amounts is None else [places[amount] for amount in amounts]]
                for cell, amounts in self.amounts.items()
            ],
        }

    @classmethod
    def from_json(cls, told):
        """What a release said, as it was kept."""
        every = [
            Amount(row, holder, None if value is None else Decimal(value), how)
            for row, holder, value, how in told["amounts"]
        ]
        return cls(
            {
                Cell(table, key): None if places is None else [every[place] for place in places]
                for table, key, places in told["cells"]
            }
        )


def settled(account, earlier):
    """What is said of an account on top of what earlier releases said of it, in the order of their publication.

    Tables are taken in their order: a table that fits beside all that is known is told as it is. Of one that does not, and was
    told before, each sum is told that fits, and the others are kept; of one that was never told, nothing is.
    """
    known, said = Known(account, earlier), Said()
    for table, keys in account.cells.items():
        cells = [Cell(table, key) for key in keys]
        if table != WHOLE and said.amounts[Cell(WHOLE, WHOLE)] is None:
            said.amounts |= dict.fromkeys(cells)
        elif known.take([account.held[cell] for cell in cells]):
            said.amounts |= {cell: account.held[cell] for cell in cells}
        else:
            one_by_one(cells, account, known, said)
    return said


def one_by_one(cells, account, known, said):
    """Says of each sum of a table what fits; what it was before where that does not, `None` where it was never told."""
    was_told = any(known.last(cell) is not None for cell in cells)
    for cell in cells:
        if was_told and known.take([account.held[cell]]):
            said.amounts[cell] = account.held[cell]
        else:
            said.amounts[cell] = known.last(cell)
            if said.amounts[cell] is not None:
                said.kept.add(cell)


class Known:
    """What readers know: the sums that were published, each as the set of amounts that are in it.

    Amounts that are public now are no part of them, whatever they were: nothing is kept of them any more.
    """

    def __init__(self, account, earlier):
        self.public = account.public
        self.holders = {amount.row: amount.holder for amounts in account.held.values() for amount in amounts}
        self.together, self.revealed = {}, set()
        self.said = earlier[-1].amounts if earlier else {}
        told = [amounts for said in earlier for amounts in said.amounts.values() if amounts is not None]
        self.sums = self.bound(told)

    def last(self, cell):
        """The amounts of a sum as it was told last, without those that are public now; `None` where it was not."""
        amounts = self.said.get(cell)
        return None if amounts is None else [amount for amount in amounts if amount.row not in self.public]

    def sum_of(self, amounts):
        """A sum as the set of what is known in it; its holders are those of today, also of what was merged since."""
        return frozenset(
            (amount.row, amount.value, self.holder_of(amount))
            for amount in amounts
            if amount.value is not None
            and (amount.row, amount.value) not in self.revealed
            and amount.row not in self.public
        )

    def holder_of(self, amount):
        """Who keeps an amount; of holders of whom the sum is known, one for all."""
        holder = self.holders.get(amount.row, amount.holder)
        while holder in self.together:
            holder = self.together[holder]
        return holder

    def bound(self, told):
        """The sums that were told, once whatever can be told from them is taken for known.

        Somebody who agrees to the publication of an amount takes it out of every sum: what is left of some may be of two, who
        know each other's amount from then on and count as one, or of one, whose amount is public then.
        """
        while True:
            sums = sorted({self.sum_of(amounts) for amounts in told}, key=lambda one: (len(one), sorted(one)))
            if tells_nothing(sums):
                return set(sums)
            leak = next(least(sums, last) for last in range(len(sums)) if not tells_nothing(sums[: last + 1]))
            first, *others = sorted({holder for _row, _value, holder in leak})
            self.together |= dict.fromkeys(others, first)
            if not others:
                self.revealed |= {(row, value) for row, value, _holder in leak}

    def take(self, sums):
        """Adds sums to what is known, and returns whether that tells nothing; leaves it as it was where it would."""
        tried = self.sums | {self.sum_of(amounts) for amounts in sums}
        if tried != self.sums and not tells_nothing(tried):
            return False
        self.sums = tried
        return True


def least(sums, last):
    """Of a sum, and of what it differs by from each one before it, that of the fewest holders, though not of nobody."""
    found = [sums[last], *(sums[last] ^ other for other in sums[:last])]
    return min(filter(None, found), key=lambda one: (len({holder for _row, _value, holder in one}), sorted(one)))


def in_order(amounts):
    """Where a sum stands among others: what is told must not depend on the order in which a database gives its rows."""
    return len(amounts), sum(amount[0] for amount in amounts), min(amounts, default=())


def tells_nothing(sums):
    """Whether nothing can be told of fewer than three holders from some sums."""
    in_sums = defaultdict(set)
    for place, amounts in enumerate(sorted(sums, key=in_order)):
        for amount in amounts:
            in_sums[amount].add(place)
    return is_safe([(holder, places) for (_row, _value, holder), places in in_sums.items()])


def total_in(account, said, cell):
    """The total of a sum as a release says it: what is public, and what it tells of the rest; else unknowns."""
    amounts = said.amounts.get(cell)
    if amounts is None:
        untold = Total(unknowns=len(account.held.get(cell, ())))
        return account.totals.get(cell, Total()) + untold
    return sum((amount.total for amount in amounts), account.totals.get(cell, Total()))


@dataclass(frozen=True)
class Statement:
    """An account as a release tells it."""

    account: Account
    said: Said

    def whole(self):
        """The total of all its rows."""
        return total_in(self.account, self.said, Cell(WHOLE, WHOLE))

    def split(self, table):
        """The totals by the keys of a table, of each that has any row."""
        cells = dict.fromkeys(cell for cell in (*self.account.totals, *self.said.amounts) if cell.table == table)
        found = {cell.key: total_in(self.account, self.said, cell) for cell in cells}
        return {key: total for key, total in found.items() if total != Total()}

    def keeps(self, table=WHOLE, key=WHOLE):
        """Whether what holders keep in a sum stays as it was told before."""
        return Cell(table, key) in self.said.kept


class Books:
    """The accounts of indicators on a day, each opened once. `earlier`: what earlier releases said, as they kept it; `None` where
    nothing is to be published, and no account is opened.
    """

    def __init__(self, day, earlier=None):
        self.day, self.earlier, self.opened = day, earlier, {}

    def of(self, key, measure):
        """The account of a measure under a key, as a release of the day tells it; `None` where nobody keeps its amounts.

        How amounts are totalled that somebody may keep has an `account` of rows.
        """
        if self.earlier is None:
            return None
        if key not in self.opened:
            account = measure.total.account(measure.records(self.day)) if hasattr(measure.total, "account") else None
            before = [Said.from_json(told[key]) for told in self.earlier if key in told]
            self.opened[key] = account and Statement(account, settled(account, before))
        return self.opened[key]

    def as_json(self):
        """What a release says of every account, as it is kept outside its text."""
        return {key: opened.said.as_json() for key, opened in self.opened.items() if opened}
