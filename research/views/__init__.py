"""The public pages of the chairs and of the calls, whose figures are the release’s, and the coordination’s list of chairs."""

from research.views.calls import call_list, call_page
from research.views.chairs import OfficeChairList, chair_list, chair_page
from research.views.communities import OfficeCommunityList, community_list, community_page
from research.views.joining import join_confirm, join_page

__all__ = [
    "OfficeChairList",
    "OfficeCommunityList",
    "call_list",
    "call_page",
    "chair_list",
    "chair_page",
    "community_list",
    "community_page",
    "join_confirm",
    "join_page",
]
