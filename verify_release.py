#!/usr/bin/env python3
"""Verifies published releases of ENACT: python verify_release.py FILE…

Takes the JSON files of releases, as downloaded, with Python 3.8 or later alone. Checks seals, sources and the chain of releases,
and recomputes all that follows from what is published. Exit code 0 when nothing differs, 1 otherwise, with what differs in words.
A file could be forged with its seal: compare the fingerprint printed here with that of the site, or of whoever kept it.
"""

import hashlib
import json
import re
import sys
from datetime import date
from decimal import Decimal

NO_NUMBER = re.compile(r'^ *"(?:expected|share|value)": (?!(?:null|"-?[0-9]+(?:\.[0-9]+)?"),?$)(.*?),?$', re.MULTILINE)
READING = ("value", "unknowns", "qualifier", "protected")
OPPOSITE = {"at_least": "at_most", "a_little_over": "at_most", "at_most": "at_least"}
NOTHING = {"origin": "none", "value": None, "unknowns": 1, "protected": False, "holds_on": None, "stated_on": None}


def canonical(document):
    """The text of a document, the same for the same content."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def sha256(text):
    """The fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def add(parts):
    """The total of published figures: the known part or None, the number of unknowns, the qualifier."""
    known, unknowns = [part for part in parts if part["value"] is not None], sum(part["unknowns"] for part in parts)
    ways = {part["qualifier"] for part in known} - {"exact"} or {"exact"}
    joined = "at_least" if ways == {"at_least", "a_little_over"} else "about"
    value = None if unknowns and not known else sum((Decimal(part["value"]) for part in known), Decimal(0))
    return value, unknowns, joined if len(ways) > 1 else ways.pop()


def shown(total):
    """A total in words."""
    return total and f"{'unknown' if total[0] is None else format(total[0], 'f')} ({total[2]}, {total[1]} unknown)"


def check_seal(text, document):
    """The file is the canonical text of its content, with numbers for values, and its seal is that of the rest."""
    if canonical(document) != text:
        yield "the file is not written as it was published: something was changed in it"
    if document.get("seal") != sha256(canonical({key: document[key] for key in document.keys() - {"seal"}})):
        yield "the seal does not fit: something was changed after publication"


def check_sources(document):
    """Every source that is named is among the sources."""
    rows = [*document["statements"]]
    for entry in document["indicators"]:
        rows += [part["figure"] for part in [entry, *entry["parts"]]] + entry["observations"] + entry["targets"]
    for source in sorted({row["source"] for row in rows} - {None} - document["sources"].keys()):
        yield f"the source “{source}” is not among the sources"


def check_totals(entry, document):
    """Each breakdown whose parts are all published adds up to its figure."""
    published = add([entry["figure"]])
    for breakdown in entry["breakdowns"]:
        total, is_hidden = add(breakdown["parts"]), any(part["protected"] for part in breakdown["parts"])
        if breakdown["is_partition"] and not is_hidden and total != published:
            yield f"the parts of “{breakdown['name']['en']}” make {shown(total)}, but {shown(published)} is published"


def check_remainder(entry, document):
    """What a composition leaves unexplained is the whole less the known parts."""
    whole, rest, published = entry["figure"], None, entry["remainder"] and add([entry["remainder"]])
    parts = [each["figure"] for each in document["indicators"] if each["code"] in entry["composition"]]
    if parts and whole["value"] is not None:
        known, unknowns, way = add(parts)
        turned = dict(whole, qualifier=OPPOSITE.get(way, way))
        rest = Decimal(whole["value"]) - (known or 0), unknowns, add([whole, turned])[2]
    if rest != published:
        yield f"{shown(rest) or 'nothing'} is not itemised, but {shown(published) or 'nothing'} is published"


def check_origin(entry, document):
    """A figure is what its complete records say, else its first observation, else unknown; it is the last of its series."""
    figure, day = entry["figure"], document["day"]
    origin = dict(entry["observations"][0], origin="observation") if entry["observations"] else NOTHING
    if figure["origin"] == "records":
        held_on = min(day, figure["holds_on"]) if entry["kind"] == "yearly" else day
        origin = dict(figure["recorded"], holds_on=held_on, stated_on=day)
    for key in sorted(origin.keys() - {"is_baseline"}):
        if figure[key] != origin[key]:
            yield f"{key} is {origin[key]} where the figure comes from, but {figure[key]} is published"
    if entry["series"][-1:] != [{"day": day, **{key: figure[key] for key in READING}}]:
        yield "the series does not end with the figure"


def points_of(entry, programme):
    """The start of a trajectory, if it has one, and its targets, as days with values."""
    zero = "0" if entry["kind"] == "cumulative" and entry["targets"] else None
    value = next((row["value"] for row in entry["observations"] if row["is_baseline"]), None) or zero
    start = [] if value is None else [(date.fromisoformat(programme["starts_on"]), Decimal(value))]
    each_year = [f"{year}-12-31" for year in range(int(programme["starts_on"][:4]), int(programme["ends_on"][:4]) + 1)]
    due = [(day, row["value"]) for row in entry["targets"] for day in ([row["due_on"]] if row["due_on"] else each_year)]
    return start, [(date.fromisoformat(day), Decimal(value)) for day, value in sorted(due, key=lambda point: point[0])]


def expected_on(day, points):
    """What a trajectory asks for on a day, in straight lines between its points; None before the first."""
    if day < points[0][0]:
        return None
    for (start, low), (end, high) in zip(points, points[1:]):
        if day < end:
            return low + (high - low) * (day - start).days / (end - start).days
    return points[-1][1]


def progress(entry, day, start, targets):
    """Where a figure stands on its trajectory, in a release of a day: the first status that holds, and its numbers."""
    figure, sign = entry["figure"], -1 if entry["better"] == "lower" else 1
    if not targets or figure["protected"]:
        return {"expected": None, "on": None, "share": None, "status": "protected" if targets else "no_target"}
    on, is_observed = date.fromisoformat(figure["holds_on"] or day), figure["origin"] == "observation"
    value, expected = Decimal(figure["value"] or 0), expected_on(on, start + targets)
    (last, end), low = targets[-1], start[0][1] if start else Decimal(0)
    has_share, gap = figure["value"] and end != low and (start or sign == 1), value - (expected or 0)
    statuses = [
        ("unknown", figure["value"] is None),
        ("outdated", is_observed and entry["next_update_on"] < day),
        ("reached", value * sign >= end * sign),
        ("missed", on >= last),
        ("starting_point", is_observed and entry["observations"][0]["is_baseline"] and on < targets[0][0]),
        ("not_yet_due", expected is None),
        ("on_track", abs(gap) <= Decimal("0.05") * abs(end - low)),
        ("ahead" if gap * sign > 0 else "behind", True),
    ]
    share = f"{round((value - low) / (end - low), 4).normalize():f}" if has_share else None
    asked = None if expected is None else f"{round(expected, 2).normalize():f}"
    return {"expected": asked, "on": str(on), "share": share, "status": next(name for name, holds in statuses if holds)}


def check_progress(entry, document):
    """The trajectory runs from the start through the targets, and the figure stands on it where it is said to."""
    start, targets = points_of(entry, document["programme"])
    due = progress(entry, document["day"], start, targets)
    due["trajectory"] = ", ".join(f"{value:f} on {on}" for on, value in start + targets)
    drawn = ", ".join(f"{point['value']} on {point['on']}" for point in entry["trajectory"])
    said = dict(entry["progress"], trajectory=drawn)
    for key in due:
        if due[key] != said[key]:
            yield f"{key} is {due[key] or 'none'} by the rule, but {said[key] or 'none'} is published"


def check_chain(links):
    """Files of one number are the same, and each release holds the fingerprint of the one before, if that one is given."""
    given = {number: own for number, own, _before in links}
    for number, own, before in links:
        if given[number] != own:
            yield f"two different files claim to be release {number}"
        if given.get(number - 1, before) != before:
            yield f"release {number} holds another fingerprint of release {number - 1} than that of the file given"


def check_file(path, links):
    """A file is a release without faults; what it is gets printed, and its link in the chain joins the others."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        if (document := json.loads(text)).get("schema") not in ("enact-release-1", "enact-release-2"):
            raise ValueError("its schema is another")
        for value in NO_NUMBER.findall(text):
            raise ValueError(f"{value} is not a number")
        number, previous = document["number"], document["previous"]
        print(f"{path}: release {number}, state on {document['day']}, SHA-256 {sha256(text)}")
        if number - 1 != (0 if previous is None else previous["number"]):
            yield f"release {number} does not follow the one before"
        links.append((number, sha256(text), previous and previous["sha256"]))
        yield from [*check_seal(text, document), *check_sources(document)]
        for entry in document["indicators"]:
            for check in (check_totals, check_remainder, check_origin, check_progress):
                yield from (f"{entry['code']}: {fault}" for fault in check(entry, document))
    except (OSError, ValueError, RecursionError) as error:
        yield f"{path} cannot be read as a release: {error}"
    except (ArithmeticError, AttributeError, LookupError, TypeError) as error:
        yield f"{path} cannot be read as a release: something is missing or of another kind ({error!r})"


def verify(paths):
    """Prints what each file is and what differs; returns the number of differences."""
    links, count = [], 0
    checks = [*(check_file(path, links) for path in paths), check_chain(links)]
    for fault in (fault for check in checks for fault in check):
        print(f"  DIFFERS: {fault}")
        count += 1
    print(f"{count} differences." if count else "Nothing differs.")
    return count


if __name__ == "__main__":
    sys.exit(__doc__ if len(sys.argv) < 2 else int(verify(sys.argv[1:]) > 0))
