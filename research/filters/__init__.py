"""What can be asked of the chairs, of the calls and of the events."""

from research.filters.calls import CallFilter
from research.filters.chairs import ChairFilter, OfficeChairFilter
from research.filters.communities import CommunityFilter
from research.filters.events import EventFilter, OfficeEventFilter

__all__ = [
    "CallFilter",
    "ChairFilter",
    "CommunityFilter",
    "EventFilter",
    "OfficeChairFilter",
    "OfficeEventFilter",
]
