"""The back office of the changes that were made to many commitments at once."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import RecordAdmin
from funding.models import BulkChange


@admin.register(BulkChange)
class BulkChangeAdmin(RecordAdmin):
    """Changes of many commitments at once; each has a page of its own, where it can be undone."""

    list_display = ["made_at", "kind", "count", "reason", "made_by", "undone_at"]
    list_select_related = ["made_by"]
    list_filter = ["kind"]
    search_fields = ["reason"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "page",
                    ("kind", "count"),
                    "reason",
                    ("made_at", "made_by"),
                    ("undone_at", "undone_by"),
                    "undo_reason",
                ]
            },
        )
    ]

    @admin.display(description=_("commitments"))
    def count(self, change):
        """How many commitments were changed."""
        return len(change.rows)

    @admin.display(description=_("page"))
    def page(self, change):
        """The way to its page."""
        return render_to_string("admin/funding/bulk_change.html", {"change": change})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
