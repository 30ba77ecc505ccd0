"""Chairs, and calls for candidates."""

from research.models.call import Call, CallStage, urgency
from research.models.chair import Chair, ChairStep, chairs_known

__all__ = ["Call", "CallStage", "Chair", "ChairStep", "chairs_known", "urgency"]
