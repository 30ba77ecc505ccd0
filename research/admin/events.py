"""The back office of the events."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import RecordAdmin, RecordInline, day_column
from partners.admin.programmes import OfProgramme
from research.forms import EventForm
from research.models import Event, EventOrganiser


class EventStateToday(admin.SimpleListFilter):
    """Where events stand today; those over of which nobody has said whether they took place."""

    title = _("state today")
    parameter_name = "state"
    UNCONFIRMED = "unconfirmed"

    def lookups(self, request, model_admin):
        return [*Event.State.choices, (self.UNCONFIRMED, _("over, and not confirmed"))]

    def queryset(self, request, queryset):
        if self.value() == self.UNCONFIRMED:
            return queryset.unconfirmed_on(timezone.localdate())
        return queryset.filter(state=self.value()) if self.value() in Event.State else queryset


class EventOrganiserInline(RecordInline):
    """Who organises an event."""

    model = EventOrganiser
    extra = 1
    autocomplete_fields = ["organisation"]
    fieldsets = [(None, {"fields": ["organisation"]})]


@admin.register(Event)
class EventAdmin(OfProgramme, RecordAdmin):
    """Events, with who organises them."""

    form = EventForm
    list_display = ["title_fr", "kind", "starts", "ends", "place", "state_today", "took_place", "published"]
    list_filter = [EventStateToday, "kind"]
    date_hierarchy = "starts_on"
    search_fields = ["title_fr", "title_en", "place"]
    autocomplete_fields = ["programme"]
    inlines = [EventOrganiserInline]
    fieldsets = [
        (
            None,
            {"fields": [("programme", "kind"), ("title_fr", "title_en"), ("summary_fr", "summary_en"), Event.THEMES]},
        ),
        (_("When and where"), {"fields": [("starts_on", "ends_on"), ("place", "address"), "website"]}),
        (
            _("What came of it"),
            {
                "fields": [
                    ("took_place", "cancelled_on"),
                    ("attendance", "attendance_qualifier", "attendance_basis"),
                ]
            },
        ),
        (_("In public"), {"fields": ["published_on"]}),
    ]

    starts = day_column("starts_on", _("first day"))
    ends = day_column("ends_on", _("last day"))
    published = day_column("published_on", _("published on"))

    def get_queryset(self, request):
        """With where they stand today."""
        return super().get_queryset(request).with_state_on(timezone.localdate())

    @admin.display(description=_("state today"), ordering="state")
    def state_today(self, event):
        """Where the event stands, in words."""
        return Event.State(event.state).label


@admin.register(EventOrganiser)
class EventOrganiserAdmin(RecordAdmin):
    """Who organises all events."""

    list_display = ["event", "organisation"]
    list_select_related = ["event", "organisation"]
    search_fields = ["event__title_fr", "event__title_en", "organisation__name"]
    autocomplete_fields = ["event", "organisation"]
    fieldsets = [(None, {"fields": ["event", "organisation"]})]
