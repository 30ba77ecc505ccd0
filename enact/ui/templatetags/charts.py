"""Charts of published figures, each from the same rows as the words and the table beside it."""

from datetime import date
from decimal import Decimal

from django import template

from enact.amounts import number, short_money
from enact.places import GRAND_EST, OUTSIDE
from enact.ui.charts import Curve, Track, seal, segments, tiles
from enact.ui.templatetags.figures import excess

register = template.Library()
register.filter("seal", seal)

NAMED = Decimal("0.3")
"""The least share of a bar over which the name of a sum finds room, on a phone."""
ALONE = 6
"""How many parts of a sum a bar draws each by itself: the others are slivers that the eye does not tell apart."""


@register.filter
def rough(value, unit):
    """A computed value on a chart, no finer than the eye: millions of euros, else whole, with one decimal below ten."""
    computed = Decimal(value)
    if unit == "EUR":
        return short_money(computed)
    return number(computed.quantize(Decimal("0.1") if abs(computed) < 10 else Decimal(1)))


@register.filter
def greatest_first(parts):
    """Parts of a sum, the greatest first, then those that are not known."""
    return sorted(parts, key=lambda part: (part["value"] is None, -(known(part["value"]) or 0)))


def known(value):
    """A number of a release; `None` where it is not known."""
    return None if value is None else Decimal(value)


@register.inclusion_tag("components/track.html")
def track_chart(indicator, release):
    """How far an indicator is on the way to its last target, and where its trajectory says that it should be, if judged."""
    points, progress = indicator["trajectory"], indicator["progress"]
    has_baseline = points[0]["on"] == release["programme"]["starts_on"]
    track = Track.of(
        target=Decimal(points[-1]["value"]),
        value=known(indicator["figure"]["value"]),
        start=Decimal(points[0]["value"]) if has_baseline else None,
        expected=None if progress["status"] == "outdated" else known(progress["expected"]),
    )
    return {"indicator": indicator, "track": track, "target": indicator["targets"][-1]}


@register.inclusion_tag("components/trajectory.html")
def trajectory_chart(indicator, release):
    """The trajectory of an indicator, the values published on the way and what is expected, drawn and in words."""
    planned = [(date.fromisoformat(point["on"]), Decimal(point["value"])) for point in indicator["trajectory"]]
    known_points = [point for point in indicator["series"] if point["value"] is not None]
    published = [(date.fromisoformat(point["day"]), Decimal(point["value"])) for point in known_points]
    first, day = (date.fromisoformat(iso) for iso in (release["programme"]["starts_on"], release["day"]))
    expected = foreseen(indicator)
    curve = Curve.of(first=first, day=day, planned=planned, published=published, foreseen=expected) if planned else None
    breaks = [date.fromisoformat(each["day"]) for each in indicator["series_breaks"]]
    return {
        "indicator": indicator,
        "release": release,
        "has_baseline": bool(planned) and planned[0][0] == first,
        "breaks": [curve.frame.x(each) for each in breaks if curve.frame.first <= each <= day] if curve else [],
        "curve": curve,
    }


def foreseen(indicator):
    """The days of the forecast of an indicator, each with its low, its central and its high value; none without one."""
    forecast = indicator.get("forecast") or {"points": []}
    return [
        (date.fromisoformat(point["on"]), *(Decimal(point[level]["value"]) for level in ("low", "central", "high")))
        for point in forecast["points"]
    ]


@register.inclusion_tag("components/money_bar.html")
def money_bar(envelope, states):
    """The envelope announced as a line under a bar: what is known of its composition, then what is not itemised.

    Where the known parts exceed the envelope, the bar is longer than the line.
    """
    by_code = {entry["code"]: entry for entry in states}
    found = [(by_code[code], parts_of(by_code[code])) for code in envelope["composition"] if code in by_code]
    whole, rest = known(envelope["figure"]["value"]) or Decimal(0), known((envelope["remainder"] or {}).get("value"))
    lengths = [Decimal(part["value"]) for _, parts in found for part in parts]
    drawn = iter(segments([*lengths, max(rest or Decimal(0), Decimal(0))], whole))
    room = NAMED * max(whole, sum(lengths))
    groups = [
        {
            "entry": entry,
            "is_named": sum(Decimal(part["value"]) for part in parts) >= room,
            "parts": [{"part": part, "segment": next(drawn)} for part in parts],
        }
        for entry, parts in found
    ]
    return {
        "envelope": envelope,
        "excess": excess(envelope["remainder"]),
        "groups": groups,
        "rest": next(drawn) if rest and rest > 0 else None,
        "whole": segments([whole], sum(lengths))[0],
    }


def parts_of(entry):
    """What a sum is drawn with: its parts by funder, the greatest first, where they add up to it; else the sum itself."""
    value = known(entry["figure"]["value"])
    for breakdown in entry["breakdowns"]:
        parts = [part for part in breakdown["parts"] if part["value"] is not None]
        if (
            breakdown["key"] == "funder"
            and breakdown["is_partition"]
            and sum(Decimal(part["value"]) for part in parts) == value
        ):
            return gathered(greatest_first(parts))
    return [] if value is None else [entry["figure"] | {"key": "", "name": entry["name"]}]


def gathered(parts):
    """Parts of a sum, the greatest first, but for the smallest of many, which are drawn as one: `gathered` says how many."""
    rest = parts[ALONE:]
    if len(rest) < 2:
        return parts
    return [
        *parts[:ALONE],
        {"gathered": len(rest), "key": "", "value": str(sum(Decimal(part["value"]) for part in rest))},
    ]


NOBODY = {"protected": False, "qualifier": "exact", "unknowns": 0, "value": "0"}
"""The figure of a place where complete records count nobody."""


@register.inclusion_tag("components/tile_map.html")
def tile_map(indicator):
    """A figure by department as a map of tiles; nothing where it is not known by department."""
    return {"indicator": indicator, "places": places_of(indicator)}


@register.inclusion_tag("components/tile_table.html")
def tile_table(indicator):
    """The same figure by department as a table, with what lies outside the region and the whole."""
    return {"indicator": indicator, "places": places_of(indicator), "outside": outside_of(indicator)}


def places_of(indicator):
    """The departments of Grand Est in the order of their codes, each with its figure and its tile; none without figures."""
    figures = figures_by(indicator, "department")
    if not figures:
        return []
    found = [(code, department, figures.get(code, NOBODY)) for code, department in GRAND_EST.items()]
    squares = tiles(
        [(department.column, department.row) for _code, department, _figure in found],
        [known(figure["value"]) for _code, _department, figure in found],
    )
    return [
        {"code": code, "name": department.name, "figure": figure, "tile": tile}
        for (code, department, figure), tile in zip(found, squares, strict=True)
    ]


def outside_of(indicator):
    """What lies outside the region, or is not known, each with its figure, where there is any."""
    figures = figures_by(indicator, "department")
    return [{"key": key, "name": name, "figure": figures[key]} for key, name in OUTSIDE.items() if key in figures]


@register.filter
def countries_abroad(indicator):
    """The parts of a figure by country, but for France; several countries, or one that is not known, among them."""
    return [part for code, part in figures_by(indicator, "country").items() if code != "FR"]


def figures_by(indicator, key):
    """The parts of a figure in one of its breakdowns, by their keys; none where it is not known so."""
    found = [breakdown["parts"] for breakdown in indicator["breakdowns"] if breakdown["key"] == key]
    return {part["key"]: part for parts in found for part in parts}
