"""The back office of programmes of study, of the figures of their students, and of who is asked for them."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enact.ui.admin import AdjectiveFilter, RecordAdmin, day_column
from enact.years import academic_years, year_in_words
from sources.admin import WithoutSource
from training.forms import StudentFigureForm
from training.models import Respondent, StudentFigure, StudyProgramme


class Year(admin.SimpleListFilter):
    """The academic years of which there may be figures."""

    title = _("academic year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return academic_years()

    def queryset(self, request, queryset):
        years = dict(academic_years())
        asked = self.value() or ""
        return queryset.filter(year=asked) if asked.isdecimal() and int(asked) in years else queryset


class Undecided(AdjectiveFilter):
    """Figures that count although another one says otherwise."""

    title = _("contradiction")
    parameter_name = "undecided"
    words = _("nobody has chosen")

    def keep(self, queryset):
        return queryset.filter(pk__in=StudentFigure.objects.undecided_on(timezone.localdate()).values("pk"))


@admin.register(StudyProgramme)
class StudyProgrammeAdmin(RecordAdmin):
    """What institutions teach."""

    list_display = ["title_fr", "institution", "level", "kind"]
    list_filter = ["level", "kind"]
    list_select_related = ["institution"]
    search_fields = ["title_fr", "title_en", "institution__name", "institution__short_name"]
    autocomplete_fields = ["institution"]
    fieldsets = [(None, {"fields": ["institution", ("title_fr", "title_en"), ("level", "kind")]})]

    def get_queryset(self, request):
        """With their institutions, whom their names tell."""
        return super().get_queryset(request).select_related("institution")


@admin.register(StudentFigure)
class StudentFigureAdmin(RecordAdmin):
    """What institutions stated. What another day states is another figure; which of both counts may be chosen here."""

    form = StudentFigureForm
    list_display = ["study_programme", "academic_year", "enrolled", "graduated", "stated", "chosen"]
    list_filter = [Year, Undecided, WithoutSource]
    list_select_related = ["study_programme__institution"]
    search_fields = ["study_programme__title_fr", "study_programme__title_en", "study_programme__institution__name"]
    autocomplete_fields = ["study_programme", "source"]
    fieldsets = [
        (None, {"fields": ["study_programme", "year"]}),
        (_("People"), {"fields": [("enrolled", "counted_elsewhere"), "graduated"]}),
        (_("Enrolments and hours, which are not people"), {"fields": [("enrolments", "hours")]}),
        (_("Who said it"), {"fields": ["qualifier", ("stated_on", "source"), "note"]}),
        (_("Where figures disagree"), {"fields": [("chosen_on", "chosen_because")]}),
    ]

    stated = day_column("stated_on", _("stated on"))
    chosen = day_column("chosen_on", _("chosen on"))

    @admin.display(description=_("academic year"), ordering="year")
    def academic_year(self, row):
        """The academic year as people write it."""
        return year_in_words(row.year)

    def save_model(self, request, obj, form, change):
        """Says, once it is saved, which other figures say otherwise, and which of them counts."""
        super().save_model(request, obj, form, change)
        for doubt in form.doubts():
            messages.warning(request, doubt)


@admin.register(Respondent)
class RespondentAdmin(RecordAdmin):
    """Who is asked."""

    list_display = ["institution", "from_year", "to_year", "source"]
    list_filter = [WithoutSource]
    list_select_related = ["institution", "source__document"]
    search_fields = ["institution__name", "institution__short_name"]
    autocomplete_fields = ["institution", "source"]
    fieldsets = [(None, {"fields": ["institution", ("first_year", "last_year"), "source"]})]

    @admin.display(description=_("from the academic year"), ordering="first_year")
    def from_year(self, row):
        """The first academic year as people write it."""
        return year_in_words(row.first_year)

    @admin.display(description=_("to the academic year"), ordering="last_year")
    def to_year(self, row):
        """The last academic year as people write it."""
        return year_in_words(row.last_year)
