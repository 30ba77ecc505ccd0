"""What makes of tests share."""

from datetime import date
from itertools import count

DAY = date(2025, 5, 20)
"""The day on which what a test makes is true, unless it says otherwise."""
numbers = count(10_001)
"""Numbers of names: all are as long, so that what is made later comes later in the order of names."""
