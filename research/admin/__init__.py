"""The back office of the chairs, of the communities of interest and of the calls."""

from research.admin.calls import CallAdmin, CallStageAdmin
from research.admin.chairs import ChairAdmin, ChairFundingAdmin, ChairHolderAdmin, ChairStepAdmin, StaffPostAdmin
from research.admin.communities import (
    CommunityAdmin,
    CommunityLeadAdmin,
    CommunityMeetingAdmin,
    CommunityMemberAdmin,
    CommunityOutputAdmin,
    JoinRequestAdmin,
)

__all__ = [
    "CallAdmin",
    "CallStageAdmin",
    "ChairAdmin",
    "ChairFundingAdmin",
    "ChairHolderAdmin",
    "ChairStepAdmin",
    "CommunityAdmin",
    "CommunityLeadAdmin",
    "CommunityMeetingAdmin",
    "CommunityMemberAdmin",
    "CommunityOutputAdmin",
    "JoinRequestAdmin",
    "StaffPostAdmin",
]
