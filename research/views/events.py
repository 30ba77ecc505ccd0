"""The public agenda, its page of an event, its calendar and its feed; and the coordination’s list of events."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.calendars import Entry, calendar_response
from enact.dates import in_words
from enact.languages import text_of
from enact.ui.coordination import form_addresses
from enact.ui.feeds import MOST_ENTRIES, Told, absolute, feed_response
from enact.ui.kept.live import kept_for_seconds
from enact.ui.lists import ListPage
from indicators.measures import Qualifier, Total
from research.filters import EventFilter, OfficeEventFilter
from research.models import Event, EventOrganiser
from research.tables import EventTable, OfficeEventTable
from research.views.directories import ResearchList, addresses_of


class EventList(ResearchList):
    """The agenda: events that are published, where each stands on a day."""

    title = _("Events")
    intro = _("Hackathons, data challenges, workshops and meetings: those under way, those to come, then those over.")
    template_name = "research/event_list.html"
    table_class = EventTable
    filterset_class = EventFilter

    def get_queryset(self):
        return Event.objects.public_on(self.day).with_state_on(self.on)

    def get_address_of(self):
        return addresses_of("event")


def every_event():
    """The parameters of the page of each event that is published today."""
    return [{"pk": pk} for pk in Event.objects.public_on(timezone.localdate()).values_list("pk", flat=True)]


@kept_for_seconds(pages=every_event)
def event_page(request, pk):
    """A published event: when, where, who organises it, how many came."""
    today = timezone.localdate()
    event = get_object_or_404(Event.objects.public_on(today).with_state_on(today), pk=pk)
    context = {
        "event": event,
        "title": str(text_of(event, "title")),
        "summary": str(text_of(event, "summary")),
        "state": Event.State(event.state),
        "organisers": EventOrganiser.objects.public_on(today).filter(event=event),
        "day": today,
    }
    return render(request, "research/event.html", context)


def days_of(event):
    """The days of an event in words."""
    first = in_words(event.starts_on)
    return first if event.last_day == event.starts_on else f"{first} – {in_words(event.last_day)}"


def entry_of(event):
    """An event as calendars hold it."""
    return Entry(
        key=f"event-{event.pk}",
        version=event.version,
        changed_at=event.changed_at,
        title=str(text_of(event, "title")),
        starts=event.starts_on,
        ends=event.last_day,
        text=str(text_of(event, "summary")),
        place=", ".join(filter(None, [event.place, event.address])),
        address=absolute("event", event.pk),
        is_cancelled=event.state == Event.State.CANCELLED,
    )


@kept_for_seconds
def events_calendar(request):
    """The published events that are not over, those cancelled too, so that calendars take them away."""
    today = timezone.localdate()
    events = Event.objects.public_on(today).with_state_on(today).with_changed_at().filter(last_day__gte=today)
    entries = map(entry_of, events.order_by("starts_on", "pk"))
    return calendar_response("enact-events", str(_("Events of ENACT")), entries)


@kept_for_seconds(pages=every_event)
def event_calendar(request, pk):
    """A published event."""
    today = timezone.localdate()
    event = get_object_or_404(Event.objects.public_on(today).with_state_on(today).with_changed_at(), pk=pk)
    return calendar_response(f"enact-event-{pk}", str(event), [entry_of(event)])


@kept_for_seconds
def events_feed(request):
    """The events that are published, the last before, as an Atom feed."""
    today = timezone.localdate()
    events = Event.objects.public_on(today).with_state_on(today).with_changed_at()
    return feed_response(
        title=str(_("Events of ENACT")),
        subtitle=str(_("Events, from the day on which each is published.")),
        page="event-list",
        feed="events-feed",
        entries=map(told_of, events.order_by("-published_on", "-pk")[:MOST_ENTRIES]),
    )


def told_of(event):
    """What the feed tells of an event: its kind, its days, its place, its summary."""
    kind, state = event.get_kind_display(), Event.State(event.state)
    cancelled = str(state.label) if state == Event.State.CANCELLED else ""
    words = [kind, cancelled, days_of(event), event.place, str(text_of(event, "summary"))]
    return Told(
        title=str(text_of(event, "title")),
        address=absolute("event", event.pk),
        text=" – ".join(filter(None, words)),
        categories=[str(kind), *map(str, event.themes)],
        published_on=event.published_on,
        changed_at=[event.changed_at],
    )


class OfficeEventList(ListPage):
    """All events for the coordination, published or not, with how many there are of each kind, and who was counted."""

    title = _("Events")
    base = "office/base.html"
    template_name = "research/event_totals.html"
    adds = Event
    table_class = OfficeEventTable
    filterset_class = OfficeEventFilter
    has_sums = True

    def get_queryset(self):
        return Event.objects.with_state_on(self.on)

    def get_address_of(self):
        return form_addresses(Event)

    def completed(self, records):
        """With the names of who organises them."""
        names = defaultdict(list)
        organisers = EventOrganiser.objects.filter(event__in=[record.pk for record in records])
        for organiser in organisers.select_related("organisation").order_by("organisation__words", "pk"):
            names[organiser.event_id].append(str(organiser.organisation))
        for record in records:
            record.organiser_names = names[record.pk]
        return records

    def summed(self, rows):
        """By kind, how many events there are, how many of them took place, and the attendance that was counted there."""
        count, sums = 0, {}
        for kind, events in rows.values_list("kind").annotate(Count("id")):
            sums[kind], count = [events, 0, Total()], count + events
        held = rows.filter(took_place=True, last_day__lte=self.on)
        counted = {"known": Sum("attendance"), "knowns": Count("attendance"), "events": Count("id")}
        groups = held.values_list("kind", "attendance_basis", "attendance_qualifier").annotate(**counted)
        for kind, basis, qualifier, known, knowns, events in groups:
            is_told = basis == Event.Basis.COUNTED and knowns
            told = (
                Total(Decimal(known), knowns, events - knowns, Qualifier(qualifier))
                if is_told
                else Total(unknowns=events)
            )
            sums[kind][1] += events
            sums[kind][2] += told
        return {"count": count, "totals": sums}

    def get_context_data(self):
        found = self.counted["totals"] or {}
        sums = [(kind, name, *found[kind]) for kind, name in Event.Kind.choices if kind in found]
        return super().get_context_data() | {"sums": sums}


event_list = kept_for_seconds(EventList.as_view())
