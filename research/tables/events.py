"""The columns of the events: what is not known is said."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.amounts import number
from enact.languages import text_of
from enact.ui.columns import (
    UNKNOWN,
    BothColumn,
    ChoiceColumn,
    DayColumn,
    ListColumn,
    ToldColumn,
    ToldThemesColumn,
    YesColumn,
    named,
)
from enact.ui.tables import ListTable
from enact.ui.templatetags.figures import qualified
from research.models import Event, agenda


class AttendanceColumn(ListColumn):
    """How many people came, or are announced. In public (`protects`), so few that they could be known are not told."""

    is_number = True
    is_nullable = True

    def __init__(self, verbose_name, *, protects, **options):
        self.protects = protects
        super().__init__(verbose_name, "attendance", **options)

    def told(self, event):
        """The number that is told, and how it is to be read, in words; without a number, why there is none."""
        if event.attendance is None:
            return None, gettext("not disclosed")
        if self.protects and event.is_attendance_protected:
            return None, gettext("protected")
        return event.attendance, qualified(event.attendance_qualifier) or gettext("exact")

    def words(self):
        def words(event):
            found, how = self.told(event)
            if found is None:
                return UNKNOWN if event.attendance is None else how
            return f"{qualified(event.attendance_qualifier)} {number(found)}".strip()

        return words

    def headers(self):
        return [self.header, named(self.header, gettext("to be read as"))]

    def values(self):
        return self.told


def basis_of(event):
    """Whether the attendance was announced or counted; `None` where there is none."""
    return None if event.attendance is None else event.attendance_basis


class EventTable(ListTable):
    """Events as they stand on a day: those that run, those to come, then those over."""

    title = ListColumn(_("title"), lambda row: text_of(row, "title"), order_by="words")
    kind = ChoiceColumn(_("kind"), names=Event.Kind)
    state = ChoiceColumn(_("state"), names=Event.State)
    starts = DayColumn(_("first day"), "starts_on")
    ends = DayColumn(_("last day"), "last_day")
    place = ToldColumn(_("place"))
    attendance = AttendanceColumn(_("attendance"), protects=True, orderable=False)
    basis = ChoiceColumn(_("attendance is"), basis_of, names=Event.Basis)
    themes = ToldThemesColumn(_("themes"))

    @classmethod
    def ordering(cls, sort):
        return [*super().ordering(sort)[:-1], *agenda()] if sort else agenda()


class OfficeEventTable(EventTable):
    """Events as the coordination sees them: those that nobody reads yet too, and who organises them."""

    title = BothColumn(_("title"), "title", order_by="words")
    attendance = AttendanceColumn(_("attendance"), protects=False)
    organisers = ListColumn(_("organisers"), lambda row: " · ".join(row.organiser_names), orderable=False)
    took_place = YesColumn(_("it took place"))
    published = DayColumn(_("published on"), "published_on")
