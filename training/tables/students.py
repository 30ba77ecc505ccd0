"""The columns of the figures of students."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.ui.columns import BothColumn, ChoiceColumn, DayColumn, ListColumn, NumberColumn, WordsColumn
from enact.ui.tables import ListTable
from enact.years import year_in_words
from indicators.measures import Qualifier
from training.models import StudyProgramme


def standing_of(row):
    """Whether a figure counts after `with_standing_on`, and why, in words."""
    if not row.counts:
        return gettext("does not count: another one was said later")
    if not row.is_contested:
        return gettext("counts")
    if row.is_chosen:
        return gettext("counts: chosen, because %(reason)s") % {"reason": row.chosen_because}
    return gettext("counts: the latest stated; another figure says otherwise")


class StudentFigureTable(ListTable):
    """What institutions stated of their students by a day, after `with_standing_on`."""

    title = BothColumn(_("programme of study"), "title", order_by="study_programme__words")
    institution = ListColumn(
        _("institution"),
        lambda row: str(row.study_programme.institution),
        order_by="study_programme__institution__words",
        fixed=True,
    )
    year = WordsColumn(_("academic year"), lambda row: year_in_words(row.year), order_by="year", fixed=True)
    level = ChoiceColumn(_("level"), "study_programme__level", names=StudyProgramme.Level)
    kind = ChoiceColumn(_("kind of training"), "study_programme__kind", names=StudyProgramme.Kind)
    enrolled = NumberColumn(_("people enrolled"))
    elsewhere = NumberColumn(_("of whom counted elsewhere"), "counted_elsewhere", visible=False)
    graduated = NumberColumn(_("people graduated"))
    enrolments = NumberColumn(_("enrolments"), visible=False)
    hours = NumberColumn(_("hours of training"), visible=False)
    qualifier = ChoiceColumn(_("to be read as"), names=Qualifier, visible=False)
    stated = DayColumn(_("stated on"), "stated_on")
    standing = WordsColumn(_("which counts"), standing_of, orderable=False)
    source = ListColumn(_("source"), "source__key", orderable=False, visible=False)
    note = ListColumn(_("note"), visible=False)

    class Meta:
        order_by = ("-year", "study_programme__institution__words", "study_programme__words", "-stated_on", "id")
