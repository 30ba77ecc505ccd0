"""The back office of the chairs and of the calls."""

from research.admin.calls import CallAdmin, CallStageAdmin
from research.admin.chairs import ChairAdmin, ChairStepAdmin

__all__ = ["CallAdmin", "CallStageAdmin", "ChairAdmin", "ChairStepAdmin"]
