"""Verifies what ENACT has published: python verify_release.py FILE…

Takes releases (JSON or ZIP) and saved pages of these (HTML) with Python 3.8 or later alone. Checks seals, sources, the chain,
past values, all that follows from what is published, and what a page marks `data-figure`. Exit code 1 when anything differs.
"""

import csv, html, json, re, sys, zipfile
from datetime import date
from decimal import Decimal
from hashlib import sha256

NO_NUMBER = re.compile(r'^ *"(?:expected|share|value)": (?!(?:null|"-?[0-9]+(?:\.[0-9]+)?"),?$)(.*?),?$', re.MULTILINE)
MARK = re.compile(r'<(\w+)[^<>]*?(?: (?:value|datetime)="([^"]*)")? data-figure="([^"]*)"[^<>]*>([^<]*)')
READING, TOTAL = ("value", "unknowns", "qualifier", "protected"), "{0} ({2}, {1} unknown)"
OPPOSITE = {"at_least": "at_most", "a_little_over": "at_most", "at_most": "at_least"}
NOTHING = {"origin": "none", "value": None, "unknowns": 1, "protected": False, "holds_on": None, "stated_on": None}
STATUSES = ("unknown", "outdated", "reached", "missed", "starting_point", "not_yet_due", "on_track", "ahead", "behind")
NAMES = dict.fromkeys(("breakdowns", "figure", "indicators", "parts", "progress", "value"), "")
NAMES.update(changes="change", observations="observation", series="published", targets="target")

def fingerprint(document, but=""):
    """The SHA-256 of a document as its file holds it, all or but for one key."""
    said = {key: document[key] for key in document if key != but}
    return sha256((json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()).hexdigest()

def add(parts):
    """The total of published figures: the known part or None, the number of unknowns, the qualifier."""
    known, unknowns = [part for part in parts if part["value"] is not None], sum(part["unknowns"] for part in parts)
    ways = {part["qualifier"] for part in known} - {"exact"} or {"exact"}
    way = ("at_least" if ways == {"at_least", "a_little_over"} else "about") if len(ways) > 1 else ways.pop()
    return plain(None if unknowns and not known else sum((Decimal(part["value"]) for part in known), Decimal(0))), unknowns, way

def plain(number, places=2):
    """A number as a release writes it."""
    return None if number is None else f"{round(number, places).normalize():f}"

def expected_on(day, points):
    """What a trajectory of days with values asks for on a day, in straight lines; None before the first."""
    points, day = [(date.fromisoformat(on), Decimal(value)) for on, value in points], date.fromisoformat(day)
    for (start, low), (end, high) in [pair for pair in zip(points, points[1:]) if points[0][0] <= day < pair[1][0]]:
        return low + (high - low) * (day - start).days / (end - start).days
    return points[-1][1] if points and day >= points[0][0] else None

def values_in(said, key=""):
    """All that a release says by its key, the way that leads there but for what `NAMES` leaves out or calls otherwise: CODE, or
    CODE:PART, :BREAKDOWN:PART, :share, :target:DAY, :published:DAY, with :unknowns behind; change:CODE:PART:from; day."""
    is_list, is_dict = isinstance(said, list), isinstance(said, dict)
    for name, each in enumerate(said, 1) if is_list else said.items() if is_dict else ():
        own = [each[way] or "" for way in ("code", "part", "key", "day", "due_on", "on") if way in each] if is_list else []
        yield from values_in(each, ":".join([key, *(own or [NAMES.get(name, f"{name}")])]))
    if not is_list and not is_dict:
        yield re.sub(":+", ":", key).strip(":"), said

def value_of(key, values):
    """What is said under a key: 0 where a breakdown has no such part; on any day, what a trajectory asks for; a difference."""
    number, between, of = key.partition(":difference:")
    if between:
        return f"{Decimal(value_of(of, values)) - Decimal(value_of(f'{number}:{of}', values)):f}"
    whole, _, last = (key := re.sub(":+", ":", key).strip(":")).rpartition(":")
    if key in values or f"{whole}:key" in values:
        return values.get(key, "0")
    points = [(each[-10:], value) for each, value in values.items() if each[:-10] == f"{whole}:"]
    return plain(expected_on(last, points)) if whole.endswith(":trajectory") else "no such figure"

def check_progress(entry, document):
    """The trajectory runs from the start through the targets; the first status that holds is published, with its numbers."""
    figure, day, sign = entry["figure"], document["day"], -1 if entry["better"] == "lower" else 1
    first, last = document["programme"]["starts_on"], document["programme"]["ends_on"]
    years = [f"{year}-12-31" for year in range(int(first[:4]), int(last[:4]) + 1)]
    due = [(on, row["value"]) for row in entry["targets"] for on in ([row["due_on"]] if row["due_on"] else years)]
    start = next((row["value"] for row in entry["observations"] if row["is_baseline"]), None)
    has_start = bool(start or (due and entry["kind"] == "cumulative"))
    points = [(first, start or "0")] * has_start + sorted(due, key=lambda point: point[0])
    yield "the trajectory", [f"{to} on {on}" for on, to in points], [f"{at['value']} on {at['on']}" for at in entry["trajectory"]]
    found = {"expected": None, "on": None, "share": None, "status": "protected" if due else "no_target"}
    if due and not figure["protected"]:
        on, is_stated = figure["holds_on"] or day, figure["origin"] == "observation"
        value, low, end = (Decimal(each) for each in (figure["value"] or 0, points[0][1] if has_start else 0, points[-1][1]))
        asked, is_first = expected_on(on, points), is_stated and entry["observations"][0]["is_baseline"]
        gap, has_share = (value - (asked or 0)) * sign, figure["value"] and end != low and (has_start or sign == 1)
        holds = [figure["value"] is None, is_stated and entry["next_update_on"] < day, value * sign >= end * sign]
        holds += [on >= points[-1][0], is_first and on < points[has_start][0], asked is None]
        status = STATUSES[[*holds, abs(gap) <= Decimal("0.05") * abs(end - low), gap > 0, True].index(True)]
        share = plain((value - low) / (end - low), 4) if has_share else None
        found = {"expected": plain(asked), "on": on, "share": share, "status": status}
    yield from ((key, found[key], entry["progress"][key]) for key in found)

def check_entry(entry, document):
    """What follows from what a release says of an indicator, as triples: what it is, what follows, what is published."""
    figure, day, kind, rest = entry["figure"], document["day"], entry["kind"], None
    for table in [each for each in entry["breakdowns"] if each["is_partition"]]:
        is_hidden = any(row["protected"] or row.get("held_back") for row in [figure, *table["parts"]])
        totals = ["protected" if is_hidden else TOTAL.format(*add(rows)) for rows in (table["parts"], [figure])]
        yield (f"the figure as the sum of “{table['name']['en']}”", *totals)
    parts = [each["figure"] for each in document["indicators"] if each["code"] in entry["composition"]]
    if parts and figure["value"] is not None:
        known, unknowns, way = add(parts)
        turned = dict(figure, qualifier=OPPOSITE.get(way, way))
        rest = TOTAL.format(plain(Decimal(figure["value"]) - Decimal(known or 0)), unknowns, add([figure, turned])[2])
    yield "what is not itemised", rest, entry["remainder"] and TOTAL.format(*add([entry["remainder"]]))
    origin = dict(entry["observations"][0], origin="observation") if entry["observations"] else NOTHING
    if figure["origin"] == "records":
        origin = dict(figure["recorded"], stated_on=day, holds_on=min(day, figure["holds_on"] if kind == "yearly" else day))
    for key in sorted((origin.keys() & figure.keys()) - {*(READING if figure.get("held_back") else ())}):
        yield f"{key}, where the figure comes from", origin[key], figure[key]
    seen, sure = entry.get("forecast") or {}, ["engaged", "planned", "possible"]
    for point, reach in ((point, reach) for point in seen.get("points", ()) if seen["facts"] is not None for reach in (1, 2, 3)):
        told = [row["value"] or 0 for row in seen["facts"] if row["on"] <= point["on"] and row["sure"] in sure[:reach]]
        level, due = ("low", "central", "high")[reach - 1], plain(sum(map(Decimal, told), Decimal(figure["value"])))
        yield f"the {level} forecast on {point['on']}", due, point[level]["value"]
    last = [[row["day"], *map(row.get, READING)] for row in entry["series"][-1:]]
    yield "the end of the series", [[day, *map(figure.get, READING)]], last
    yield from check_progress(entry, document)

def check_past(first, last):
    """Of past days, a release says what the one published before it says, unless `restatements` has the old and the new value."""
    past = [[key, *key.split(":")] for key in sorted({*first, *last}) if ":published:" in key and key.split(":")[2] < last["day"]]
    for day in sorted({row[3] for row in past if row[0] in last and row[3] > first["day"]}):
        print(f"Past values of {day} in release {last['number']} are not compared: release {first['number']} is of a day before.")
    for key, code, _, day, *field in [row for row in past if row[3] <= first["day"] and f"{row[1]}:kind" in last]:
        two, why = [first.get(key), last.get(key)], [":".join(["restatements", code, day, way, *field]) for way in ("from", "to")]
        yield f"{key}, as release {first['number']} says it", two[[last.get(way, "none") for way in why] == two], two[1]

def check_release(path, content, releases):
    """A release is as it was sealed, has its sources, follows the one before, and says what follows; it joins the others."""
    document, own = json.loads(content.decode()), sha256(content).hexdigest()
    values = dict(values_in(document), sha256=own)
    print(f"{path}: release {values['number']}, state on {values['day']}, SHA-256 {own}")
    yield "its schema", "enact-release-2", document["schema"].replace("-1", "-2")
    yield "the list of values that are no numbers", [], NO_NUMBER.findall(content.decode())
    yield "the fingerprint of the file", fingerprint(document), own
    yield "the seal", fingerprint(document, "seal"), document.get("seal")
    yield "the number of the release", values.get("previous:number", 0) + 1, values["number"]
    named = {value for key, value in values.items() if key.endswith(":source")} - {None}
    yield "the list of sources that are missing", [], sorted(named - document["sources"].keys())
    for entry in document["indicators"]:
        yield from ((f"{entry['code']}: {what}", due, said) for what, due, said in check_entry(entry, document))
    for first, last in [sorted([each, values], key=lambda each: each["number"]) for each in releases.values()]:
        if last["number"] - first["number"] < 2:
            said = last["sha256" if first["number"] == last["number"] else "previous:sha256"]
            yield f"release {first['number']}, as another file knows it", first["sha256"], said
            yield from check_past(first, last) if first["number"] < last["number"] else ()
    releases[own] = values

def reads(text, value, key, tag, is_french):
    """Whether a text writes a value: “12,5 M€”, “€12.5M”, “about 2 500 students + 1 unknown”; in a drawing, as far as it goes."""
    if key == "day" or key.endswith("sha256"):
        return text == value or re.findall("[0-9]+", text) == [value[8:].lstrip("0"), value[:4]]
    digits = re.sub("[^0-9.,]", "", text.partition("+")[0] or text).replace(",", "." if is_french else "")
    scale = Decimal("0.01") if key.endswith(":share") else 10**6 if re.search("M€|[0-9]M", text) else 1
    places = 2 if tag == "data" and scale >= 1 else len(digits.partition(".")[2])
    return not digits if value is None else bool(digits) and round(abs(Decimal(value)) / scale, places) == Decimal(digits)

def check_page(path, content, releases):
    """What a page marks is what the release says that it names, as value and as read in the language of the page."""
    marks = [[tag, *(html.unescape(each).strip() for each in given)] for tag, *given in MARK.findall(content.decode())]
    own = "".join({text for _tag, _given, key, text in marks if key == "sha256"})
    if own not in releases:
        raise ValueError(f"no file is the release that it names, {own or 'none'}")
    values = {**{f"{each['number']}:{key}": each[key] for each in releases.values() for key in each}, **releases[own]}
    fit = [mark for mark in marks if not mark[2][:1].isdigit() or mark[2].split(":")[0] + ":number" in values]
    print(f"{path}: page of release {values['number']}, {len(fit)} figures; {len(marks) - len(fit)} of other releases unchecked")
    for tag, given, key, text in fit:
        value = value_of(key, values)
        yield key, f"{value}", given or f"{value}"
        yield f"{key}, as it reads", value, value if reads(text, value, key, tag, b'<html lang="fr"' in content) else text

def check_archive(path, _content, releases):
    """Every file in a ZIP is one that its list tells, as it tells; its tables of figures say what its release says."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    yield from check_release(f"{path}/release.json", files["release.json"], releases)
    values, package = releases[sha256(files["release.json"]).hexdigest()], json.loads(files.pop("datapackage.json"))
    yield "the seal of datapackage.json", fingerprint(package, "seal"), package.get("seal")
    listed = {each["path"]: f"{each['bytes']} bytes, {each['hash']}" for each in package["resources"]}
    given = {name: f"{len(content)} bytes, sha256:{sha256(content).hexdigest()}" for name, content in files.items()}
    yield from ((name, listed.get(name), given.get(name)) for name in sorted({*listed, *given}))
    for name in sorted(name for name in files if re.fullmatch("figures.*csv", name)):
        for row in csv.DictReader(files[name].decode("utf-8-sig").split("\n")):
            yield f"{name}: {row['figure']}", value_of(row["figure"], values) or "", row["value"]

def verify(paths):
    """Prints what each file is, what differs, and how many totals are verified; returns the number of differences."""
    releases, checks = {}, []
    for path in sorted(paths, key=lambda path: path.endswith((".html", ".htm"))):
        check = check_page if path.endswith((".html", ".htm")) else check_archive if zipfile.is_zipfile(path) else check_release
        try:
            with open(path, "rb") as file:
                checks += ((f"{path}: {what}", due, said) for what, due, said in check(path, file.read(), releases))
        except Exception as error:
            checks.append((path, "a release, or a page of one", f"unreadable ({type(error).__name__}: {error})"))
    totals = [due == "protected" for what, due, _said in checks if ": the figure as the sum of" in what]
    differing = [f"DIFFERS: {what} should be {due}, but is {said}" for what, due, said in checks if due != said]
    print(*differing, f"Totals: {totals.count(False)} recomputed, {totals.count(True)} protected.", sep="\n")
    print(f"{len(differing)} differences." if differing else "Nothing differs.")
    return len(differing)

if __name__ == "__main__":
    sys.exit(__doc__ if len(sys.argv) < 2 else int(verify(sys.argv[1:]) > 0))
