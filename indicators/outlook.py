"""How a release tells what is to be expected of an indicator."""

from datetime import date
from decimal import Decimal

from indicators.catalogue import Kind
from indicators.figures import plain
from indicators.forecast import LEVELS, Scope, gathered, needed, points, reached_on
from indicators.measures import Qualifier


def outlook_of(indicator, figure, trajectory, programme, day, targets):
    """The forecast of an indicator with the facts that make it, and what is needed a year; `None` where neither is told.

    Facts are added to what complete records measure, never to what a source has stated.
    """
    value = None if figure["value"] is None else Decimal(figure["value"])
    on = date.fromisoformat(figure["holds_on"]) if figure["holds_on"] else day
    each_year = bool(targets) and all(target.due_on is None for target in targets)
    pace = needed(value, on, trajectory, is_yearly=indicator.kind == Kind.YEARLY, each_year=each_year)
    outlook, is_measured = indicator.outlook, figure["origin"] == "records" and value is not None
    if pace is None and not (outlook and is_measured):
        return None
    told = foreseen(indicator, value, on, trajectory, programme, day) if outlook and is_measured else NOTHING_FORESEEN
    return told | {"needed": pace and {key: shown(each) for key, each in pace.items()}}


NOTHING_FORESEEN = {"facts": None, "in_fives": False, "method": None, "points": [], "reached": None}
"""What is told where no dated fact is known, or where records are not complete."""


def foreseen(indicator, value, on, trajectory, programme, day):
    """The forecast: the three values by year, the day on which each would reach the target, and the facts behind."""
    until, is_yearly = date.fromisoformat(programme["ends_on"]), indicator.kind == Kind.YEARLY
    scope = Scope(value, on, until, is_yearly, indicator.counts_people)
    facts = list(indicator.outlook.facts(day, until))
    target = trajectory.end.value if trajectory.end and trajectory.rising else None
    return {
        "facts": None
        if scope.in_fives
        else [fact_as_json(place, row) for place, row in enumerate(gathered(facts, by_day(indicator, until)), 1)],
        "in_fives": scope.in_fives,
        "method": indicator.outlook.method.as_json(),
        "points": [point_as_json(point, scope) for point in points(facts, scope)],
        "reached": None
        if target is None
        else {level: shown(reached_on(facts, scope, level, target)) for level in LEVELS},
    }


def by_day(indicator, until):
    """The day under which a fact is told: its own, or for money the end of its year."""
    if indicator.unit.key != "EUR":
        return lambda day: day
    return lambda day: min(date(day.year, 12, 31), until)


def point_as_json(point, scope):
    """What is expected on a day as a release holds it: what is told in fives is about so many."""
    way = Qualifier.ABOUT if scope.in_fives else Qualifier.EXACT
    levels = {level: figure_as_json(point[level].value, point[level].unknowns, way) for level in LEVELS}
    return {"on": point["on"].isoformat()} | levels


def fact_as_json(place, row):
    """Some facts of one day, sureness and kind as a release holds them, under their place among all."""
    on, sure, what, known, unknowns = row
    known = None if unknowns and not known else known
    said = {"key": str(place), "on": on.isoformat(), "sure": str(sure), "what": what.as_json()}
    return said | figure_as_json(known, unknowns)


def figure_as_json(value, unknowns, way=Qualifier.EXACT):
    """A number as a release holds a figure."""
    return {"protected": False, "qualifier": str(way), "unknowns": unknowns, "value": plain(value)}


def shown(each):
    """A day or a number as a release writes it; `None` stays."""
    return each.isoformat() if isinstance(each, date) else plain(each)
