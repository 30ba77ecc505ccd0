"""The public pages of the calls."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from enact.dates import end_of
from enact.languages import text_of
from enact.ui.kept.live import kept_for_seconds
from research.filters import CallFilter
from research.models import Call, CallStage
from research.tables import CallTable
from research.views.directories import ResearchList, addresses_of

SAID_OF_CALLS = ("L34", "L42")
"""The keys of what the sources of the launch said of calls: stated, and nothing more."""


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


def every_call():
    """The parameters of the page of each call that is published today."""
    return [{"pk": pk} for pk in Call.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


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


call_list = kept_for_seconds(CallList.as_view())
