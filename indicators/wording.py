"""What is said in words of a day that is asked for, and of a release."""

from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enact.dates import in_words
from enact.languages import Text
from indicators.catalogue import programme_period


def outside_the_programme(day):
    """That a day is before the programme began or after it ends, in words; "" when it is not, or nobody knows."""
    try:
        starts, ends = programme_period()
    except ObjectDoesNotExist:
        return ""
    if day < starts:
        return _("That is before the programme, which starts on %(day)s.") % {"day": in_words(starts)}
    if day > ends:
        return _("That is after the programme, which ends on %(day)s.") % {"day": in_words(ends)}
    return ""


def days_in_words(page, beside=""):
    """What is to be known of the days that a list of the coordination shows, in words; "" for nothing.

    `beside` says what the list names as it is today, also where it tells what was known before.
    """
    notes = [outside_the_programme(page.on)] if page.asked.on else []
    if page.on > page.today:
        notes.append(_("That day is to come: the list shows what is recorded for it today."))
    if page.known:
        notes.append(str(beside))
    return " ".join(note for note in notes if note)


def day_of(document):
    """The day whose state a release tells."""
    return date.fromisoformat(document["day"])


def standing_in_words(document, latest):
    """How a release stands among the others: replaced, shown on the site, or in force for its day."""
    if document["corrected_by"]:
        return _("replaced by no. %(number)s") % {"number": document["corrected_by"]}
    return _("shown on this site") if document["number"] == latest["number"] else _("in force")


def changed_in_words(document):
    """What a release changed, in a sentence or two: what it corrects and why, how many figures read differently."""
    count, restated = len(document["changes"]), len(document["restatements"])
    if not document["previous"]:
        return _("It is the first: nothing was published before it.")
    corrected = _("It corrects release no. %(number)s. Reason given: %(reason)s")
    said = ngettext("One figure reads differently.", "%(count)s figures read differently.", count) % {"count": count}
    more = ngettext("One past figure is restated.", "%(count)s past figures are restated.", restated)
    return " ".join(
        [
            *(
                [corrected % {"number": document["corrects"], "reason": reason_of(document)}]
                if document["corrects"]
                else []
            ),
            said if count else _("No figure reads differently from the release before."),
            *([more % {"count": restated}] if restated and not document["corrects"] else []),
        ]
    )


def reason_of(document):
    """Why a release corrects another, in the reader’s language, ending as a sentence does."""
    said = str(Text(**document["reason"]))
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def attested_in_words(told):
    """Which partners attested their figures in a round, as a release tells it: how many were asked, and who confirms by name.

    How many contest is not told of fewer than three.
    """
    asked, attested, named = told["asked"], told["attested"], told["attested_by"]
    read_on = in_words(date.fromisoformat(told["read_on"]))
    said = [
        ngettext(
            "Figures of %(year)s, state on %(day)s: one partner was asked.",
            "Figures of %(year)s, state on %(day)s: %(count)s partners were asked.",
            asked,
        )
        % {"year": told["year"], "day": read_on, "count": asked},
        ngettext("One confirms its figures.", "%(count)s confirm their figures.", attested) % {"count": attested},
        *since_in_words(told.get("changed", 0)),
        contested_in_words(told.get("contested")),
    ]
    if named:
        said.append(_("Those that confirm and may be named: %(names)s.") % {"names": ", ".join(named)})
    return " ".join(said)


def since_in_words(count):
    """How many partners confirmed figures that have changed since; nothing where there is none."""
    words = ngettext(
        "One has confirmed figures that have changed since: it is not counted among them.",
        "%(count)s have confirmed figures that have changed since: they are not counted among them.",
        count,
    )
    return [words % {"count": count}] if count else []


def contested_in_words(count):
    """How many partners contest; `None`: fewer than three, which is not told, so that nobody can tell who."""
    if count is None:
        return _("Fewer than three contest their figures.")
    return ngettext("One contests its figures.", "%(count)s contest their figures.", count) % {"count": count}
