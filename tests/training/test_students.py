"""Figures of students: what is refused, which of several counts, and what is said of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from enact.dates import FIRST_DAY
from tests import make
from tests.make import DAY
from training.measures import Coverage, coverage_on
from training.models import StudentFigure

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


def counting(day, **fields):
    """How many people are enrolled by the figures that count on a day."""
    return list(
        StudentFigure.objects.counting_on(day).filter(**fields).order_by("pk").values_list("enrolled", flat=True)
    )


def refused(row):
    """The words with which a record is refused; none where it is not."""
    try:
        row.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def twice(first=120, second=150, **fields):
    """A figure stated on the usual day, and another one the day after."""
    taught = make.study_programme()
    return (
        make.student_figure(study_programme=taught, enrolled=first, **fields),
        make.student_figure(study_programme=taught, enrolled=second, stated_on=DAY + ONE),
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"enrolled": 3, "counted_elsewhere": 3}, []),
        ({"enrolled": 3, "counted_elsewhere": 4}, ["Ceux qui sont comptés ailleurs font partie des inscrits."]),
        ({"enrolled": None, "counted_elsewhere": 0}, ["Ceux qui sont comptés ailleurs font partie des inscrits."]),
        ({"enrolled": 3, "graduated": 3}, []),
        ({"enrolled": 3, "graduated": 4}, ["Les diplômés d’une année y sont inscrits."]),
        ({"graduated": 4}, []),
        ({"stated_on": FIRST_DAY}, []),
        ({"stated_on": FIRST_DAY - ONE}, ["Le jour est antérieur à 2000\u00a0: vérifiez l’année."]),
        ({"chosen_on": DAY, "chosen_because": "relu"}, []),
    ],
)
def test_figure_that_cannot_be_is_refused(fields, words):
    row = StudentFigure(**{"study_programme": make.study_programme(), "year": 2023, "stated_on": DAY} | fields)
    assert refused(row) == words


@pytest.mark.parametrize(
    "fields",
    [
        {"chosen_on": DAY},
        {"chosen_because": "relu"},
        {"chosen_on": DAY - ONE, "chosen_because": "relu"},
    ],
)
def test_figure_is_chosen_with_its_day_and_its_reason(fields):
    row = StudentFigure(study_programme=make.study_programme(), year=2023, stated_on=DAY, **fields)
    assert refused(row) == [
        "Un chiffre est retenu le jour où il est déclaré ou plus tard, et pour une raison\u00a0: donnez les deux, ou aucun."
    ]


def test_year_outside_the_choices_is_refused():
    row = StudentFigure(study_programme=make.study_programme(), year=1999, stated_on=DAY)
    assert refused(row) == ["La valeur «\u00a01999\u00a0» n’est pas un choix valide."]


def test_programme_of_study_is_recorded_once():
    taught = make.study_programme(title_fr="Master IA")
    again = type(taught)(institution=taught.institution, title_fr="Master IA", level="master", kind="dual_skill")
    assert refused(again) == ["Cette formation de l’établissement est déjà enregistrée."]
    again.level = "licence"
    assert refused(again) == []


def test_respondent_is_asked_until_the_year_it_began_or_later():
    asked = make.respondent(first_year=2024)
    asked.last_year = 2024
    assert refused(asked) == []
    asked.last_year = 2023
    assert refused(asked) == ["La dernière année universitaire est la première, ou une année qui la suit."]


def test_latest_stated_counts_on_each_day():
    twice()
    assert [counting(day) for day in (DAY - ONE, DAY, DAY + ONE)] == [[], [120], [150]]


def test_of_two_stated_on_one_day_the_later_recorded_counts():
    taught = make.study_programme()
    for enrolled in (120, 150):
        make.student_figure(study_programme=taught, enrolled=enrolled)
    assert counting(DAY) == [150]


def test_chosen_figure_counts_from_the_day_of_the_choice():
    first, _second = twice()
    first.chosen_on, first.chosen_because = DAY + 2 * ONE, "vérifié auprès de l’établissement"
    first.save()
    assert [counting(DAY + days * ONE) for days in (1, 2, 3)] == [[150], [120], [120]]


def test_choice_of_the_day_of_a_statement_decides():
    first, _second = twice()
    first.chosen_on, first.chosen_because = DAY + ONE, "relu"
    first.save()
    assert counting(DAY + ONE) == [120]


def test_what_is_stated_after_a_choice_counts_again():
    first, _second = twice()
    first.chosen_on, first.chosen_because = DAY + 2 * ONE, "relu"
    first.save()
    make.student_figure(study_programme=first.study_programme, enrolled=160, stated_on=DAY + 3 * ONE)
    assert [counting(DAY + days * ONE) for days in (2, 3)] == [[120], [160]]


def test_years_and_programmes_of_study_are_apart():
    first, _second = twice()
    make.student_figure(study_programme=first.study_programme, year=2024, enrolled=7)
    make.student_figure(enrolled=8)
    assert counting(DAY + ONE) == [150, 7, 8]


@pytest.mark.parametrize(
    ("first", "second", "is_contested"),
    [
        ({"enrolled": 120}, {"enrolled": 150}, True),
        ({"enrolled": 120}, {"enrolled": 120}, False),
        ({"enrolled": 120}, {"graduated": 50}, False),
        ({"enrolled": 120, "graduated": 50}, {"graduated": 51}, True),
        ({"hours": 9}, {"hours": 8}, True),
        ({"enrolments": 9}, {"enrolments": 8}, True),
        ({"enrolled": 0}, {"enrolled": None}, False),
    ],
)
def test_figures_contradict_each_other_where_both_give_another_number(first, second, is_contested):
    taught = make.study_programme()
    make.student_figure(study_programme=taught, **first)
    make.student_figure(study_programme=taught, stated_on=DAY + ONE, **second)
    rows = StudentFigure.objects.stated_by(DAY + ONE).with_standing_on(DAY + ONE)
    assert [row.is_contested for row in rows] == [is_contested] * 2
    assert [row.is_contested for row in StudentFigure.objects.stated_by(DAY).with_standing_on(DAY)] == [False]


def test_contradiction_is_undecided_until_somebody_chooses():
    _first, second = twice()
    assert list(StudentFigure.objects.undecided_on(DAY)) == []
    assert list(StudentFigure.objects.undecided_on(DAY + ONE)) == [second]
    second.chosen_on, second.chosen_because = DAY + 2 * ONE, "relu"
    second.save()
    assert list(StudentFigure.objects.undecided_on(DAY + 2 * ONE)) == []


@pytest.mark.parametrize(
    ("fields", "people", "reading"),
    [
        ({"enrolled": 50, "counted_elsewhere": 20}, 30, "exact"),
        ({"enrolled": 50, "counted_elsewhere": 0}, 50, "exact"),
        ({"enrolled": 50, "counted_elsewhere": None}, 50, "at_most"),
        ({"enrolled": 50, "counted_elsewhere": None, "qualifier": "about"}, 50, "about"),
        ({"enrolled": 50, "counted_elsewhere": None, "qualifier": "at_least"}, 50, "about"),
        ({"enrolled": 0, "counted_elsewhere": None}, 0, "exact"),
        ({"enrolled": None}, None, "exact"),
    ],
)
def test_people_counted_elsewhere_are_not_counted_again(fields, people, reading):
    make.student_figure(**fields)
    row = StudentFigure.objects.with_people().get()
    assert (row.people, row.reading) == (people, reading)


def test_coverage_says_who_has_answered_by_a_day():
    asked = [make.organisation(kind="higher_education", name=name) for name in ("Alpha", "Bêta", "Gamma")]
    for institution in asked:
        make.respondent(institution=institution)
    make.student_figure(study_programme=make.study_programme(institution=asked[0]), enrolled=0)
    make.student_figure(study_programme=make.study_programme(institution=asked[1]), enrolled=9, stated_on=DAY + ONE)
    make.student_figure(enrolled=5, year=2024)
    before, after = coverage_on(DAY), coverage_on(DAY + ONE)
    assert [str(found[2023]) for found in (before, after)] == [
        "1 sur 3 établissements, provisoire",
        "2 sur 3 établissements, provisoire",
    ]
    assert (sorted(after[2023].missing.values()), after[2023].unasked, after[2024].unasked) == (["Gamma"], 0, 1)


def test_coverage_follows_the_years_for_which_institutions_are_asked():
    make.respondent(first_year=2023, last_year=2024)
    make.respondent(first_year=2024)
    found = coverage_on(DAY, range(2022, 2027))
    assert {year: len(of.asked) for year, of in found.items()} == {2022: 0, 2023: 1, 2024: 2, 2025: 1, 2026: 1}


@pytest.mark.parametrize(
    ("asked", "answered", "is_provisional", "words"),
    [
        ({}, {}, True, "personne n’a dit quels établissements sont interrogés"),
        ({1: "A"}, {}, True, "0 sur 1 établissements, provisoire"),
        ({1: "A"}, {1: "A", 2: "B"}, False, "tous les établissements (1)"),
    ],
)
def test_coverage_in_words(asked, answered, is_provisional, words):
    coverage = Coverage(asked, answered)
    assert (coverage.is_provisional, str(coverage)) == (is_provisional, words)


def test_examples_are_in_no_coverage():
    invented = make.organisation(kind="higher_education", is_example=True)
    make.respondent(institution=invented)
    make.student_figure(study_programme=make.study_programme(institution=invented), enrolled=9)
    assert coverage_on(DAY) == {}


def test_names_say_which_figure_and_who_is_asked():
    taught = make.study_programme(title_fr="Master IA", institution=make.organisation(name="Alpha"))
    assert str(make.student_figure(study_programme=taught)) == "Alpha – Master IA, 2023-2024, déclaré le 20 mai 2025"
    assert str(make.respondent(institution=taught.institution)) == "Alpha, 2023-2024 – …"
