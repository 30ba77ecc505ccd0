"""What is refused and doubtful in the form of a figure of students."""

from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from enact.ui.forms import RecordForm
from training.models import StudentFigure


class StudentFigureForm(RecordForm):
    """A figure of students. Days to come are refused; what contradicts another figure is kept, and said."""

    def clean(self):
        cleaned = super().clean()
        self.refuse_future("stated_on", _("That day is still to come: a figure is stated on a day that has been."))
        self.refuse_future("chosen_on", _("That day is still to come: a choice is made on a day that has been."))
        return cleaned

    def doubts(self):
        """What whoever has saved the figure should look at, in words."""
        figure = self.instance
        same = StudentFigure.objects.filter(study_programme=figure.study_programme_id, year=figure.year)
        found = same.stated_by(self.today).with_standing_on(self.today).order_by(*same.ORDER)
        if any(other.is_contested for other in found):
            chosen = _(
                "Figures of this programme of study and year disagree. The one that was chosen counts, stated on %(day)s."
            )
            latest = _("Figures of this programme of study and year disagree. The latest stated counts, of %(day)s.")
            yield (chosen if found[0].is_chosen else latest) % {"day": in_words(found[0].stated_on)}
        counting = found[0] if found else None
        if counting and counting.enrolled is None and any(other.enrolled is not None for other in found):
            yield _("The figure that counts now does not say how many people are enrolled; an earlier one did.")
