"""What a page takes from the document of a release."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

from django.http import Http404

from indicators.catalogue import Better, Pillar
from indicators.document import HUNDREDTHS
from indicators.figures import plain
from indicators.formula import Point, Trajectory
from indicators.published import latest_document, releases_now
from indicators.texts import NotAsPublished, document_of, newest_telling


def release_shown():
    """The document of the release that the public pages show, for a page of live records.

    `None` before the first, and where its text is not the one that was published: such a page says nothing of it.
    """
    releases = releases_now()
    with suppress(NotAsPublished):
        return latest_document(releases) if releases else None
    return None


def entry_of(release, code):
    """What a release says of an indicator. Raises `Http404`."""
    for entry in release["indicators"]:
        if entry["code"] == code:
            return entry
    raise Http404


def entries_of(release, codes):
    """What a release says of each of some indicators, in their order; those that it does not tell are left out."""
    by_code = {entry["code"]: entry for entry in release["indicators"]}
    return [by_code[code] for code in codes if code in by_code]


def tells(release, code):
    """Whether a release has an indicator."""
    return any(entry["code"] == code for entry in release["indicators"])


def by_pillar(release):
    """The indicators of a release by pillar, in the order in which the public reads them; no pillar without any."""
    found = [(pillar, [entry for entry in release["indicators"] if entry["pillar"] == pillar]) for pillar in Pillar]
    return [(pillar, entries) for pillar, entries in found if entries]


def trajectory_of(entry, release):
    """The trajectory of an indicator as the release holds it: its baseline, if any, stands on the programme's first day."""
    points = tuple(Point(date.fromisoformat(point["on"]), Decimal(point["value"])) for point in entry["trajectory"])
    has_baseline = bool(points) and points[0].on.isoformat() == release["programme"]["starts_on"]
    return Trajectory(
        points[has_baseline:],
        points[0] if has_baseline else None,
        rising=entry["better"] != Better.LOWER,
    )


def dated_rows(entry, trajectory):
    """What the trajectory of an indicator asks for and what was published, by day: its points, and the day of each release.

    What is asked is to the hundredth, as a release writes it; `None` where the trajectory asks for nothing. `break`: the values
    from this day on are not comparable with those before.
    """
    rows = {point["on"]: {"day": point["on"], "planned": point["value"]} for point in entry["trajectory"]}
    for point in entry["series"]:
        day = point["day"]
        rows.setdefault(day, {"day": day, "planned": asked_on(day, trajectory)})["published"] = point
    for each in entry["series_breaks"]:
        rows.setdefault(each["day"], {"day": each["day"]})["break"] = each
    return [rows[day] for day in sorted(rows)]


def gone(code, release):
    """What was told last of an indicator that the latest release does not tell; `None` where it does, or none ever did.

    `last`: the document of the release of the latest day that tells it, as last corrected; `since`: what readers are told of
    the one that follows; `key`: how a page names a figure of another release.
    """
    if tells(release, code):
        return None
    in_order = sorted(release["releases"], key=lambda row: (row.day, row.number), reverse=True)
    told = newest_telling(code, in_order)
    if told is None:
        return None
    last = document_of(told)
    entry = entry_of(last, code)
    return {
        "last": last,
        "since": in_order[in_order.index(told) - 1],
        "indicator": entry,
        "key": f"{told.number}:{code}",
        "rows": dated_rows(entry, trajectory_of(entry, last)),
    }


def asked_on(day, trajectory):
    """What a trajectory asks for on a day in ISO 8601, as a release writes it."""
    expected = trajectory.expected_on(date.fromisoformat(day))
    return None if expected is None else plain(expected.quantize(HUNDREDTHS))


def changes_of(release, code=""):
    """What reads differently from the release before, of one indicator or of all: names, unit, before and after.

    `before` and `after` are `None` where a figure was not, or is no longer, published; what is no longer published has its
    key for a name.
    """
    entries = {entry["code"]: entry for entry in release["indicators"]}
    return [
        change_in_words(change, entries.get(change["code"]))
        for change in release["changes"]
        if code in ("", change["code"])
    ]


def change_in_words(change, entry):
    """A change with the names and the unit of what changed; `entry` is `None` for an indicator that is gone."""
    unit, parts = (entry["unit"]["key"], parts_of(entry)) if entry else ("", {})
    part, unit = parts.get(change["part"], (nameless(change["part"]), unit))
    return {
        "code": change["code"],
        "key": change["part"],
        "name": entry["name"] if entry else nameless(change["code"]),
        "part": part,
        "unit": unit,
        "before": change["from"],
        "after": change["to"],
    }


def parts_of(entry):
    """The name and the unit of each part of an indicator, by the key that a change gives it."""
    unit = entry["unit"]["key"]
    found = {part["key"]: (part["name"], unit) for part in entry["parts"]}
    for breakdown in entry["breakdowns"]:
        for part in breakdown["parts"]:
            found[f"{breakdown['key']}:{part['key']}"] = within(breakdown, part), breakdown["unit"]
    return found


def totals_of(release):
    """How many totals of a release anyone can compute again from their parts, and of how many a part is not told."""
    rows = [
        [entry["figure"], *breakdown["parts"]]
        for entry in release["indicators"]
        for breakdown in entry["breakdowns"]
        if breakdown["is_partition"]
    ]
    protected = sum(any(row["protected"] or row.get("held_back") for row in each) for each in rows)
    return {"recomputed": len(rows) - protected, "protected": protected}


def within(breakdown, part):
    """The name of a part after that of its breakdown, in both languages: several breakdowns have parts of one name."""
    colons = {"fr": "\u00a0: ", "en": ": "}
    return {
        language: f"{breakdown['name'][language]}{colon}{part['name'][language]}" for language, colon in colons.items()
    }


def nameless(key):
    """A key in place of a name, in both languages; nothing for the whole."""
    return {"en": key, "fr": key} if key else None
