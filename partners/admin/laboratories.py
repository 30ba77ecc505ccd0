"""The back office of laboratories."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import RecordAdmin, RecordInline, day_column
from partners.admin.filters import ActiveToday, Real
from partners.models import Affiliation, Laboratory, Supervision
from sources.admin import WithoutSource


class SupervisionInline(RecordInline):
    """The organisations that supervise a laboratory."""

    model = Supervision
    autocomplete_fields = ["organisation", "source"]
    fieldsets = [(None, {"fields": [("organisation", "starts_on", "precision", "ends_on"), "source"]})]

    def get_queryset(self, request):
        """With what each supervision names."""
        return super().get_queryset(request).select_related("laboratory", "organisation", "source__document")


@admin.register(Laboratory)
class LaboratoryAdmin(RecordAdmin):
    """Laboratories, with the organisations that supervise them."""

    list_display = ["name", "short_name", "code", "commune", "department", "country"]
    search_fields = ["name", "short_name", "code", "commune", "ror"]
    inlines = [SupervisionInline]
    fieldsets = [
        (None, {"fields": [("name", "short_name"), ("code", "ror"), "website"]}),
        (_("Place"), {"fields": [("commune", "department", "country")]}),
    ]


@admin.register(Supervision)
class SupervisionAdmin(RecordAdmin):
    """Which organisations supervise which laboratories."""

    list_display = ["laboratory", "organisation", "starts", "ends", "source"]
    list_filter = [ActiveToday, WithoutSource, Real]
    list_select_related = ["laboratory", "organisation", "source__document"]
    search_fields = ["laboratory__name", "laboratory__code", "organisation__name", "organisation__short_name"]
    autocomplete_fields = ["laboratory", "organisation", "source"]
    fieldsets = [
        (None, {"fields": ["laboratory", "organisation", "source"]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on"]}),
    ]

    starts = day_column("starts_on", _("starts on"), "precision")
    ends = day_column("ends_on", _("last day"))


@admin.register(Affiliation)
class AffiliationAdmin(RecordAdmin):
    """Who works in which laboratory."""

    list_display = ["person", "laboratory", "starts", "ends", "source"]
    list_filter = [ActiveToday, WithoutSource]
    list_select_related = ["person__identity", "laboratory", "source__document"]
    search_fields = [
        "person__identity__family_name",
        "person__identity__given_name",
        "laboratory__name",
        "laboratory__code",
    ]
    autocomplete_fields = ["person", "laboratory", "source"]
    fieldsets = [
        (None, {"fields": ["person", "laboratory", "source"]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on"]}),
    ]

    starts = day_column("starts_on", _("starts on"), "precision")
    ends = day_column("ends_on", _("last day"))
