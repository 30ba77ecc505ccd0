"""The back office of the pairs of organisations that look alike and are different."""

from django.contrib import admin

from enact.ui.admin import RecordAdmin
from partners.models import Distinction


@admin.register(Distinction)
class DistinctionAdmin(RecordAdmin):
    """Pairs that are said to be different. What was said is taken back, never turned into something else."""

    list_display = ["one", "other", "reason", "recorded_by", "recorded_at", "is_withdrawn"]
    list_filter = ["is_withdrawn"]
    list_select_related = ["one", "other", "recorded_by"]
    search_fields = ["one__name", "one__short_name", "other__name", "other__short_name", "reason"]
    autocomplete_fields = ["one", "other"]

    fieldsets = [(None, {"fields": [("one", "other"), "reason", "is_withdrawn"]})]

    def get_readonly_fields(self, request, obj=None):
        """The two stay the two of whom it was said."""
        return ["one", "other"] if obj else []

    def save_model(self, request, obj, form, change):
        if not change:
            obj.recorded_by = request.user
        super().save_model(request, obj, form, change)
