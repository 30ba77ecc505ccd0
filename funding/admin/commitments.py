"""The back office of the commitments and their steps."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.ui.admin import AdjectiveFilter, RecordInline
from funding.forms import CommitmentStepForm, CommitmentStepFormSet, InstalmentForm, InstalmentFormSet
from funding.models import Commitment, CommitmentStep, Instalment, State
from indicators.measures import Qualifier
from partners.admin import OfProgramme, Real
from sources.admin import StepAdmin, StepInline, SteppedAdmin


def qualified(amount, qualifier):
    """An amount of money in words: "about 30 000 000 €", "not known"."""
    if amount is None:
        return _("not known")
    return money(amount) if qualifier == Qualifier.EXACT else f"{Qualifier(qualifier).label} {money(amount)}"


class StateToday(admin.SimpleListFilter):
    """The state that holds a commitment today."""

    title = _("state today")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        if self.value() not in State:
            return queryset
        return queryset.in_state_on(self.value(), timezone.localdate())


class WithoutAmount(AdjectiveFilter):
    """Commitments whose amount is not known today."""

    title = _("amount today")
    parameter_name = "without_amount"
    words = _("not known")
    adjective = "without_amount"


class CommitmentStepInline(StepInline):
    """The steps of a commitment."""

    model = CommitmentStep
    form = CommitmentStepForm
    formset = CommitmentStepFormSet
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "happened_on", "precision"),
                    ("amount", "qualifier"),
                    "source",
                    ("document_reference", "file"),
                    "signatories",
                    ("replaces", "reason"),
                ]
            },
        )
    ]


class InstalmentInline(RecordInline):
    """The plan of a commitment: what is to be paid, and when."""

    model = Instalment
    form = InstalmentForm
    formset = InstalmentFormSet
    extra = 1
    fieldsets = [
        (
            None,
            {"fields": [("number", "due_on", "precision", "amount"), "condition", ("cancelled_on", "note")]},
        )
    ]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Commitment)
class CommitmentAdmin(OfProgramme, SteppedAdmin):
    """What partners contribute, each with its steps."""

    LED_TO = CommitmentStep.LEADS_TO
    list_display = ["title_fr", "organisation", "state_today", "amount_today", "nature", "cash_or_in_kind"]
    list_filter = [StateToday, WithoutAmount, "nature", "form", "pillar", Real]
    list_select_related = ["organisation"]
    search_fields = ["title_fr", "title_en", "organisation__name", "organisation__short_name"]
    autocomplete_fields = ["programme", "organisation", "framework", "responsible", "counterpart"]
    inlines = [CommitmentStepInline, InstalmentInline]
    fieldsets = [
        (None, {"fields": [("programme", "organisation"), ("title_fr", "title_en"), "framework"]}),
        (_("What it is"), {"fields": [("nature", "form", "pillar"), Commitment.THEMES]}),
        (_("Period"), {"fields": [("starts_on", "ends_on")]}),
        (_("Who follows it"), {"fields": [("responsible", "counterpart")]}),
        (_("In public"), {"fields": ["amount_published_since"]}),
    ]

    def view_on_site(self, obj):
        """The account of the commitment, on any day."""
        return reverse("office-commitment", args=[obj.pk])

    @admin.display(description=_("amount today"), ordering="step_amount")
    def amount_today(self, record):
        """The amount in words; `None` for a commitment that gives nothing: none yet, or none any more."""
        if record.step_kind in (None, CommitmentStep.Kind.WITHDRAWAL):
            return None
        return qualified(record.step_amount, record.step_qualifier)

    @admin.display(description=_("cash or in kind"), ordering="form")
    def cash_or_in_kind(self, record):
        """A column of another name than the field: `form` is the admin's own."""
        return record.get_form_display()

    @admin.display(description=_("today"))
    def standing(self, record):
        amount = self.amount_today(record)
        return super().standing(record) + (f" – {amount}" if amount else "")


@admin.register(CommitmentStep)
class CommitmentStepAdmin(StepAdmin):
    """The steps of all commitments."""

    list_display = ["commitment", "kind", "happened", "amount_in_words", "source", "corrected"]
    list_filter = [*StepAdmin.list_filter, Real]
    list_select_related = ["commitment__organisation", "source__document", "replaced_by"]
    search_fields = ["commitment__title_fr", "commitment__organisation__name", "document_reference"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "commitment",
                    ("kind", "happened", "amount_in_words"),
                    "source",
                    ("document_reference", "file"),
                    "signatories",
                    ("corrected", "replaces", "reason"),
                    ("recorder", "recorded_at"),
                ]
            },
        )
    ]

    @admin.display(description=_("amount"), ordering="amount")
    def amount_in_words(self, step):
        """The amount with its qualifier."""
        return qualified(step.amount, step.qualifier)
