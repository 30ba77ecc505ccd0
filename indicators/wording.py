"""What is said in words of a day that is asked for."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from enact.dates import in_words
from indicators.catalogue import programme_period


def outside_the_programme(day):
    """That a day is before the programme began or after it ends, in words; "" when it is not, or nobody knows."""
    try:
        starts, ends = programme_period()
    except ObjectDoesNotExist:
        return ""
    if day < starts:
        return _("That is before the programme, which starts on %(day)s.") % {"day": in_words(starts)}
    if day > ends:
        return _("That is after the programme, which ends on %(day)s.") % {"day": in_words(ends)}
    return ""


def days_in_words(page, beside=""):
    """What is to be known of the days that a list of the coordination shows, in words; "" for nothing.

    `beside` says what the list names as it is today, also where it tells what was known before.
    """
    notes = [outside_the_programme(page.on)] if page.asked.on else []
    if page.on > page.today:
        notes.append(_("That day is to come: the list shows what is recorded for it today."))
    if page.known:
        notes.append(str(beside))
    return " ".join(note for note in notes if note)
