"""Chairs, calls for candidates, and events."""

from research.models.call import Call, CallStage, urgency
from research.models.chair import Chair, ChairStep, chairs_known
from research.models.dossier import CallDocument, CallQuestion
from research.models.event import Event, EventOrganiser, agenda

__all__ = [
    "Call",
    "CallDocument",
    "CallQuestion",
    "CallStage",
    "Chair",
    "ChairStep",
    "Event",
    "EventOrganiser",
    "agenda",
    "chairs_known",
    "urgency",
]
