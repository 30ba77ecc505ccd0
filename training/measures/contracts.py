"""Doctorates that count: flows since the beginning, those of the last complete year, and what runs on a day.

A year is a calendar year here; `of_year` gives the flow of any other, such as an academic one. Each record is counted once,
by its contract.
"""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models.functions import ExtractYear

from indicators.measures import Count, Measure, Share
from partners.models import Identity
from training.models import DoctoralContract


def last_complete_year(day):
    """The last day of the last calendar year that is complete on a day: that day itself, when it ends a year."""
    return day if (day.month, day.day) == (12, 31) else date(day.year - 1, 12, 31)


def academic_year(day):
    """The first and the last day of the academic year of a day: from 1 September to 31 August."""
    first = date(day.year if day.month >= 9 else day.year - 1, 9, 1)
    return first, first.replace(year=first.year + 1) - timedelta(days=1)


def real():
    """The contracts that are not invented."""
    return DoctoralContract.objects.real()


def of_year(counted, last):
    """The flow over the calendar year that ends on a day, as a queryset; `counted` tells a first and a last day."""
    return counted(date(last.year, 1, 1), last)


started = Measure(lambda day: real().started_by(day))
defended = Measure(lambda day: real().defended_by(day))
running = Measure(lambda day: real().running_on(day))
in_cotutelle = Measure(lambda day: real().running_on(day).filter(cotutelle__isnull=False))


def ai_starts(day):
    """Doctorates at the universities of the consortium that started in the last complete year."""
    last = last_complete_year(day)
    return of_year(real().at_universities_of_the_consortium(last).started_between, last)


def ai_defences(day):
    """Doctorates at the universities of the consortium that were defended in the last complete year."""
    last = last_complete_year(day)
    return of_year(real().at_universities_of_the_consortium(last).defended_between, last)


def ai_running(day):
    """Doctorates at the universities of the consortium that run on the last day of the last complete year."""
    last = last_complete_year(day)
    return real().running_on(last).at_universities_of_the_consortium(last)


def academic_starts(day):
    """Academic contracts with ENACT funding that started in the last complete year."""
    last = last_complete_year(day)
    funded = real().filter(kind=DoctoralContract.Kind.ACADEMIC, funded_by_enact=True)
    return of_year(funded.started_between, last)


doctorates_started = Measure(ai_starts, held_on=last_complete_year)
doctorates_defended = Measure(ai_defences, held_on=last_complete_year)
doctorates_running = Measure(ai_running, held_on=last_complete_year)
academic_contracts_started = Measure(academic_starts, held_on=last_complete_year)


def by_year_of_start(day):
    """Doctorates at the universities of the consortium that started by the end of the last complete year, with that of each."""
    last = last_complete_year(day)
    rows = real().at_universities_of_the_consortium(last).started_by(last).with_start()
    return rows.annotate(start_year=ExtractYear("started_on"))


starts_by_year = replace(doctorates_started, records=by_year_of_start)


def with_gender(day):
    """Doctorates that run on a day, of whose students the gender was given."""
    return real().running_on(day).filter(student__identity__gender__in=Identity.Gender.values)


def of_women(day):
    """Doctorates that run on a day, of women."""
    return real().running_on(day).filter(student__identity__gender=Identity.Gender.WOMAN)


share_of_women = Share(Measure(of_women, Count("student")), Measure(with_gender, Count("student")))
