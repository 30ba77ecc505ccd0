"""The public pages of the chairs, and the coordination’s list of them."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.coordination import form_addresses
from enact.ui.kept.live import kept_for_seconds
from enact.ui.lists import ListPage
from indicators.measures import Total
from indicators.wording import days_in_words
from research.filters import ChairFilter, OfficeChairFilter
from research.models import Call, Chair, ChairFunding, ChairHolder, ChairStep, chairs_known
from research.tables import ChairTable, OfficeChairTable
from research.views.directories import ResearchList, addresses_of, names_told

AWARDED = "RES-1"


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


def every_chair():
    """The parameters of the page of each chair that is told today."""
    return [{"pk": pk} for pk in Chair.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


@kept_for_seconds(pages=every_chair)
def chair_page(request, pk):
    """What is told of a chair that has been awarded: its host, its themes, its steps with their days and sources."""
    today = timezone.localdate()
    told = Chair.objects.public_on(today).with_step_on(today).with_public_host(today)
    chair = get_object_or_404(told.select_related("laboratory", "community"), pk=pk)
    steps = ChairStep.objects.taken_by(today).filter(chair=chair).select_related("source__document")
    context = {
        "chair": chair,
        "title": str(text_of(chair, "title")),
        "state": ChairStep.Kind(chair.step_kind),
        "steps": steps,
        "call": [(text_of(call, "title"), call) for call in Call.objects.public_on(today).filter(pk=chair.call_id)],
        "holders": names_told(ChairHolder.objects.filter(chair=chair, starts_on__lte=today), today),
        "community": chair.community and text_of(chair.community, "name"),
        "means": means_told(chair, today),
        "day": today,
    }
    return render(request, "research/chair.html", context)


def means_told(chair, day):
    """What pays for a chair, as far as it may be told on a day: the partner, the title of its commitment, and the row."""
    rows = ChairFunding.objects.public_on(day).filter(chair=chair).select_related("commitment__organisation")
    return [(row.commitment.organisation, text_of(row.commitment, "title"), row) for row in rows.order_by("pk")]


class OfficeChairList(ListPage):
    """All chairs for the coordination: planned ones and invented ones too, on any day, as known on any day."""

    title = _("Chairs")
    base = "office/base.html"
    adds = Chair
    table_class = OfficeChairTable
    filterset_class = OfficeChairFilter
    knows_days = ("on", "known")

    def get_queryset(self):
        found = chairs_known(self.on, self.known) if self.known else Chair.objects.with_step_on(self.on)
        return found.select_related("host", "laboratory", "call")

    def completed(self, records):
        """With who holds each on the day, and what pays for it, as recorded today, where that is asked for."""
        keys = [record.id for record in records]
        for record in records:
            record.held_by, record.means_total = [], Total()
        found = {record.id: record for record in records}
        if "holders" in self.asked.columns:
            rows = ChairHolder.objects.active_on(self.on).filter(chair__in=keys).select_related("person__identity")
            for row in rows.order_by("starts_on", "pk"):
                found[row.chair_id].held_by.append(str(row.person))
        if "means" in self.asked.columns:
            for row in ChairFunding.objects.filter(chair__in=keys):
                found[row.chair_id].means_total += Total.of(row.amount, row.qualifier)
        return records

    def get_address_of(self):
        return form_addresses(Chair)

    def get_day_note(self):
        return days_in_words(self, _("Hosts, holders and means are those recorded today."))


chair_list = kept_for_seconds(ChairList.as_view())
