"""Chairs, and calls for candidates."""

from research.models.call import Call, CallStage
from research.models.chair import Chair, ChairStep

__all__ = ["Call", "CallStage", "Chair", "ChairStep"]
