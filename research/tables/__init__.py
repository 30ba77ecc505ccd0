"""The columns of the chairs and of the calls, as everybody sees them: what is not known is said."""

from research.tables.calls import CallTable
from research.tables.chairs import ChairTable, OfficeChairTable
from research.tables.communities import CommunityTable, OfficeCommunityTable

__all__ = ["CallTable", "ChairTable", "CommunityTable", "OfficeChairTable", "OfficeCommunityTable"]
