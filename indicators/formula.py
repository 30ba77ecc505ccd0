"""How far along an indicator is: the one place in the code that computes progress.

An indicator is judged against its trajectory on the day asked, not only against its end. A trajectory starts at the
programme's start from the baseline, and runs straight between dated targets.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _

TOLERANCE = Decimal("0.05")
"""On track: within five hundredths of the whole way from the baseline to the last target, above or below."""


class Status(models.TextChoices):
    """Where an indicator stands against its trajectory, in words."""

    NO_TARGET = "no_target", _("No target")
    PROTECTED = "protected", _("Protected")
    UNKNOWN = "unknown", _("Not known yet")
    OUTDATED = "outdated", _("Figure too old to judge")
    STARTING_POINT = "starting_point", _("Starting point")
    NOT_YET_DUE = "not_yet_due", _("Target not yet due")
    REACHED = "reached", _("Target reached")
    AHEAD = "ahead", _("Ahead of the trajectory")
    ON_TRACK = "on_track", _("On the trajectory")
    BEHIND = "behind", _("Behind the trajectory")
    MISSED = "missed", _("Target missed")


@dataclass(frozen=True)
class Point:
    """A value expected on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Trajectory:
    """Dated targets in the order of their days, and the baseline that they start from, when there is one."""

    targets: tuple[Point, ...]
    baseline: Point | None = None
    rising: bool = True

    @property
    def points(self):
        """What is drawn: the baseline, then the targets."""
        return (self.baseline, *self.targets) if self.baseline else self.targets

    @property
    def end(self):
        """The last target; `None` when there is none."""
        return self.targets[-1] if self.targets else None

    @property
    def start(self):
        """The value from which the whole way is measured: the baseline, or zero when none is known."""
        return self.baseline.value if self.baseline else Decimal(0)

    @property
    def tolerance(self):
        """How far from the value expected an indicator may be, above or below, and still be on its trajectory."""
        return TOLERANCE * abs(self.end.value - self.start)

    def expected_on(self, day):
        """The value that the trajectory asks for on a day, in straight lines between its points.

        After the last target, that target; before the first point, `None`: nothing is expected yet.
        """
        if not self.targets or day < self.points[0].on:
            return None
        for start, finish in pairwise(self.points):
            if day < finish.on:
                passed, whole = (day - start.on).days, (finish.on - start.on).days
                return start.value + (finish.value - start.value) * passed / whole
        return self.end.value

    def share(self, value):
        """How much of the way from the baseline to the last target is done; above 1 when it is passed.

        Without a baseline the way starts at zero, and is known for rising indicators only. `None` when there is no way to go.
        """
        if self.end is None or (self.baseline is None and not self.rising):
            return None
        way = self.end.value - self.start
        return (value - self.start) / way if way else None

    def meets(self, value, target):
        """Whether a value is at least as good as a target."""
        return value >= target if self.rising else value <= target


@dataclass(frozen=True)
class Progress:
    """A status with the numbers that made it so; each is `None` where it has no meaning."""

    status: Status
    expected: Decimal | None = None
    share: Decimal | None = None


def progress(*, value, day, trajectory, is_baseline=False, is_outdated=False):
    """The progress of a value, `None` when it is unknown, on the day for which it holds.

    `is_baseline`: the value is the baseline itself, stated again or not yet followed by another; it is judged once the
    first target is due. `is_outdated`: the value is too old to say how things stand, and is not judged.
    """
    if trajectory.end is None:
        return Progress(Status.NO_TARGET)
    expected = trajectory.expected_on(day)
    if value is None:
        return Progress(Status.UNKNOWN, expected)
    status = Status.OUTDATED if is_outdated else _status(value, day, trajectory, expected, is_baseline)
    return Progress(status, expected, trajectory.share(value))


def _status(value, day, trajectory, expected, is_baseline):
    if trajectory.meets(value, trajectory.end.value):
        return Status.REACHED
    if day >= trajectory.end.on:
        return Status.MISSED
    if is_baseline and day < trajectory.targets[0].on:
        return Status.STARTING_POINT
    if expected is None:
        return Status.NOT_YET_DUE
    return _against(value, expected, trajectory)


def _against(value, expected, trajectory):
    if abs(value - expected) <= trajectory.tolerance:
        return Status.ON_TRACK
    return Status.AHEAD if trajectory.meets(value, expected) else Status.BEHIND
