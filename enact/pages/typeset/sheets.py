"""What is told of one indicator of a release, on pages of its own or in a report."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enact.pages.typeset import drawings, tables, wording
from enact.ui.templatetags.figures import day, full_amount, said, unit_of
from indicators.extracts import changes_of, trajectory_of
from indicators.formula import TOLERANCE
from indicators.templatetags.labels import better, kind, percent, pillar, reads


def sheet(entry, release):
    """An indicator: its figure, where it stands, what it is made of, what was promised, what it counts and its limits."""
    value = entry["figure"]["value"]
    return {
        "code": entry["code"],
        "curve": drawings.curve(entry, release),
        "definition": {"title": _("What it counts"), "facts": definition(entry)},
        "evidence": evidence(entry),
        "facts": facts(entry, release),
        "figure": wording.figure(entry["figure"], entry["unit"]["key"]),
        "forecast": forecast(entry),
        "name": said(entry["name"]),
        "parts": {"title": _("What it is made of"), "tables": tables.of_parts(entry, release)},
        "pillar": str(pillar(entry["pillar"])),
        "rows": tables.of_days(entry, release),
        "said": said_of(entry, release),
        "standing": standing(entry, release),
        "status": wording.standing(entry),
        "unit": unit_of(entry, value) if value else "",
        "waiting": wording.of_page("components/waiting.html") if entry.get("waiting") else "",
    }


def facts(entry, release):
    """The day of a figure, where it comes from, and what its records hold: terms and what they stand for."""
    found = entry["figure"]
    origin = capfirst(wording.origin_of(found))
    if found["origin"] != "none":
        origin = f"{origin}. {wording.source(release, found['source'])}"
    rows = [
        (_("Day"), day(found["holds_on"], found["precision"]) if found["holds_on"] else ""),
        (_("Where it comes from"), origin),
        (_("Records"), records(entry)),
        (_("What it covers"), said(found["perimeter"])),
        (_("Note"), said(found["note"]) if found["origin"] == "observation" else ""),
    ]
    return [[term, words] for term, words in rows if words]


def records(entry):
    """What is said of the records of an indicator; "" for nothing."""
    found = entry["figure"]
    if found["origin"] == "records":
        words = {"day": day(found["complete_from"]), "grounds": said(found["note"])}
        return _("complete from %(day)s, because: %(grounds)s") % words
    if not found["recorded"]:
        return ""
    return f"{wording.in_line(found['recorded'], entry['unit']['key'])} {_('recorded so far')}"


def standing(entry, release):
    """Why an indicator has its status, with the numbers that made it so."""
    progress, unit = entry["progress"], entry["unit"]["key"]
    rows = []
    if progress["expected"] is not None:
        term = _("Expected on %(day)s") % {"day": day(progress["on"])}
        rows.append([term, full_amount(progress["expected"], unit)])
    if progress["share"] is not None:
        rows.append([_("Done of the whole way"), percent(progress["share"])])
    context = {"indicator": entry, "tolerance": TOLERANCE, "trajectory": trajectory_of(entry, release)}
    sentence = wording.of_page("indicators/detail/judged.html", **context) if entry["trajectory"] else ""
    return {"title": _("Where it stands"), "sentence": sentence, "facts": rows}


def forecast(entry):
    """What dated facts let expect of an indicator, apart from what is published; `None` where a release tells nothing of it."""
    found = entry["forecast"]
    if not found:
        return None
    if not found["method"]:
        method = _("There is no forecast: its facts have no days of their own yet, or its records are not complete.")
    else:
        method = _("A forecast is not a result: it adds up what has a day already, and guesses nothing.")
        method = f"{method} {said(found['method'])}"
    return {
        "title": _("What dated facts let expect"),
        "paragraphs": [words for words in (needed(entry), method, *nothing_to_come(found)) if words],
        "tables": tables.of_forecast(entry),
    }


def needed(entry):
    """How much a year must bring for the target to be reached; "" where nobody knows."""
    found, unit = entry["forecast"]["needed"], entry["unit"]["key"]
    if not found:
        return ""
    until = {"day": day(found["until"])}
    if found.get("a_year"):
        words, value = _("To reach the target by %(day)s, a year would need:") % until, found["a_year"]
    else:
        words = _("To reach the target by %(day)s, the figure of a year would have to grow each year by:") % until
        value = found["more_each_year"]
    return f"{words} {full_amount(value, unit)}."


def nothing_to_come(found):
    """That a forecast has no facts, in words."""
    return [_("No fact to come has a day yet.")] if found["method"] and not found["points"] else []


def evidence(entry):
    """How a figure is made: what is counted, from how many records, and the hash of them; `None` where nothing is told of it."""
    found = entry["evidence"]
    if not found:
        return None
    whole = _("The figure is what these records come to.")
    stated = _("Until the records are complete, what a source stated is published instead.")
    records = _("protected") if found["records"] is None else str(found["records"])
    rows = [[_("Number of records"), records]]
    if found["sha256"]:
        rows.append([_("Their hash, salted"), found["sha256"]])
    return {
        "title": _("How this figure is made"),
        "sentence": f"{said(found['how'])} {whole if entry['figure']['origin'] == 'records' else stated}",
        "facts": rows,
    }


def said_of(entry, release):
    """Values published so far, targets and observations, each under a title of its own; those that there are."""
    several = len(entry["observations"]) > 1 or (entry["figure"]["origin"] == "records" and entry["observations"])
    found = [
        (_("Published so far"), tables.of_series(entry), not entry["trajectory"] and len(entry["series"]) > 1),
        (_("Targets"), tables.of_targets(entry, release), entry["targets"]),
        (_("What sources stated"), tables.of_observations(entry, release), several),
    ]
    return [{"title": title, "table": table} for title, table, is_there in found if is_there]


def changed(entry, release):
    """What a release changed of an indicator, under a title of its own; nothing where it changed nothing."""
    found = changes_of(release, entry["code"])
    return [{"title": _("What this release changed"), "table": tables.of_changes(found)}] if found else []


def definition(entry):
    """What an indicator is, how it is collected, and its limits: terms and what they stand for."""
    rhythm = ngettext("every month", "every %(months)s months", entry["rhythm"]) % {"months": entry["rhythm"]}
    due = _("next due on %(day)s") % {"day": day(entry["next_update_on"])}
    small = _("Counts of people that are too small are not published.") if entry["counts_people"] else ""
    rows = [
        (_("Definition"), said(entry["definition"])),
        (_("Unit"), said(entry["unit"]["many"])),
        (_("Kind"), f"{capfirst(str(kind(entry['kind'])))} · {better(entry['better'])}"),
        (_("Perimeter"), said(entry["perimeter"])),
        (_("How it is collected"), said(entry["collected"])),
        (_("Owner"), said(entry["owner"])),
        (_("Update"), f"{rhythm} · {due}"),
        (_("Limits"), said(entry["limits"])),
        (_("Small counts"), small),
    ]
    return [[term, words] for term, words in rows if words]


def citation(entry, release, site):
    """How to cite the figure of an indicator so that anybody finds it again."""
    words = {
        "name": said(entry["name"]),
        "code": entry["code"],
        "value": reads(entry, entry["figure"]),
        "number": release["number"],
        "day": day(release["day"]),
        "site": site,
        "page": reverse("indicator-detail", args=[entry["code"]]),
        "file": reverse("release-json", args=[release["number"]]),
    }
    cited = _(
        "ENACT, “%(name)s” (%(code)s): %(value)s. Release no. %(number)s, state on %(day)s. "
        "%(site)s%(page)s, file %(site)s%(file)s"
    )
    return cited % words
