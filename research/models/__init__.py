"""Chairs, communities of interest, calls for candidates, and events."""

from research.models.call import Call, CallStage, urgency
from research.models.chair import Chair, ChairStep, chairs_known
from research.models.community import Community
from research.models.community_life import CommunityMeeting, CommunityOutput
from research.models.community_people import CommunityLead, CommunityMember
from research.models.dossier import CallDocument, CallQuestion
from research.models.event import Event, EventOrganiser, agenda
from research.models.holder import ChairHolder
from research.models.joining import Applicant, JoinRequest
from research.models.means import ChairFunding
from research.models.staff import StaffPost

__all__ = [
    "Applicant",
    "Call",
    "CallDocument",
    "CallQuestion",
    "CallStage",
    "Chair",
    "ChairFunding",
    "ChairHolder",
    "ChairStep",
    "Community",
    "CommunityLead",
    "CommunityMeeting",
    "CommunityMember",
    "CommunityOutput",
    "Event",
    "EventOrganiser",
    "JoinRequest",
    "StaffPost",
    "agenda",
    "chairs_known",
    "urgency",
]
