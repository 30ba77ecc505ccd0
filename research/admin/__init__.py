"""The back office of the chairs, of the communities of interest, of the calls and of the events."""

from research.admin.calls import CallAdmin, CallDocumentAdmin, CallQuestionAdmin, CallStageAdmin
from research.admin.chairs import ChairAdmin, ChairFundingAdmin, ChairHolderAdmin, ChairStepAdmin, StaffPostAdmin
from research.admin.communities import (
    CommunityAdmin,
    CommunityLeadAdmin,
    CommunityMeetingAdmin,
    CommunityMemberAdmin,
    CommunityOutputAdmin,
    JoinRequestAdmin,
)
from research.admin.events import EventAdmin, EventOrganiserAdmin

__all__ = [
    "CallAdmin",
    "CallDocumentAdmin",
    "CallQuestionAdmin",
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
    "EventAdmin",
    "EventOrganiserAdmin",
    "JoinRequestAdmin",
    "StaffPostAdmin",
]
