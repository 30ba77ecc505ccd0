"""What a partner is shown of its figures, line by line, in the language of the reader; and what differs between two states."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enact.languages import Text
from enact.ui.templatetags.figures import full_amount, qualified
from funding.models import State
from space.measures.figures import FIGURES
from space.wording import STATES

COUNTS = {
    "chairs_hosted": _("Chairs that you host"),
    "chairs_funded": _("Chairs that you fund"),
    "contracts_hosted": _("Doctoral contracts that run with you, as institution or employer"),
    "contracts_funded": _("Doctoral contracts that you fund"),
}
SUMS = {
    State.IN_DISCUSSION: _("In discussion"),
    State.PROMISED: _("Promised"),
    State.GRANTED: _("Granted, the agreement to be signed"),
    State.AGREED: _("Agreement signed"),
    "received": _("Paid"),
}


class Line(NamedTuple):
    """A figure of a partner that it confirms or contests: its key, its name, what it says, as labels and words, and it plainly.

    What is only shown with a figure is among what it says, and no part of `plain`.
    """

    key: str
    name: str
    says: list
    plain: object

    @property
    def words(self):
        """What it says, in one text."""
        return ", ".join(f"{label} {words}" if label else words for label, words in self.says)


def lines_of(figures):
    """The lines of a document of figures."""
    commitments = [line_of(told) for told in figures["commitments"]]
    number = figures["counts"].get
    counts = [Line(key, str(name), [("", str(number(key)))], number(key)) for key, name in COUNTS.items()]
    return [*commitments, *counts]


def line_of(told):
    """The line of a commitment."""
    says = [
        ("", str(capfirst(STATES[told["state"]]))),
        (gettext("amount:"), amount_in_words(told["amount"])),
        (gettext("paid:"), amount_in_words(told["received"])),
        ("", gettext("amount published under your name") if told["is_published"] else gettext("amount protected")),
    ]
    return Line(
        f"commitment-{told['key']}",
        str(Text(told["title_fr"], told["title_en"])),
        says,
        [told[name] for name in FIGURES],
    )


def sums_of(figures):
    """The sums of a document of figures, each with its name; what is nothing is not among them."""
    sums = [(str(name), figures["sums"][key]) for key, name in SUMS.items()]
    return [(name, amount_in_words(told)) for name, told in sums if told["unknowns"] or told["value"] != "0"]


def amount_in_words(told):
    """A total in words; "nothing" for none, a dash where no amount belongs."""
    if told is None:
        return "–"
    unknown = ngettext("an amount not disclosed", "%(count)s amounts not disclosed", told["unknowns"])
    unknown %= {"count": told["unknowns"]}
    if told["value"] is None:
        return unknown
    if told["value"] == "0" and not told["unknowns"]:
        return gettext("nothing")
    known = " ".join(filter(None, [str(qualified(told["qualifier"])), full_amount(Decimal(told["value"]), "EUR")]))
    return gettext("%(known)s and %(unknown)s") % {"known": known, "unknown": unknown} if told["unknowns"] else known


class Change(NamedTuple):
    """A line that reads otherwise in two states of the figures: its name, and both in words; "" where it was not there."""

    name: str
    was: str
    reads: str


def changes_between(before, now):
    """The lines that read otherwise in two documents of figures."""
    for was, reads in pairs_of(before, now):
        if (was and was.words) != (reads and reads.words):
            yield change_of(was, reads)


def changed_figures(before, now):
    """The lines whose figures differ in two documents, whatever the names in them and what may be published."""
    return [
        change_of(was, reads)
        for was, reads in pairs_of(before, now)
        if not (was and reads and was.plain == reads.plain)
    ]


def pairs_of(before, now):
    """Each line as it is in two documents of figures; `None` where it is not there."""
    old, new = ({line.key: line for line in lines_of(figures)} for figures in (before, now))
    return [(old.get(key), new.get(key)) for key in [*new, *(key for key in old if key not in new)]]


def change_of(was, reads):
    """That a line reads otherwise."""
    return Change((reads or was).name, was.words if was else "", reads.words if reads else "")
