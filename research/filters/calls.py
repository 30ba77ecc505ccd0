"""What can be asked of the calls."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, ListFilter, SearchFilter, ThemesFilter
from research.models import Call


class CallFilter(ListFilter):
    """The filters of the calls as they stand at a moment, after `with_state_at`."""

    q = SearchFilter("words", label=_("Search"), help_text=_("Words of the title; accents do not count."))
    state = ChoicesFilter(label=_("State"), choices=Call.State.choices)
    kind = ChoicesFilter(label=_("Kind"), choices=Call.Kind.choices)
    theme = ThemesFilter(label=_("Theme"))
