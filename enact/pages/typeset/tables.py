"""Tables of the pages, as rows of plain text."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enact.pages.typeset import wording
from enact.ui.templatetags.charts import greatest_first
from enact.ui.templatetags.figures import amount, day, excess, said, said_by
from indicators.catalogue import Pillar
from indicators.extracts import dated_rows, trajectory_of
from indicators.templatetags.labels import sure

NOTHING = "–"
"""What stands in a cell in which there is nothing."""


class Column(NamedTuple):
    """A column: its name, its share of the width, 0 for as much as it needs, and whether it holds numbers."""

    name: str
    share: float = 1
    number: bool = False


def numbers(name):
    """A column of numbers."""
    return Column(name, 0, number=True)


NAMED = 6
"""How many of those who stand behind a sum are named in a report."""


def table(caption, columns, rows, note=""):
    """A table: its caption, "" where a heading names it, its columns and its rows."""
    return {
        "caption": caption,
        "columns": [column._asdict() for column in columns],
        "narrow": len(columns) == 2,
        "note": note,
        "rows": rows,
    }


def by_pillar(release):
    """Every indicator of a release: a table for each pillar."""
    shares = {
        _("Indicator"): 2.5,
        _("Figure"): 1.3,
        _("Target"): 1.6,
        _("Where it stands"): 1.4,
        _("Day"): 1.1,
        _("Source"): 1.6,
    }
    columns = [Column(*share) for share in shares.items()]
    for pillar in Pillar:
        rows = [row_of(entry, release) for entry in release["indicators"] if entry["pillar"] == pillar]
        if rows:
            yield {"name": str(pillar.label), "table": table("", columns, rows)}


def row_of(entry, release):
    """An indicator as the row of a table."""
    found = entry["figure"]
    return [
        wording.name(entry),
        "\n".join([wording.whole(entry), *parts_of(entry)]),
        ", ".join(wording.target(entry, promised) for promised in entry["targets"]) or _("none known"),
        wording.standing(entry),
        day(found["holds_on"], found["precision"]) or _("not said"),
        origin_of(found, release),
    ]


def parts_of(entry):
    """The "of which" of a figure, a line each."""
    unit = entry["unit"]["key"]
    return [f"{said(part['name'])}{_(':')} {wording.in_line(part['figure'], unit)}" for part in entry["parts"]]


def origin_of(found, release):
    """Who said a figure, or that it was counted; nothing where nobody did."""
    return said_by(found["source"], release) or (NOTHING if found["origin"] == "none" else wording.origin_of(found))


def of_money(states, release):
    """The six states of money, a row each."""
    caption = _("Six sums that never merge, on %(day)s") % {"day": day(release["day"])}
    columns = [
        Column(_("State"), 1.2),
        Column(_("Amount"), 1.3),
        Column(_("Who"), 2.6),
        Column(_("Day and source"), 1.9),
    ]
    return table(caption, columns, [state_row(state, release) for state in states])


def state_row(state, release):
    """A state of money as the row of a table."""
    found = state["figure"]
    amount_of = wording.whole(state)
    if not found["holds_on"]:
        return [said(state["name"]), amount_of, "", _("No source has given it yet.")]
    words = [capfirst(day(found["holds_on"], found["precision"])), said_by(found["source"], release)]
    return [said(state["name"]), amount_of, funders(state), ", ".join(filter(None, words))]


def funders(state):
    """Who stands behind a sum of money, the greatest with their amounts; else what the sum covers."""
    for breakdown in state["breakdowns"]:
        if breakdown["key"] == "funder":
            parts = greatest_first(breakdown["parts"])
            names = [
                f"{said(part['name'])}{_(':')} {wording.in_line(part, breakdown['unit'])}" for part in parts[:NAMED]
            ]
            return "\n".join(names + others(len(parts) - NAMED)) or _("nobody")
    return said(state["figure"]["perimeter"]) or _("not said")


def others(count):
    """That there are others, in words; nothing where there are none."""
    if count <= 0:
        return []
    words = ngettext(
        "%(count)s other, in the document of the indicator", "%(count)s others, in the document of the indicator", count
    )
    return [words % {"count": count}]


def of_changes(changes):
    """Figures that read differently from the release before."""
    columns = [Column(_("Indicator"), 2), Column(_("Before")), Column(_("Now"))]
    rows = [
        [
            ", ".join(filter(None, [f"{change['code']} · {said(change['name'])}", said(change["part"])])),
            wording.in_line(change["before"], change["unit"], change["after"])
            if change["before"]
            else _("not published"),
            wording.in_line(change["after"], change["unit"], change["before"])
            if change["after"]
            else _("no longer published"),
        ]
        for change in changes
    ]
    return table(_("Figures that read differently from the release before"), columns, rows)


def of_days(entry, release):
    """The trajectory of an indicator and the values published, by day."""
    unit = entry["unit"]["key"]
    rows = [
        [
            day(row["day"]),
            amount(row["planned"], unit) if row.get("planned") else NOTHING,
            wording.in_line(row["published"], unit) if row.get("published") else NOTHING,
        ]
        for row in dated_rows(entry, trajectory_of(entry, release))
    ]
    columns = [Column(_("Day")), numbers(_("Trajectory")), numbers(_("Published"))]
    return table(_("Trajectory and values published, by day"), columns, rows)


def of_series(entry):
    """The values published so far of an indicator that has no trajectory."""
    rows = [[day(point["day"]), wording.in_line(point, entry["unit"]["key"])] for point in entry["series"]]
    return table("", [Column(_("State on")), numbers(_("Value"))], rows)


def of_parts(entry, release):
    """What a figure is made of: the "of which" of sources, the composition of an envelope, the breakdowns of records."""
    found = [of_which(entry, release)] if entry["parts"] else []
    found += [of_composition(entry, release)] if entry["composition"] else []
    return [*found, *(of_breakdown(breakdown) for breakdown in entry["breakdowns"])]


def of_which(entry, release):
    """The "of which" that sources state."""
    rows = [
        [
            capfirst(said(part["name"])),
            wording.in_line(part["figure"], entry["unit"]["key"]),
            day(part["figure"]["holds_on"], part["figure"]["precision"]),
            wording.source(release, part["figure"]["source"]),
        ]
        for part in entry["parts"]
    ]
    return table(
        _("Of which"), [Column(_("Part"), 1.4), numbers(_("Value")), Column(_("Day"), 0), Column(_("Source"), 2)], rows
    )


def of_composition(entry, release):
    """What is known of the composition of a figure, and what that leaves unexplained."""
    parts = [part for part in release["indicators"] if part["code"] in entry["composition"]]
    rows = [[said(part["name"]), wording.in_line(part["figure"], part["unit"]["key"])] for part in parts]
    if entry["remainder"]:
        rows.append([*remainder_row(entry["remainder"], entry["unit"]["key"])])
    return table(_("What is known of its composition"), [Column(_("Part")), numbers(_("Value"))], rows)


def remainder_row(remainder, unit):
    """What the known parts of a figure leave unexplained, or are beyond it."""
    beyond = excess(remainder)
    if beyond:
        return _("The known parts exceed it by"), wording.in_line(beyond, unit)
    name = _("Not itemised or not known") if remainder["unknowns"] else _("Not itemised")
    return name, wording.in_line(remainder, unit)


def of_breakdown(breakdown):
    """The parts of a figure by one field of its records."""
    rows = [
        [capfirst(said(part["name"])), wording.in_line(part, breakdown["unit"])] for part in breakdown["parts"]
    ] or [[_("no record"), ""]]
    notes = [wording.of_page("components/waiting.html") if breakdown.get("waiting") else "", said(breakdown["note"])]
    caption, columns = said(breakdown["name"]), [Column(_("Part")), numbers(_("Value"))]
    return table(caption, columns, rows, " ".join(filter(None, notes)))


def of_targets(entry, release):
    """What was promised of an indicator."""
    rows = [
        [
            day(target["due_on"], target["precision"]) if target["due_on"] else _("in each complete year"),
            wording.in_line(target, entry["unit"]["key"]),
            day(target["stated_on"]),
            " – ".join(filter(None, [wording.source(release, target["source"]), said(target["note"])])),
        ]
        for target in entry["targets"]
    ]
    return table(
        _("What was promised"),
        [Column(_("Due"), 0), numbers(_("Value")), Column(_("Stated"), 0), Column(_("Source"))],
        rows,
    )


def of_observations(entry, release):
    """Every observation that stands, the latest first."""
    rows = [
        [
            day(one["holds_on"], one["precision"]),
            wording.in_line(one, entry["unit"]["key"]),
            day(one["stated_on"]),
            wording.source(release, one["source"]),
        ]
        for one in entry["observations"]
    ]
    columns = [Column(_("Day"), 0), numbers(_("Value")), Column(_("Stated"), 0), Column(_("Source"))]
    return table(_("Observations, the latest first"), columns, rows)


LEVELS = ("low", "central", "high")


def of_forecast(entry):
    """What each level of a forecast comes to by year, and the facts that it adds up: those tables that there are."""
    found, unit = entry["forecast"], entry["unit"]["key"]
    rows = [[day(point["on"]), *(wording.in_line(point[level], unit) for level in LEVELS)] for point in found["points"]]
    if found["points"] and found["reached"]:
        days = (day(found["reached"][level]) or _("no day known") for level in LEVELS)
        rows.append([_("Target reached on"), *days])
    columns = [Column(_("Day")), *map(numbers, (_("Low"), _("Central"), _("High")))]
    facts = [
        [day(fact["on"]), said(fact["what"]), str(sure(fact["sure"])), wording.in_line(fact, unit)]
        for fact in found["facts"] or ()
    ]
    headed = [Column(_("Day"), 0), Column(_("What")), Column(_("How sure"), 0), numbers(_("Value"))]
    told = [
        table(_("Forecast, by the end of each year"), columns, rows),
        table(_("The facts that it adds up"), headed, facts),
    ]
    return [each for each in told if each["rows"]]
