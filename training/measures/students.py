"""Students trained, by academic year that has ended; which institutions have answered for it."""

from dataclasses import dataclass

from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _

from enact.amounts import number
from enact.languages import Text, both
from enact.years import last_day_of, last_ended_by, year_in_words
from indicators.measures import Measure, Reading, Sum, Total
from training.models import Respondent, StudentFigure

INSTITUTION = "study_programme__institution__name"
NOT_ANSWERED = "not_answered"
"""The key of the part that institutions which have not answered would have, where they are not the parts."""


@dataclass(frozen=True)
class Coverage:
    """Which institutions were asked for the students of an academic year, and which have answered, by key and name."""

    asked: dict
    answered: dict

    @property
    def missing(self):
        """The institutions that were asked and have not answered, by key and name."""
        return {key: name for key, name in self.asked.items() if key not in self.answered}

    @property
    def number(self):
        """How many of those that were asked have answered."""
        return len(self.asked) - len(self.missing)

    @property
    def unasked(self):
        """How many have answered without being asked."""
        return len(self.answered.keys() - self.asked.keys())

    @property
    def is_provisional(self):
        """Whether a total is still to grow, or nobody has said who is asked."""
        return bool(self.missing) or not self.asked

    def __str__(self):
        if not self.asked:
            return str(_("nobody has said which institutions are asked"))
        said = (
            _("%(number)s of %(whole)s institutions, provisional")
            if self.missing
            else _("all institutions (%(whole)s)")
        )
        return str(said) % {"number": self.number, "whole": len(self.asked)}


def coverage_on(day, years=()):
    """The coverage of each academic year for which somebody had answered by a day, and of some other years."""
    way = "study_programme__institution"
    stated = StudentFigure.objects.real().stated_by(day).order_by().distinct()
    asked = Respondent.objects.real().order_by()
    of_stated = stated.values_list(Value(1), way, f"{way}__name", "year", "year")
    of_asked = asked.values_list(Value(0), "institution", "institution__name", "first_year", "last_year")
    answered, periods = {}, []
    for is_answer, key, name, first, last in of_stated.union(of_asked, all=True):
        if is_answer:
            answered.setdefault(first, {})[key] = name
        else:
            periods.append((key, name, first, last))
    return {
        year: Coverage(
            {key: name for key, name, first, last in periods if first <= year and (last is None or year <= last)},
            answered.get(year, {}),
        )
        for year in sorted({*answered, *years})
    }


def year_and_coverage_on(day):
    """The academic year that is told on a day, with its coverage; `None` where no year that has ended was answered for.

    It is the last one for which everybody has answered; until there is one, the last for which somebody has.
    """
    found = [(year, of) for year, of in coverage_on(day).items() if year <= last_ended_by(day)]
    whole = [(year, of) for year, of in found if not of.is_provisional]
    return (whole or found or [None])[-1]


def figures_told_on(day):
    """The figures that count for the academic year that is told on a day, with their `people`."""
    told = year_and_coverage_on(day)
    return figures_of(told[0], day) if told else StudentFigure.objects.with_people().none()


def figures_of(year, day):
    """The figures that count for an academic year on a day, with their `people`."""
    return StudentFigure.objects.real().counting_on(day).with_people().filter(year=year)


class SumOfPeople(Sum):
    """Adds up people."""

    write = staticmethod(number)

    def shown(self, rows):
        """The rows with `amount_told`, as those that look at evidence read them."""
        return rows.annotate(amount_told=F(self.amount))


class StudentsTrained(Measure):
    """The people trained in the academic year that is told on a day. Each institution that has not answered is one unknown."""

    def missing_on(self, day):
        """The names of the institutions that have not answered for the year that is told."""
        told = year_and_coverage_on(day)
        return sorted(told[1].missing.values()) if told else []

    def on(self, day):
        """The total on a day; `None` where nobody has answered for a year that has ended."""
        if year_and_coverage_on(day) is None:
            return None
        return super().on(day) + Total(unknowns=len(self.missing_on(day)))

    def split(self, day, by):
        """The totals by the values of a field. Those that have not answered are parts, or make up one."""
        found, missing = super().split(day, by), self.missing_on(day)
        for name in missing if by == INSTITUTION else [NOT_ANSWERED] * bool(missing):
            found[name] = Total(unknowns=1 if by == INSTITUTION else len(missing))
        return found

    def asked(self, day):
        """What must be totalled to read it: the figures of the year that is told, of which it says who has answered."""
        told = year_and_coverage_on(day)
        if told is None:
            return [], lambda: Reading(None, day)
        year, coverage = told
        said, missing = both(coverage), Total(unknowns=len(coverage.missing))
        words = year_in_words(year)
        covers = Text(f"Année universitaire {words}, {said.fr}", f"Academic year {words}, {said.en}")
        return [(self.total, figures_of(year, day))], lambda total: Reading(total + missing, last_day_of(year), covers)


students_trained = StudentsTrained(figures_told_on, SumOfPeople("people", "reading"))
