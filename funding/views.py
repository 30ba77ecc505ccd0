"""The public pages of the money, drawn from the release, and the coordination's list of the commitments."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enact.spreadsheets import csv_response
from enact.ui.coordination import form_addresses
from enact.ui.lists import ListPage
from funding.filters import CommitmentFilter
from funding.measures import sums_of
from funding.models import Commitment, CommitmentStep, State, commitments_known
from funding.tables import CommitmentTable
from indicators.measures import Total
from indicators.published import drawn_from_release
from indicators.tables import header, rows
from indicators.wording import days_in_words

STATES = ("FIN-1", "FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6")
ENVELOPE = "FIN-0"


def money(release):
    """The figures of money by code."""
    return {entry["code"]: entry for entry in release["indicators"] if entry["code"] in (ENVELOPE, *STATES)}


@drawn_from_release
def funding(request, release):
    """Who gives what, in which state, what is unknown and what is not itemised."""
    entries = money(release)
    context = {
        "release": release,
        "envelope": entries[ENVELOPE],
        "composition": [entries[code] for code in entries[ENVELOPE]["composition"]],
        "states": [entries[code] for code in STATES],
    }
    return render(request, "funding/funding.html", context)


@drawn_from_release
def funding_csv(request, release):
    """All figures of money for a spreadsheet."""
    found = [row for entry in money(release).values() for row in rows(entry, release)]
    return csv_response(f"enact-funding-{release['day']}", header(), found)


class CommitmentList(ListPage):
    """What partners contribute, for the coordination: all amounts, as they stand on any day, as known on any day."""

    title = _("Commitments")
    base = "office/base.html"
    template_name = "funding/commitment_list.html"
    table_class = CommitmentTable
    filterset_class = CommitmentFilter
    has_sums = True
    knows_days = ("on", "known")

    def get_queryset(self):
        found = commitments_known(self.on, self.known) if self.known else Commitment.objects.with_step_on(self.on)
        return found.select_related("organisation")

    def get_address_of(self):
        return form_addresses(Commitment)

    def get_choosing(self):
        """What is chosen is changed as it is today: not in a list of what was known."""
        return (
            reverse("office-bulk") if not self.known and self.request.user.has_perm("funding.change_commitment") else ""
        )

    def get_day_note(self):
        return days_in_words(self, _("Partners are named as they are today."))

    def summed(self, rows):
        sums, invented = sums_of(rows)
        return {"count": invented + count_of(sums.values()), "totals": {"sums": sums, "invented": invented}}

    def get_context_data(self):
        sums = self.counted["totals"]["sums"] if self.counted["totals"] else {}
        return super().get_context_data() | {"states": list(states_of(sums))}


def count_of(totals):
    """How many commitments some totals are made of."""
    return sum(total.knowns + total.unknowns for total in totals)


def states_of(sums):
    """The sums of commitments state by state, each by form: what is in cash, in kind, not said, is never added up."""
    found = {}
    for (kind, form), total in sums.items():
        by_form = found.setdefault(CommitmentStep.LEADS_TO.get(kind), {})
        by_form[form] = by_form.get(form, Total()) + total
    for state in (*State, None):
        if state in found:
            gives = state not in (State.WITHDRAWN, None)
            forms = [(form, found[state].get(form) if gives else None) for form in Commitment.Form]
            yield state, count_of(found[state].values()), forms
