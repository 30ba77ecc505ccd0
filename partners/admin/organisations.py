"""The back office of organisations."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.places import SEVERAL, country_name
from enact.ui.admin import AdjectiveFilter, RecordAdmin, RecordInline
from partners.actions import tell_apart
from partners.admin.filters import Real
from partners.admin.merging import merge
from partners.forms import DeclaredSizeForm, DeclaredSizeRow, OrganisationForm
from partners.models import Access, DeclaredSize, Membership, Organisation
from sources.admin import WithoutSource

PAIR = 2


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


class DeclaredSizeInline(RecordInline):
    """The sizes that a company declared."""

    model = DeclaredSize
    form = DeclaredSizeRow
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": [("category", "year"), ("origin", "source")]})]

    def get_queryset(self, request):
        """With what each declaration names."""
        return super().get_queryset(request).select_related("organisation", "source__document")


class LooksLikeAnother(AdjectiveFilter):
    """Organisations that look like another one: of each pair, perhaps one too many."""

    title = _("duplicates")
    parameter_name = "alike"
    words = _("looks like another one")
    adjective = "alike"


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Bodies that have a part in the programme, with their roles and who has access to their spaces."""

    list_display = ["name", "short_name", "kind", "commune", "department", "country", "is_example"]
    list_filter = ["kind", LooksLikeAnother, InGrandEst, InCountry, Real]
    search_fields = ["name", "short_name", "commune", "siren", "siret", "ror", "uai"]
    form = OrganisationForm
    change_form_template = "admin/partners/organisation_form.html"
    actions = ["merge_ticked"]
    autocomplete_fields = ["group"]
    inlines = [MembershipInline, DeclaredSizeInline, AccessInline]
    fieldsets = [
        (None, {"fields": [("name", "short_name"), "kind", "group", "website", "is_example"]}),
        (_("Place"), {"fields": [("commune", "department", "country")]}),
        (_("Identifiers"), {"fields": [("siren", "siret"), ("ror", "uai")]}),
        (_("In public"), {"fields": ["name_published_since", ("description_fr", "description_en")]}),
    ]

    def get_urls(self):
        """With the page on which two are merged."""
        page = self.admin_site.admin_view(merge)
        return [path("merge/", page, name="partners_organisation_merge"), *super().get_urls()]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """From the number of an organisation that was merged into another one, the form of that one."""
        kept = Organisation.objects.filter(former_keys__key=object_id).first() if object_id.isdecimal() else None
        if kept is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        said = gettext("The organisation no. %(key)s was merged into this one.")
        messages.info(request, said % {"key": object_id})
        return redirect("admin:partners_organisation_change", kept.pk)

    def save_related(self, request, form, formsets, change):
        """With what was said of those that look like it."""
        super().save_related(request, form, formsets, change)
        pairs = [(form.instance, other) for other in form.lookalikes]
        if pairs:
            tell_apart(pairs=pairs, by=request.user, reason=form.cleaned_data["different_because"])

    @admin.action(description=_("Merge the two ticked"), permissions=["change"])
    def merge_ticked(self, request, queryset):
        """Leads to the page on which two are merged; the one that was recorded first is kept, unless it is turned there."""
        keys = list(queryset.order_by("pk").values_list("pk", flat=True))
        if len(keys) != PAIR:
            messages.error(request, gettext("Tick two organisations: what is merged is a pair."))
            return None
        kept, merged = keys
        return redirect(f"{reverse('admin:partners_organisation_merge')}?kept={kept}&merged={merged}")


@admin.register(DeclaredSize)
class DeclaredSizeAdmin(RecordAdmin):
    """How large companies declared themselves to be."""

    form = DeclaredSizeForm
    list_display = ["organisation", "category", "year", "origin", "source"]
    list_filter = ["category", "year", WithoutSource, Real]
    list_select_related = ["organisation", "source__document"]
    search_fields = ["organisation__name", "organisation__short_name", "origin"]
    autocomplete_fields = ["organisation", "source"]
    fieldsets = [(None, {"fields": ["organisation", ("category", "year"), "origin", "source"]})]
