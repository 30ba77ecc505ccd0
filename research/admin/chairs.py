"""The back office of the chairs."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from research.models import Chair, ChairStep
from sources.admin import StepAdmin, StepInline, SteppedAdmin


class StepToday(admin.SimpleListFilter):
    """The step that decides of a chair today."""

    title = _("state today")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return ChairStep.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(step_kind=self.value()) if self.value() in ChairStep.Kind else queryset


class ChairStepInline(StepInline):
    """The steps of a chair."""

    model = ChairStep
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "happened_on", "precision"),
                    "source",
                    ("document_reference", "file"),
                    "signatories",
                    ("replaces", "reason"),
                ]
            },
        )
    ]


@admin.register(Chair)
class ChairAdmin(SteppedAdmin):
    """Chairs, each with its steps."""

    LED_TO = {kind: kind for kind in ChairStep.Kind}
    list_display = ["title_fr", "kind", "host", "state_today", "ends_on", "ends_with_programme"]
    list_filter = [StepToday, "kind", "host"]
    list_select_related = ["host"]
    search_fields = ["title_fr", "title_en", "host__name", "host__short_name"]
    autocomplete_fields = ["programme", "host"]
    inlines = [ChairStepInline]
    fieldsets = [
        (None, {"fields": [("programme", "kind"), ("title_fr", "title_en"), "host"]}),
        (_("Themes"), {"fields": [Chair.THEMES]}),
        (_("End"), {"fields": [("ends_on", "ends_with_programme")]}),
    ]


@admin.register(ChairStep)
class ChairStepAdmin(StepAdmin):
    """The steps of all chairs."""

    list_display = ["chair", "kind", "happened", "source", "corrected"]
    list_select_related = ["chair", "source__document", "replaced_by"]
    search_fields = ["chair__title_fr", "document_reference"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "chair",
                    ("kind", "happened"),
                    "source",
                    ("document_reference", "file"),
                    "signatories",
                    ("corrected", "replaces", "reason"),
                    ("recorder", "recorded_at"),
                ]
            },
        )
    ]
