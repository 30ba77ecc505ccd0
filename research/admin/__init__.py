"""The back office of the chairs, of the calls and of the events."""

from research.admin.calls import CallAdmin, CallDocumentAdmin, CallQuestionAdmin, CallStageAdmin
from research.admin.chairs import ChairAdmin, ChairStepAdmin
from research.admin.events import EventAdmin, EventOrganiserAdmin

__all__ = [
    "CallAdmin",
    "CallDocumentAdmin",
    "CallQuestionAdmin",
    "CallStageAdmin",
    "ChairAdmin",
    "ChairStepAdmin",
    "EventAdmin",
    "EventOrganiserAdmin",
]
