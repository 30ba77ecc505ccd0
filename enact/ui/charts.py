"""The geometry of the charts: positions and lengths in percent of the frame, from plain numbers. Templates draw them.

Percentages let a drawing fill its frame while its text keeps its size, on a phone as on paper. Labels stand around the frame.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import accumulate, pairwise
from math import isqrt

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""The steps of a scale that people read with ease, at any power of ten."""
LEVELS = 4
"""The most steps on a scale of values."""
YEARS = 6
"""The most years written under a chart: more would touch on a phone."""

DEPTHS = 3
"""The most depths of one colour on a map: more would not be told apart."""


def percent(share):
    """A share of a frame as SVG writes it, to the hundredth: 0.125 is "12.5%"."""
    return f"{Decimal(share * 100).quantize(Decimal('0.01')).normalize():f}%"


@dataclass(frozen=True)
class Track:
    """The way from zero to a target, as a bar.

    `given` is what was there at the start, `gained` what came since, `due` where the trajectory says that we should be;
    `None` where it is not known. The target stands at `target`, the end of the bar unless it is passed.
    """

    target: str
    given: str | None
    gained: str | None
    due: str | None
    due_is_far: bool

    @classmethod
    def of(cls, *, target, value=None, start=None, expected=None):
        """The track of a value towards a target, from a starting point; all in the same unit, none below zero."""
        scale = max(target, value or 0, start or 0, expected or 0) or 1
        given = None if value is None else min(start or 0, value)
        return cls(
            target=percent(target / scale),
            given=None if value is None else percent(given / scale),
            gained=None if value is None else percent((value - given) / scale),
            due=None if expected is None else percent(expected / scale),
            due_is_far=expected is not None and expected > scale / 2,
        )


@dataclass(frozen=True)
class Segment:
    """A part of a bar: where it begins and how long it is."""

    x: str
    width: str


def segments(lengths, whole):
    """Parts laid end to end on a bar as long as `whole`, or as all of them where they exceed it."""
    scale = max(whole, sum(lengths)) or 1
    begins = accumulate(lengths, initial=Decimal(0))
    return [
        Segment(percent(begin / scale), percent(length / scale)) for begin, length in zip(begins, lengths, strict=False)
    ]


@dataclass(frozen=True)
class Dot:
    """A value on a day, where it is drawn."""

    x: str
    y: str
    value: Decimal
    on: date


@dataclass(frozen=True)
class Line:
    """A straight line between two dots."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Disc:
    """A round mark: its middle and its radius."""

    x: str
    y: str
    radius: str


@dataclass(frozen=True)
class Tick:
    """A mark on a scale: where, and what is written there."""

    at: str
    label: Decimal | int


def step_of(highest):
    """The step of a scale from zero that reaches a value in a few steps; whole from one on."""
    if highest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (Decimal(highest) / LEVELS).adjusted()
    step = next(power * step for step in STEPS if power * step * LEVELS >= highest)
    return max(step, Decimal(1)) if highest >= 1 else step


@dataclass(frozen=True)
class Frame:
    """What a curve is drawn in: days from left to right, values from zero upwards."""

    first: date
    last: date
    highest: Decimal

    @property
    def top(self):
        """The value at the top of the scale: the first whole step that reaches the highest."""
        step = step_of(self.highest)
        return step * max(1, (self.highest / step).to_integral_value(ROUND_CEILING))

    def x(self, day):
        """How far from the left a day is."""
        return percent(Decimal((day - self.first).days) / max(1, (self.last - self.first).days))

    def y(self, value):
        """How far from the top a value is."""
        return percent(1 - Decimal(value) / self.top)

    def dot(self, day, value):
        """A value on a day."""
        return Dot(self.x(day), self.y(value), value, day)

    def levels(self):
        """The marks of the scale of values."""
        step = step_of(self.highest)
        return [Tick(self.y(step * count), step * count) for count in range(int(self.top / step) + 1)]

    def years(self):
        """The marks of the scale of time, at the middle of each year of which most is drawn."""
        middles = [date(year, 7, 2) for year in range(self.first.year, self.last.year + 1)]
        drawn = [middle for middle in middles if self.first <= middle <= self.last]
        every = -(-len(drawn) // YEARS) or 1
        return [Tick(self.x(middle), middle.year) for middle in drawn[::every]]


@dataclass(frozen=True)
class Span:
    """What is expected on a day: from a low value to a high one, with the central one between them."""

    low: Dot
    central: Dot
    high: Dot


@dataclass(frozen=True)
class Curve:
    """A trajectory, what was published on the way and what is expected of it, ready to draw."""

    frame: Frame
    planned: list[Dot]
    published: list[Dot]
    foreseen: list[Span]
    day: str

    @classmethod
    def of(cls, *, first, day, planned, published, foreseen=()):
        """The curve, as seen on a day, of planned and published values: pairs of a day and a value, in their order.

        `foreseen`: days, each with a low, a central and a high value.
        """
        spans = [(on, value) for on, *values in foreseen for value in values]
        days, values = zip(*planned, *published, *spans, strict=True)
        frame = Frame(min(first, day, *days), max(day, *days), max(values))
        planned, published = ([frame.dot(*point) for point in points] for points in (planned, published))
        drawn = [Span(*(frame.dot(on, value) for value in values)) for on, *values in foreseen]
        return cls(frame, planned, published, drawn, frame.x(day))

    @property
    def day_is_late(self):
        """Whether the day is so far to the right that its name stands before it."""
        return Decimal(self.day.rstrip("%")) > 50

    def lines(self):
        """The straight lines between planned values."""
        return [Line(start.x, start.y, end.x, end.y) for start, end in pairwise(self.planned)]


def seal(sha256):
    """A fingerprint as a square of dots, one for each hexadecimal digit, as large as the digit is great."""
    side = isqrt(len(sha256))
    cell = Decimal(1) / side
    return [
        Disc(
            percent(cell * (index % side) + cell / 2),
            percent(cell * (index // side) + cell / 2),
            percent(cell * (int(digit, 16) + 1) / 34),
        )
        for index, digit in enumerate(sha256)
    ]


@dataclass(frozen=True)
class Tile:
    """A square of a tile map: where it stands, and how deep its colour is, from 0 for nothing to `DEPTHS`."""

    x: str
    y: str
    width: str
    height: str
    depth: int


def tiles(places, values):
    """The tiles of a map, from the column and row of each place, and its value; an unknown value has no colour."""
    columns, rows = (max(numbers) + 1 for numbers in zip(*places, strict=True))
    width, height = percent(Decimal(1) / columns), percent(Decimal(1) / rows)
    highest = max((value for value in values if value), default=1)
    return [
        Tile(
            percent(Decimal(column) / columns),
            percent(Decimal(row) / rows),
            width,
            height,
            int((DEPTHS * Decimal(value or 0) / highest).to_integral_value(ROUND_CEILING)),
        )
        for (column, row), value in zip(places, values, strict=True)
    ]
