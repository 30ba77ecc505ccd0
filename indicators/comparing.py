"""Two releases side by side: what each says of every figure, and what lies between, where that can be told."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from enact.ui.templatetags.figures import undisclosed_otherwise
from indicators.catalogue import Pillar
from indicators.document import readings, total_in
from indicators.extracts import parts_of

TEXTS = {
    "name": _("Name"),
    "definition": _("Definition"),
    "perimeter": _("Perimeter"),
    "collected": _("How it is collected"),
    "limits": _("Limits"),
}
"""The texts that make a definition, by their keys in a release."""

ABSENT, PROTECTED, HELD_BACK, BROKEN = "absent", "protected", "held_back", "broken"
UNKNOWN, UNDISCLOSED = "unknown", "undisclosed"
"""Why the difference between two figures cannot be told."""


class Line(NamedTuple):
    """A figure in two releases: its key, its name (`None` for the whole), its unit, what each says, what lies between.

    `then` and `now` are `None` where a release does not give it. `difference` is `None` where it cannot be told: `untold` is why.
    """

    key: str
    name: dict | None
    unit: str
    then: dict | None
    now: dict | None
    difference: dict | None
    untold: str

    @property
    def differs(self):
        """Whether the two read differently, or may do so behind what is not told."""
        return self.then != self.now or self.untold == HELD_BACK


def compared(former, latter):
    """The indicators of two releases by pillar, side by side, and what there is of each kind of difference."""
    then, now = ({entry["code"]: entry for entry in document["indicators"]} for document in (former, latter))
    values = readings(former), readings(latter)
    held = held_back(former) | held_back(latter)
    days = sorted((former["day"], latter["day"]))
    found = [
        side_by_side(then.get(code), now.get(code), [keyed(each, code) for each in values], held, days)
        for code in [*now, *(code for code in then if code not in now)]
    ]
    pillars = [(pillar, [row for row in found if row["pillar"] == pillar]) for pillar in Pillar]
    return {
        "pillars": [(pillar, rows) for pillar, rows in pillars if rows],
        "redefined": [row for row in found if row["texts"] or row["is_broken"]],
        "appeared": [row for row in found if row["then"] is None],
        "disappeared": [row for row in found if row["now"] is None],
        "differing": sum(line.then != line.now for row in found for line in (row["whole"], *row["parts"])),
    }


def keyed(values, code):
    """The figures of an indicator among all of a release, by the key of their part."""
    return {part: figure for (one, part), figure in values.items() if one == code}


def held_back(document):
    """The figures of which a revision waits, or what partners keep of them, by code and part: all that changed is not told."""
    found = set()
    for entry in document["indicators"]:
        code = entry["code"]
        if "waiting" in entry:
            found |= {(code, part) for part in ("", *parts_of(entry))}
        if "held_back" in entry["figure"]:
            found.add((code, ""))
        for breakdown in entry["breakdowns"]:
            parts = [part for part in breakdown["parts"] if "waiting" in breakdown or "held_back" in part]
            found |= {(code, f"{breakdown['key']}:{part['key']}") for part in parts}
    return found


def side_by_side(then, now, values, held, days):
    """An indicator in two releases; `then` or `now` is `None` where one of them does not have it."""
    entry, before, after = now or then, *values
    breaks = [each for each in entry["series_breaks"] if days[0] < each["day"] <= days[1]]
    is_broken = bool(breaks) or (then and now and version(then) != version(now))
    names = {"": (None, entry["unit"]["key"])}
    for each in (now, then):
        names = (parts_of(each) if each else {}) | names
    lines = [
        line(key, names[key], before.get(key), after.get(key), why_not(entry["code"], key, held, is_broken))
        for key in [*after, *(key for key in before if key not in after)]
    ]
    parts = [each for each in lines if each.key]
    return {
        **{key: entry[key] for key in ("code", "name", "pillar", "unit")},
        "then": then,
        "now": now,
        "whole": next(each for each in lines if not each.key),
        "parts": [each for each in parts if each.differs],
        "alike": sum(not each.differs for each in parts),
        "texts": texts(then, now) if then and now else [],
        "breaks": breaks,
        "is_broken": is_broken,
    }


def version(entry):
    """What makes values of an indicator comparable: the version of its definition, and its unit."""
    return entry["definition_version"], entry["unit"]["key"]


def why_not(code, key, held, is_broken):
    """Why the difference of a figure cannot be told, whatever its values are; "" where they decide."""
    if (code, key) in held:
        return HELD_BACK
    return BROKEN if is_broken else ""


def line(key, named, then, now, untold):
    """A figure in two releases."""
    untold = reason(then, now) or untold
    return Line(key, *named, then, now, None if untold else between(then, now), untold)


def reason(then, now):
    """Why the difference of two figures cannot be told; "" where it can."""
    if then is None or now is None:
        return ABSENT
    if then["protected"] or now["protected"]:
        return PROTECTED
    if undisclosed_otherwise(then, now):
        return UNDISCLOSED
    return UNKNOWN if then["value"] is None or now["value"] is None else ""


def between(then, now):
    """The difference of two known figures; what is unknown of one of them leaves it a difference of what is known."""
    rest = total_in(now).less(total_in(then))
    return {"value": rest.value, "qualifier": str(rest.qualifier), "unknowns": rest.unknowns}


def texts(then, now):
    """The texts of a definition that read otherwise: what each is, as it was, as it is."""
    pairs = [(label, then[key], now[key]) for key, label in TEXTS.items()]
    pairs.append((_("Unit"), then["unit"]["many"], now["unit"]["many"]))
    return [pair for pair in pairs if pair[1] != pair[2]]
