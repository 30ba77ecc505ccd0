"""The public pages of the chairs and of the calls, whose figures are the release’s, and the coordination’s list of chairs."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of
from enact.languages import text_of
from enact.ui.coordination import form_addresses
from enact.ui.kept.live import kept_for_seconds
from enact.ui.lists import ListPage
from indicators.extracts import release_shown
from indicators.wording import days_in_words
from research.filters import CallFilter, ChairFilter, OfficeChairFilter
from research.models import Call, CallStage, Chair, ChairStep, chairs_known
from research.tables import CallTable, ChairTable, OfficeChairTable

AWARDED = "RES-1"
SAID_OF_CALLS = ("L34", "L42")
"""The keys of what the sources of the launch said of calls: stated, and nothing more."""


def addresses_of(route):
    """The function that leads from a record of a list to its public page."""
    before, after = reverse(route, args=[0]).rsplit("0", 1)
    return lambda record: f"{before}{record.id}{after}"


class ResearchList(ListPage):
    """A public directory. Beside it stands what the release says: `release` is its document, `None` before the first."""

    def get_context_data(self):
        return super().get_context_data() | {"released": release_shown()}

    @property
    def day(self):
        """The day on which what is shown was public: nobody is told today what will be public on a day to come."""
        return min(self.on, self.today)


class ChairList(ResearchList):
    """The chairs that have been awarded."""

    title = _("Chairs")
    intro = _("The chairs of research and innovation that have been awarded. A chair is a funded project, not a post.")
    template_name = "research/chair_list.html"
    table_class = ChairTable
    filterset_class = ChairFilter

    def get_queryset(self):
        return Chair.objects.public_on(self.day).with_step_on(self.day).with_public_host(self.today)

    def get_day_note(self):
        return "" if self.on == self.day else _("A day to come is shown as today.")

    def get_address_of(self):
        return addresses_of("chair")

    def get_context_data(self):
        context = super().get_context_data()
        entries = context["released"]["indicators"] if context["released"] else []
        return context | {"awarded": next((entry for entry in entries if entry["code"] == AWARDED), None)}


class CallList(ResearchList):
    """The calls that are published, where each stands now, or at the end of another day."""

    title = _("Calls")
    intro = _(
        "Calls for candidates: those open first, then those to come, then those closed. Hours are those of Paris."
    )
    template_name = "research/call_list.html"
    table_class = CallTable
    filterset_class = CallFilter

    @cached_property
    def moment(self):
        """The moment at which calls are shown, to the minute."""
        moment = timezone.now() if self.on == self.today else end_of(self.on)
        return moment.replace(second=0, microsecond=0)

    def get_day_note(self):
        return "" if self.on == self.today else _("Calls are shown as they stand at 23:59 on that day, in Paris.")

    def get_queryset(self):
        return Call.objects.public_on(self.day).with_state_at(self.moment)

    def get_address_of(self):
        return addresses_of("call")

    def get_context_data(self):
        context = super().get_context_data()
        said = context["released"]["statements"] if context["released"] else []
        return context | {"stated": [statement for statement in said if statement["key"] in SAID_OF_CALLS]}


def every_chair():
    """The parameters of the page of each chair that is told today."""
    return [{"pk": pk} for pk in Chair.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


def every_call():
    """The parameters of the page of each call that is published today."""
    return [{"pk": pk} for pk in Call.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


@kept_for_seconds(pages=every_chair)
def chair_page(request, pk):
    """What is told of a chair that has been awarded: its host, its themes, its steps with their days and sources."""
    today = timezone.localdate()
    chair = get_object_or_404(Chair.objects.public_on(today).with_step_on(today).with_public_host(today), pk=pk)
    steps = ChairStep.objects.taken_by(today).filter(chair=chair).select_related("source__document")
    state = ChairStep.Kind(chair.step_kind)
    context = {"chair": chair, "title": str(text_of(chair, "title")), "state": state, "steps": steps, "day": today}
    return render(request, "research/chair.html", context)


@kept_for_seconds(pages=every_call)
def call_page(request, pk):
    """A published call: where it stands, what it offers, its stages to the hour, whom to ask."""
    now = timezone.now()
    call = get_object_or_404(Call.objects.public_on(timezone.localdate(now)).with_state_at(now), pk=pk)
    stages = CallStage.objects.filter(call=call).with_state_at(now).order_by("position")
    context = {
        "call": call,
        "title": str(text_of(call, "title")),
        "summary": str(text_of(call, "summary")),
        "contact": str(text_of(call, "contact")),
        "state": Call.State(call.state),
        "stages": [(stage, CallStage.State(stage.state), str(text_of(stage, "eligibility"))) for stage in stages],
        "now": now,
    }
    return render(request, "research/call.html", context)


class OfficeChairList(ListPage):
    """All chairs for the coordination: planned ones and invented ones too, on any day, as known on any day."""

    title = _("Chairs")
    base = "office/base.html"
    table_class = OfficeChairTable
    filterset_class = OfficeChairFilter
    knows_days = ("on", "known")

    def get_queryset(self):
        found = chairs_known(self.on, self.known) if self.known else Chair.objects.with_step_on(self.on)
        return found.select_related("host")

    def get_address_of(self):
        return form_addresses(Chair)

    def get_day_note(self):
        return days_in_words(self, _("Hosts are named as they are today."))


chair_list = kept_for_seconds(ChairList.as_view())
call_list = kept_for_seconds(CallList.as_view())
