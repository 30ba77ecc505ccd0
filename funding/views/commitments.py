"""The coordination's list of the commitments."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from enact.ui.coordination import form_addresses
from enact.ui.lists import ListPage
from funding.filters import CommitmentFilter
from funding.measures import sums_of
from funding.measures.account import cents, with_flows_on
from funding.measures.waterfall import FLOWS
from funding.models import Commitment, CommitmentStep, State, commitments_known
from funding.tables import CommitmentTable
from indicators.measures import Total
from indicators.wording import days_in_words


class CommitmentList(ListPage):
    """What partners contribute, for the coordination: all amounts, as they stand on any day, as known on any day."""

    title = _("Commitments")
    base = "office/base.html"
    template_name = "funding/commitment_list.html"
    adds = Commitment
    table_class = CommitmentTable
    filterset_class = CommitmentFilter
    has_sums = True
    knows_days = ("on", "known")

    def get_queryset(self):
        more = {"step_source": "source__key"} if "source" in self.asked.columns else {}
        today = Commitment.objects.with_step_on(self.on, **more)
        found = commitments_known(self.on, self.known, **more) if self.known else today
        return found.select_related("organisation")

    @cached_property
    def filterset(self):
        return CommitmentFilter(self.asked.typed, queryset=self.get_queryset(), request=self.request, on=self.on)

    def get_address_of(self):
        return form_addresses(Commitment)

    def completed(self, records):
        """With what was called, received and spent of each by the day, as recorded today, where that is asked for."""
        if not set(FLOWS) & set(self.asked.columns):
            return records
        rows = Commitment.objects.filter(pk__in=[record.id for record in records])
        flows = {row[0]: row[1:] for row in with_flows_on(rows, self.on).values_list("pk", *FLOWS)}
        for record in records:
            for name, amount in zip(FLOWS, flows.get(record.id, (None, None, None)), strict=True):
                setattr(record, name, cents(amount))
        return records

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
