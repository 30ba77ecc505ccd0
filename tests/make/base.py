"""What makes of tests share."""

from datetime import date
from itertools import count

DAY = date(2025, 5, 20)
"""The day on which what a test makes is true, unless it says otherwise."""
numbers = count(1)
