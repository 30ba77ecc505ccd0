"""The words for what a release holds as keys, and for whom it names by key."""

from decimal import Decimal

from babel.numbers import format_percent
from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enact.dates import babel_locale
from enact.ui.templatetags.figures import full_amount, qualified, said, unit_of
from indicators.catalogue import Better, Kind, Pillar
from indicators.forecast import Sure
from indicators.formula import Status
from indicators.restatements import Cause
from indicators.wording import attested_in_words
from sources.models import Statement

register = template.Library()


@register.filter
def status(key):
    """Where an indicator stands against its trajectory."""
    return Status(key).label


@register.filter
def kind(key):
    """How values of different days relate."""
    return Kind(key).label


@register.filter
def better(key):
    """Which way is better."""
    return Better(key).label


@register.filter
def pillar(key):
    """The pillar of an indicator."""
    return Pillar(key).label


@register.filter
def cause(key):
    """Why a published figure is told otherwise afterwards."""
    return Cause(key).label


@register.filter
def standing_of(key):
    """What a statement makes of what it says: reached, promised, announced."""
    return Statement.Status(key).label


@register.filter
def origin(key):
    """Where a published figure comes from."""
    words = {
        "observation": _("stated by a source"),
        "records": _("counted from the records"),
        "none": _("no source has given it"),
    }
    return words[key]


@register.filter
def sure(key):
    """How sure a fact of a forecast is."""
    return Sure(key).label


@register.filter
def untold(key):
    """Why the difference between two figures cannot be told."""
    words = {
        "absent": _("in one release only"),
        "protected": _("not told: protected"),
        "held_back": _("not told: a revision is held back"),
        "unknown": _("not known"),
        "undisclosed": _("not known: the number of values that are not disclosed has changed"),
        "broken": _("not comparable: series break"),
    }
    return words[key]


@register.simple_tag(takes_context=True)
def indicator_address(context, code):
    """The page of an indicator: on a page of one release, as that release tells it; elsewhere, as the latest does."""
    if context.get("is_permanent"):
        return reverse("release-indicator", args=[context["release"]["number"], code])
    return reverse("indicator-detail", args=[code])


@register.filter
def wholes(rows):
    """Those of some changes that are of a whole figure."""
    return [row for row in rows if not row["key"]]


@register.filter
def parts(rows):
    """Those of some changes that are of a part."""
    return [row for row in rows if row["key"]]


@register.filter
def part(key, name):
    """The key, for machines, of a part of what a key names; the key itself where the part has no name."""
    return f"{key}:{name}" if name else key


@register.filter
def percent(share):
    """A share, from 0 to 1, in whole percents."""
    return format_percent(Decimal(share), locale=babel_locale())


@register.filter
def reads(indicator, figure):
    """A figure of an indicator as a sentence holds it, to the unit: "about 2 500 students"."""
    if figure["protected"]:
        return _("protected")
    value, unit = figure["value"], indicator["unit"]["key"]
    if value is None:
        return _("not disclosed")
    unknowns = figure["unknowns"]
    more = ngettext("+ %(count)s unknown", "+ %(count)s unknown", unknowns) % {"count": unknowns} if unknowns else ""
    held = _("(held back)") if figure.get("held_back") else ""
    words = qualified(figure["qualifier"]), full_amount(value, unit), unit_of(indicator, value), held, more
    return " ".join(word for word in words if word)


@register.filter
def attested(told):
    """Which partners attested their figures in a round, in words."""
    return attested_in_words(told)


@register.filter
def in_turn(indicators):
    """Indicators with their figures, a sentence each."""
    return " ".join(f"{said(each['name'])}{_(':')} {reads(each, each['figure'])}." for each in indicators)


@register.inclusion_tag("indicators/source.html")
def source(release, key):
    """Who said it, in which document, published by whom and when; says so when no source is recorded."""
    return {"source": release["sources"].get(key)}
