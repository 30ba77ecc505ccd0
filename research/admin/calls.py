"""The back office of the calls."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.amounts import money
from enact.moments import moment_in_words
from enact.ui.admin import AdjectiveFilter, RecordAdmin, RecordInline, day_column
from partners.admin.programmes import OfProgramme
from research.models import Call, CallDocument, CallQuestion, CallStage
from sources.admin import FiledAdmin, FilingAdmin
from sources.forms import FiledRowForm


def moment_column(name, description):
    """A column of a list: a moment in words, sorted by it."""

    @admin.display(description=description, ordering=name)
    def column(self, record):
        return moment_in_words(getattr(record, name))

    return column


class StateNow(admin.SimpleListFilter):
    """Where calls stand at this moment."""

    title = _("state now")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Call.State.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in Call.State else queryset


class CallStageInline(RecordInline):
    """The stages of a call."""

    model = CallStage
    extra = 1
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "position",
                    ("title_fr", "title_en"),
                    ("opens_at", "closes_at"),
                    ("eligibility_fr", "eligibility_en"),
                    (*CallStage.RESULTS, "results_on"),
                ]
            },
        )
    ]


DOCUMENT = [(None, {"fields": [("title_fr", "title_en"), ("file", "address"), "published_on"]})]
QUESTION = [
    (
        None,
        {
            "fields": [
                "asked_on",
                ("question_fr", "question_en"),
                ("answer_fr", "answer_en"),
                ("answered_on", "published_on"),
            ]
        },
    )
]


class CallDocumentInline(RecordInline):
    """The documents of a call."""

    model = CallDocument
    form = FiledRowForm
    fieldsets = DOCUMENT

    def get_queryset(self, request):
        """With their files, which the form names."""
        return super().get_queryset(request).select_related("file")


class CallQuestionInline(RecordInline):
    """What was asked about a call, and answered."""

    model = CallQuestion
    fieldsets = QUESTION


def of_a_call(fieldsets):
    """The fields of what goes with a call, where its form stands alone."""
    return [(None, {"fields": ["call"]}), *fieldsets]


@admin.register(Call)
class CallAdmin(OfProgramme, FilingAdmin):
    """Calls for candidates, each with its stages, its documents, and the questions that were asked."""

    list_display = ["title_fr", "kind", "state_now", "opens", "closes", "places", "budget_in_words", "published"]
    list_filter = [StateNow, "kind"]
    date_hierarchy = "published_on"
    search_fields = ["title_fr", "title_en", "summary_fr", "summary_en"]
    autocomplete_fields = ["programme"]
    inlines = [CallStageInline, CallDocumentInline, CallQuestionInline]
    fieldsets = [
        (None, {"fields": [("programme", "kind"), ("title_fr", "title_en"), ("summary_fr", "summary_en")]}),
        (_("What it offers"), {"fields": [("places", "budget"), Call.THEMES]}),
        (_("Where to read and to ask"), {"fields": ["address", ("contact_fr", "contact_en"), "contact_email"]}),
        (_("In public"), {"fields": ["published_on"]}),
    ]

    opens = moment_column("stage_opens_at", _("opens at"))
    closes = moment_column("stage_closes_at", _("closes at"))
    published = day_column("published_on", _("published on"))

    def get_queryset(self, request):
        """With where they stand now."""
        return super().get_queryset(request).with_state_at(timezone.now())

    @admin.display(description=_("state now"), ordering="state")
    def state_now(self, call):
        """Where the call stands, in words."""
        return Call.State(call.state).label

    @admin.display(description=_("budget"), ordering="budget")
    def budget_in_words(self, call):
        """The budget in euros; `None` when it is not known."""
        return None if call.budget is None else money(call.budget)


@admin.register(CallStage)
class CallStageAdmin(RecordAdmin):
    """The stages of all calls, by their hours."""

    list_display = ["call", "__str__", "opens", "closes"]
    list_select_related = ["call"]
    date_hierarchy = "closes_at"
    search_fields = ["call__title_fr", "call__title_en", "title_fr", "title_en"]
    autocomplete_fields = ["call"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("call", "position"),
                    ("title_fr", "title_en"),
                    ("opens_at", "closes_at"),
                    ("eligibility_fr", "eligibility_en"),
                    (*CallStage.RESULTS, "results_on"),
                ]
            },
        )
    ]

    opens = moment_column("opens_at", _("opens at"))
    closes = moment_column("closes_at", _("closes at"))


@admin.register(CallDocument)
class CallDocumentAdmin(FiledAdmin):
    """The documents of all calls."""

    list_display = ["title_fr", "call", "file", "address", "published"]
    list_select_related = ["call", "file"]
    search_fields = ["title_fr", "title_en", "call__title_fr", "call__title_en"]
    autocomplete_fields = ["call"]
    fieldsets = of_a_call(DOCUMENT)

    published = day_column("published_on", _("published on"))


class Unanswered(AdjectiveFilter):
    """Questions that nobody has answered."""

    title = _("answer")
    parameter_name = "unanswered"
    words = _("without answer")
    adjective = "unanswered"


@admin.register(CallQuestion)
class CallQuestionAdmin(RecordAdmin):
    """What was asked about all calls."""

    list_display = ["__str__", "call", "asked", "answered", "published"]
    list_select_related = ["call"]
    list_filter = [Unanswered]
    search_fields = ["question_fr", "question_en", "answer_fr", "answer_en", "call__title_fr", "call__title_en"]
    autocomplete_fields = ["call"]
    fieldsets = of_a_call(QUESTION)

    asked = day_column("asked_on", _("asked on"))
    answered = day_column("answered_on", _("answered on"))
    published = day_column("published_on", _("published on"))
