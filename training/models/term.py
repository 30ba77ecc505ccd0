"""From when to when a doctoral contract lasts, and what its steps may not be: plain functions of what is recorded.

Sources: décret n° 2009-464 of 23 April 2009, articles 3 and 8 (36 months, extensions by amendment of at most 12 months);
arrêté of 25 May 2016, articles 11 to 16 (follow-up committee, direction of the thesis); NNT: ABES.
"""

from collections import Counter
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from enact.dates import in_words, months_after

MOST_OF_A_GROUND = 12
"""In months: how much one ground may add to a contract."""


def in_order(steps):
    """Steps in the order in which they happened, those not saved yet last of their day."""
    return sorted(steps, key=lambda step: (step.happened_on, step.pk is None, step.pk or 0))


def first_day(steps, kind):
    """The day of the first step of a kind; `None` without one."""
    return min((step.happened_on for step in steps if step.kind == kind), default=None)


def months_of(contract, steps):
    """How many months a contract has, extensions included."""
    return contract.months + sum(step.months or 0 for step in steps if step.kind == "extended")


def last_day(starts_on, months):
    """The last day of so many months from a day."""
    return months_after(starts_on, months) - timedelta(days=1)


def term_of(contract, steps, day=None):
    """The first and the last day of a contract, from its standing steps taken by a day, or from all; `None`s if unknown.

    Until it has started, they are those planned. A contract that was stopped ends on that day.
    """
    taken = [step for step in steps if day is None or step.happened_on <= day]
    starts = first_day(taken, "started") or contract.planned_start_on
    if starts is None:
        return None, None
    ends = last_day(starts, months_of(contract, taken))
    stopped = first_day(taken, "stopped")
    return starts, min(ends, stopped) if stopped else ends


def wrong_with(contract, steps):
    """What is refused of the standing steps of a contract and of the number of its thesis, in words; `None` for nothing."""
    return wrong_with_steps(contract, steps) or wrong_with_number(contract.nnt, first_day(steps, "defended"))


def wrong_with_steps(contract, steps):
    """What is refused of the standing steps of a contract, in words; `None` when nothing is."""
    steps = in_order(steps)
    started = first_day(steps, "started")
    if started and any(step.happened_on < started for step in steps if step.kind in ("defended", "stopped")):
        return _("The defence, or the end, is before the start, %(day)s.") % {"day": in_words(started)}
    return wrong_with_extensions(contract, steps, started)


def wrong_with_number(nnt, defended):
    """What is refused of the number of a thesis."""
    if nnt and defended is None:
        return _("A thesis has a number (NNT) once it is defended: record the defence first.")
    if nnt and nnt[:4] != str(defended.year):
        return _("The number of the thesis (NNT) is of %(year)s, and the defence of %(other)s.") % {
            "year": nnt[:4],
            "other": defended.year,
        }
    return None


def wrong_with_extensions(contract, steps, started):
    """What is refused of extensions: each is signed while the contract runs, and no ground gives more than a year."""
    months, given = contract.months, Counter()
    for step in steps:
        if step.kind != "extended":
            continue
        if started is None:
            return _("An extension follows the start: record the start first.")
        ends = last_day(started, months)
        if not started <= step.happened_on <= ends:
            return _("An extension is signed before the end: that of this contract was %(day)s.") % {
                "day": in_words(ends)
            }
        months += step.months or 0
        given[step.ground] += step.months or 0
        if given[step.ground] > MOST_OF_A_GROUND:
            return _("%(months)s months for one ground: “%(ground)s”. The most is 12.") % {
                "months": given[step.ground],
                "ground": step.get_ground_display(),
            }
    return None
