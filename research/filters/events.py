"""What can be asked of the events."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import ChoicesFilter, DayFilter, EitherFilter, ListFilter, SearchFilter, ThemesFilter
from research.models import Event


class EventFilter(ListFilter):
    """The filters of the events as they stand on a day, after `with_state_on`."""

    q = SearchFilter("words", label=_("Search"), help_text=_("Title or place; accents do not count."))
    state = ChoicesFilter(label=_("State"), choices=Event.State.choices)
    kind = ChoicesFilter(label=_("Kind"), choices=Event.Kind.choices)
    theme = ThemesFilter(label=_("Theme"))
    first = DayFilter("last_day", "gte", label=_("From the day"))
    last = DayFilter("starts_on", "lte", label=_("Until the day"))


class OfficeEventFilter(EventFilter):
    """The filters of the events as the coordination sees them."""

    took_place = EitherFilter("took_place", label=_("Took place"), choices=[("yes", _("yes")), ("no", _("no"))])
