"""Which amounts may be published, so that those of no partner, nor of two together, can be told from what is published.

The single amount of a partner is public with its recorded agreement, a public body's by default. The others are *held*: they
enter a sum only where they cannot be deduced, whichever published sums are put together (design: "domain", section 6).
"""

from dataclasses import dataclass

from django.db.models import Case, F, When

from enact.amounts import CENT
from indicators.heldback import WHOLE, Account, Amount, Cell, name_of
from indicators.holders import is_safe
from indicators.measures import NOT_SAID, Sum, Total

PUBLISHED_AS = "published_as"
"""The table of those whose amounts are public, by name; the others are gathered in one cell of it."""


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


@dataclass(frozen=True)
class PublishedSum(Sum):
    """Adds up amounts as they may be published: rows have `published_as`, "" where the single amount is held, and a partner.

    `tables` are the fields by which the sum is published, in their order: a table that may not hold the held amounts, beside
    those before it, counts them among its unknowns.
    """

    partner: str = "organisation"
    tables: tuple = ()

    def totals(self, rows, by=None):
        table = WHOLE if by in (None, PUBLISHED_AS) else name_of(by)
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

    def account(self, rows):
        """The rows as an account, whose held amounts are told beside what earlier releases said of them."""
        tables = {name_of(by): [by] if isinstance(by, str) else list(by) for by in self.tables}
        fields = sorted({name for names in tables.values() for name in names})
        order = {WHOLE: [WHOLE], PUBLISHED_AS: []} | {name: [] for name in tables}
        found = Account(order, {}, {Cell(WHOLE, WHOLE): []}, set())
        named = rows.order_by("pk").values_list("pk", self.partner, PUBLISHED_AS, self.amount, self.qualifier, *fields)
        for row, partner, name, value, how, *values in named:
            amount = Amount(row, partner, None if value is None else value.quantize(CENT), how)
            told = dict(zip(fields, values, strict=True))
            cells = [Cell(table, key) for table, names in tables.items() for key in raw_keys_of(names, told)]
            enter(found, amount, name, cells)
        for keys in found.cells.values():
            keys.sort(key=str)
        return found


def enter(account, amount, name, cells):
    """Enters an amount into an account: under the name of its partner where it is public, "" where it is held."""
    for cell in (own := [Cell(WHOLE, WHOLE), Cell(PUBLISHED_AS, name), *cells]):
        if cell not in account.held:
            account.held[cell] = []
            account.cells[cell.table].append(cell.key)
    if name:
        account.public.add(amount.row)
        account.totals |= {cell: account.totals.get(cell, Total()) + amount.total for cell in own}
    else:
        for cell in own:
            account.held[cell].append(amount)


def raw_keys_of(fields, row):
    """The keys of the cells of a table in which a row is, as its parts are named."""
    if len(fields) == 1:
        return [row[fields[0]]]
    return [name for name in fields if row[name]] or [NOT_SAID]


def keys_of(fields, row):
    """The keys of the cells of a table in which a row is: its value of the one field, or the fields of several that hold."""
    if len(fields) == 1:
        return [str(row[fields[0]])]
    return [name for name in fields if row[name]] or [""]
