"""Published figures on a page: each as a value that a machine can read, with its qualifier and its unknowns in words.

Texts of a release are dictionaries with both languages; its days are in ISO 8601, its numbers strings.
"""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from enact.amounts import money, number, percents, short_money
from enact.dates import Precision, in_words
from enact.languages import Text
from enact.moments import moment_in_words

register = template.Library()
register.filter("in_words", in_words, expects_localtime=True)
register.filter("moment_in_words", moment_in_words)

PERCENT = "percent"
"""The key of the unit of a percentage."""

OPPOSED = {"at_least": "at_most", "at_most": "at_least", "a_little_over": "about"}
"""How a value is to be read once its sign is changed, where that is another way."""


@register.filter
def said(text):
    """A text of a release in the reader's language; "" for none."""
    return str(Text(text["fr"], text["en"])) if text else ""


@register.filter
def said_by(key, release):
    """Who said a figure, by the key of its source; "" when no source is recorded."""
    source = release["sources"].get(key)
    return said(source["said_by"]) if source else ""


@register.filter
def day(iso, precision=Precision.EXACT):
    """A day of a release in words, no more precise than it is known; "" for none."""
    return in_words(date.fromisoformat(iso), precision) if iso else ""


@register.filter
def amount(value, unit):
    """A value in its unit, short: millions of euros, a percentage, or a number."""
    if value in (None, ""):
        return _("not disclosed")
    return {"EUR": short_money, PERCENT: percents}.get(unit, number)(Decimal(value))


@register.filter
def full_amount(value, unit):
    """A value in its unit, to the cent."""
    if value in (None, ""):
        return _("not disclosed")
    return {"EUR": money, PERCENT: percents}.get(unit, number)(Decimal(value))


@register.filter
def signed(value, unit):
    """A difference in its unit, short, with its sign: a plus, a minus, none for zero. That of percentages is in points."""
    words = _("%(count)s pt") % {"count": number(value)} if unit == PERCENT else amount(value, unit)
    return f"{'+' if value > 0 else ''}{words}"


@register.filter
def qualified(qualifier):
    """The words that go before a value: "about", "a little over"; "" when it is exact."""
    words = {
        "about": _("about"),
        "at_least": _("at least"),
        "at_most": _("at most"),
        "a_little_over": _("a little over"),
    }
    return words.get(qualifier, "")


@register.filter
def machine(value):
    """A number as machines read it; "" where it is not known."""
    return "" if value is None else f"{value:f}"


@register.filter
def total_in_words(total, unit="EUR"):
    """A total in its unit, money to the cent, with its qualifier and its unknowns: "about 30 000 000 € + 2 unknown"."""
    if total.value is None:
        return undisclosed_in_words(total.unknowns)
    more = unknowns_in_words(total.unknowns)
    return " ".join(word for word in (qualified(total.qualifier), full_amount(total.value, unit), more) if word)


def undisclosed_in_words(count):
    """How many values there are, none of which is disclosed."""
    return ngettext("%(count)s not disclosed", "%(count)s not disclosed", count) % {"count": count}


def unknowns_in_words(count):
    """How many values of a sum are not known; "" for none."""
    return ngettext("+ %(count)s unknown", "+ %(count)s unknown", count) % {"count": count} if count else ""


@register.filter
def excess(remainder):
    """By how much the known parts of a figure exceed it, as a figure; `None` where they do not. `signed`: what a release says."""
    if not remainder or Decimal(remainder["value"]) >= 0:
        return None
    qualifier = remainder["qualifier"]
    return remainder | {
        "qualifier": OPPOSED.get(qualifier, qualifier),
        "signed": remainder["value"],
        "value": remainder["value"].removeprefix("-"),
    }


@register.filter
def unit_of(indicator, value):
    """The unit of an indicator, as one or as several; "" for money and percentages, whose values carry their own. Zero is one in
    French only.
    """
    unit = indicator["unit"]
    if unit["key"] in ("EUR", PERCENT):
        return ""
    alone = value is not None and (Decimal(value) == 1 or (get_language() == "fr" and abs(Decimal(value)) < 2))
    return said(unit["one"] if alone else unit["many"])


def is_undisclosed(found):
    """Whether nothing of a figure is disclosed, though it is not protected; not where there is none."""
    return found is not None and found["value"] is None and not found["protected"]


def undisclosed_otherwise(one, other):
    """Whether nothing of two figures is disclosed but how many values they have, and these are not as many."""
    return is_undisclosed(one) and is_undisclosed(other) and one["unknowns"] != other["unknowns"]


@register.inclusion_tag("components/figure.html")
def figure(found, unit, key, mark="figure", beside=None):
    """A published figure or a target. `unit` is the key of its unit, `key` says where a release holds it: the code, and the part.

    `mark`: "record" on a page of live records, which names no release to compare its figures with. `beside`: the figure beside
    which it is read; where only the number of values that are not disclosed tells the two apart, it is said.
    """
    unknowns = found.get("unknowns", 0) if found["value"] is not None else 0
    return {
        "figure": found,
        "key": key,
        "mark": mark,
        "undisclosed": undisclosed_in_words(found["unknowns"]) if undisclosed_otherwise(beside, found) else "",
        "unit": unit,
        "unknowns": unknowns_in_words(unknowns),
    }
