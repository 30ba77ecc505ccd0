"""What can be asked of the communities of interest."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, ListFilter, SearchFilter, ThemesFilter
from research.models import Community


class CommunityFilter(ListFilter):
    """The filters of the communities as they are on a day, after `with_state_on`."""

    q = SearchFilter("words", label=_("Search"), help_text=_("Words of the name; accents do not count."))
    state = ChoicesFilter(label=_("State"), choices=Community.State.choices)
    theme = ThemesFilter(label=_("Theme"))
