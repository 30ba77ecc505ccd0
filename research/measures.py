"""Chairs and events that count on a day."""

from indicators.measures import Measure, Sum
from research.models import Chair, Event

chairs_awarded = Measure(Chair.objects.real().awarded_by)
events_held = Measure(Event.objects.held_by)
"""How many events have taken place."""
attendance = Measure(Event.objects.held_by, Sum("attendance_told", "attendance_qualifier"))
"""How many people were counted at them: a person counts at each. So few that it is not told are unknown too."""
