"""What can be asked of the chairs and of the calls."""

from research.filters.calls import CallFilter
from research.filters.chairs import ChairFilter, OfficeChairFilter
from research.filters.communities import CommunityFilter

__all__ = ["CallFilter", "ChairFilter", "CommunityFilter", "OfficeChairFilter"]
