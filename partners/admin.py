"""The back office of the programme, its organisations and the people in charge."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.places import SEVERAL, country_name
from enact.ui.admin import AdjectiveFilter, RecordAdmin, RecordInline, day_column
from partners.forms import IdentityForm
from partners.models import Access, Identity, Membership, Organisation, Person, Programme, Responsibility
from sources.admin import WithoutSource


class ActiveToday(AdjectiveFilter):
    """Those that are held today."""

    title = _("period")
    parameter_name = "active"
    words = _("held today")

    def keep(self, queryset):
        return queryset.active_on(timezone.localdate())


class Real(AdjectiveFilter):
    """Those that are not invented for a demonstration."""

    title = _("invented example")
    parameter_name = "real"
    words = _("real ones only")
    adjective = "real"


class InGrandEst(AdjectiveFilter):
    """Organisations of the region."""

    title = _("region")
    parameter_name = "grand_est"
    words = _("in Grand Est")
    adjective = "in_grand_est"


class InCountry(admin.SimpleListFilter):
    """Organisations of a country, by its name; several countries, or one that is not known, among them."""

    title = _("country")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        codes = Organisation.objects.order_by("country").values_list("country", flat=True).distinct()
        return [(code or SEVERAL, str(country_name(code))) for code in codes]

    def queryset(self, request, queryset):
        code = {SEVERAL: ""}.get(self.value(), self.value())
        return queryset if code is None else queryset.filter(country=code)


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
        """There is one programme: the figures are about it."""
        return super().has_add_permission(request) and not Programme.objects.exists()


class MembershipInline(RecordInline):
    """The roles of an organisation."""

    model = Membership
    autocomplete_fields = ["programme", "source"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("programme", "role", "standing"),
                    ("starts_on", "precision", "ends_on"),
                    ("source", "is_disputed"),
                ]
            },
        )
    ]

    def get_queryset(self, request):
        """With what each role names."""
        return super().get_queryset(request).select_related("programme", "organisation", "source__document")


class AccessInline(RecordInline):
    """Who has access to the space of an organisation."""

    model = Access
    autocomplete_fields = ["user"]
    fieldsets = [(None, {"fields": [("user", "role"), ("starts_on", "ends_on", "is_withdrawn")]})]

    def get_queryset(self, request):
        """With what each access names."""
        return super().get_queryset(request).select_related("user", "organisation")


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Bodies that have a part in the programme, with their roles and who has access to their spaces."""

    list_display = ["name", "short_name", "kind", "commune", "department", "country", "is_example"]
    list_filter = ["kind", InGrandEst, InCountry, Real]
    search_fields = ["name", "short_name", "commune", "siren", "siret", "ror", "uai"]
    inlines = [MembershipInline, AccessInline]
    fieldsets = [
        (None, {"fields": [("name", "short_name"), "kind", "website", "is_example"]}),
        (_("Place"), {"fields": [("commune", "department", "country")]}),
        (_("Identifiers"), {"fields": [("siren", "siret"), ("ror", "uai")]}),
        (_("In public"), {"fields": ["name_published_since"]}),
    ]


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
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


class IdentityInline(RecordInline):
    """The personal values of a person."""

    model = Identity
    form = IdentityForm
    extra = 1
    fieldsets = [(None, {"fields": [("given_name", "family_name"), "email", "orcid"]})]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """People, each a key; their names stand in a table that can be erased."""

    list_display = ["__str__", "consented"]
    search_fields = ["identity__family_name", "identity__given_name", "identity__email"]
    inlines = [IdentityInline]
    fieldsets = [(None, {"fields": ["consented_on"]})]

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
