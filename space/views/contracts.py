"""The doctoral contracts that a partner pays for or hosts: their list, and the page of each."""

from django.conf import settings
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.languages import text_of
from enact.ui.lists import ListPage
from indicators.measures import Total
from research.models import Chair
from space.filters import OwnContractFilter
from space.measures.names import person_named, with_names
from space.measures.projects import given_by, given_to_contracts, is_true, with_parts
from space.tables import OwnContractTable
from space.views.lists import OwnList
from space.views.visit import Visit
from space.wording import CONTRACT_STATES, CONTRACT_STEPS, facts_of_contract, parts_of
from training.models import Coverage, DoctoralContract, DoctoralRole, DoctoralStep
from training.models.term import months_of, term_of

HOSTS = DoctoralContract.HOSTS


def contracts_of(visit):
    """The contracts of the organisation of a visit on its day, with what it is to each, and the names that it may read."""
    rows = with_parts(visit.own(DoctoralContract), visit.organisation, HOSTS, visit.own(Coverage))
    return with_names(rows, visit, *HOSTS).with_step_on(visit.on)


class OwnContractList(OwnList, ListPage):
    """The doctoral contracts that an organisation pays for or hosts."""

    title = _("Your doctoral contracts")
    intro = _(
        "The theses that you pay for, those whose doctoral student you employ, and those that are registered with you."
    )
    template_name = "space/project_list.html"
    table_class = OwnContractTable
    filterset_class = OwnContractFilter
    page_of_row, leads_to = "space-contract", "id"

    def get_queryset(self):
        return contracts_of(self.visit)

    def completed(self, records):
        """With the first and the last day of each, which follow from its steps, and what the organisation pays of it."""
        keys, steps = [record.id for record in records], {}
        for step in DoctoralStep.objects.taken_by(self.on).filter(contract__in=keys):
            steps.setdefault(step.contract_id, []).append(step)
        given = given_to_contracts(self.visit.own(Coverage).filter(contract__in=keys))
        for record in records:
            record.starts_on, record.ends_on = term_of(record, steps.get(record.id, []))
            record.given = given[record.id]
        return records


@require_safe
def contract(request, organisation, contract):
    """A doctoral contract of an organisation."""
    visit = Visit(request, organisation)
    found = get_object_or_404(contracts_of(visit).select_related("student__identity"), pk=contract)
    context = {
        "visit": visit,
        "record": found,
        "subject": "contract",
        "paid_as": "coverage",
        "title": text_of(found, "title"),
    }
    context |= {"contact": settings.OPERATOR["contact"]}
    return render(request, "space/contract.html", context | ({} if visit.fault else told(visit, found)))


def told(visit, contract):
    """What is told of a contract: how it stands, what the organisation pays of it, who is in it, what has happened."""
    steps = list(DoctoralStep.objects.taken_by(visit.on).filter(contract=contract))
    coverages = list(visit.own(Coverage).filter(contract=contract).select_related("commitment"))
    is_host = any(getattr(contract, f"is_{host}") for host in HOSTS)
    return {
        "state": CONTRACT_STATES.get(contract.step_kind, ""),
        "parts": parts_of(contract, HOSTS),
        "facts": facts_of_contract(contract, term_of(contract, steps), months_of(contract, steps), is_host=is_host),
        "laboratories": [row.laboratory for row in contract.laboratories.select_related("laboratory")],
        "chairs": [(text_of(chair, "title"), chair) for chair in chairs_of(visit, contract)],
        "given": sum((given_by(row) for row in coverages), Total()),
        "means": [(text_of(row.commitment, "title"), row, given_by(row)) for row in coverages],
        "involved": involved(visit, contract, is_host=is_host),
        "is_host": is_host,
        "steps": [(step, CONTRACT_STEPS[step.kind]) for step in steps],
    }


def chairs_of(visit, contract):
    """The chair of a contract where it may be told, or nothing; `is_own` says whether it is one of the organisation."""
    if contract.chair_id is None:
        return []
    own, public = (rows.order_by().values("pk") for rows in (visit.own(Chair), Chair.objects.public_on(visit.today)))
    seen = Chair.objects.filter(Q(pk__in=own) | Q(pk__in=public), pk=contract.chair_id)
    return seen.annotate(is_own=is_true(Q(pk__in=own)))


def involved(visit, contract, *, is_host):
    """Who is in a contract on the day, as pairs of a role and a name, "" where it may not be told; nobody of its committee."""
    roles = DoctoralRole.objects.active_on(visit.on).filter(contract=contract).exclude(role=DoctoralRole.Role.COMMITTEE)
    people = [(_("doctoral student"), contract.student)] if contract.student else []
    people += [(row.get_role_display(), row.person) for row in roles.select_related("person__identity")]
    return [(role, person_named(person, visit, is_known=is_host)) for role, person in people]
