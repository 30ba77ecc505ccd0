"""The back office of what belongs to doctoral contracts, over all of them; and of the legal minimum pay."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.ui.admin import RecordAdmin, day_column
from partners.admin import ActiveToday
from training.models import CommitteeMeeting, Coverage, DoctoralLaboratory, DoctoralRole, MinimumPay


@admin.register(DoctoralRole)
class DoctoralRoleAdmin(RecordAdmin):
    """Who directs which thesis, and who follows it."""

    list_display = ["contract", "role", "person", "starts", "ends", "derogation"]
    list_filter = ["role", ActiveToday]
    list_select_related = ["contract", "person__identity"]
    search_fields = ["contract__title_fr", "person__identity__family_name", "person__identity__given_name"]
    autocomplete_fields = ["contract", "person"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "contract",
                    ("role", "person"),
                    ("starts_on", "ends_on"),
                    ("is_from_economy", "derogation"),
                ]
            },
        )
    ]

    starts = day_column("starts_on", _("starts on"))
    ends = day_column("ends_on", _("last day"))


@admin.register(CommitteeMeeting)
class CommitteeMeetingAdmin(RecordAdmin):
    """The meetings of all follow-up committees: days and outcomes."""

    list_display = ["contract", "year", "held", "outcome"]
    list_filter = ["year", "outcome"]
    list_select_related = ["contract"]
    date_hierarchy = "held_on"
    search_fields = ["contract__title_fr"]
    autocomplete_fields = ["contract"]
    fieldsets = [(None, {"fields": ["contract", ("year", "held_on", "outcome")]})]

    held = day_column("held_on", _("held on"))


@admin.register(DoctoralLaboratory)
class DoctoralLaboratoryAdmin(RecordAdmin):
    """Which theses are prepared in which laboratories."""

    list_display = ["contract", "laboratory"]
    list_select_related = ["contract", "laboratory"]
    search_fields = ["contract__title_fr", "laboratory__name", "laboratory__code"]
    autocomplete_fields = ["contract", "laboratory"]
    fieldsets = [(None, {"fields": ["contract", "laboratory"]})]


@admin.register(Coverage)
class CoverageAdmin(RecordAdmin):
    """Which commitments pay which months of which contracts."""

    list_display = ["contract", "commitment", "first_month", "last_month", "amount_in_words"]
    list_select_related = ["contract", "commitment__organisation"]
    search_fields = ["contract__title_fr", "commitment__title_fr", "commitment__organisation__name"]
    autocomplete_fields = ["contract", "commitment"]
    fieldsets = [(None, {"fields": [("contract", "commitment"), ("first_month", "last_month", "amount")]})]

    @admin.display(description=_("amount a month in euros"), ordering="amount")
    def amount_in_words(self, coverage):
        """The amount in euros; `None` when it is not known."""
        return None if coverage.amount is None else money(coverage.amount)


@admin.register(MinimumPay)
class MinimumPayAdmin(RecordAdmin):
    """The legal minimum pay, by date."""

    list_display = ["kind", "starts", "amount_in_words", "unit", "text"]
    list_filter = ["kind"]
    search_fields = ["text"]
    fieldsets = [(None, {"fields": [("kind", "starts_on"), ("amount", "unit"), "text"]})]

    starts = day_column("starts_on", _("from"))

    @admin.display(description=_("gross pay"), ordering="amount")
    def amount_in_words(self, row):
        """The amount in euros."""
        return money(row.amount)
