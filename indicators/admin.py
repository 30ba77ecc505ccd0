"""The back office of the figures: what was promised, stated, declared complete and published."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.amounts import number
from enact.ui.admin import AdjectiveFilter, NamedAdmin, RecordAdmin, day_column
from indicators.forms import CompletenessForm, ObservationForm, TargetForm
from indicators.measures import Qualifier
from indicators.models import Completeness, Observation, PlannedRelease, Release, Target
from indicators.tables import part_of
from sources.admin import WithoutSource


@admin.display(description=_("value"), ordering="value")
def value_in_words(record):
    """A value with its qualifier."""
    if record.value is None:
        return _("not known")
    exact = record.qualifier == Qualifier.EXACT
    return number(record.value) if exact else f"{record.get_qualifier_display()} {number(record.value)}"


class StaleToday(AdjectiveFilter):
    """Figures that are due to be stated again."""

    title = _("rhythm")
    parameter_name = "stale"
    words = _("older than their rhythm")

    def keep(self, queryset):
        return queryset.stale_on(timezone.localdate())


class Unsuperseded(AdjectiveFilter):
    """Observations that no other supersedes."""

    title = _("superseded")
    parameter_name = "standing"
    words = _("not superseded")
    adjective = "standing"


@admin.register(Observation)
class ObservationAdmin(RecordAdmin):
    """Figures that sources stated."""

    form = ObservationForm
    list_display = ["indicator", "part_in_words", value_in_words, "holds", "stated", "is_baseline", "source"]
    list_filter = ["indicator", StaleToday, Unsuperseded, WithoutSource, "is_baseline"]
    list_select_related = ["source__document"]
    date_hierarchy = "stated_on"
    search_fields = ["indicator", "part", "note_fr", "note_en", "source__said_by_fr"]
    autocomplete_fields = ["source", "supersedes"]
    fieldsets = [
        (None, {"fields": [("indicator", "part"), ("value", "qualifier"), "source", "supersedes"]}),
        (_("Days"), {"fields": [("holds_on", "precision"), "stated_on", "is_baseline"]}),
        (_("Words"), {"fields": ["perimeter_fr", "perimeter_en", "note_fr", "note_en"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """What was stated stands, once it is recorded: another observation stands beside it, or supersedes it."""
        stated = ["indicator", "part", "value", "qualifier", "holds_on", "precision", "stated_on", "supersedes"]
        return stated if obj else []

    @admin.display(description=_("part"), ordering="part")
    def part_in_words(self, observation):
        """The "of which" that the catalogue names; `None` for the whole."""
        return part_of(observation)

    holds = day_column("holds_on", _("holds on"), "precision")
    stated = day_column("stated_on", _("stated on"))


@admin.register(Target)
class TargetAdmin(RecordAdmin):
    """What was promised."""

    form = TargetForm
    list_display = ["indicator", value_in_words, "due", "stated", "source"]
    list_filter = ["indicator", WithoutSource]
    list_select_related = ["source__document"]
    search_fields = ["indicator", "note_fr", "note_en", "source__said_by_fr"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["indicator", ("value", "qualifier"), "source"]}),
        (_("Days"), {"fields": [("due_on", "precision"), "stated_on"]}),
        (_("Words"), {"fields": ["note_fr", "note_en"]}),
    ]

    due = day_column("due_on", _("due on"), "precision")
    stated = day_column("stated_on", _("stated on"))


@admin.register(Completeness)
class CompletenessAdmin(RecordAdmin):
    """From which day records stand for themselves."""

    form = CompletenessForm
    list_display = ["indicator", "complete", "source"]
    list_filter = [WithoutSource]
    list_select_related = ["source__document"]
    search_fields = ["indicator", "grounds_fr", "grounds_en"]
    autocomplete_fields = ["source"]
    fieldsets = [(None, {"fields": ["indicator", "complete_from", "source", "grounds_fr", "grounds_en"]})]

    complete = day_column("complete_from", _("complete from"))


class StandingNow(admin.SimpleListFilter):
    """What releases to come wait for."""

    title = _("what it waits for")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return PlannedRelease.Standing.choices

    def queryset(self, request, queryset):
        known = self.value() in PlannedRelease.Standing.values
        return queryset.standing_at(timezone.now(), self.value()) if known else queryset


@admin.register(PlannedRelease)
class PlannedReleaseAdmin(RecordAdmin):
    """Releases to come, and what became of them; each has a page of its own, where it is approved or moved."""

    list_display = ["state_on", "announced_for", "prepared_at", "approved_at", "failed_at", "given_up_at", "release"]
    list_filter = [StandingNow]
    list_select_related = ["prepared__prepared_by", "release"]
    date_hierarchy = "day"
    search_fields = []
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "page",
                    "day",
                    ("announced_for", "announced_at"),
                    "prepared",
                    ("approved_by", "approved_at"),
                    ("failed_at", "given_up_at"),
                    "release",
                ]
            },
        )
    ]

    state_on = day_column("day", _("day of the figures"))

    @admin.display(description=_("prepared at"))
    def prepared_at(self, plan):
        """When what would be published was prepared."""
        return plan.prepared and plan.prepared.prepared_at

    @admin.display(description=_("page"))
    def page(self, plan):
        """The way to its page."""
        return render_to_string("admin/indicators/planned_release.html", {"plan": plan})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Release)
class ReleaseAdmin(NamedAdmin):
    """What was published, to be read and checked; it is published on a page of its own, and never changed."""

    list_display = ["number", "state_on", "published_at", "publisher", "corrects", "intact"]
    list_display_links = ["number", "state_on"]
    list_select_related = ["published_by", "corrects"]
    date_hierarchy = "day"
    change_form_template = "admin/indicators/release.html"
    fieldsets = [
        (None, {"fields": ["corrects", "correction", "published_at", "publisher"]}),
        (_("Checks"), {"fields": ["sha256", "intact"]}),
    ]

    state_on = day_column("day", _("day"))

    @admin.display(description=_("text unchanged"), boolean=True)
    def intact(self, release):
        """Whether the text still has the fingerprint under which it was published."""
        return release.is_intact

    @admin.display(description=_("published by"))
    def publisher(self, release):
        """Who published."""
        return release.published_by or _("The machine")

    @admin.display(description=_("corrected by"))
    def correction(self, release):
        """The release that corrects this one."""
        return getattr(release, "corrected_by", self.get_empty_value_display())

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """With the published document."""
        document = {"release": obj.published()}
        return super().render_change_form(request, context | document, *args, obj=obj, **kwargs)
