"""Records with a past: what was saved at a moment, as the history tells it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

ONE = timedelta(days=1)


def saved_on(day, record, hour=time(12)):
    """Saves a record as it is, as if it were noon of a day, or another hour of it in Paris; returns it."""
    record._history_date = timezone.make_aware(datetime.combine(day, hour))
    record.save()
    return record
