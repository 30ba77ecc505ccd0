"""Chairs that count on a day."""

from indicators.measures import Measure
from research.models import Chair

chairs_awarded = Measure(Chair.objects.real().awarded_by)
