"""What is to be written, in the order in which it was known: each record as it was entered, and as it was changed since."""

import datetime
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from accounts.models import User
from enact.dates import months_after

MONTHS = 48
"""How long the story is."""
OPENING, HOURS = 9, 8
"""Records are entered from nine o'clock on, for eight hours a day."""


class Entry(NamedTuple):
    """A record as somebody entered it at a moment; with `changes`, values by field, as somebody changed it then."""

    at: datetime.datetime
    by: User
    record: models.Model
    changes: dict


class Book:
    """The entries of a story that ends with a day. It takes no clock: the moments follow from the days of the story."""

    def __init__(self, until, coordinator, treasurer):
        self.until, self.first = until, months_after(until + datetime.timedelta(days=1), -MONTHS)
        self.coordinator, self.treasurer = coordinator, treasurer
        self.entries, self.moments = [], {}

    def enter(self, record, on, *, after=(), by=None):
        """Has a record entered on a day, or on the last day, but not before some others; returns it."""
        at = max([self.moment(on), *(self.moments[id(one)] for one in after)])
        self.moments[id(record)] = at
        self.entries.append(Entry(at, by or self.coordinator, record, {}))
        return record

    def change(self, record, on, *, by=None, **changes):
        """Has a record changed on a day, a minute after all that was written of it before, at the earliest."""
        at = max(self.moment(on), self.moments[id(record)] + datetime.timedelta(minutes=1))
        self.moments[id(record)] = at
        self.entries.append(Entry(at, by or self.coordinator, record, changes))

    def moment(self, on):
        """A moment of a day, in working hours, or of the last day; each differs from the one before."""
        minutes = len(self.entries) * 7 % (HOURS * 60)
        hour, minute = divmod(OPENING * 60 + minutes, 60)
        return timezone.make_aware(datetime.datetime.combine(min(on, self.until), datetime.time(hour, minute)))

    def month(self, number):
        """The first day of a month of the story, which starts with month 0."""
        return months_after(self.first, number)

    def in_order(self):
        """All entries in the order of their moments."""
        return sorted(self.entries, key=lambda entry: entry.at)

    def half_years(self):
        """The last day of each half-year of the story."""
        years = range(self.first.year, self.until.year + 1)
        ends = [datetime.date(year, month, day) for year in years for month, day in ((6, 30), (12, 31))]
        return [day for day in ends if self.first < day <= self.until]
