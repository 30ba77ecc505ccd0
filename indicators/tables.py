"""What a release says of an indicator, as rows for a spreadsheet."""

from decimal import Decimal

from django.utils.translation import gettext as _

from enact.languages import Text
from indicators.measures import Qualifier


def header():
    """The columns of an indicator's CSV."""
    return [
        _("indicator"),
        _("what"),
        _("part"),
        _("day"),
        _("value"),
        _("qualifier"),
        _("number of unknowns"),
        _("unit"),
        _("source"),
        _("release"),
        _("fingerprint (SHA-256)"),
    ]


def rows(entry, release):
    """The figure of an indicator, its parts, what they leave, its values at each release, its targets and its trajectory."""
    unit, day = entry["unit"]["key"], release["day"]
    found = [(_("published value"), "", entry["figure"]["holds_on"] or day, entry["figure"], unit)]
    found += [(_("of which"), said(part["name"]), day, part["figure"], unit) for part in entry["parts"]]
    for breakdown in entry["breakdowns"]:
        name = said(breakdown["name"])
        found += [(name, said(part["name"]), day, part, breakdown["unit"]) for part in breakdown["parts"]]
    if entry["remainder"]:
        found.append((_("remainder, not itemised"), "", day, entry["remainder"], unit))
    found += [(_("value at a release"), "", point["day"], point, unit) for point in entry["series"]]
    found += [(_("target"), "", target["due_on"] or _("each year"), target, unit) for target in entry["targets"]]
    found += [(_("trajectory"), "", point["on"], point, unit) for point in entry["trajectory"]]
    units = units_of(release)
    return [row(entry["code"], *one, release=release, units=units) for one in found]


def row(code, what, part, day, figure, unit, *, release, units):
    """One row; what a figure does not hold is empty, and so is the qualifier of what is not known."""
    value = None if figure["value"] is None else Decimal(figure["value"])
    qualifier = None if value is None else Qualifier(figure.get("qualifier", Qualifier.EXACT)).label
    source = release["sources"].get(figure.get("source"))
    said_by = said(source["said_by"]) if source else ""
    unknowns = figure.get("unknowns", 0)
    place = release["number"], release["sha256"]
    return [code, what, part, day, value, qualifier, unknowns, units[unit], said_by, *place]


def units_of(release):
    """The names of the units of a release, as several, by their keys; money is in EUR."""
    return {entry["unit"]["key"]: said(entry["unit"]["many"]) for entry in release["indicators"]} | {"EUR": "EUR"}


def said(text):
    """A text of a release in the language of the reader."""
    return str(Text(text["fr"], text["en"]))
