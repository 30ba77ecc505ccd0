"""The columns of the communities of interest."""

from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.columns import BothColumn, ChoiceColumn, DayColumn, ListColumn, NumberColumn, ToldColumn, ToldThemesColumn
from enact.ui.tables import ListTable
from research.models import Community


class CommunityTable(ListTable):
    """Communities as they are on a day. Nothing of it counts people."""

    name = ListColumn(_("name"), lambda row: text_of(row, "name"), order_by="words")
    state = ChoiceColumn(_("state"), names=Community.State)
    since = DayColumn(_("active from"), "starts_on", precision="precision")
    met = DayColumn(_("last meeting"), "met_on")
    meetings = NumberColumn(_("meetings in 12 months"), "meeting_count")
    themes = ToldThemesColumn(_("themes"))

    class Meta:
        order_by = ("words", "id")


class OfficeCommunityTable(CommunityTable):
    """Communities as the coordination sees them: who leads them, and how members come and go."""

    name = BothColumn(_("name"), "name", order_by="words")
    leads = ToldColumn(_("leads"), lambda row: ", ".join(row.led_by), orderable=False)
    members = NumberColumn(_("members"), "member_count")
    joined = NumberColumn(_("joined in 12 months"))
    left = NumberColumn(_("left in 12 months"))
    ends = DayColumn(_("last day"), "ends_on", visible=False)

    class Meta:
        order_by = ("words", "id")
