"""The pages of the partners' space. Each starts from what the account may see on the day of its request."""

from functools import wraps

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enact.dates import DayField
from enact.languages import text_of
from enact.ui.asking import short
from enact.ui.lists import ListPage
from enact.ui.session import goes_on
from funding.models import Commitment, CommitmentStep
from indicators.measures import Total
from partners.models import Access, Organisation, Responsibility
from sources.views import given
from space.files import files_of, papers_of
from space.filters import OwnCommitmentFilter
from space.measures import amount_of, counts_of, totals_by_state, totals_by_step
from space.tables import OwnCommitmentTable
from space.wording import CLAUSES, MEANINGS, NEXT, WAITING, expected, facts_of, named_sums, state_after

FIRST = 5
"""How many commitments the first page names; the others are a list away."""


class Visit:
    """A request to the space of an organisation: what the account may see of it today, as it stands on the day asked for.

    `on` is that day, today where none is asked for; `fault` says in words why it cannot be read, and then nothing is told.
    Raises `Http404` for an organisation that the account does not see, as for one that does not exist.
    """

    def __init__(self, request, key):
        self.user, self.today = request.user, timezone.localdate()
        self.organisation, self.others = self.whose(key)
        goes_on(request)
        self.typed, self.fault, self.on = request.GET.get("on", "").strip(), "", self.today
        try:
            self.on = DayField(required=False).clean(self.typed) or self.today
        except ValidationError as error:
            self.fault = short(error.messages[0])

    def whose(self, key):
        """The organisation of a key, and the others whose spaces the account enters; for the coordination, none is named."""
        seen = Organisation.objects.visible_to(self.user, self.today)
        if self.user.is_staff:
            return get_object_or_404(seen, pk=key), []
        found = {organisation.pk: organisation for organisation in seen}
        if key not in found:
            raise Http404
        return found.pop(key), list(found.values())

    @property
    def is_to_come(self):
        """Whether the day asked for is still to come."""
        return self.on > self.today

    @property
    def query(self):
        """What the addresses of a space keep of the day asked for."""
        return f"?on={self.on.isoformat()}" if self.typed and not self.fault else ""

    def commitments_on(self, day):
        """The commitments of the organisation, as their steps of a day say."""
        own = Commitment.objects.visible_to(self.user, self.today).filter(organisation=self.organisation)
        return own.with_step_on(day)

    def steps_of(self, commitment):
        """The steps of a commitment, those that were replaced with them."""
        own = CommitmentStep.objects.visible_to(self.user, self.today).filter(commitment=commitment)
        return own.filter(happened_on__lte=self.on).select_related("source__document", "file", "replaced_by")

    @cached_property
    def people(self):
        """Who holds which function: in the organisation, as its contacts on our side, and in public on our side.

        Beside an invented organisation, under words that say that nothing there is a fact, nobody real is named.
        """
        seen = Responsibility.objects.visible_to(self.user, self.today).active_on(self.on)
        sides = {"own": [], "contacts": [], "public": []}
        for held in seen.select_related("person__identity"):
            if held.organisation_id == self.organisation.pk:
                sides["own"].append(held)
            elif held.contact_of_id == self.organisation.pk:
                sides["contacts"].append(held)
            elif held.organisation_id is None and held.contact_of_id is None and held.is_public:
                sides["public"].append(held)
        return sides | {"public": []} if self.organisation.is_example else sides


def at_its_key(view):
    """A view below an organisation. From the key of one that was merged into another one, it leads to whoever sees that one."""

    @wraps(view)
    def inner(request, organisation, **kwargs):
        try:
            return view(request, organisation=organisation, **kwargs)
        except Http404:
            seen = Organisation.objects.visible_to(request.user, timezone.localdate())
            kept = seen.filter(former_keys__key=organisation).first()
            if kept is None:
                raise
            place = reverse(request.resolver_match.view_name, kwargs={"organisation": kept.pk, **kwargs})
            asked = request.META.get("QUERY_STRING", "")
            return redirect(f"{place}?{asked}" if asked else place, permanent=True)

    return inner


@require_safe
def door(request):
    """Where partners come in: to the space of their organisation, to a choice where they have several, to words where none.

    The coordination chooses among the spaces that somebody has access to today.
    """
    today = timezone.localdate()
    found = Organisation.objects.visible_to(request.user, today)
    if request.user.is_staff:
        found = found.filter(pk__in=Access.objects.active_on(today).values("organisation"))
    elif len(found) == 1:
        return redirect("space-home", found[0].pk)
    return render(request, "space/door.html", {"organisations": found, "contact": settings.OPERATOR["contact"]})


@require_safe
def home(request, organisation):
    """The first page of a space: one sentence, the sums behind it, what comes next, the people in charge."""
    visit = Visit(request, organisation)
    return render(request, "space/home.html", {"visit": visit} | ({} if visit.fault else standing(visit)))


def standing(visit):
    """How an organisation stands: its sums, each on its own, and what is waited for."""
    commitments = visit.commitments_on(visit.on)
    by_step = totals_by_step(commitments)
    sums = totals_by_state(by_step)
    count_of = counts_of(by_step)
    next_ones = commitments.filter(step_kind__in=WAITING).order_by("words", "pk")[:FIRST]
    return {
        "clauses": [(*words, sums[state], state) for state, words in CLAUSES.items() if sums[state] != Total()],
        "sums": named_sums(sums),
        "expected": expected(count_of),
        "next": [(one, text_of(one, "title"), state_after(one.step_kind), NEXT[one.step_kind]) for one in next_ones],
        "more": sum(count_of.get(kind, 0) for kind in WAITING) - len(next_ones),
        "contact": settings.OPERATOR["contact"],
    }


class OwnCommitmentList(ListPage):
    """The commitments of an organisation, as it reads them."""

    title = _("Your commitments")
    base = "space/base.html"
    template_name = "space/commitment_list.html"
    table_class = OwnCommitmentTable
    filterset_class = OwnCommitmentFilter
    has_sums = True

    def get(self, request, organisation):
        self.visit = Visit(request, organisation)
        return super().get(request)

    def get_queryset(self):
        taken = CommitmentStep.objects.visible_to(self.visit.user, self.visit.today).taken_by(self.on)
        return self.visit.commitments_on(self.on).prefetch_related(Prefetch("steps", taken, to_attr="taken"))

    def get_address_of(self):
        place = reverse("space-commitment", args=[self.visit.organisation.pk, 0])
        before, after = place.rsplit("0", 1)
        return lambda record: f"{before}{record.id}{after}{self.visit.query}"

    def summed(self, rows):
        by_step = totals_by_step(rows)
        return {"count": sum(counts_of(by_step).values()), "totals": totals_by_state(by_step)}

    def get_context_data(self):
        sums = named_sums(self.counted["totals"]) if self.counted["totals"] else []
        return super().get_context_data() | {"visit": self.visit, "sums": sums}


@require_safe
def commitment(request, organisation, commitment):
    """One commitment of an organisation, with all its steps."""
    visit = Visit(request, organisation)
    found = get_object_or_404(visit.commitments_on(visit.on), pk=commitment)
    context = {"visit": visit, "title": text_of(found, "title"), "contact": settings.OPERATOR["contact"]}
    return render(request, "space/commitment.html", context | ({} if visit.fault else story(visit, found)))


def story(visit, commitment):
    """What a commitment is, how it stands, what has happened to it and what comes next."""
    kind = commitment.step_kind
    return {
        "state": state_after(kind),
        "amount": amount_of(commitment),
        "next": NEXT.get(kind, ""),
        "steps": [(step, MEANINGS[step.kind]) for step in visit.steps_of(commitment)],
        "papers": papers_of(commitment, visit.user, visit.today, visit.on),
        "facts": facts_of(commitment, visit.organisation),
    }


@require_safe
def file(request, organisation, file):
    """A file of an organisation."""
    visit = Visit(request, organisation)
    found = get_object_or_404(files_of(visit.organisation, visit.user, visit.today), pk=file)
    return given(request, found, base="space/base.html", visit=visit)
