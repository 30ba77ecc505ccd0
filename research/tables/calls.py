"""The columns of the calls: what is not known is said."""

from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.columns import (
    AmountColumn,
    ChoiceColumn,
    DayColumn,
    ListColumn,
    MomentColumn,
    NumberColumn,
    ToldThemesColumn,
)
from enact.ui.tables import ListTable
from research.models import Call, urgency


class PlacesColumn(NumberColumn):
    """A number of places, which may not be known."""

    is_nullable = True


class CallTable(ListTable):
    """Calls as they stand at a moment: those open first, then those to come, then those closed."""

    title = ListColumn(_("title"), lambda row: text_of(row, "title"), order_by="words")
    kind = ChoiceColumn(_("kind"), names=Call.Kind)
    state = ChoiceColumn(_("state"), names=Call.State)
    opens = MomentColumn(_("opens at"), "stage_opens_at")
    closes = MomentColumn(_("closes at"), "stage_closes_at")
    places = PlacesColumn(_("places"))
    budget = AmountColumn(_("budget"), visible=False)
    themes = ToldThemesColumn(_("themes"))

    @classmethod
    def ordering(cls, sort):
        return [*super().ordering(sort)[:-1], *urgency()] if sort else urgency()


class OfficeCallTable(CallTable):
    """Calls as the coordination sees them: those that nobody reads yet too."""

    budget = AmountColumn(_("budget"))
    published = DayColumn(_("published on"), "published_on")
