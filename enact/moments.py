"""Moments: an hour of a day, as people in Paris say and type it. The database keeps them in UTC."""

import datetime
import re

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from enact.dates import DayField, in_words


def local(moment):
    """A moment on the clock of Paris."""
    return moment.astimezone(timezone.get_default_timezone())


def is_repeated(clock):
    """Whether the clock shows this hour twice, on the day on which it goes back."""
    return clock.replace(fold=0).utcoffset() > clock.replace(fold=1).utcoffset()


def is_skipped(clock):
    """Whether the clock never shows this hour, on the day on which it goes forward."""
    return clock.replace(fold=0).utcoffset() < clock.replace(fold=1).utcoffset()


def hour_in_words(clock):
    """The hour that a clock shows: 12 h, 23 h 59 in French, 12:00 in English; of an hour that comes twice, which one."""
    words = f"{clock:%H:%M}"
    if (get_language() or "").startswith("fr"):
        words = f"{clock.hour}\u00a0h" + (f"\u00a0{clock:%M}" if clock.minute else "")
    if not is_repeated(clock):
        return words
    season = _("%(hour)s, winter time") if clock.fold else _("%(hour)s, summer time")
    return season % {"hour": words}


def moment_in_words(moment):
    """A moment to the minute, with the time zone of its hour; "" for none."""
    if moment is None:
        return ""
    clock = local(moment)
    return _("%(day)s at %(hour)s (Paris time)") % {"day": in_words(clock.date()), "hour": hour_in_words(clock)}


class MomentField(forms.DateTimeField):
    """A moment as people type it: 15/01/2026 12:00, 15/01/2026 à 12 h 30, 2026-01-15T12:00; the hour is that of Paris.

    On the days on which the clock changes, the hour that it skips is refused, and so is the one that it shows twice.
    """

    widget = forms.DateTimeInput
    default_error_messages = {
        "invalid": gettext_lazy("“%(value)s” is not a day with its hour. Write it as 15/01/2026 12:00."),
        "no_hour": gettext_lazy("“%(value)s” has no hour. Write it too, as in 15/01/2026 12:00."),
        "skipped": gettext_lazy(
            "“%(value)s” does not exist: the clock goes forward over that hour. Write another one."
        ),
        "repeated": gettext_lazy("“%(value)s” comes twice: the clock goes back over that hour. Write another one."),
    }
    TYPED = re.compile(r"(\S+?)(?:\s+(?:à\s+|at\s+)?|T)([0-9]{1,2})(?:\s?h(?:\s?([0-9]{2}))?|:([0-9]{2})(?::00)?)")

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value
        typed = value.strip()
        clock = self.clock(typed).replace(tzinfo=timezone.get_default_timezone())
        if is_skipped(clock):
            raise self.refusal("skipped", typed)
        if is_repeated(clock):
            raise self.refusal("repeated", typed)
        return clock

    def clock(self, typed):
        """The day and the hour that were typed, on no clock yet."""
        found = self.TYPED.fullmatch(typed)
        day = DayField().to_python(found[1] if found else typed)
        if not found:
            raise self.refusal("no_hour", typed)
        try:
            hour = datetime.time(int(found[2]), int(found[3] or found[4] or 0))
        except ValueError as error:
            raise self.refusal("invalid", typed) from error
        return datetime.datetime.combine(day, hour)

    def refusal(self, code, typed):
        """The error to raise for what was typed."""
        return forms.ValidationError(self.error_messages[code], code=code, params={"value": typed})
