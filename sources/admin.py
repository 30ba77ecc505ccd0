"""The back office of the sources; and of the steps that records of progress are made of."""

from django.contrib import admin, messages
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import AdjectiveFilter, RecordAdmin, RecordInline, day_column
from sources.actions import keep_file, kept_with_their_records, start_again
from sources.forms import FiledForm, StatementForm, StepForm, StepFormSet
from sources.models import Document, File, Source, Statement


class WithoutSource(AdjectiveFilter):
    """Those that have no source."""

    title = _("source")
    parameter_name = "without_source"
    words = _("without source")
    adjective = "without_source"


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """Texts that somebody published."""

    list_display = ["title_fr", "publisher", "published", "key"]
    list_filter = ["publisher"]
    date_hierarchy = "published_on"
    search_fields = ["title_fr", "title_en", "publisher", "key"]
    prepopulated_fields = {"key": ["publisher", "title_fr"]}
    fieldsets = [
        (None, {"fields": [("title_fr", "title_en"), ("publisher", "published_on"), "address", "key"]}),
    ]

    published = day_column("published_on", _("published on"))


@admin.register(File)
class FileAdmin(RecordAdmin):
    """Files that were sent: they are read, never changed; the list under /office/ says what each belongs to."""

    list_display = ["name", "size_in_words", "sent_at", "sent_by"]
    list_select_related = ["sent_by"]
    search_fields = ["name", "sha256"]
    fieldsets = [(None, {"fields": ["reading", ("size_in_words", "sha256"), ("sent_at", "sent_by")]})]

    @admin.display(description=_("name"))
    def reading(self, file):
        """The name of the file, which leads to it."""
        return render_to_string("admin/sources/file.html", {"file": file})

    @admin.display(description=_("size"), ordering="size")
    def size_in_words(self, file):
        """The size in units that people know."""
        return filesizeformat(file.size)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Voices in documents."""

    list_display = ["said_by_fr", "document", "page", "key"]
    list_filter = ["document"]
    search_fields = ["said_by_fr", "said_by_en", "document__title_fr", "document__publisher", "key"]
    autocomplete_fields = ["document"]
    prepopulated_fields = {"key": ["said_by_fr"]}
    fieldsets = [(None, {"fields": ["document", ("said_by_fr", "said_by_en"), "page", "key"]})]

    def get_queryset(self, request):
        """With their documents, which their names tell."""
        return super().get_queryset(request).select_related("document")


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    """What sources said, in our words."""

    form = StatementForm
    list_display = ["key", "text_fr", "area", "status", "stated", "source"]
    list_filter = ["area", "status", WithoutSource]
    list_select_related = ["source__document"]
    date_hierarchy = "stated_on"
    search_fields = ["key", "text_fr", "text_en"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["key", ("area", "status"), "text_fr", "text_en", "source"]}),
        (_("Days"), {"fields": ["stated_on", ("holds_on", "precision"), "due_on"]}),
    ]

    stated = day_column("stated_on", _("stated on"))


class FilingAdmin(RecordAdmin):
    """Records that are saved with files, their own or those of their rows: both are kept, or neither."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with kept_with_their_records():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changeform_view_once_more(self, request, *args):
        start_again()
        return super().changeform_view_once_more(request, *args)

    def save_model(self, request, obj, form, change):
        self.keep_file_of(obj, request)
        super().save_model(request, obj, form, change)
        if getattr(form, "is_same_file", False):
            messages.warning(request, _("The file that you have sent is the one that was there: it is kept once."))

    def save_formset(self, request, form, formset, change):
        for row in formset.forms:
            if row.has_changed():
                self.keep_file_of(row.instance, request)
        super().save_formset(request, form, formset, change)

    def keep_file_of(self, record, request):
        """Saves the file that was sent with a record, if there is one."""
        file = getattr(record, "file", None)
        if file and file.pk is None:
            keep_file(file=file, by=request.user)
            record.file = file


class FiledAdmin(FilingAdmin):
    """Records with a file of their own, which their form takes."""

    form = FiledForm


class StepInline(RecordInline):
    """The steps of a record: those that were recorded stand, new ones are added. `ordering` is that of the steps."""

    form = StepForm
    formset = StepFormSet
    template = "admin/sources/steps.html"
    extra = 1
    autocomplete_fields = ["source"]
    verbose_name = _("step")
    verbose_name_plural = _("steps")

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """With what each step names, and with the step that replaces it."""
        return super().get_queryset(request).select_related("source__document", "file", "recorded_by", "replaced_by")


class SteppedAdmin(FilingAdmin):
    """Records whose steps say how they stand: `LED_TO` gives the state to which each kind of step leads."""

    LED_TO = {}

    def get_queryset(self, request):
        """With what their deciding steps of today say."""
        return super().get_queryset(request).with_step_on(timezone.localdate())

    def get_fieldsets(self, request, obj=None):
        """On top of what is recorded, how the record stands today."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is None else [(None, {"fields": ["standing"]}), *fieldsets]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["standing"]

    @admin.display(description=_("today"))
    def standing(self, record):
        """How the record stands, in one line."""
        return capfirst(self.state_today(record) or _("nothing has happened yet"))

    @admin.display(description=_("state today"), ordering="step_kind")
    def state_today(self, record):
        """The state in words; `None` before the first step."""
        return self.LED_TO[record.step_kind].label if record.step_kind else None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            for doubt in formset.doubts() if hasattr(formset, "doubts") else []:
                messages.warning(request, doubt)


class Standing(AdjectiveFilter):
    """Steps that no other replaces."""

    title = _("replaced")
    parameter_name = "standing"
    words = _("not replaced")
    adjective = "standing"


class StepAdmin(RecordAdmin):
    """All steps of a kind of record, to be searched; they are added in the form of what they belong to."""

    list_filter = ["kind", WithoutSource, Standing, "precision"]
    date_hierarchy = "happened_on"

    happened = day_column("happened_on", _("day"), "precision")

    @admin.display(description=_("recorded by"))
    def recorder(self, step):
        """Who recorded the step."""
        return step.recorded_by or _("The machine")

    @admin.display(description=_("replaced by"))
    def corrected(self, step):
        """The step that corrects this one."""
        return getattr(step, "replaced_by", self.get_empty_value_display())

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
