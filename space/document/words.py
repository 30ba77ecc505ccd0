"""A statement in the words of its reader, as the template of its PDF takes them."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from enact.amounts import money
from enact.dates import in_words
from enact.languages import Text
from enact.moments import moment_in_words
from enact.ui.templatetags.figures import qualified
from funding.models import Commitment, CommitmentStep, Receipt
from indicators.measures import Qualifier, Total
from space.wording import STATES, SUMS

REGIONS = {"fr": "FR", "en": "GB"}


def words_of(statement, said):
    """What the template of a statement sets. `said`: what the statement says."""
    title = _("Statement of commitments no. %(number)s") % {"number": statement.number}
    stamp = _("State on %(day)s") % {"day": day(said["day"])}
    return {
        "check": check(statement),
        "commitments": [commitment(row) for row in said["commitments"]],
        "day": statement.issued_at.date().isoformat(),
        "description": f"{name_of(said)}. {stamp}.",
        "facts": facts(said),
        "language": get_language(),
        "marks": marks(said),
        "nothing": _("No commitment is recorded by that day."),
        "page": _("page {number} of {all}"),
        "parts": {"sums": _("Sums, each on its own"), "commitments": _("Commitments, one by one")},
        "programme": str(Text(**said["issuer"]["name"])) or "ENACT",
        "region": REGIONS[get_language()],
        "running": running(statement),
        "stamp": stamp,
        "sums": sums(said),
        "sums_note": _(
            "These sums are never added up: a promise is not a grant, a grant is not a signed agreement, an agreement is not a "
            "payment. What you give in kind counts as paid once ENACT has valued and approved it."
        ),
        "title": f"{title} ({_('fictional')})" if settings.FICTIONAL else title,
    }


def day(iso, precision="exact"):
    """A day in words; "" for none."""
    return in_words(date.fromisoformat(iso), precision) if iso else ""


def amount(text, qualifier="exact"):
    """An amount to the cent, with how it is to be read; what is not known is said."""
    return _("not disclosed") if text is None else f"{qualified(qualifier)} {money(Decimal(text))}".strip()


def if_any(text):
    """An amount that there may be none of; a dash for none."""
    return "–" if text is None else amount(text)


def total(found):
    """A total in words: nothing, not disclosed, or what is known of it and how much more there is; a dash where there is none."""
    if found is None:
        return "–"
    read = total_of(found)
    words = {"count": read.unknowns}
    if read.value is None:
        return ngettext("an amount not disclosed", "%(count)s amounts not disclosed", read.unknowns) % words
    if not read.knowns:
        return _("nothing")
    known = f"{qualified(read.qualifier)} {money(read.known)}".strip()
    if not read.unknowns:
        return known
    more = ngettext("and an amount not disclosed", "and %(count)s amounts not disclosed", read.unknowns) % words
    return f"{known} {more}"


def total_of(found):
    """A total as a statement says it."""
    return Total(Decimal(found["known"]), found["knowns"], found["unknowns"], Qualifier(found["qualifier"]))


def name_of(said):
    """The name of the organisation of a statement."""
    return said["organisation"]["name"]


def marks(said):
    """What stands at the head of each page: that the programme is fictional, or the organisation."""
    found = [_("Fictional programme.")] if settings.FICTIONAL else []
    if said["organisation"]["is_example"]:
        found.append(_("Invented example: this organisation, its commitments and its amounts are no facts."))
    return found


def facts(said):
    """Whose statement it is, of which day, known when, from whom."""
    issuer, organisation = said["issuer"], said["organisation"]
    siren = f" (SIREN {organisation['siren']})" if organisation["siren"] else ""
    from_whom = [str(Text(**issuer["name"])) or "ENACT", issuer["address"], issuer["contact"]]
    return [
        [_("Organisation"), f"{organisation['name']}{siren}"],
        [_("Number"), said["number"]],
        [_("State on the day"), day(said["day"])],
        [_("As known on"), moment_in_words(datetime.fromisoformat(said["known_at"]))],
        [_("Issued by"), ", ".join(filter(None, from_whom))],
    ]


def sums(said):
    """The sums, each with its name."""
    after = {"paid": _("Paid"), "remaining": _("Remaining to be paid of what is granted or agreed")}
    names = {str(state): name for state, name in SUMS.items()} | after
    return [[str(name), total(said["sums"][key])] for key, name in names.items()]


def commitment(row):
    """A commitment: its title, its facts, and its tables that have rows."""
    return {
        "title": str(Text(**row["title"])),
        "facts": [[str(term), str(said)] for term, said in facts_of(row) if said],
        "tables": [table for table in (steps(row), instalments(row), receipts(row)) if table["rows"]],
    }


def facts_of(row):
    """How a commitment stands, and what it is."""
    return [
        (_("State"), capfirst(str(STATES[row["state"]]))),
        (_("Amount"), total(row["amount"])),
        (_("Paid"), total(row["paid"])),
        (_("Remaining"), "" if row["remaining"] is None else total(row["remaining"])),
        (_("Nature"), Commitment.Nature(row["nature"]).label),
        (_("Cash or in kind"), Commitment.Form(row["form"]).label),
        (_("First day"), day(row["starts_on"])),
        (_("Last day"), day(row["ends_on"])),
    ]


def steps(row):
    """What has happened to a commitment."""
    columns = [
        (_("Day"), 2, False),
        (_("Step"), 3, False),
        (_("Amount"), 2, True),
        (_("Document, signatories"), 4, False),
    ]
    rows = [
        [
            day(step["happened_on"], step["precision"]),
            str(CommitmentStep.Kind(step["kind"]).label),
            "–" if step["kind"] == CommitmentStep.Kind.WITHDRAWAL else amount(step["amount"], step["qualifier"]),
            " · ".join(filter(None, [step["document"], step["signatories"]])) or "–",
        ]
        for step in row["steps"]
    ]
    return table(_("What has happened"), columns, rows)


def instalments(row):
    """What is to be paid of a commitment."""
    columns = [
        *((_("Number"), 1, False), (_("Due on"), 3, False), (_("Amount"), 2, True)),
        *((_("Called"), 2, True), (_("Paid"), 2, True), (_("Condition"), 3, False)),
    ]
    rows = [
        [
            str(line["number"]),
            day(line["due_on"], line["precision"]),
            amount(line["amount"]),
            if_any(line["called"]),
            if_any(line["paid"]),
            line["condition"] or "–",
        ]
        for line in row["instalments"]
    ]
    return table(_("What is to be paid"), columns, rows)


def receipts(row):
    """What was paid of a commitment."""
    columns = [
        *((_("Paid on"), 2, False), (_("Cash or in kind"), 2, False), (_("Amount"), 2, True)),
        *((_("Received by"), 3, False), (_("Reference"), 2, False)),
    ]
    rows = [
        [
            day(receipt["received_on"], receipt["precision"]),
            str(Receipt.Form(receipt["form"]).label),
            amount(receipt["amount"]),
            receipt["institution"] or "–",
            receipt["reference"] or "–",
        ]
        for receipt in row["receipts"]
    ]
    return table(_("What was paid"), columns, rows)


def table(caption, columns, rows):
    """A table as the house sets it."""
    named = [{"name": str(name), "share": share, "number": number} for name, share, number in columns]
    return {"caption": caption, "columns": named, "rows": rows, "note": ""}


def check_page():
    """Where a code is checked, in the language of the reader."""
    return f"{settings.SITE_ADDRESS}{reverse('statement-check')}"


def running(statement):
    """What stands at the foot of each page."""
    words = {"number": statement.number, "code": statement.code_in_groups, "address": check_page()}
    return _("ENACT · Statement no. %(number)s · check code %(code)s, at %(address)s") % words


def check(statement):
    """How anybody checks that there is such a statement."""
    return {
        "title": _("Check this statement"),
        "text": _(
            "Whoever holds this document can ask whether ENACT issued it, of which day it is, and how its fingerprint begins, "
            "with the code below. The answer tells neither whose it is nor what it says: it does not show that this copy is "
            "unchanged. To see that, ask the organisation for the JSON file of the statement: its SHA-256 is below."
        ),
        "code": statement.code_in_groups,
        "address": check_page(),
        "sha256": statement.sha256,
    }
