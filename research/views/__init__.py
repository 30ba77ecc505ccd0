"""The public pages of research, whose figures are the release’s, their calendars and feeds; and the coordination’s lists."""

from research.views.call_feeds import call_calendar, calls_calendar, calls_feed
from research.views.calls import OfficeCallList, call_document, call_list, call_page
from research.views.chairs import OfficeChairList, chair_list, chair_page
from research.views.communities import OfficeCommunityList, community_list, community_page
from research.views.events import (
    OfficeEventList,
    event_calendar,
    event_list,
    event_page,
    events_calendar,
    events_feed,
)
from research.views.joining import join_confirm, join_page

__all__ = [
    "OfficeCallList",
    "OfficeChairList",
    "OfficeCommunityList",
    "OfficeEventList",
    "call_calendar",
    "call_document",
    "call_list",
    "call_page",
    "calls_calendar",
    "calls_feed",
    "chair_list",
    "chair_page",
    "community_list",
    "community_page",
    "event_calendar",
    "event_list",
    "event_page",
    "events_calendar",
    "events_feed",
    "join_confirm",
    "join_page",
]
