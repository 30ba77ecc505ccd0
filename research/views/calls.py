"""The public pages of the calls, and the coordination’s list of them."""

from decimal import Decimal

from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of
from enact.languages import text_of
from enact.ui.coordination import form_addresses
from enact.ui.kept.live import kept_for_seconds
from enact.ui.lists import ListPage
from enact.ui.public import public
from indicators.measures import Qualifier, Total
from indicators.measures import Sum as SumOf
from research.filters import CallFilter
from research.models import Call, CallDocument, CallQuestion, CallStage, urgency
from research.tables import CallTable, OfficeCallTable
from research.views.directories import ResearchList, addresses_of
from sources.views import given

SAID_OF_CALLS = ("L34", "L42")
"""The keys of what the sources of the launch said of calls: stated, and nothing more."""


class CallsAtAMoment(ListPage):
    """Calls where they stand now, or at the end of another day."""

    title = _("Calls")
    filterset_class = CallFilter

    @cached_property
    def moment(self):
        """The moment at which calls are shown, to the minute."""
        moment = timezone.now() if self.on == self.today else end_of(self.on)
        return moment.replace(second=0, microsecond=0)

    def get_day_note(self):
        return "" if self.on == self.today else _("Calls are shown as they stand at 23:59 on that day, in Paris.")


class CallList(CallsAtAMoment, ResearchList):
    """The calls that are published."""

    intro = _(
        "Calls for candidates: those open first, then those to come, then those closed. Hours are those of Paris."
    )
    template_name = "research/call_list.html"
    table_class = CallTable

    def get_queryset(self):
        return Call.objects.public_on(self.day).with_state_at(self.moment)

    def get_address_of(self):
        return addresses_of("call")

    def get_context_data(self):
        context = super().get_context_data()
        said = context["released"]["statements"] if context["released"] else []
        stated = [statement for statement in said if statement["key"] in SAID_OF_CALLS]
        return context | {"stated": stated, "next": self.next() if self.on == self.today else None}

    def next(self):
        """The call that closes next of those open, or that opens next; `None` without any."""
        return self.get_queryset().order_by(*urgency()).first()


def every_call():
    """The parameters of the page of each call that is published today."""
    return [{"pk": pk} for pk in Call.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


@kept_for_seconds(pages=every_call)
def call_page(request, pk):
    """A published call: where it stands, what it offers, its stages to the hour, what goes with it, whom to ask."""
    now = timezone.now()
    today = timezone.localdate(now)
    call = get_object_or_404(Call.objects.public_on(today).with_state_at(now), pk=pk)
    stages = list(CallStage.objects.filter(call=call).with_state_at(now).order_by("position"))
    questions = CallQuestion.objects.public_on(today).filter(call=call)
    context = {
        "call": call,
        "title": str(text_of(call, "title")),
        "summary": str(text_of(call, "summary")),
        "contact": str(text_of(call, "contact")),
        "state": Call.State(call.state),
        "stages": [(stage, CallStage.State(stage.state), str(text_of(stage, "eligibility"))) for stage in stages],
        "documents": CallDocument.objects.public_on(today).filter(call=call).select_related("file"),
        "questions": [(each, str(text_of(each, "question")), str(text_of(each, "answer"))) for each in questions],
        "headers": [CallStage._meta.get_field(name).verbose_name for name in CallStage.RESULTS],
        "results": [(stage, named_results(stage)) for stage in stages if stage.tells_results_on(today)],
        "now": now,
    }
    return render(request, "research/call.html", context)


def named_results(stage):
    """The results of a stage as they are told, each with its name in words."""
    return [(name, stage._meta.get_field(name).verbose_name, *told) for name, *told in stage.results_told]


@public
def call_document(request, pk, document):
    """A file that is published with a call, given to be kept."""
    documents = CallDocument.objects.public_on(timezone.localdate()).filter(call=pk, file__isnull=False)
    return given(request, get_object_or_404(documents.select_related("file"), pk=document).file, base="base.html")


class OfficeCallList(CallsAtAMoment):
    """All calls for the coordination, published or not, with their places and budgets by state."""

    base = "office/base.html"
    template_name = "research/call_totals.html"
    adds = Call
    table_class = OfficeCallTable
    has_sums = True

    def get_queryset(self):
        return Call.objects.with_state_at(self.moment)

    def get_address_of(self):
        return form_addresses(Call)

    def summed(self, rows):
        """How many calls, places and euros there are in each state."""
        groups = rows.values_list("state").annotate(
            Count("id"), Sum("places"), Count("places"), Sum("budget"), Count("budget")
        )
        sums = {}
        for state, count, places, known_places, budget, known_budgets in groups:
            sums[state] = [
                count,
                Total(Decimal(places or 0), known_places, count - known_places),
                SumOf.total(Qualifier.EXACT, budget, known_budgets, count - known_budgets),
            ]
        return {"count": sum(count for count, *_totals in sums.values()), "totals": sums}

    def get_context_data(self):
        found = self.counted["totals"] or {}
        sums = [(state, name, *found[state]) for state, name in Call.State.choices if state in found]
        return super().get_context_data() | {"sums": sums}


call_list = kept_for_seconds(CallList.as_view())
