"""What can be asked of the figures of students."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import (
    NONE,
    AdjectiveFilter,
    ChoicesFilter,
    DayFilter,
    EitherFilter,
    ListFilter,
    RecordFilter,
    SearchFilter,
)
from enact.years import academic_years
from partners.filters import OrganisationFilter
from training.models import StudyProgramme


class ContestedFilter(AdjectiveFilter):
    """Figures that another one contradicts, or none, after `with_standing_on`."""

    def get_filter_predicate(self, v):
        return {"is_contested": v != NONE}


class StudentFigureFilter(ListFilter):
    """The filters of the figures of students, after `with_standing_on`."""

    q = SearchFilter("study_programme__words", "study_programme__institution__words", label=_("Search"))
    institution = OrganisationFilter("study_programme__institution", label=_("Institution"))
    programme = RecordFilter(
        "study_programme",
        label=_("Programme of study"),
        queryset=StudyProgramme.objects.select_related("institution"),
    )
    year = ChoicesFilter(label=_("Academic year"), choices=academic_years())
    level = ChoicesFilter("study_programme__level", label=_("Level"), choices=StudyProgramme.Level.choices)
    kind = ChoicesFilter("study_programme__kind", label=_("Kind of training"), choices=StudyProgramme.Kind.choices)
    counts = EitherFilter(label=_("Which counts"), choices=[("yes", _("counts")), ("no", _("does not count"))])
    contested = ContestedFilter(
        label=_("Contradicted"),
        choices=[("contested", _("another figure says otherwise")), (NONE, _("not contradicted"))],
    )
    source = EitherFilter(
        "source__isnull", label=_("Source"), choices=[("none", _("no source")), ("some", _("with source"))]
    )
    stated_from = DayFilter("stated_on", "gte", label=_("Stated, from"))
    stated_to = DayFilter("stated_on", "lte", label=_("Stated, until"))
