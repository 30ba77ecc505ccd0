"""The columns of the chairs, of the calls and of the events: what is not known is said."""

from research.tables.calls import CallTable, OfficeCallTable
from research.tables.chairs import ChairTable, OfficeChairTable
from research.tables.communities import CommunityTable, OfficeCommunityTable
from research.tables.events import EventTable, OfficeEventTable

__all__ = [
    "CallTable",
    "ChairTable",
    "CommunityTable",
    "EventTable",
    "OfficeCallTable",
    "OfficeChairTable",
    "OfficeCommunityTable",
    "OfficeEventTable",
]
