"""The coordination's list of the doctoral contracts, and the page of each."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.languages import text_of
from enact.ui.asking import day_asked
from enact.ui.lists import ListPage
from indicators.wording import days_in_words
from training.filters import DoctoralContractFilter
from training.measures.cases import case_of
from training.measures.coverage import plan_of
from training.models import ContractKind, DoctoralContract, DoctoralStep, contracts_known
from training.models.term import months_of, term_of
from training.tables import DoctoralContractTable
from training.views.coverage import axis_of, row_of

NAMED = ("institution", "employer", "cotutelle", "student__identity")


def page_addresses():
    """The function that leads from a contract to its page."""
    before, after = reverse("office-doctoral-contract", args=[0]).rsplit("0", 1)
    return lambda contract: f"{before}{contract.id}{after}"


class DoctoralContractList(ListPage):
    """All doctoral contracts, as they stand on any day, as known on any day; with how many there are of each kind and state."""

    title = _("Doctoral contracts")
    base = "office/base.html"
    template_name = "training/contract_list.html"
    adds = DoctoralContract
    table_class = DoctoralContractTable
    filterset_class = DoctoralContractFilter
    has_sums = True
    knows_days = ("on", "known")

    def get_queryset(self):
        today = DoctoralContract.objects.with_step_on(self.on)
        found = contracts_known(self.on, self.known) if self.known else today
        return found.select_related(*NAMED)

    @cached_property
    def filterset(self):
        typed, rows = self.asked.typed, self.get_queryset()
        return DoctoralContractFilter(typed, queryset=rows, request=self.request, on=self.on)

    def get_address_of(self):
        return page_addresses()

    def get_day_note(self):
        return days_in_words(self, _("People, organisations, first and last days are as they are today."))

    def completed(self, records):
        """With the first and the last day of each, which follow from its steps."""
        steps = {}
        for step in DoctoralStep.objects.taken_by(self.on).filter(contract__in=[record.id for record in records]):
            steps.setdefault(step.contract_id, []).append(step)
        for record in records:
            record.starts_on, record.ends_on = term_of(record, steps.get(record.id, []))
        return records

    def summed(self, rows):
        groups = rows.order_by().values_list("step_kind", "kind").annotate(counted=Count("id"))
        counts = {(state, kind): counted for state, kind, counted in groups}
        return {"count": sum(counts.values()), "totals": counts}

    def get_context_data(self):
        context = super().get_context_data()
        return context | {"kinds": list(ContractKind), "states": list(states_of(self.counted["totals"] or {}))}


def states_of(counts):
    """How many contracts are in each state, by kind and in all, in the order of the states."""
    for state in (*DoctoralStep.Kind, None):
        by_kind = [(kind, counts.get((state, kind), 0)) for kind in ContractKind]
        if any(counted for _kind, counted in by_kind):
            yield state, by_kind, sum(counted for _kind, counted in by_kind)


@require_safe
def doctoral_contract(request, pk):
    """A contract on a day: today, or the day asked for; nothing is told of a day that cannot be read."""
    asked = day_asked(request.GET, timezone.localdate())
    try:
        case = case_of(pk)
    except DoctoralContract.DoesNotExist:
        raise Http404 from None
    title = text_of(case.contract, "title")
    context = {"contract": case.contract, "title": title, **asked._asdict()}
    return render(request, "training/contract.html", context if asked.fault else context | told(case, asked.on))


def told(case, on):
    """What is told of a contract on a day."""
    contract, taken = case.contract, case.taken(on)
    starts, ends = term_of(contract, case.steps, on)
    return {
        "state": DoctoralStep.Kind(taken[-1].kind) if taken else None,
        "starts_on": starts,
        "ends_on": ends,
        "months": months_of(contract, taken),
        "steps": [step for step in contract.read_steps if step.happened_on <= on],
        "roles": case.roles,
        "meetings": [meeting for meeting in case.meetings if meeting.held_on <= on],
        "laboratories": list(contract.laboratories.select_related("laboratory")),
        "doubts": case.doubts(on),
        **covering(case, on),
    }


def covering(case, on):
    """What pays for a contract, as the page of coverage draws it; nothing while it has no first day."""
    coverages = list(case.contract.coverages.select_related("commitment__organisation"))
    plan = plan_of(case.contract, case.steps, coverages)
    axis = axis_of([plan]) if plan else None
    return {"coverages": coverages, "axis": axis, "row": plan and row_of(plan, axis, on)}
