"""The coordination's page of what pays for the doctoral contracts, month by month."""

from datetime import date
from typing import NamedTuple

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enact.ui.asking import day_asked
from indicators.measures import Total
from training.measures.coverage import Cover, Plan, payable_on, plans_of

SHOWN = ("title_fr", "title_en", "institution", "planned_start_on", "months", "monthly_cost")
"""What is read of a contract."""


class Bar(NamedTuple):
    """A stretch as it is drawn: its place and width in months from the beginning of the axis, and how it is covered."""

    x: int
    width: int
    cover: str


class Axis(NamedTuple):
    """The months on which the bars are drawn: from January of the first year to December of the last."""

    first: int
    last: int

    @property
    def months(self):
        """How many months there are."""
        return 12 * (self.last - self.first + 1)

    def place(self, day):
        """The place of a day, in whole months."""
        return 12 * (day.year - self.first) + day.month - 1

    def ticks(self):
        """The years, each with its place."""
        return [(year, self.place(date(year, 1, 1))) for year in range(self.first, self.last + 1)]


class Row(NamedTuple):
    """A contract on the page: its plan, its stretches, its bars, and what is left on the day."""

    plan: Plan
    stretches: list
    bars: list
    left: dict
    cost: Total
    paid: Total


def axis_of(plans):
    """The axis that holds some plans."""
    days = [(plan.starts_on, plan.stretches[-1].ends_on) for plan in plans]
    return Axis(min(first.year for first, _last in days), max(last.year for _first, last in days))


def row_of(plan, axis, day):
    """A plan as it is shown on a day."""
    stretches = plan.stretches
    bars = [Bar(axis.place(each.starts_on), each.months, each.cover.value) for each in stretches]
    return Row(plan, stretches, bars, plan.left(day), plan.cost_to_end(day), plan.paid_to_end(day))


@require_safe
def coverage(request):
    """The contracts to be paid on a day, with what pays their months; `?only=gaps` leaves those paid as they should."""
    asked = day_asked(request.GET, timezone.localdate())
    only = request.GET.get("only") == "gaps"
    contracts = payable_on(asked.on).prefetch_related("institution").only(*SHOWN)
    plans = [] if asked.fault else [plan for plan in plans_of(contracts, asked.on) if not plan.is_over(asked.on)]
    axis = axis_of(plans) if plans else None
    rows = [row_of(plan, axis, asked.on) for plan in plans]
    shown = [row for row in rows if not only or row.plan.asks_for_care(asked.on)]
    context = {
        "title": _("What pays for the doctoral contracts"),
        "axis": axis,
        "rows": shown,
        "only": only,
        "left": [(cover, sum(row.left[cover] for row in rows)) for cover in Cover],
        "cost": sum((row.cost for row in rows), Total()),
        "paid": sum((row.paid for row in rows), Total()),
        "counted": len(rows),
        **asked._asdict(),
    }
    return render(request, "training/coverage.html", context)
