"""What dated facts let expect of an indicator: never a result, and never a guess.

Three values for each day to come: low, what is engaged; central, with what is planned; high, with what is possible. A fact is a
record with a day of its own: a contract that was selected, places of a call, an instalment. What has no day is not in it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy

from enact.languages import Text

FIVES = Decimal(5)
"""Forecasts of people are told in fives, so that no small number of them can be told from two forecasts."""
YEAR_OF_DAYS = 365
HUNDREDTH = Decimal("0.01")


class Sure(models.TextChoices):
    """How sure a fact is."""

    ENGAGED = "engaged", pgettext_lazy("fact", "engaged")
    PLANNED = "planned", pgettext_lazy("fact", "planned")
    POSSIBLE = "possible", pgettext_lazy("fact", "possible")


LEVELS = {
    "low": (Sure.ENGAGED,),
    "central": (Sure.ENGAGED, Sure.PLANNED),
    "high": (Sure.ENGAGED, Sure.PLANNED, Sure.POSSIBLE),
}
"""The values of a forecast, each with what it adds up."""
ROUNDED = {"low": ROUND_FLOOR, "central": ROUND_HALF_EVEN, "high": ROUND_CEILING}


class Fact(NamedTuple):
    """What is to come on a day: how much, in the unit of its indicator, `None` where that is not known or not published."""

    on: date
    sure: Sure
    what: Text
    value: Decimal | None


@dataclass(frozen=True)
class Outlook:
    """Where the dated facts of an indicator come from, and how that is told: the method, in both languages.

    `facts` gives those that are known on a day, after it, up to another day.
    """

    facts: Callable[[date, date], list[Fact]]
    method: Text


class Scope(NamedTuple):
    """What a forecast is made of: the value on a day, and up to which day it looks.

    `is_yearly`: each year is counted anew. `in_fives`: it is told in fives.
    """

    value: Decimal
    on: date
    until: date
    is_yearly: bool
    in_fives: bool


def ends_of_years(after, until):
    """The last days of the years that end after a day, up to another, with which the last of them ends."""
    days = (min(date(year, 12, 31), until) for year in range(after.year, until.year + 1))
    return [day for day in days if day > after]


def gathered(facts, on_of):
    """The facts by day, sureness and kind: [day, sureness, kind, known sum, number of unknowns], in order."""
    sums, unknowns = defaultdict(Decimal), defaultdict(int)
    for fact in facts:
        key = on_of(fact.on), fact.sure, fact.what
        sums[key] += fact.value or 0
        unknowns[key] += fact.value is None
    order = list(Sure)
    sums = {key: known for key, known in sums.items() if known or unknowns[key]}
    return [
        (*key, sums[key], unknowns[key]) for key in sorted(sums, key=lambda key: (key[0], order.index(key[1]), key[2]))
    ]


class Expected(NamedTuple):
    """What is expected: the known part, and how many facts have a value that is not known or not published."""

    value: Decimal
    unknowns: int


def expected(facts, scope, level, day):
    """What a level comes to on a day, as it is told: what stands, and what is to come by then; of a year, what falls in it.

    That of people is in fives, the low one rounded down and the high one up.
    """
    counted = [fact for fact in facts if fact.sure in LEVELS[level] and fact.on <= day]
    if scope.is_yearly:
        counted = [fact for fact in counted if fact.on.year == day.year]
    known = sum((fact.value or 0 for fact in counted), Decimal(0) if scope.is_yearly else scope.value)
    if scope.in_fives:
        known = (known / FIVES).to_integral_value(ROUNDED[level]) * FIVES
    return Expected(known, sum(fact.value is None for fact in counted))


def days_told(facts, scope):
    """The ends of the years that are told: all to come; of what is yearly, up to the last of which there is a fact."""
    ends = ends_of_years(scope.on, scope.until)
    if not scope.is_yearly:
        return ends
    last = max((fact.on for fact in facts), default=scope.on)
    return [day for day in ends if day.year <= last.year and last > scope.on]


def points(facts, scope):
    """What each level comes to at the end of each year that is told."""
    return [
        {"on": day} | {level: expected(facts, scope, level, day) for level in LEVELS} for day in days_told(facts, scope)
    ]


def reached_on(facts, scope, level, target):
    """The day on which a level reaches a target; `None` where the facts known do not lead there.

    Of what is yearly, or told in fives, it is the end of a year.
    """
    if not scope.is_yearly and scope.value >= target:
        return scope.on
    in_years = scope.is_yearly or scope.in_fives
    days = days_told(facts, scope) if in_years else sorted({fact.on for fact in facts if fact.on <= scope.until})
    return next((day for day in days if expected(facts, scope, level, day).value >= target), None)


def needed(value, on, trajectory, *, is_yearly, each_year):
    """What a year asks for to reach the last target: `a_year` so many, or `more_each_year` for what is counted by year.

    `None` where the target is reached, passed or unknown, or where it falls. `each_year`: the target is that of every year.
    """
    end = trajectory.end
    if end is None or value is None or not trajectory.rising or value >= end.value or on >= end.on:
        return None
    if each_year:
        return {"a_year": end.value, "until": end.on}
    pace = ((end.value - value) * YEAR_OF_DAYS / (end.on - on).days).quantize(HUNDREDTH)
    return {"more_each_year" if is_yearly else "a_year": pace, "until": end.on}
