"""Measures: which records count on a day, and how they are totalled.

A total never hides what it does not know: it is a known part, a number of unknowns, and a qualifier.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Count as CountRows
from django.db.models import QuerySet
from django.db.models import Sum as SumOf
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from enact.amounts import CENT, money
from enact.languages import NO_TEXT, Text


class Qualifier(models.TextChoices):
    """How a value is to be read, as whoever stated it said."""

    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    A_LITTLE_OVER = "a_little_over", _("a little over")

    def joined(self, other):
        """The qualifier of a sum of two: what is true of both, and *about* when they pull apart."""
        if self == other or other == Qualifier.EXACT:
            return self
        if self == Qualifier.EXACT:
            return Qualifier(other)
        upward = {Qualifier.AT_LEAST, Qualifier.A_LITTLE_OVER}
        return Qualifier.AT_LEAST if {self, other} == upward else Qualifier.ABOUT

    @property
    def opposite(self):
        """The qualifier of a value that is taken away: what is at least so much takes away at most what is left."""
        turned = {"at_least": Qualifier.AT_MOST, "a_little_over": Qualifier.AT_MOST, "at_most": Qualifier.AT_LEAST}
        return turned.get(self.value, self)


@dataclass(frozen=True)
class Total:
    """The sum of some values: the known part, how many are known, how many are not, and how to read the known part."""

    known: Decimal = Decimal(0)
    knowns: int = 0
    unknowns: int = 0
    qualifier: Qualifier = Qualifier.EXACT

    @classmethod
    def of(cls, value, qualifier=Qualifier.EXACT):
        """The total of one value; `None` is an unknown."""
        return cls(unknowns=1) if value is None else cls(Decimal(value), 1, 0, Qualifier(qualifier))

    @property
    def value(self):
        """The known part; zero when there was nothing to add; `None` when nothing of what there was is known."""
        return None if self.unknowns and not self.knowns else self.known

    def less(self, part):
        """What is left when a part is taken away. Nothing is known of it when nothing is known of the whole.

        What is unknown of the part leaves at most so much; the number of unknowns is that of both.
        """
        if self.value is None:
            return Total(unknowns=self.unknowns + part.unknowns)
        return Total(
            self.known - part.known,
            self.knowns + part.knowns,
            self.unknowns + part.unknowns,
            self.qualifier.joined(part.qualifier.opposite),
        )

    def __add__(self, other):
        return Total(
            self.known + other.known,
            self.knowns + other.knowns,
            self.unknowns + other.unknowns,
            self.qualifier.joined(other.qualifier),
        )

    def __radd__(self, other):
        return self if other == 0 else NotImplemented


NOT_SAID = "not_said"
"""The key of rows of which none of several fields is true."""


def by_each(total, rows, fields):
    """The totals of the rows of which each of some fields is true, by its name; of those of which none is, under `NOT_SAID`."""
    found = {name: total.totals(rows.filter(**{name: True}))[None] for name in fields}
    found[NOT_SAID] = total.totals(rows.filter(**dict.fromkeys(fields, False)))[None]
    return {name: each for name, each in found.items() if each != Total()}


@dataclass(frozen=True)
class Count:
    """Counts rows, or distinct values of a field: nothing is unknown of a count."""

    distinct: str = "pk"

    def totals(self, rows: QuerySet, by: str | tuple | None = None) -> dict:
        """The total of each group of rows; without `by`, of all under the key `None`. Several fields hold yes or no each."""
        if isinstance(by, tuple):
            return by_each(self, rows, by)
        counted = CountRows(self.distinct, distinct=True)
        if by is None:
            groups = [(None, rows.aggregate(counted=counted)["counted"])]
        else:
            groups = rows.order_by().values_list(by).annotate(counted=counted)
        return {key: Total(Decimal(counted), counted) for key, counted in groups}

    def grouped(self, rows):
        """All rows as one group: see `readings_on`."""
        counted = CountRows(self.distinct, distinct=True)
        unknown = Cast(None, models.DecimalField(max_digits=14, decimal_places=2))
        constants = {
            "holder": Cast(None, models.IntegerField()),
            "how": models.Value(Qualifier.EXACT),
            "known": unknown,
        }
        return rows.order_by().annotate(**constants).values_list(*constants).annotate(knowns=counted, rows=counted)

    def total_of(self, groups):
        """The total of the groups of `grouped`."""
        return sum((Total(Decimal(counted), counted) for _holder, _how, _known, counted, _rows in groups), Total())


@dataclass(frozen=True)
class Sum:
    """Adds up a field that may be unknown in some rows, each with its qualifier."""

    amount: str
    qualifier: str

    write = staticmethod(money)
    """How the total of one row is written for whoever looks at the evidence."""

    def totals(self, rows: QuerySet, by: str | tuple | None = None) -> dict:
        """The total of each group of rows; without `by`, of all under the key `None`. Several fields hold yes or no each."""
        if isinstance(by, tuple):
            return by_each(self, rows, by)
        keys = [self.qualifier] if by is None else [by, self.qualifier]
        groups = (
            rows.order_by()
            .values_list(*keys)
            .annotate(known=SumOf(self.amount), knowns=CountRows(self.amount), rows=CountRows("pk"))
        )
        totals = {None: Total()} if by is None else {}
        for *group, qualifier, known, knowns, counted in groups:
            key = group[0] if group else None
            totals[key] = totals.get(key, Total()) + self.total(qualifier, known, knowns, counted - knowns)
        return totals

    def grouped(self, rows):
        """The rows by their qualifiers: see `readings_on`."""
        groups = rows.order_by().annotate(holder=self.holder()).values_list("holder", self.qualifier)
        return groups.annotate(known=SumOf(self.amount), knowns=CountRows(self.amount), rows=CountRows("pk"))

    def holder(self):
        """Who keeps the amount of a row to itself, as a key; nobody does."""
        return Cast(None, models.IntegerField())

    def total_of(self, groups):
        """The total of the groups of `grouped`."""
        return sum(
            (self.total(how, known, knowns, rows - knowns) for _holder, how, known, knowns, rows in groups), Total()
        )

    @staticmethod
    def total(qualifier, known, knowns, unknowns):
        """The total of rows with one qualifier, to the cent: SQLite adds decimals up as floating-point numbers."""
        if not knowns:
            return Total(unknowns=unknowns)
        return Total(Decimal(known).quantize(CENT), knowns, unknowns, Qualifier(qualifier))


def that_day(day):
    """The day itself."""
    return day


@dataclass(frozen=True)
class Reading:
    """What a measure says on a day: its total, the day for which it holds, and what it covers.

    The total is `None` where nothing is recorded that could be told. `covers` is in both languages, and empty where the
    total covers what its indicator says.
    """

    total: Total | None
    holds_on: date
    covers: Text = NO_TEXT


@dataclass(frozen=True)
class Measure:
    """The records that count on a day, and how to total them: the rows counted are the rows shown.

    `held_on`: for which day what is asked on a day holds, such as the last of the last complete year.
    """

    records: Callable[[date], QuerySet]
    total: Count | Sum = Count()
    held_on: Callable[[date], date] = that_day

    def on(self, day):
        """The total on a day; `None` where nothing is recorded that could be told, as some measures say."""
        return self.total.totals(self.records(day))[None]

    def split(self, day, by):
        """The totals on a day by the values of a field, or by each of several fields that hold yes or no, as a dictionary."""
        return self.total.totals(self.records(day), by)

    def asked(self, day):
        """What must be totalled to read it on a day, as (how, rows) pairs, and what makes a reading of their totals."""
        return [(self.total, self.records(day))], lambda total: Reading(total, self.held_on(day))


def readings_on(day, measures):
    """What several measures say on a day, by their keys: all their totals are read in one query.

    Each reads its rows by groups: who holds back their amounts, how these are to be read, their known sum, how many are known,
    how many rows there are.
    """
    asked = {key: measure.asked(day) for key, measure in measures.items()}
    every = [(key, how, rows) for key, (pairs, _read) in asked.items() for how, rows in pairs]
    groups, found = [[] for _each in every], {key: [] for key in asked}
    read = [how.grouped(rows).annotate(of=models.Value(place)) for place, (_key, how, rows) in enumerate(every)]
    for *group, place in read[0].union(*read[1:], all=True) if read else ():
        groups[place].append(group)
    for (key, how, _rows), those in zip(every, groups, strict=True):
        found[key].append(how.total_of(those))
    return {key: reading(*found[key]) for key, (_pairs, reading) in asked.items()}


@dataclass(frozen=True)
class Ratio:
    """A part of a whole, each a measure."""

    part: Measure
    whole: Measure

    def on(self, day):
        """The share on a day, from 0 to 1; `None` when the whole is zero, or when anything of either is unknown."""
        part, whole = self.part.on(day), self.whole.on(day)
        if part.unknowns or whole.unknowns or not whole.known:
            return None
        return part.known / whole.known


FEWEST_PEOPLE = 5
"""Of fewer people, no count is published, nor anything that one could be told from."""
PERCENT = Decimal("0.1")


@dataclass(frozen=True)
class Share:
    """The share of people of one kind among all, each a measure of people: in percent, to one decimal.

    It is unknown where those of that kind, or the others, are fewer than five: it would tell how many they are.
    """

    part: Measure
    whole: Measure

    def on(self, day):
        """The share on a day, as a total."""
        return self.shared(self.part.on(day), self.whole.on(day))

    @property
    def total(self):
        """How the records of the whole are counted."""
        return self.whole.total

    def asked(self, day):
        """What must be totalled to read it: see `Measure`."""
        pairs = [(each.total, each.records(day)) for each in (self.part, self.whole)]
        return pairs, lambda part, whole: Reading(self.shared(part, whole), self.whole.held_on(day))

    @staticmethod
    def shared(part, whole):
        """The share of the total of a part in that of the whole."""
        if min(part.known, whole.known - part.known) < FEWEST_PEOPLE:
            return Total(unknowns=1)
        return Total.of((100 * part.known / whole.known).quantize(PERCENT))

    def records(self, day):
        """The records of the whole, which is what the share is of."""
        return self.whole.records(day)
