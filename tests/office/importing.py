"""Importing in tests: what a file would do, and doing it."""

from datetime import date

from enact.imports.plans import plan_of, read_table
from enact.imports.saving import save
from tests import make

ON = date(2026, 6, 1)
"""The day on which tests import."""


def planned(resource, content, by=None):
    """What the rows of a file would do."""
    return plan_of(resource, read_table(resource, content), by=by or make.user(), on=ON)


def imported(resource, content, by=None, reason="Reprise"):
    """The plan of a file, saved; nothing may be wrong with it."""
    by = by or make.user()
    plan = planned(resource, content, by)
    found = faults_of(plan)
    assert found == [], found
    save(plan, by=by, reason=reason)
    return plan


def faults_of(plan):
    """What is wrong with the rows of a plan: cell, value and words."""
    return [(fault.cell, fault.value, fault.words) for line in plan.lines for fault in line.faults]


def doubts_of(plan):
    """What is in doubt of the rows of a plan: cell, value and words."""
    return [(doubt.cell, doubt.value, doubt.words) for line in plan.lines for doubt in line.doubts]


def outcomes(plan):
    """How many rows come to what, of those that there are."""
    return {outcome: count for outcome, count in plan.counts.items() if count}


def changes(plan):
    """What a plan changes: what is done to which kind of record, and fields from what to what."""
    return [
        (effect.does, effect.target.record._meta.model_name, *effect.changes)
        for line in plan.lines
        for effect in line.effects
    ]
