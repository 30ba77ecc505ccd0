"""What was promised, what somebody stated, from which day our records stand for themselves, what we published and plan."""

from indicators.models.completeness import Completeness
from indicators.models.observation import Observation
from indicators.models.plan import PlannedRelease, PreparedRelease, ReleaseMove
from indicators.models.release import Release
from indicators.models.target import Target

__all__ = [
    "Completeness",
    "Observation",
    "PlannedRelease",
    "PreparedRelease",
    "Release",
    "ReleaseMove",
    "Target",
]
