"""The back office of what partners have sent: read beside what it is about, and accepted or refused there."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.dates import in_words
from enact.moments import moment_in_words
from enact.ui.admin import AdjectiveFilter, RecordAdmin, day_column
from funding.admin.commitments import qualified
from funding.measures.account import Line, with_payments_on
from funding.models import Commitment, CommitmentStep, Instalment
from partners.admin import Real
from space.actions.deciding import decided_already
from space.figures import official, precision_of, worded
from space.forms import CorrectionDecision, PaperDecision, PaymentDecision
from space.models import Correction, PaymentAnnouncement, SignedPaper
from space.models.correction import OF_COMMITMENTS


class Waiting(AdjectiveFilter):
    """What the coordination has not answered yet."""

    title = _("answer")
    parameter_name = "waiting"
    words = _("waiting")
    adjective = "waiting"


class Come(AdjectiveFilter):
    """Payments whose day has come: those that are expected later are not looked for yet."""

    title = _("day")
    parameter_name = "come"
    words = _("has come")

    def keep(self, queryset):
        return queryset.come_by(timezone.localdate())


class SentAdmin(RecordAdmin):
    """What was sent, and the decision about it: it is made once. `SENT` is what was sent, `ASKED` what a decision asks for."""

    SENT = ()
    ASKED = ("decision", "answer")
    HIDDEN = ()
    BECOME = ()
    list_filter = [Waiting, Real]
    list_select_related = ["organisation", "sent_by"]
    search_fields = ["organisation__name", "organisation__short_name", "sent_by__email", "sent_by__name"]

    def has_change_permission(self, request, obj=None):
        """To change what was sent is to decide about it: once."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_waiting)

    def get_fieldsets(self, request, obj=None):
        sent = (None, {"fields": [*self.SENT, ("sent_at_in_words", "sent_by")]})
        if self.has_change_permission(request, obj):
            fields = [*self.ASKED, *self.HIDDEN, "version_seen", "form_token"]
            return [sent, (_("Decision"), {"fields": fields})]
        return [sent, (_("Decision"), {"fields": [("standing", "decided_by", "decided"), "answer", *self.BECOME]})]

    def get_readonly_fields(self, request, obj=None):
        """Everything but what a decision asks for."""
        named = [name for name, *_more in map(as_many, self.SENT) for name in (name, *_more)]
        fields = [*named, "sent_at_in_words", "sent_by", "standing", "decided_by", "decided", *self.BECOME]
        return fields if self.has_change_permission(request, obj) else [*fields, "answer"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. Somebody who decides after somebody else is told so, and nothing more is changed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            if typed := request.POST.get("answer", "").strip():
                messages.warning(
                    request, _("Your answer was not sent; here it is, to be copied: %(typed)s") % {"typed": typed}
                )
            return redirect(request.path)

    def get_object(self, request, object_id, from_field=None):
        """What was sent. Raises `ValidationError` when a decision is sent that comes too late."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and not found.is_waiting and super().has_change_permission(request):
            raise ValidationError(decided_already(found))
        return found

    def save_model(self, request, obj, form, change):
        """Decides."""
        form.decide(timezone.now())

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("sent at"), ordering="sent_at")
    def sent_at_in_words(self, sent):
        """The moment at which it was sent."""
        return moment_in_words(sent.sent_at)

    @admin.display(description=_("decided at"))
    def decided(self, sent):
        """The moment of the decision; `None` before it."""
        return moment_in_words(sent.decided_at) or None

    @admin.display(description=_("how it stands"))
    def standing(self, sent):
        """How it stands, in words."""
        return sent.standing


def as_many(field):
    """The names of one line of a form."""
    return [field] if isinstance(field, str) else field


def link(address, words):
    """A way to another page of the back office."""
    return render_to_string("admin/space/link.html", {"address": address, "words": words})


class SentOfCommitmentAdmin(SentAdmin):
    """What was sent of commitments: shown beside how they stand today."""

    list_select_related = [*SentAdmin.list_select_related, "commitment__organisation"]
    search_fields = [*SentAdmin.search_fields, "commitment__title_fr"]

    @admin.display(description=_("commitment"), ordering="commitment")
    def account(self, sent):
        """The commitment, which leads to its account."""
        return link(reverse("office-commitment", args=[sent.commitment_id]), sent.commitment)

    @admin.display(description=_("the commitment today"))
    def today(self, sent):
        """How the commitment stands, and its amount."""
        found = Commitment.objects.with_step_on(timezone.localdate()).get(pk=sent.commitment_id)
        if found.step_kind is None:
            return _("nothing has happened yet")
        amount = qualified(found.step_amount, found.step_qualifier)
        day = in_words(found.step_day, found.step_precision)
        return f"{CommitmentStep.Kind(found.step_kind).label}, {day} – {amount}"

    @admin.display(description=_("amount"), ordering="amount")
    def sum(self, sent):
        """The amount that it says."""
        return _("the one that we have") if sent.amount is None else money(sent.amount)


@admin.register(SignedPaper)
class SignedPaperAdmin(SentOfCommitmentAdmin):
    """Signed letters and agreements."""

    form = PaperDecision
    SENT = ("organisation", "account", "today", ("kind", "signed"), "reading", "signatories", "sum", "note")
    ASKED = ("decision", "total", "source", "document_reference", "answer")
    BECOME = ("step",)
    list_display = ["commitment", "kind", "signed", "sent_at_in_words", "sent_by", "standing"]
    list_filter = ["kind", *SentAdmin.list_filter]
    autocomplete_fields = ["source"]

    signed = day_column("signed_on", _("signed on"))

    @admin.display(description=_("file"))
    def reading(self, paper):
        """The file, which can be read."""
        return render_to_string("admin/sources/file.html", {"file": paper.file})


@admin.register(PaymentAnnouncement)
class PaymentAnnouncementAdmin(SentOfCommitmentAdmin):
    """Announced payments."""

    form = PaymentDecision
    SENT = ("organisation", "account", "today", ("paid", "is_made"), "sum", "instalment", "reference", "note", "plan")
    ASKED = ("decision", ("received_on", "came"), ("institution", "entry_reference"), "receipt_note", "answer")
    BECOME = ("receipt",)
    list_display = ["commitment", "sum", "paid", "is_made", "sent_at_in_words", "standing"]
    list_filter = [*SentAdmin.list_filter, Come]

    paid = day_column("paid_on", _("made or expected on"))

    @admin.display(description=_("instalments"))
    def plan(self, announcement):
        """The instalments of the commitment, with what has come of each."""
        today = timezone.localdate()
        rows = Instalment.objects.filter(commitment=announcement.commitment_id).standing_on(today)
        lines = [Line.of(row, today) for row in with_payments_on(rows, today).order_by("number")]
        return render_to_string("admin/space/instalments.html", {"lines": lines, "of": announcement.instalment_id})


@admin.register(Correction)
class CorrectionAdmin(SentAdmin):
    """Proposed corrections, each beside what we have today."""

    form = CorrectionDecision
    SENT = ("record", "what", ("ours", "theirs"), "before", "reason", "source")
    HIDDEN = ("official_seen",)
    list_display = ["organisation", "what", "theirs", "sent_at_in_words", "sent_by", "standing"]
    list_select_related = [
        *SentAdmin.list_select_related,
        *(f"{name}__commitment__organisation" for name in OF_COMMITMENTS),
        *("commitment__organisation", "chair", "means__chair", "contract", "coverage__contract"),
    ]

    @admin.display(description=_("record"))
    def record(self, correction):
        """The record, which leads to its form."""
        about = correction.about
        place = about.commitment if isinstance(about, CommitmentStep) else about
        words = f"{about.commitment} – {correction.name_of_record}" if hasattr(about, "commitment") else str(about)
        opts = place._meta
        return link(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[place.pk]), words)

    @admin.display(description=_("what"))
    def what(self, correction):
        """The field."""
        return correction.model_field.verbose_name

    @admin.display(description=_("proposed value"))
    def theirs(self, correction):
        """What the partner says that it is."""
        return worded(correction.model_field, correction.proposed)

    @admin.display(description=_("our value today"))
    def ours(self, correction):
        """What the record says now."""
        about, name = correction.about, correction.field
        return worded(correction.model_field, official(about, name), precision_of(about, name))

    @admin.display(description=_("our value when it was proposed"))
    def before(self, correction):
        """What the record said then."""
        return worded(correction.model_field, correction.seen)
