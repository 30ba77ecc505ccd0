"""The columns of the chairs, of the calls and of the events: what is not known is said."""

from research.tables.calls import CallTable, OfficeCallTable
from research.tables.chairs import ChairTable, OfficeChairTable
from research.tables.events import EventTable, OfficeEventTable

__all__ = ["CallTable", "ChairTable", "EventTable", "OfficeCallTable", "OfficeChairTable", "OfficeEventTable"]
