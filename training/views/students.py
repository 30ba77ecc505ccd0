"""The coordination's list of the figures of students, with their sums by academic year and level."""

from decimal import Decimal

from django.db.models import Count, F, Sum
from django.utils.translation import gettext_lazy as _

from enact.ui.coordination import form_addresses
from enact.ui.lists import ListPage
from enact.years import year_in_words
from indicators.measures import Qualifier, Total
from indicators.wording import days_in_words
from training.filters import StudentFigureFilter
from training.measures import coverage_on
from training.models import StudentFigure, StudyProgramme
from training.tables import StudentFigureTable

SUMMED = {
    "people": _("People, each once"),
    "graduated": _("Graduated"),
    "enrolments": _("Enrolments"),
    "hours": _("Hours"),
}
"""What is added up of the figures that count, each apart."""


class StudentFigureList(ListPage):
    """What institutions had stated by the day; of several figures of one programme and year, which one counts and why.

    Sums are of those that count; examples invented for a demonstration enter none.
    """

    title = _("Students")
    base = "office/base.html"
    template_name = "training/student_list.html"
    adds = StudentFigure
    table_class = StudentFigureTable
    filterset_class = StudentFigureFilter

    def get_queryset(self):
        rows = StudentFigure.objects.stated_by(self.on).with_standing_on(self.on).with_people()
        titles = {name: F(f"study_programme__{name}") for name in ("title_fr", "title_en")}
        return rows.annotate(**titles).select_related("study_programme__institution", "source")

    def get_address_of(self):
        return form_addresses(StudentFigure)

    def get_day_note(self):
        return days_in_words(self)

    def summed(self, rows):
        """The sums by academic year and level, and how many rows are invented for a demonstration and enter none."""
        named = ("study_programme__institution__is_example", "counts", "year", "study_programme__level", "reading")
        added = {f"{name}_{of.__name__}": of(name) for name in SUMMED for of in (Sum, Count)}
        groups = rows.values_list(*named).annotate(rows=Count("id"), **added)
        sums, invented, counted = {}, 0, 0
        for is_example, counts, year, level, reading, number, *found in groups:
            counted += number
            invented += number if is_example else 0
            if counts and not is_example:
                read = [total(number, *found[place : place + 2], reading) for place in range(0, len(found), 2)]
                known = sums.get((year, level), [Total()] * len(SUMMED))
                sums[year, level] = [one + other for one, other in zip(known, read, strict=True)]
        return {"count": counted, "totals": {"sums": sums, "invented": invented}}

    def by_year(self):
        """The sums as they are shown: of each year its coverage and its sums, then those of its levels."""
        sums = self.counted["totals"]["sums"] if self.counted["totals"] else {}
        years = sorted({year for year, _level in sums}, reverse=True)
        coverage = coverage_on(self.on, years) if years else {}
        for year in years:
            levels = [
                (level, name, sums[year, level])
                for level, name in StudyProgramme.Level.choices
                if (year, level) in sums
            ]
            whole = [sum(column, Total()) for column in zip(*(found for _level, _name, found in levels), strict=True)]
            yield {
                "year": year,
                "name": year_in_words(year),
                "coverage": coverage[year],
                "missing": sorted(coverage[year].missing.values()),
                "sums": list(zip(SUMMED, SUMMED.values(), whole, strict=True)),
                "levels": [
                    (level, name, list(zip(SUMMED, SUMMED.values(), found, strict=True)))
                    for level, name, found in levels
                ],
            }

    def get_context_data(self):
        return super().get_context_data() | {"years": list(self.by_year()), "headers": SUMMED.values()}


def total(rows, known, knowns, reading):
    """The total of some figures with one qualifier, of which some numbers are known."""
    return Total(Decimal(known), knowns, rows - knowns, Qualifier(reading)) if knowns else Total(unknowns=rows)
