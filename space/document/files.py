"""Statements as files that a partner takes away: PDF, XLSX, and what it says as it is kept, JSON."""

import json
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from enact.dates import Precision
from enact.languages import Text
from enact.spreadsheets import attached, xlsx_book
from enact.ui.columns.base import named
from enact.ui.typesetting import document
from funding.models import Commitment, CommitmentStep, Receipt
from indicators.measures import Qualifier
from space.document.words import total_of, words_of
from space.wording import STATES, SUMS


def name_of(statement):
    """The name of the files of a statement, without what says their kind."""
    return f"enact-{statement.number}-{get_language()}"


def as_pdf(statement):
    """A statement as a PDF: the same bytes each time that the same words are set."""
    words = words_of(statement, json.loads(statement.text))
    content = document("statement.typ", words, words["day"])
    return HttpResponse(content, content_type="application/pdf", headers=attached(f"{name_of(statement)}.pdf"))


def as_json(statement):
    """What a statement says, to the byte: its SHA-256 is the fingerprint of the statement."""
    headers = attached(f"enact-{statement.number}.json")
    return HttpResponse(statement.text.encode(), content_type="application/json", headers=headers)


def as_xlsx(statement):
    """A statement as a workbook: what it is, its sums, its commitments, and what belongs to each of them."""
    said = json.loads(statement.text)
    return xlsx_book(
        name_of(statement),
        {
            pgettext("of commitments", "Statement"): ([_("What"), _("Value")], about(statement, said)),
            _("Sums"): ([_("Sum"), _("Known part"), _("How it reads"), _("Unknown")], sums(said)),
            _("Commitments"): commitments(said),
            _("Steps"): steps(said),
            _("Instalments"): instalments(said),
            _("Payments"): receipts(said),
        },
    )


FILES = {"pdf": as_pdf, "xlsx": as_xlsx, "json": as_json}
"""The files of a statement by their kind."""


def about(statement, said):
    """What a statement is, and how it is checked."""
    words = words_of(statement, said)
    check = [(_("Check code"), words["check"]["code"]), (_("Check page"), words["check"]["address"])]
    return [*words["facts"], *check, (_("Fingerprint (SHA-256)"), statement.sha256)]


def read(text):
    """An amount as a number; `None` stays: it is not known."""
    return None if text is None else Decimal(text)


def from_iso(day):
    """A day as a day; `None` stays."""
    return day and date.fromisoformat(day)


def dated(part, name):
    """The day of a part, and how exactly it is known."""
    return from_iso(part[name]), Precision(part["precision"]).label


def both(header):
    """The heads of a day and of how exactly it is known."""
    return header, named(header, _("precision"))


def known(total):
    """The known part of a total as a number; `None` when nothing of it is known, or there is none."""
    return None if total is None else total_of(total).value


def reading(total):
    """How the known part of a total is to be read, in words; `None` where there is none."""
    return total_of(total).qualifier.label if total and known(total) is not None else None


def unknowns(total):
    """How many amounts of a total are not known; `None` where there is no total."""
    return total["unknowns"] if total else None


def sums(said):
    """The sums, each on its own: what is known of it, how it reads, how many amounts are not known."""
    after = {"paid": _("Paid"), "remaining": _("Remaining to be paid of what is granted or agreed")}
    for key, name in ({str(state): name for state, name in SUMS.items()} | after).items():
        total = total_of(said["sums"][key])
        yield name, total.value, None if total.value is None else total.qualifier.label, total.unknowns


def commitments(said):
    """A row for each commitment."""
    header = [
        *(_("Key"), _("Title"), _("State"), _("Amount"), _("How it reads")),
        *(_("Paid"), _("Payments of unknown amount"), _("Remaining"), _("How the remainder reads")),
        *(_("Nature"), _("Cash or in kind"), _("First day"), _("Last day")),
    ]
    rows = [
        [
            *(row["key"], Text(**row["title"]), STATES[row["state"]], known(row["amount"])),
            reading(row["amount"]),
            *(known(row["paid"]), unknowns(row["paid"]), known(row["remaining"]), reading(row["remaining"])),
            *(Commitment.Nature(row["nature"]).label, Commitment.Form(row["form"]).label),
            *(from_iso(row["starts_on"]), from_iso(row["ends_on"])),
        ]
        for row in said["commitments"]
    ]
    return header, rows


def parts(said, name, header, cells):
    """The rows of a kind that belong to commitments, each under the key of its commitment."""
    rows = [[row["key"], *cells(part)] for row in said["commitments"] for part in row[name]]
    return [_("Commitment"), *header], rows


def steps(said):
    """A row for each step."""
    header = [*both(_("Day")), _("Step"), _("Amount"), _("How it reads"), _("Document"), _("Signed by")]
    return parts(
        said,
        "steps",
        header,
        lambda step: [
            *(*dated(step, "happened_on"), CommitmentStep.Kind(step["kind"]).label, read(step["amount"])),
            None if step["amount"] is None else Qualifier(step["qualifier"]).label,
            *(step["document"], step["signatories"]),
        ],
    )


def instalments(said):
    """A row for each instalment."""
    header = [_("Number"), *both(_("Due on")), _("Amount"), _("Called"), _("Paid"), _("Days late"), _("Condition")]
    return parts(
        said,
        "instalments",
        header,
        lambda line: [
            *(line["number"], *dated(line, "due_on"), read(line["amount"]), read(line["called"])),
            *(read(line["paid"]), line["days_late"], line["condition"]),
        ],
    )


def receipts(said):
    """A row for each payment."""
    header = [*both(_("Paid on")), _("Cash or in kind"), _("Amount"), _("Received by"), _("Reference")]
    return parts(
        said,
        "receipts",
        header,
        lambda receipt: [
            *(*dated(receipt, "received_on"), Receipt.Form(receipt["form"]).label, read(receipt["amount"])),
            *(receipt["institution"], receipt["reference"]),
        ],
    )
