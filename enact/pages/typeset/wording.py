"""Figures, targets, standings and sources in the words of the pages, as plain text."""

import re
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enact.ui.templatetags import figures as pages
from enact.ui.templatetags.figures import amount, day, qualified, said, unit_of
from indicators.templatetags.labels import origin, status

SPACES = re.compile(r"[ \t\n]+")
"""What separates words in HTML; no-break spaces are letters."""


def of_page(template, **context):
    """What a part of a page says, as plain text."""
    return SPACES.sub(" ", unescape(strip_tags(render_to_string(template, context)))).strip()


def figure(found, unit):
    """A published figure in its parts, as a page shows it; where it is not told, what stands in its place is its value."""
    known = not found.get("protected") and found["value"] is not None
    return {
        "known": known,
        "qualifier": qualified(found["qualifier"]) if known else "",
        "value": amount(found["value"], unit) if known else in_line(found, unit),
        "unknowns": beside(found, unit) if known else "",
    }


def beside(found, unit):
    """What stands beside a value: how many more are unknown, and that it is held back."""
    held = _("(held back)") if found.get("held_back") else ""
    return " ".join(filter(None, [pages.figure(found, unit, "")["unknowns"], held]))


def in_line(found, unit, other=None):
    """A published figure as a page shows it, on one line; `other`: the figure beside which it is read."""
    return of_page("components/figure.html", **pages.figure(found, unit, "", beside=other))


def whole(indicator):
    """The figure of an indicator with its unit, on one line."""
    found = indicator["figure"]
    unit = unit_of(indicator, found["value"]) if found["value"] else ""
    return f"{in_line(found, indicator['unit']['key'])} {unit}".strip()


def standing(indicator):
    """Where an indicator stands: its key, by which it is coloured, and its words."""
    key = indicator["progress"]["status"]
    return {"key": key, "label": str(status(key))}


def target(indicator, promised):
    """A target of an indicator and the day on which it is due."""
    return of_page("indicators/target.html", indicator=indicator, target=promised)


def last_target(indicator):
    """The last target of an indicator, named as such; "" for none."""
    if not indicator["targets"]:
        return ""
    return f"{_('target:')} {target(indicator, indicator['targets'][-1])}"


def source(release, key):
    """Who said it, in which document."""
    return of_page("indicators/source.html", source=release["sources"].get(key))


def day_and_source(indicator, release):
    """The day of the figure of an indicator, and who said it; that nobody did."""
    found = indicator["figure"]
    if not found["holds_on"]:
        return _("No source has given it yet.")
    words = {
        "day": capfirst(day(found["holds_on"], found["precision"])),
        "source": pages.said_by(found["source"], release),
    }
    if not words["source"]:
        return words["day"]
    return _("%(day)s, according to: %(source)s") % words


def name(indicator):
    """The name of an indicator, and its code."""
    return f"{said(indicator['name'])} ({indicator['code']})"


def marks(release, fictional):
    """What stands at the head of each page of a document: that the programme is fictional, that a release is replaced."""
    found = []
    if fictional:
        fiction = _(
            "Organisations, people, amounts and figures: everything shown here was invented to try the software on. "
            "Nothing of it is true of ENACT, nor of anybody."
        )
        found.append(f"{_('Fictional programme.')} {fiction}")
    if release["corrected_by"]:
        numbers = {"number": release["number"], "correction": release["corrected_by"]}
        found.append(
            _("Release no. %(number)s is replaced by release no. %(correction)s, which corrects it.") % numbers
        )
    return found


def stamp(release):
    """Which release it is, and the day whose state it shows."""
    words = {"number": release["number"], "day": day(release["day"])}
    return _("Release no. %(number)s, state on %(day)s.") % words


def origin_of(found):
    """Where a published figure comes from."""
    return str(origin(found["origin"]))
