"""Month by month, what pays for doctoral contracts: gaps, double cover, and what they cost to their end.

Months are those of the contract, counted from its first day. A month that has begun counts whole.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enact.dates import months_after
from indicators.measures import Total
from training.models import Coverage, DoctoralContract, DoctoralStep
from training.models.term import first_day, last_day, months_of, term_of


class Cover(models.TextChoices):
    """What pays for a month."""

    NONE = "none", _("not paid")
    ONCE = "once", pgettext_lazy("coverage", "paid")
    TWICE = "twice", _("paid more than once")
    AFTER = "after", _("paid after the end")


@dataclass(frozen=True)
class Stretch:
    """Months one after another that are covered alike: the first and the last, which are counted, and their days."""

    cover: Cover
    first: int
    last: int
    starts_on: date
    ends_on: date

    @property
    def months(self):
        """How many they are."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Plan:
    """What pays for a contract from its first day, over so many months. `coverages` are its rows, in their order."""

    contract: object
    starts_on: date
    months: int
    coverages: list

    @property
    def ends_on(self):
        """The last day of the last month."""
        return last_day(self.starts_on, self.months)

    def cover_of(self, month):
        """What pays for a month."""
        paying = sum(row.first_month <= month <= row.last_month for row in self.coverages)
        if month > self.months:
            return Cover.AFTER if paying else None
        return (Cover.NONE, Cover.ONCE)[paying] if paying < 2 else Cover.TWICE

    @cached_property
    def stretches(self):
        """The months in order, those that are covered alike together; beyond the end, those that are paid all the same."""
        last = max([self.months, *(row.last_month for row in self.coverages)])
        found = []
        for cover, months in groupby(range(1, last + 1), self.cover_of):
            if cover is not None:
                first, *_others = several = list(months)
                found.append(self.stretch(cover, first, several[-1]))
        return found

    def stretch(self, cover, first, last):
        """A stretch with its days."""
        return Stretch(cover, first, last, months_after(self.starts_on, first - 1), last_day(self.starts_on, last))

    def over_by(self, day):
        """How many months were over before a day: the next one is that of the day."""
        months = 12 * (day.year - self.starts_on.year) + day.month - self.starts_on.month
        if months_after(self.starts_on, months) > day:
            months -= 1
        return min(max(months, 0), self.months)

    def left(self, day):
        """How many months of each cover are left on a day, that of the day included."""
        over, found = self.over_by(day), dict.fromkeys(Cover, 0)
        for each in self.stretches:
            found[each.cover] += max(0, each.last - max(each.first - 1, over))
        return found

    def is_over(self, day):
        """Whether all its months were over before a day, those paid after its end too."""
        return self.stretches[-1].ends_on < day

    def asks_for_care(self, day):
        """Whether months left on a day are paid by nothing, or more than once, or after the end."""
        left = self.left(day)
        return any(left[cover] for cover in (Cover.NONE, Cover.TWICE, Cover.AFTER))

    def cost_to_end(self, day):
        """What the months left on a day cost; unknown where nobody said what a month costs."""
        months, cost = self.months - self.over_by(day), self.contract.monthly_cost
        return Total() if not months else Total.of(None if cost is None else months * cost)

    def paid_to_end(self, day):
        """What commitments pay of the months left on a day; each without an amount is one unknown."""
        over, found = self.over_by(day), Total()
        for row in self.coverages:
            months = min(row.last_month, self.months) - max(row.first_month - 1, over)
            if months > 0:
                found += Total.of(None if row.amount is None else months * row.amount)
        return found


def plan_of(contract, steps, coverages):
    """The plan of a contract with its standing steps; `None` while it has no first day. One that was stopped ends then."""
    starts, ends = term_of(contract, steps)
    if starts is None:
        return None
    plan = Plan(contract, starts, months_of(contract, steps), coverages)
    return replace(plan, months=min(plan.months, plan.over_by(ends) + 1)) if first_day(steps, "stopped") else plan


def payable_on(day):
    """Contracts that are to be paid, as a day knows them: those selected or started by then, and those planned without a step.

    What is only proposed is to be paid by nobody yet. Invented contracts are not among them.
    """
    own = {"contract": OuterRef("pk")}
    decided = (DoctoralStep.Kind.SELECTED, DoctoralStep.Kind.STARTED)
    taken = DoctoralStep.objects.taken_by(day).filter(**own, kind__in=decided).order_by()
    steps = DoctoralStep.objects.standing().filter(**own).order_by()
    return DoctoralContract.objects.real().filter(Exists(taken) | ~Exists(steps)).order_by("words", "id")


def plans_of(contracts, day=None):
    """The plans of some contracts, a queryset, those that have one, in three queries; from their steps by a day, or from all."""
    read = contracts.prefetch_related(
        Prefetch(
            "steps",
            DoctoralStep.objects.standing().only("contract", "kind", "happened_on", "months"),
            to_attr="standing_steps",
        ),
        Prefetch(
            "coverages",
            Coverage.objects.order_by("first_month", "pk").only("contract", "first_month", "last_month", "amount"),
            to_attr="read_coverages",
        ),
    )
    plans = (
        plan_of(
            contract,
            [step for step in contract.standing_steps if day is None or step.happened_on <= day],
            contract.read_coverages,
        )
        for contract in read
    )
    return [plan for plan in plans if plan]
