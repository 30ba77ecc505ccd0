"""The document of a release: every published figure of a day, in plain values."""

from datetime import date
from decimal import Decimal

from enact.dates import months_after
from enact.languages import NO_TEXT, text_of
from indicators.catalogue import Better, Kind, agreements_on, attestations_on, indicators, programme_on
from indicators.evidence import evidence_of
from indicators.figures import plain, protected
from indicators.formula import Point, Progress, Status, Trajectory, progress
from indicators.ledger import Ledger
from indicators.measures import Qualifier, Total
from indicators.outlook import outlook_of
from indicators.revisions import reading
from sources.models import Source, Statement

SCHEMA = "enact-release-2"
LICENCE = {
    "address": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "name": "Licence Ouverte / Open Licence 2.0 (Etalab)",
}
SHARES = Decimal("0.0001")
HUNDREDTHS = Decimal("0.01")


def content_on(day, earlier=None, published=None, salt=""):
    """What a release of a day publishes: see `composed_on`."""
    return composed_on(day, earlier, published, salt)[0]


def composed_on(day, earlier=None, published=None, salt="", books=()):
    """What a release of a day publishes, but for its number and its place in the chain; and what it says of amounts that partners
    keep, as books, which are kept outside its text.

    `earlier` is the document of the release before, from which breaks of the series come. `published`: those of all
    releases so far, in the order in which they were published, beside which counts of people will be read; that of the
    release before, unless given. `salt` goes into the hashes of evidence. `books`: those of all releases so far, in their order.
    """
    known = published if published is not None else [earlier] if earlier else []
    ledger, programme = Ledger(day, known, salt, books), programme_on(day)
    found = [described(indicator, ledger, programme, earlier) for indicator in indicators().values()]
    by_code = {entry["code"]: entry for entry in found}
    for entry in found:
        entry["remainder"] = remainder(entry, by_code)
    statements = statements_on(day)
    content = {
        "agreements": agreements_on(day),
        "day": day.isoformat(),
        "indicators": found,
        "licence": LICENCE,
        "programme": programme,
        "schema": SCHEMA,
        "sources": sources_of(found, statements),
        "statements": statements,
    }
    return content | attested(day), ledger.books.as_json()


def attested(day):
    """Which partners attested their figures; without a round the key is left out, so earlier releases keep their hashes."""
    rounds = attestations_on(day)
    return {"attestations": rounds} if rounds else {}


def described(indicator, ledger, programme, earlier):
    """An indicator: its definition, its figure, its parts, and where it stands on its trajectory.

    `waiting` is there, and true, where a revision of fewer than five people is not told yet.
    """
    told = ledger.told(indicator)
    figure, targets = told["figure"], ledger.targets_of(indicator)
    trajectory = trajectory_of(indicator, targets, ledger.starting_point(indicator), programme)
    before = entry_before(indicator, earlier)
    return definition(indicator) | {
        **told,
        "evidence": evidence_of(indicator, told, ledger.day, ledger.salt),
        "forecast": outlook_of(indicator, figure, trajectory, programme, ledger.day, targets),
        "next_update_on": next_update(indicator, figure, ledger.day),
        "observations": [observed_row(row, indicator) for row in ledger.observations_of(indicator)],
        "progress": standing(figure, ledger, indicator, trajectory),
        "series": series(figure, indicator, ledger),
        "series_breaks": series_breaks(indicator, ledger.day, before),
        "targets": [promised(target) for target in targets],
        "trajectory": [{"on": point.on.isoformat(), "value": plain(point.value)} for point in trajectory.points],
    }


def definition(indicator):
    """What the catalogue says of an indicator, in both languages."""
    texts = ("name", "definition", "perimeter", "collected", "owner", "limits")
    return {text: getattr(indicator, text).as_json() for text in texts} | {
        "better": str(indicator.better),
        "code": indicator.code,
        "composition": list(indicator.composition),
        "counts_people": indicator.counts_people,
        "definition_version": indicator.version,
        "kind": str(indicator.kind),
        "pillar": str(indicator.pillar),
        "rhythm": indicator.rhythm,
        "unit": {"key": indicator.unit.key, "many": indicator.unit.many.as_json(), "one": indicator.unit.one.as_json()},
    }


def promised(target):
    """A target as a release holds it."""
    return {
        "due_on": target.due_on.isoformat() if target.due_on else None,
        "note": target.note.as_json(),
        "precision": str(target.precision),
        "qualifier": str(target.qualifier),
        "source": target.source.key if target.source else None,
        "stated_on": target.stated_on.isoformat(),
        "value": plain(target.value),
    }


def trajectory_of(indicator, targets, starting_point, programme):
    """The trajectory of an indicator.

    It starts at the programme's start, from the baseline; what is counted since that start begins at zero, by definition. A
    target without a day is due at the end of each year of the programme.
    """
    first, last = date.fromisoformat(programme["starts_on"]), date.fromisoformat(programme["ends_on"])
    dated = [Point(target.due_on, target.value) for target in targets if target.due_on]
    for target in targets:
        if target.due_on is None:
            dated += [Point(date(year, 12, 31), target.value) for year in range(first.year, last.year + 1)]
    baseline = starting_point.value if starting_point else None
    if baseline is None and indicator.kind == Kind.CUMULATIVE and dated:
        baseline = Decimal(0)
    return Trajectory(
        tuple(sorted(dated, key=lambda point: point.on)),
        None if baseline is None else Point(first, baseline),
        rising=indicator.better != Better.LOWER,
    )


def standing(figure, ledger, indicator, trajectory):
    """Where a figure stands against its trajectory on the day for which it holds, with the numbers that made it so.

    A statement older than the rhythm of its indicator is not judged: it no longer says how things stand.
    """
    value = None if figure["value"] is None else Decimal(figure["value"])
    on = date.fromisoformat(figure["holds_on"]) if figure["holds_on"] else ledger.day
    found = progress(
        value=value,
        day=on,
        trajectory=trajectory,
        is_baseline=ledger.stands_at_start(indicator),
        is_outdated=next_update(indicator, figure, ledger.day) < ledger.day.isoformat(),
    )
    if figure["protected"] and found.status != Status.NO_TARGET:
        found = Progress(Status.PROTECTED)
    return progress_as_json(found, on)


def progress_as_json(found, on):
    """The published form of a progress on a day; no day when there is nothing to judge."""
    rounded = None if found.expected is None else found.expected.quantize(HUNDREDTHS)
    share = None if found.share is None else found.share.quantize(SHARES)
    judged = found.status not in (Status.NO_TARGET, Status.PROTECTED)
    return {
        "expected": plain(rounded),
        "on": on.isoformat() if judged else None,
        "share": plain(share),
        "status": str(found.status),
    }


def next_update(indicator, figure, day):
    """The day on which the figure is due to be stated or measured again."""
    last = date.fromisoformat(figure["stated_on"]) if figure["stated_on"] else day
    return months_after(last, indicator.rhythm).isoformat()


def entry_before(indicator, earlier):
    """What the release before says of an indicator; `None` where there is none, or it does not publish it."""
    return (
        next((entry for entry in earlier["indicators"] if entry["code"] == indicator.code), None) if earlier else None
    )


def series(figure, indicator, ledger):
    """The values published so far, one for each day, this one last: as the release published last tells them; where it corrects
    an older day, of the days after it what their own releases say, as last corrected.
    """
    told = [(document["day"], entry_before(indicator, document)) for document in ledger.published]
    last, latest = told[-1] if told else ("", None)
    past = {point["day"]: point for point in latest["series"]} if latest else {}
    past |= {day: entry["series"][-1] for day, entry in told if entry and day > last}
    today = ledger.day.isoformat()
    return [*(past[day] for day in sorted(past) if day < today), {"day": today} | reading(figure)]


def series_breaks(indicator, day, before):
    """Where values of another meaning begin, those of earlier releases first: the day, both versions, what changed."""
    past = [each for each in before.get("series_breaks", ()) if each["day"] < day.isoformat()] if before else []
    version = before.get("definition_version", 1) if before else indicator.version
    if version == indicator.version:
        return past
    what = indicator.versions.get(indicator.version, NO_TEXT).as_json()
    return [*past, {"day": day.isoformat(), "from": version, "to": indicator.version, "what": what}]


def observed_row(row, indicator):
    """One of the observations of an indicator, beside the one that is published."""
    return {
        "holds_on": row.holds_on.isoformat(),
        "is_baseline": row.is_baseline,
        "precision": str(row.precision),
        "source": row.source.key if row.source else None,
        "stated_on": row.stated_on.isoformat(),
    } | protected(Total.of(row.value, row.qualifier), indicator)


def remainder(entry, by_code):
    """What the composition of a figure leaves unexplained; `None` without composition, or when the figure is unknown.

    Unknown components leave it as it is: it is then "not itemised or not known", and says how many are unknown.
    """
    whole = entry["figure"]
    if not entry["composition"] or whole["value"] is None:
        return None
    known = sum((total_in(by_code[code]["figure"]) for code in entry["composition"]), Total())
    rest = total_in(whole).less(known)
    return {"qualifier": str(rest.qualifier), "unknowns": known.unknowns, "value": plain(rest.value)}


def total_in(figure):
    """The total that a published figure holds."""
    if figure["value"] is None:
        return Total(unknowns=figure["unknowns"])
    return Total(Decimal(figure["value"]), 1, figure["unknowns"], Qualifier(figure["qualifier"]))


def sources_of(found, statements):
    """The sources that the figures, the targets and the statements of a release name, by key."""
    named = {row["source"] for row in statements}
    for entry in found:
        parts = [part["figure"] for part in entry["parts"]]
        named |= {row["source"] for row in (entry["figure"], *parts, *entry["observations"], *entry["targets"])}
    rows = Source.objects.filter(key__in=named - {None}).select_related("document")
    return {
        row.key: {
            "address": row.document.address,
            "page": row.page,
            "published_on": row.document.published_on.isoformat(),
            "publisher": row.document.publisher,
            "said_by": text_of(row, "said_by").as_json(),
            "title": text_of(row.document, "title").as_json(),
        }
        for row in rows
    }


def statements_on(day):
    """What sources had said by a day, whether or not a figure is drawn from it."""
    return [
        {
            "area": row.area,
            "due_on": row.due_on.isoformat() if row.due_on else None,
            "holds_on": row.holds_on.isoformat() if row.holds_on else None,
            "key": row.key,
            "precision": str(row.precision),
            "source": row.source.key if row.source else None,
            "stated_on": row.stated_on.isoformat(),
            "status": row.status,
            "text": text_of(row, "text").as_json(),
        }
        for row in Statement.objects.filter(stated_on__lte=day).select_related("source")
    ]


def differences(new, old):
    """The figures that read differently in two documents: code, part or breakdown, what was and what is.

    A figure that stands in one of them only is absent, `None`, in the other.
    """
    before, after = readings(old), readings(new)
    return [
        {"code": key[0], "from": before.get(key), "part": key[1], "to": after.get(key)}
        for key in [*after, *(key for key in before if key not in after)]
        if before.get(key) != after.get(key)
    ]


def readings(document):
    """Every figure of a document as it reads, by the code of its indicator and the key of its part, "" for the whole."""
    found = {}
    for entry in document["indicators"]:
        found[entry["code"], ""] = reading(entry["figure"])
        for part in entry["parts"]:
            found[entry["code"], part["key"]] = reading(part["figure"])
        for breakdown in entry["breakdowns"]:
            for part in breakdown["parts"]:
                found[entry["code"], f"{breakdown['key']}:{part['key']}"] = reading(part)
    return found
