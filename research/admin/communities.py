"""The back office of the communities of interest."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.moments import moment_in_words
from enact.ui.admin import AdjectiveFilter, RecordAdmin, RecordInline, day_column
from partners.admin.filters import ActiveToday
from partners.admin.programmes import OfProgramme
from research.models import (
    Community,
    CommunityLead,
    CommunityMeeting,
    CommunityMember,
    CommunityOutput,
    JoinRequest,
)
from sources.admin import WithoutSource


class CommunityLeadInline(RecordInline):
    """Who leads a community, from when to when."""

    model = CommunityLead
    autocomplete_fields = ["person"]
    fieldsets = [(None, {"fields": [("person", "starts_on", "precision", "ends_on")]})]

    def get_queryset(self, request):
        """With what each names."""
        return super().get_queryset(request).select_related("community", "person__identity")


class CommunityMeetingInline(RecordInline):
    """When a community meets."""

    model = CommunityMeeting
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("held_on", "place"),
                    ("subject_fr", "subject_en"),
                    ("attendance", "qualifier", "basis"),
                ]
            },
        )
    ]

    def get_queryset(self, request):
        """With what each names."""
        return super().get_queryset(request).select_related("community")


class CommunityOutputInline(RecordInline):
    """What came of a community."""

    model = CommunityOutput
    fieldsets = [(None, {"fields": [("title_fr", "title_en"), ("produced_on", "address")]})]


@admin.register(Community)
class CommunityAdmin(OfProgramme, RecordAdmin):
    """Communities of interest, each with its leads, its meetings and its outputs; members have a list of their own."""

    list_display = ["name_fr", "starts", "ends", "last_meeting"]
    list_filter = [ActiveToday, WithoutSource]
    search_fields = ["name_fr", "name_en"]
    autocomplete_fields = ["programme", "source"]
    inlines = [CommunityLeadInline, CommunityMeetingInline, CommunityOutputInline]
    fieldsets = [
        (None, {"fields": ["programme", ("name_fr", "name_en"), ("summary_fr", "summary_en")]}),
        (_("Themes"), {"fields": [Community.THEMES]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on", "source"]}),
    ]

    starts = day_column("starts_on", _("active from"), "precision")
    ends = day_column("ends_on", _("last day"))
    last_meeting = day_column("met_on", _("last meeting"))

    def get_queryset(self, request):
        """With the day of their last meeting."""
        return super().get_queryset(request).with_meetings_on(timezone.localdate())


@admin.register(CommunityLead)
class CommunityLeadAdmin(RecordAdmin):
    """Who leads which community."""

    list_display = ["community", "person", "starts", "ends"]
    list_filter = [ActiveToday]
    list_select_related = ["community", "person__identity"]
    search_fields = ["community__name_fr", "person__identity__family_name", "person__identity__given_name"]
    autocomplete_fields = ["community", "person"]
    fieldsets = [(None, {"fields": ["community", "person", ("starts_on", "precision"), "ends_on"]})]

    starts = day_column("starts_on", _("starts on"), "precision")
    ends = day_column("ends_on", _("last day"))


@admin.register(CommunityMember)
class CommunityMemberAdmin(RecordAdmin):
    """Who is a member of which community."""

    list_display = ["community", "member", "category", "starts", "ends"]
    list_filter = [ActiveToday, "category", "community"]
    list_select_related = ["community", "person__identity", "organisation"]
    search_fields = [
        *("community__name_fr", "organisation__name", "organisation__short_name"),
        *("person__identity__family_name", "person__identity__given_name"),
    ]
    autocomplete_fields = ["community", "person", "organisation"]
    fieldsets = [
        (None, {"fields": ["community", ("person", "organisation"), "category"]}),
        (_("Period"), {"fields": [("starts_on", "precision"), "ends_on"]}),
    ]

    starts = day_column("starts_on", _("joined on"), "precision")
    ends = day_column("ends_on", _("last day"))

    @admin.display(description=_("member"))
    def member(self, row):
        """The person or the organisation."""
        return row.person or row.organisation


@admin.register(CommunityMeeting)
class CommunityMeetingAdmin(RecordAdmin):
    """The meetings of all communities."""

    list_display = ["community", "held", "place", "attendance", "qualifier", "basis"]
    list_select_related = ["community"]
    date_hierarchy = "held_on"
    search_fields = ["community__name_fr", "place", "subject_fr", "subject_en"]
    autocomplete_fields = ["community"]
    fieldsets = [(None, {"fields": ["community", *CommunityMeetingInline.fieldsets[0][1]["fields"]]})]

    held = day_column("held_on", _("day"))


@admin.register(CommunityOutput)
class CommunityOutputAdmin(RecordAdmin):
    """What came of all communities."""

    list_display = ["title_fr", "community", "produced"]
    list_select_related = ["community"]
    date_hierarchy = "produced_on"
    search_fields = ["title_fr", "title_en", "community__name_fr"]
    autocomplete_fields = ["community"]
    fieldsets = [(None, {"fields": ["community", ("title_fr", "title_en"), ("produced_on", "address")]})]

    produced = day_column("produced_on", _("day"))


class Unanswered(AdjectiveFilter):
    """Requests that wait for an answer."""

    title = _("answer")
    parameter_name = "unanswered"
    words = _("waiting")
    adjective = "unanswered"


@admin.register(JoinRequest)
class JoinRequestAdmin(RecordAdmin):
    """Who asked to join which community; they are made on the public pages, and answered here."""

    list_display = ["name", "community", "category", "confirmed", "answered"]
    list_filter = [Unanswered, "community", "category"]
    list_select_related = ["community", "applicant"]
    search_fields = ["applicant__name", "applicant__email", "community__name_fr"]
    fieldsets = [
        (None, {"fields": [("community", "category"), ("name", "email"), "organisation", "message", "confirmed"]}),
        (_("Answer"), {"fields": ["answered_on"]}),
    ]
    readonly_fields = ["community", "category", "name", "email", "organisation", "message", "confirmed"]

    answered = day_column("answered_on", _("answered on"))

    @admin.display(description=_("name"))
    def name(self, request):
        """Who asks; `None` once erased."""
        return self.written(request, "name")

    @admin.display(description=_("e-mail address"))
    def email(self, request):
        """The address to answer to."""
        return self.written(request, "email")

    @admin.display(description=_("organisation"))
    def organisation(self, request):
        """The organisation, as it was typed."""
        return self.written(request, "organisation")

    @admin.display(description=_("message"))
    def message(self, request):
        """What was written."""
        return self.written(request, "message")

    @admin.display(description=_("confirmed at"), ordering="confirmed_at")
    def confirmed(self, request):
        """The moment of the confirmation."""
        return moment_in_words(request.confirmed_at)

    def written(self, request, field):
        """A field of what the person wrote; `None` for nothing, or once it is erased."""
        return getattr(getattr(request, "applicant", None), field, None) or None

    def has_add_permission(self, request):
        return False
