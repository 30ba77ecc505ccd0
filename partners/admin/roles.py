"""The back office of the programme, of the roles in it, and of who has access to what of partners."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import RecordAdmin, day_column
from partners.admin.filters import ActiveToday, Real
from partners.admin.programmes import OfProgramme
from partners.models import Access, Membership, Programme
from sources.admin import WithoutSource


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    """The programme."""

    list_display = ["short_name", "name_fr", "starts", "ends"]
    search_fields = ["short_name", "name_fr", "name_en"]
    fieldsets = [
        (None, {"fields": ["short_name", "name_fr", "name_en", "grant_reference"]}),
        (_("Period"), {"fields": [("starts_on", "starts_on_precision"), "ends_on"]}),
    ]

    starts = day_column("starts_on", _("starts on"), "starts_on_precision")
    ends = day_column("ends_on", _("ends on"))

    def has_add_permission(self, request):
        """There is one programme, which the figures are about: it comes with the facts of the launch."""
        return False


@admin.register(Membership)
class MembershipAdmin(OfProgramme, RecordAdmin):
    """Roles of organisations in the programme."""

    list_display = ["organisation", "role", "standing", "starts", "ends", "source", "is_disputed"]
    list_filter = ["role", "standing", ActiveToday, WithoutSource, "is_disputed", "organisation__kind", Real]
    list_select_related = ["organisation", "source__document"]
    search_fields = ["organisation__name", "organisation__short_name"]
    autocomplete_fields = ["programme", "organisation", "source"]
    fieldsets = [
        (None, {"fields": ["programme", "organisation", ("role", "standing"), "source", "is_disputed"]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on"]}),
    ]

    starts = day_column("starts_on", _("starts on"), "precision")
    ends = day_column("ends_on", _("last day"))


@admin.register(Access)
class AccessAdmin(RecordAdmin):
    """Which accounts have access to the spaces of which organisations."""

    list_display = ["user", "organisation", "role", "starts", "ends", "is_withdrawn"]
    list_filter = [ActiveToday, "role", "is_withdrawn", "user__is_active"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__email", "user__name", "organisation__name", "organisation__short_name"]
    autocomplete_fields = ["user", "organisation"]
    fieldsets = [
        (None, {"fields": [("user", "organisation"), "role"]}),
        (_("Period"), {"fields": [("starts_on", "ends_on"), "is_withdrawn"]}),
    ]

    starts = day_column("starts_on", _("starts on"))
    ends = day_column("ends_on", _("last day"))

    def view_on_site(self, obj):
        """The space that is opened, as the partner sees it."""
        return reverse("space-home", args=[obj.organisation_id])
