"""The chairs that a partner pays for or hosts: their list, and the page of each."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.languages import text_of
from enact.ui.lists import ListPage
from indicators.measures import Total
from research.models import Chair, ChairFunding, ChairHolder, ChairStep, StaffPost
from space.filters import OwnChairFilter
from space.measures.names import person_named, with_names
from space.measures.projects import given_to_chairs, with_parts
from space.tables import OwnChairTable
from space.views.lists import OwnList
from space.views.visit import Visit
from space.wording import CHAIR_STATES, CHAIR_STEPS, facts_of_chair, parts_of
from training.models import DoctoralContract


def chairs_of(visit):
    """The chairs of the organisation of a visit on its day, with what it is to each, and the host by its name."""
    rows = with_parts(visit.own(Chair), visit.organisation, Chair.HOSTS, visit.own(ChairFunding))
    return with_names(rows, visit, *Chair.HOSTS).with_step_on(visit.on)


class OwnChairList(OwnList, ListPage):
    """The chairs that an organisation pays for or hosts."""

    title = _("Your chairs")
    intro = _("The chairs that you pay for, and those that you host. A chair is a funded project, not a post.")
    template_name = "space/project_list.html"
    table_class = OwnChairTable
    filterset_class = OwnChairFilter
    page_of_row, leads_to = "space-chair", "id"

    def get_queryset(self):
        return chairs_of(self.visit)

    def completed(self, records):
        """With what the organisation pays of each."""
        given = given_to_chairs(self.visit.own(ChairFunding).filter(chair__in=[record.id for record in records]))
        for record in records:
            record.given = given[record.id]
        return records


@require_safe
def chair(request, organisation, chair):
    """A chair of an organisation."""
    visit = Visit(request, organisation)
    found = get_object_or_404(chairs_of(visit).select_related("laboratory"), pk=chair)
    context = {
        "visit": visit,
        "record": found,
        "subject": "chair",
        "paid_as": "means",
        "title": text_of(found, "title"),
    }
    context |= {"contact": settings.OPERATOR["contact"]}
    return render(request, "space/chair.html", context | ({} if visit.fault else told(visit, found)))


def told(visit, chair):
    """What is told of a chair: how it stands, what the organisation pays of it, who holds it, what has happened."""
    own = {"chair": chair.pk}
    means = list(visit.own(ChairFunding).filter(**own).select_related("commitment"))
    contracts = visit.own(DoctoralContract).filter(**own).order_by("words", "pk")
    return {
        "state": CHAIR_STATES.get(chair.step_kind, ""),
        "parts": parts_of(chair, Chair.HOSTS),
        "facts": facts_of_chair(chair),
        "given": given_to_chairs(means)[chair.pk] if means else Total(),
        "means": [(text_of(row.commitment, "title"), row, Total.of(row.amount, row.qualifier)) for row in means],
        "involved": holders_of(visit, chair),
        "is_host": chair.is_host,
        "contracts": [(text_of(row, "title"), row) for row in contracts],
        "posts": list(visit.own(StaffPost).filter(**own)),
        "steps": [(step, CHAIR_STEPS[step.kind]) for step in ChairStep.objects.taken_by(visit.on).filter(**own)],
    }


def holders_of(visit, chair):
    """Who holds a chair on the day, as pairs of a role and a name: its host knows them, others read the names agreed to."""
    rows = ChairHolder.objects.active_on(visit.on).filter(chair=chair).select_related("person__identity")
    return [(_("holder"), person_named(row.person, visit, is_known=chair.is_host)) for row in rows]
