"""The back office of people: who they are, where they work, and who is in charge of what."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import RecordAdmin, RecordInline, day_column
from partners.admin.filters import ActiveToday, Real
from partners.forms import IdentityForm
from partners.models import Affiliation, Identity, Person, Responsibility
from sources.admin import WithoutSource


class IdentityInline(RecordInline):
    """The personal values of a person."""

    model = Identity
    form = IdentityForm
    extra = 1
    fieldsets = [
        (None, {"fields": [("given_name", "family_name"), ("email", "telephone"), ("gender", "orcid", "idref")]})
    ]


class AffiliationInline(RecordInline):
    """The laboratories in which a person works."""

    model = Affiliation
    autocomplete_fields = ["laboratory", "source"]
    fieldsets = [(None, {"fields": [("laboratory", "starts_on", "precision", "ends_on"), "source"]})]

    def get_queryset(self, request):
        """With what each affiliation names."""
        related = ("person__identity", "laboratory", "source__document")
        return super().get_queryset(request).select_related(*related)


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """People, each a key; their names stand in a table that can be erased."""

    list_display = ["__str__", "consented"]
    search_fields = [
        "identity__family_name",
        "identity__given_name",
        "identity__email",
        "identity__orcid",
        "identity__idref",
    ]
    inlines = [IdentityInline, AffiliationInline]
    fieldsets = [(None, {"fields": [("consented_on", "has_hdr")]})]

    consented = day_column("consented_on", _("consented on"))

    def get_queryset(self, request):
        """With their identities, which their names tell."""
        return super().get_queryset(request).select_related("identity")


@admin.register(Responsibility)
class ResponsibilityAdmin(RecordAdmin):
    """Who holds which function."""

    list_display = ["function_fr", "person", "organisation", "contact_of", "starts", "ends", "is_interim", "is_public"]
    list_filter = [ActiveToday, WithoutSource, "is_interim", "is_public", Real]
    list_select_related = ["person__identity", "organisation", "contact_of"]
    search_fields = ["function_fr", "function_en", "person__identity__family_name", "organisation__name"]
    autocomplete_fields = ["person", "organisation", "contact_of", "source"]
    fieldsets = [
        (None, {"fields": ["person", ("organisation", "contact_of"), ("function_fr", "function_en"), "source"]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on", "is_interim"]}),
        (_("In public"), {"fields": ["is_public"]}),
    ]

    starts = day_column("starts_on", _("starts on"), "precision")
    ends = day_column("ends_on", _("last day"))
