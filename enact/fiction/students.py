"""Students of the fiction: which institutions are asked, what each states for its programmes of study, year after year."""

import datetime
import random
from datetime import timedelta

from enact.years import academic_year_of, first_day_of
from indicators.measures import Qualifier
from partners.models import Organisation
from training.models import Respondent, StudentFigure, StudyProgramme

YEARS = 4
"""How many academic years are asked for, up to that of the last day."""
Level, Kind = StudyProgramme.Level, StudyProgramme.Kind
UNIVERSITY = (
    ("Licence fictive", "Fictional bachelor", Level.LICENCE, Kind.AWARENESS, 320),
    ("Master fictif d’IA", "Fictional master in AI", Level.MASTER, Kind.SPECIALIST, 170),
    ("Master fictif de double compétence", "Fictional dual master", Level.MASTER, Kind.DUAL_SKILL, 110),
    ("Formation doctorale fictive", "Fictional doctoral training", Level.DOCTORATE, Kind.SPECIALIST, 50),
    ("Diplôme fictif d’université", "Fictional university diploma", Level.CONTINUING, Kind.CONTINUING, 75),
)
SCHOOL = (
    ("Cycle d’ingénieur fictif", "Fictional engineering course", Level.ENGINEER, Kind.SPECIALIST, 160),
    ("Option fictive d’IA", "Fictional option in AI", Level.ENGINEER, Kind.DUAL_SKILL, 90),
    ("Stage fictif pour salariés", "Fictional course for employees", Level.CONTINUING, Kind.CONTINUING, 30),
)
HOSPITAL = (("Formation fictive des soignants", "Fictional course for carers", Level.CONTINUING, Kind.AWARENESS, 140),)
"""Programmes of study: their titles, level, kind, and about how many are enrolled in the first year."""
GROWTH = 14
"""In hundredths, about, each year."""
LATE, SILENT = (2, 5), (4, 6)
"""The places of institutions that answer late for the first year, and of those that have not for the last one."""
CONTESTED = 9
"""One figure in so many differs from what the same institution stated before; of these, the coordination chooses some."""


def enter_students(book, cast):
    """Has entered who is asked, and all that was stated by the last day."""
    chance = random.Random("étudiants fictifs")  # noqa: S311 (a story, not a secret)
    first = academic_year_of(book.until) - YEARS + 1
    asked = [*cast.of_kinds(Organisation.Kind.HIGHER_EDUCATION), cast.of_kinds(Organisation.Kind.HOSPITAL)[0]]
    for place, institution in enumerate(asked):
        came = max(book.moments[id(institution)].date(), book.first)
        respondent = Respondent(institution=institution, first_year=first, source=cast.source)
        book.enter(respondent, max(came, first_day_of(first)), after=[institution])
        for told in programmes(book, institution, came):
            size = told.size * chance.randint(80, 120) // 100
            for year in range(first, first + YEARS):
                size = size * (100 + GROWTH + chance.randint(-6, 6)) // 100 if year > first else size
                if not (year == first + YEARS - 1 and place in SILENT):
                    late = 420 if year == first and place in LATE else 0
                    state(book, chance, cast, told, year, size, late)


class Told:
    """A programme of study, and how many are enrolled in its first year."""

    def __init__(self, programme, size):
        self.programme, self.size = programme, size


def programmes(book, institution, came):
    """The programmes of study of an institution, as each is entered."""
    kinds = HOSPITAL if institution.kind == Organisation.Kind.HOSPITAL else SCHOOL
    for french, english, level, kind, size in UNIVERSITY if institution.name.startswith("Université") else kinds:
        row = StudyProgramme(institution=institution, title_fr=french, title_en=english, level=level, kind=kind)
        yield Told(book.enter(row, came, after=[institution]), size)


def state(book, chance, cast, told, year, size, late):
    """What is stated of a year: who is enrolled, in its winter; who has graduated too, after its end."""
    programme, continuing = told.programme, told.programme.level == Level.CONTINUING
    values = {
        "study_programme": programme,
        "year": year,
        "enrolled": size,
        "counted_elsewhere": chance.choice((0, 0, 0, size // 10)) if chance.randrange(14) else None,
        "enrolments": size + chance.randint(5, 30) if continuing else None,
        "hours": 20 * chance.randint(3, 20) if continuing else None,
        "source": cast.source,
    }
    stated_on = datetime.date(year, 12, 1) + timedelta(days=late + chance.randrange(60))
    if stated_on > book.until:
        return
    reading = Qualifier.EXACT if chance.randrange(8) else Qualifier.ABOUT
    first = StudentFigure(stated_on=stated_on, qualifier=reading, note="Chiffre fictif", **values)
    book.enter(first, stated_on, after=[programme])
    stated_on = datetime.date(year + 1, 11, 2) + timedelta(days=late + chance.randrange(40))
    if stated_on > book.until:
        return
    number, values["graduated"] = chance.randrange(CONTESTED), size * chance.randint(30, 85) // 100
    if number == 0:
        values["enrolled"] = size + chance.randint(2, 8)
    second = StudentFigure(stated_on=stated_on, note="Chiffre fictif, après les jurys", **values)
    book.enter(second, stated_on, after=[first])
    chosen_on = stated_on + timedelta(days=30)
    if number == 0 and chance.randrange(2) and chosen_on <= book.until:
        reason = "Confirmé par l’établissement fictif"
        book.change(chance.choice((first, second)), chosen_on, chosen_on=chosen_on, chosen_because=reason)
