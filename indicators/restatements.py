"""Restated figures: what a release published of a day, beside what today's records say of the same day, and why they differ."""

from datetime import date
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.languages import Text
from indicators.catalogue import indicators
from indicators.document import differences
from indicators.extracts import change_in_words
from indicators.ledger import Ledger


class Cause(models.TextChoices):
    """Why a published figure is told otherwise afterwards."""

    REVISION = "scheduled_revision", _("scheduled revision")
    LATE = "late_data", _("late data")
    CORRECTION = "correction", _("correction")
    METHOD = "method", _("change of method")


class Explanation(NamedTuple):
    """Why a figure is restated: a cause, and the reason in both languages; the French one is never empty."""

    cause: str
    reason: Text


class Explanations(NamedTuple):
    """The explanations of a release: one for all that have none of their own, `None` without it, and those by (code, part)."""

    common: Explanation | None = None
    own: dict = {}

    def of(self, change):
        """The explanation of a restated figure; `None` where nobody gave a reason."""
        found = self.own.get((change["code"], change["part"])) or self.common
        return found if found and found.reason.fr.strip() else None


def restated(document, published, books):
    """What today's records say otherwise of the day of a release, as `differences` gives it, with that day; and what that tells
    of amounts that partners keep, as books, where it tells anything.

    `published`: the documents of all releases, in the order in which they were published, and `books`: what they said of such
    amounts. Readers have them, so a revision of few people, or of few partners, stays untold. Indicators that the release did
    not have, or that are gone, are not restated.
    """
    ledger = Ledger(date.fromisoformat(document["day"]), published, books=books)
    now = {"indicators": [{"code": found.code, **ledger.told(found)} for found in indicators().values()]}
    codes = {entry["code"] for entry in document["indicators"]} & indicators().keys()
    found = dated((change for change in differences(now, document) if change["code"] in codes), document["day"])
    return found, [ledger.books.as_json()] if found else []


def dated(changes, day):
    """Changes of figures of a day, each with the day, in ISO 8601."""
    return [{**change, "day": day} for change in changes]


def unexplained(changes, explanations):
    """The restated figures of which nobody said why."""
    return [change for change in changes if explanations.of(change) is None]


def told(changes, explanations):
    """Restated figures as a release holds them. Each has an explanation."""
    return [restatement(change, explanations.of(change)) for change in changes]


def restatement(change, why):
    """A restated figure as a release holds it."""
    return {**change, "cause": str(why.cause), "reason": why.reason.as_json()}


def explanations_in(document):
    """The explanations that a release holds."""
    return Explanations(
        own={
            (row["code"], row["part"]): Explanation(row["cause"], Text(row["reason"]["fr"], row["reason"]["en"]))
            for row in document["restatements"]
        }
    )


def in_words(rows, entries):
    """Restated figures with the names and the unit of each, as changes have them: `part` is a name, `key` what it was.

    `entries`: those of the release that names them, by code.
    """
    return [{**row, **change_in_words(row, entries.get(row["code"]))} for row in rows]


def restated_figures(release, code=""):
    """The published figures that a release restates, of one indicator or of all, with their names, for a page.

    On the page of the latest release, those that earlier ones restated are among them; `place` says where a text tells it, after
    the number of the release where that is another.
    """
    entries = {entry["code"]: entry for entry in release["indicators"]}
    own = [{**row, "number": release["number"]} for row in release["restatements"]]
    found = in_words([row for row in release.get("restated", own) if code in ("", row["code"])], entries)
    return [{**row, "place": place_of(row["number"], release["number"])} for row in found]


def place_of(number, own):
    """Where the figures that a release restates stand, for a page of a release of the number `own`."""
    return "restatements" if number == own else f"{number}:restatements"
