"""The charts of the pages, as places of marks, with what is written beside them."""

from dataclasses import asdict

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enact.pages.typeset import wording
from enact.ui.charts import seal as seal_of
from enact.ui.templatetags.charts import known, money_bar, rough, track_chart, trajectory_chart
from enact.ui.templatetags.figures import amount, day, excess, full_amount, qualified, said
from indicators.templatetags.labels import reads


def seal(release):
    """The fingerprint of a release as dots."""
    return [asdict(dot) for dot in seal_of(release["sha256"])]


def curve(indicator, release):
    """The trajectory of an indicator and what was published on the way; `None` where it has none."""
    drawn = trajectory_chart(indicator, release)
    found, unit = drawn["curve"], indicator["unit"]["key"]
    if found is None:
        return None
    title = _("Trajectory: %(name)s") % {"name": said(indicator["name"])}
    return {
        "alt": f"{title}. {_('The values drawn are those of the table below.')}",
        "levels": [{"at": level.at, "label": amount(level.label, unit)} for level in found.frame.levels()],
        "years": [{"at": year.at, "label": str(year.label)} for year in found.frame.years()],
        "day": found.day,
        "day_label": day(release["day"]),
        "foreseen": [asdict(span, dict_factory=plain) for span in found.foreseen],
        "foreseen_label": _("forecast: from low to high"),
        "lines": [asdict(line) for line in found.lines()],
        "planned": places(found.planned),
        "planned_label": _("trajectory: starting point and targets"),
        "published": places(found.published),
        "published_label": _("published"),
        "sentence": wording.of_page("components/trajectory_start.html", found=indicator["figure"], **drawn),
    }


def plain(pairs):
    """What is drawn of a dot: where it is, without its value and its day; of a span, its dots."""
    return {name: value for name, value in pairs if name not in ("value", "on")}


def places(dots):
    """Where dots are drawn."""
    return [{"x": dot.x, "y": dot.y} for dot in dots]


def track(indicator, release):
    """The way of an indicator to its last target; `None` where it has none."""
    if not indicator["targets"]:
        return None
    drawn = track_chart(indicator, release)
    found, unit, progress = drawn["track"], indicator["unit"]["key"], indicator["progress"]
    reading = {
        "value": capfirst(reads(indicator, indicator["figure"])),
        "target": full_amount(drawn["target"]["value"], unit),
    }
    alt = [_("%(value)s on the way to %(target)s.") % reading]
    due_label = ""
    if found.due:
        expected = rough(progress["expected"], unit)
        alt.append(_("Expected on %(day)s: %(expected)s.") % {"day": day(progress["on"]), "expected": expected})
        due_label = _("expected: %(expected)s") % {"expected": expected}
    return asdict(found) | {
        "alt": f"{said(indicator['name'])}. {' '.join(alt)}",
        "due_label": due_label,
        "target_label": amount(drawn["target"]["value"], unit),
    }


def bar(envelope, states):
    """The envelope announced as a line under a bar; `None` where nothing of it is known."""
    drawn = money_bar(envelope, states)
    pieces = [
        {"code": group["entry"]["code"], "shade": rank, "x": piece["segment"].x, "width": piece["segment"].width}
        for group in drawn["groups"]
        for rank, piece in enumerate(group["parts"], start=1)
    ]
    names = [
        named(group["entry"]) | {"x": group["parts"][0]["segment"].x}
        for group in drawn["groups"]
        if group["parts"] and group["is_named"]
    ]
    beside = beside_the_bar(envelope, drawn)
    said_of = [*map(named, (group["entry"] for group in drawn["groups"])), *filter(None, [beside])]
    return {
        "alt": f"{said(envelope['name'])}. {words_of(said_of)}",
        "beside": beside,
        "envelope": named(envelope),
        "names": names,
        "pieces": pieces,
        "rest": drawn["rest"] and asdict(drawn["rest"]),
        "whole": drawn["whole"].width,
    }


def words_of(parts):
    """Names and amounts as sentences."""
    return " ".join(f"{capfirst(part['name'])}{_(':')} {part['amount']}." for part in parts)


def beside_the_bar(envelope, drawn):
    """What is not itemised, or is beyond what was announced, named with its amount; `None` for nothing."""
    if drawn["rest"]:
        return {"name": _("not itemised"), "amount": sum_of(envelope["remainder"])}
    if drawn["excess"]:
        return {"name": _("more than announced"), "amount": sum_of(excess(envelope["remainder"]))}
    return None


def named(entry):
    """A sum of money, named with its amount."""
    return {"name": said(entry["name"]), "amount": sum_of(entry["figure"])}


def sum_of(found):
    """A sum of money with its qualifier."""
    value = amount(known(found["value"]), "EUR")
    return f"{qualified(found['qualifier'])} {value}".strip()
