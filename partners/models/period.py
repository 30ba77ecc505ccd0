"""Rows that hold over a period: from a first day to a last one, which may not be known yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY


def active_on(day):
    """The condition that a row with `starts_on` and `ends_on`, the last day, holds on a day; without one, it still does."""
    return models.Q(starts_on__lte=day) & (models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day))


class PeriodQuerySet(models.QuerySet):
    """Rows with a period."""

    def active_on(self, day):
        """Those that hold on a day."""
        return self.filter(active_on(day))


def period_constraints():
    """What the database refuses of a period."""
    return [
        models.CheckConstraint(
            condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            name="%(app_label)s_%(class)s_ends_after_it_starts",
            violation_error_message=_("The end is before the start."),
        ),
        models.CheckConstraint(
            condition=models.Q(starts_on__gte=FIRST_DAY),
            name="%(app_label)s_%(class)s_starts_since_2000",
            violation_error_message=_("The day is before 2000: please check the year."),
        ),
    ]
