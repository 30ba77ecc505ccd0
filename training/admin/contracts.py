"""The back office of the doctoral contracts, each in one form with all that belongs to it."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import RecordInline
from sources.admin import StepAdmin, StepInline, SteppedAdmin
from training.forms.contracts import ContractRows, DoctoralStepFormSet, MeetingForm, RoleFormSet
from training.measures.cases import case_of
from training.models import (
    CommitteeMeeting,
    Coverage,
    DoctoralContract,
    DoctoralLaboratory,
    DoctoralRole,
    DoctoralStep,
)


class StepToday(admin.SimpleListFilter):
    """The step that decides of a contract today."""

    title = _("state today")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return DoctoralStep.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(step_kind=self.value()) if self.value() in DoctoralStep.Kind else queryset


class DoctoralStepInline(StepInline):
    """The steps of a contract."""

    model = DoctoralStep
    formset = DoctoralStepFormSet
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "happened_on", "precision"),
                    ("ground", "months"),
                    "source",
                    ("document_reference", "file"),
                    "signatories",
                    ("replaces", "reason"),
                ]
            },
        )
    ]


class DoctoralRoleInline(RecordInline):
    """Who directs the thesis, and who follows it."""

    model = DoctoralRole
    formset = RoleFormSet
    autocomplete_fields = ["person"]
    fieldsets = [
        (
            None,
            {"fields": [("role", "person"), ("starts_on", "ends_on"), ("is_from_economy", "derogation")]},
        )
    ]

    def get_queryset(self, request):
        """With who they are."""
        return super().get_queryset(request).select_related("person__identity")


class MeetingInline(RecordInline):
    """The meetings of the follow-up committee."""

    model = CommitteeMeeting
    form = MeetingForm
    formset = ContractRows
    fieldsets = [(None, {"fields": [("year", "held_on", "outcome")]})]


class LaboratoryInline(RecordInline):
    """The laboratories in which the thesis is prepared."""

    model = DoctoralLaboratory
    formset = ContractRows
    autocomplete_fields = ["laboratory"]
    fieldsets = [(None, {"fields": ["laboratory"]})]

    def get_queryset(self, request):
        """With what they are called."""
        return super().get_queryset(request).select_related("laboratory")


class CoverageInline(RecordInline):
    """Which commitments pay which months."""

    model = Coverage
    formset = ContractRows
    autocomplete_fields = ["commitment"]
    fieldsets = [(None, {"fields": ["commitment", ("first_month", "last_month", "amount")]})]

    def get_queryset(self, request):
        """With whose they are."""
        return super().get_queryset(request).select_related("commitment__organisation")


@admin.register(DoctoralContract)
class DoctoralContractAdmin(SteppedAdmin):
    """Doctoral contracts, each with its steps, its roles, its committee, its laboratories, and what pays for it."""

    LED_TO = {kind: kind for kind in DoctoralStep.Kind}
    list_display = ["title_fr", "kind", "student", "institution", "employer", "state_today"]
    list_filter = [StepToday, "kind", ("institution", admin.RelatedOnlyFieldListFilter), "funded_by_enact"]
    list_select_related = ["student__identity", "institution", "employer"]
    search_fields = [
        "title_fr",
        "title_en",
        "nnt",
        "student__identity__family_name",
        "student__identity__given_name",
    ]
    autocomplete_fields = ["student", "institution", "employer", "call", "chair", "cotutelle"]
    inlines = [DoctoralStepInline, DoctoralRoleInline, LaboratoryInline, MeetingInline, CoverageInline]
    fieldsets = [
        (None, {"fields": ["kind", ("title_fr", "title_en"), "student"]}),
        (_("Where"), {"fields": [("institution", "doctoral_school"), ("employer", "cotutelle"), ("call", "chair")]}),
        (_("Themes"), {"fields": [DoctoralContract.THEMES]}),
        (_("How long"), {"fields": [("planned_start_on", "months"), "collaboration_signed_on"]}),
        (_("What it costs, and who pays"), {"fields": [("pay", "pay_unit", "monthly_cost"), "funded_by_enact"]}),
        (_("Defence"), {"fields": [("defence_planned_on", "nnt")]}),
    ]

    def view_on_site(self, obj):
        """The page of the contract, on any day."""
        return reverse("office-doctoral-contract", args=[obj.pk])

    def save_related(self, request, form, formsets, change):
        """Says what is to be decided of the contract as it is now saved."""
        super().save_related(request, form, formsets, change)
        for words in case_of(form.instance.pk).doubts(timezone.localdate()):
            messages.warning(request, words)


@admin.register(DoctoralStep)
class DoctoralStepAdmin(StepAdmin):
    """The steps of all doctoral contracts."""

    list_display = ["contract", "kind", "happened", "months", "source", "corrected"]
    list_select_related = ["contract", "source__document", "replaced_by"]
    search_fields = ["contract__title_fr", "document_reference"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "contract",
                    ("kind", "happened"),
                    ("ground", "months"),
                    "source",
                    ("document_reference", "file"),
                    "signatories",
                    ("corrected", "replaces", "reason"),
                    ("recorder", "recorded_at"),
                ]
            },
        )
    ]
