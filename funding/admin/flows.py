"""The back office of framework agreements, and of the money that follows commitments."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.ui.admin import AdjectiveFilter, RecordAdmin, day_column
from funding.actions import approve_receipt
from funding.forms import ExpenditureForm, FlowForm, PaymentCallForm, ReceiptForm, TransferForm
from funding.models import Expenditure, FrameworkAgreement, Instalment, PaymentCall, Receipt, Transfer
from partners.admin import Real
from sources.admin import FiledAdmin


class AmountUnknown(AdjectiveFilter):
    """Rows whose amount is not known."""

    title = _("amount")
    parameter_name = "without_amount"
    words = _("not known")
    adjective = "without_amount"


class Waiting(AdjectiveFilter):
    """Contributions in kind that nobody has approved yet."""

    title = _("approval")
    parameter_name = "waiting"
    words = _("to be approved")
    adjective = "waiting_for_approval"


@admin.register(FrameworkAgreement)
class FrameworkAgreementAdmin(FiledAdmin):
    """Agreements that cover several commitments."""

    list_display = ["title_fr", "organisation", "reference", "signed", "ends"]
    list_filter = [Real]
    list_select_related = ["organisation"]
    search_fields = ["title_fr", "title_en", "reference", "organisation__name", "organisation__short_name"]
    autocomplete_fields = ["organisation"]
    fieldsets = [
        (None, {"fields": ["organisation", ("title_fr", "title_en"), ("reference", "file"), "signatories"]}),
        (_("Period"), {"fields": [("signed_on", "precision"), "ends_on"]}),
    ]

    signed = day_column("signed_on", _("signed on"), "precision")
    ends = day_column("ends_on", _("last day"))

    def get_queryset(self, request):
        """With their partners, whom their names tell."""
        return super().get_queryset(request).select_related("organisation")


class FlowAdmin(RecordAdmin):
    """Rows of money of commitments: they are cancelled, never deleted."""

    form = FlowForm

    list_filter = [AmountUnknown, Real]
    list_select_related = ["commitment__organisation"]
    search_fields = ["commitment__title_fr", "commitment__organisation__name", "note"]
    autocomplete_fields = ["commitment"]
    CANCELLING = (_("Cancelling"), {"fields": [("cancelled_on", "note")]})

    cancelled = day_column("cancelled_on", _("cancelled on"))

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, obj):
        """The account of the commitment."""
        return reverse("office-commitment", args=[obj.commitment_id])

    @admin.display(description=_("amount"), ordering="amount")
    def amount_in_words(self, row):
        """The amount in euros, or that it is not known."""
        return _("not known") if row.amount is None else money(row.amount)


@admin.register(Instalment)
class InstalmentAdmin(FlowAdmin):
    """What is to be paid, and when."""

    list_display = ["commitment", "number", "due", "amount_in_words", "condition", "cancelled"]
    date_hierarchy = "due_on"
    fieldsets = [
        (None, {"fields": ["commitment", ("number", "due_on", "precision"), "amount", "condition"]}),
        FlowAdmin.CANCELLING,
    ]

    due = day_column("due_on", _("due on"), "precision")


@admin.register(PaymentCall)
class PaymentCallAdmin(FiledAdmin, FlowAdmin):
    """Calls for payment."""

    form = PaymentCallForm
    list_display = ["commitment", "reference", "called", "amount_in_words", "instalment", "cancelled"]
    list_select_related = [*FlowAdmin.list_select_related, "instalment"]
    date_hierarchy = "called_on"
    search_fields = [*FlowAdmin.search_fields, "reference"]
    autocomplete_fields = ["commitment", "instalment"]
    fieldsets = [
        (None, {"fields": ["commitment", "instalment", ("called_on", "amount"), ("reference", "file")]}),
        FlowAdmin.CANCELLING,
    ]

    called = day_column("called_on", _("called on"))


@admin.register(Receipt)
class ReceiptAdmin(FiledAdmin, FlowAdmin):
    """What was received, in cash and in kind."""

    form = ReceiptForm
    list_display = [
        "commitment",
        "form_in_words",
        "received",
        "amount_in_words",
        "institution",
        "reference",
        "cancelled",
    ]
    list_filter = ["form", Waiting, *FlowAdmin.list_filter]
    list_select_related = [*FlowAdmin.list_select_related, "institution"]
    date_hierarchy = "received_on"
    search_fields = [*FlowAdmin.search_fields, "reference"]
    autocomplete_fields = ["commitment", "instalment", "institution"]
    readonly_fields = ["valued_by", "approved_by", "approved_on"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("commitment", "instalment"),
                    ("form", "received_on", "precision"),
                    ("amount", "institution"),
                    ("reference", "file"),
                ]
            },
        ),
        (
            _("In kind"),
            {
                "fields": [
                    ("quantity", "unit", "rate"),
                    "method",
                    "evidence",
                    ("valued_by", "approved_by", "approved_on"),
                ]
            },
        ),
        FlowAdmin.CANCELLING,
    ]

    received = day_column("received_on", _("received on"), "precision")

    def save_model(self, request, obj, form, change):
        """With who valued it; what is valued anew is to be approved anew. An approval asked for is given once it is saved."""
        if obj.form == Receipt.Form.IN_KIND and {"form", "quantity", "rate"} & set(form.changed_data):
            obj.valued_by = request.user if obj.valued is not None else None
            obj.approved_by = obj.approved_on = None
        if obj.form == Receipt.Form.CASH:
            obj.valued_by = obj.approved_by = obj.approved_on = None
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("approves"):
            try:
                approve_receipt(receipt=obj, by=request.user, on=timezone.localdate())
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))

    @admin.display(description=_("cash or in kind"), ordering="form")
    def form_in_words(self, row):
        """A column of another name than the field: `form` is the admin's own."""
        return row.get_form_display()


@admin.register(Expenditure)
class ExpenditureAdmin(FlowAdmin):
    """What institutions spent."""

    form = ExpenditureForm
    list_display = ["commitment", "institution", "heading", "spent", "amount_in_words", "cancelled"]
    list_filter = ["heading", *FlowAdmin.list_filter]
    list_select_related = [*FlowAdmin.list_select_related, "institution"]
    date_hierarchy = "spent_on"
    search_fields = [*FlowAdmin.search_fields, "reference", "institution__name"]
    autocomplete_fields = ["commitment", "institution"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "commitment",
                    ("institution", "heading"),
                    ("spent_on", "precision"),
                    ("amount", "reference"),
                ]
            },
        ),
        FlowAdmin.CANCELLING,
    ]

    spent = day_column("spent_on", _("period until"), "precision")


@admin.register(Transfer)
class TransferAdmin(FlowAdmin):
    """What institutions passed on to one another."""

    form = TransferForm
    list_display = ["commitment", "giver", "receiver", "transferred", "amount_in_words", "cancelled"]
    list_select_related = [*FlowAdmin.list_select_related, "giver", "receiver"]
    date_hierarchy = "transferred_on"
    search_fields = [*FlowAdmin.search_fields, "reference"]
    autocomplete_fields = ["commitment", "giver", "receiver"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "commitment",
                    ("giver", "receiver"),
                    ("transferred_on", "precision"),
                    ("amount", "reference"),
                ]
            },
        ),
        FlowAdmin.CANCELLING,
    ]

    transferred = day_column("transferred_on", _("transferred on"), "precision")
