"""The back office of the chairs."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.ui.admin import AdjectiveFilter, RecordAdmin, RecordInline, day_column
from enact.ui.templatetags.figures import qualified
from partners.admin.filters import ActiveToday, Real
from partners.admin.programmes import OfProgramme
from research.forms import ChairStepFormSet
from research.models import Chair, ChairFunding, ChairHolder, ChairStep, StaffPost
from sources.admin import StepAdmin, StepInline, SteppedAdmin, WithoutSource


class StepToday(admin.SimpleListFilter):
    """The step that decides of a chair today."""

    title = _("state today")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return ChairStep.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(step_kind=self.value()) if self.value() in ChairStep.Kind else queryset


class WithoutCommunity(AdjectiveFilter):
    """Running chairs that belong to no community of interest."""

    title = _("community of interest")
    parameter_name = "without_community"
    words = _("running, without community")

    def keep(self, queryset):
        return queryset.running_on(timezone.localdate()).without_community()


class ChairStepInline(StepInline):
    """The steps of a chair."""

    model = ChairStep
    formset = ChairStepFormSet
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


class ChairHolderInline(RecordInline):
    """Who holds a chair, from when to when."""

    model = ChairHolder
    autocomplete_fields = ["person", "source"]
    fieldsets = [(None, {"fields": [("person", "starts_on", "precision", "ends_on"), "source"]})]

    def get_queryset(self, request):
        """With what each names."""
        return super().get_queryset(request).select_related("chair", "person__identity", "source__document")


class ChairFundingInline(RecordInline):
    """The commitments that pay for a chair."""

    model = ChairFunding
    autocomplete_fields = ["commitment"]
    fieldsets = [(None, {"fields": [("commitment", "amount", "qualifier")]})]

    def get_queryset(self, request):
        """With what each names."""
        return super().get_queryset(request).select_related("chair", "commitment__organisation")


class StaffPostInline(RecordInline):
    """The staff posts attached to a chair."""

    model = StaffPost
    autocomplete_fields = ["employer", "commitment"]
    fieldsets = [
        (None, {"fields": [("kind", "employer", "site"), ("share", "starts_on", "months"), "commitment"]}),
    ]

    def get_queryset(self, request):
        """With what each names."""
        return super().get_queryset(request).select_related("chair", "employer", "commitment__organisation")


@admin.register(Chair)
class ChairAdmin(OfProgramme, SteppedAdmin):
    """Chairs, each with its steps, its holders, its means and its staff posts."""

    LED_TO = {kind: kind for kind in ChairStep.Kind}
    list_display = ["title_fr", "kind", "host", "state_today", "ends_on", "ends_with_programme"]
    list_filter = [StepToday, "kind", WithoutCommunity, Real, ("host", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["host"]
    search_fields = ["title_fr", "title_en", "host__name", "host__short_name"]
    autocomplete_fields = ["programme", "host", "laboratory", "call", "community"]
    inlines = [ChairStepInline, ChairHolderInline, ChairFundingInline, StaffPostInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("programme", "kind"),
                    ("title_fr", "title_en"),
                    ("host", "laboratory"),
                    ("call", "community"),
                ]
            },
        ),
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


@admin.register(ChairHolder)
class ChairHolderAdmin(RecordAdmin):
    """Who holds which chair."""

    list_display = ["chair", "person", "starts", "ends", "source"]
    list_filter = [ActiveToday, WithoutSource, Real]
    list_select_related = ["chair", "person__identity", "source__document"]
    search_fields = [
        *("chair__title_fr", "chair__title_en"),
        *("person__identity__family_name", "person__identity__given_name"),
    ]
    autocomplete_fields = ["chair", "person", "source"]
    fieldsets = [
        (None, {"fields": ["chair", "person", "source"]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on"]}),
    ]

    starts = day_column("starts_on", _("starts on"), "precision")
    ends = day_column("ends_on", _("last day"))


@admin.register(ChairFunding)
class ChairFundingAdmin(RecordAdmin):
    """Which commitments pay for which chairs."""

    list_display = ["chair", "commitment", "amount_in_words"]
    list_select_related = ["chair", "commitment__organisation"]
    search_fields = ["chair__title_fr", "commitment__title_fr", "commitment__organisation__name"]
    autocomplete_fields = ["chair", "commitment"]
    fieldsets = [(None, {"fields": ["chair", "commitment", ("amount", "qualifier")]})]

    @admin.display(description=_("amount"), ordering="amount")
    def amount_in_words(self, means):
        """The amount in euros with its qualifier; `None` when it is not known."""
        return None if means.amount is None else f"{qualified(means.qualifier)} {money(means.amount)}".strip()


@admin.register(StaffPost)
class StaffPostAdmin(RecordAdmin):
    """Staff posts, attached to a chair or not."""

    list_display = ["__str__", "chair", "site", "share", "starts", "months", "commitment"]
    list_filter = ["kind"]
    list_select_related = ["chair", "employer", "commitment__organisation"]
    search_fields = ["chair__title_fr", "employer__name", "employer__short_name", "site"]
    autocomplete_fields = ["chair", "employer", "commitment"]
    fieldsets = [
        (None, {"fields": ["chair", ("kind", "employer", "site")]}),
        (_("Period"), {"fields": [("share", "starts_on", "months")]}),
        (_("Means"), {"fields": ["commitment"]}),
    ]

    starts = day_column("starts_on", _("starts on"))
