"""Students trained: by complete academic year, provisional while institutions are missing, small counts protected."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from indicators.actions import publish_release
from indicators.catalogue import indicators
from indicators.ledger import Ledger
from indicators.measures import Qualifier, Total, readings_on
from tests import make
from tests.indicators.test_actions import REASON
from training.measures import students_trained

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)
STATED = date(2024, 10, 1)
"""When figures of 2023-2024 are stated, in these tests."""
LAST = date(2025, 8, 31)
"""The last day of 2024-2025."""


def institution(name, first_year=2023):
    """An institution that is asked, from 2023-2024 on."""
    found = make.organisation(name=name, kind="higher_education")
    make.respondent(institution=found, first_year=first_year)
    return found


def stated(of, enrolled, year=2023, stated_on=STATED, level="master", kind="specialist", **fields):
    """A figure of an institution."""
    taught = make.study_programme(institution=of, level=level, kind=kind)
    return make.student_figure(study_programme=taught, year=year, enrolled=enrolled, stated_on=stated_on, **fields)


def published(day):
    """The figure that TRA-1 publishes on a day: value, unknowns, day and what it covers."""
    figure = Ledger(day).figure(indicators()["TRA-1"])
    return figure["value"], figure["unknowns"], figure["holds_on"], figure["perimeter"]["fr"]


def parts(day, of):
    """The parts of a breakdown of TRA-1 on a day: value and unknowns by key, "protected" for what is."""
    found = next(one for one in Ledger(day).breakdowns(indicators()["TRA-1"]) if one["key"] == of)
    told = {
        part["key"]: "protected" if part["protected"] else (part["value"], part["unknowns"]) for part in found["parts"]
    }
    return found["is_partition"], told


def test_nothing_is_told_before_somebody_has_answered():
    stated(institution("Alpha"), 100, year=2024, stated_on=STATED)
    assert [students_trained.on(day) for day in (STATED - ONE, STATED, LAST - ONE)] == [None, None, None]
    assert students_trained.on(LAST) == Total(100, 1)
    assert Ledger(STATED).figure(indicators()["TRA-1"])["recorded"] is None


def test_year_counts_from_its_last_day_or_from_its_statement():
    alpha = institution("Alpha")
    stated(alpha, 100)
    stated(alpha, 130, year=2024, stated_on=date(2025, 3, 1))
    days = [STATED - ONE, STATED, date(2024, 12, 31), date(2025, 1, 1), LAST - ONE, LAST, LAST + ONE]
    assert [found and found.value for found in map(students_trained.on, days)] == [None, 100, 100, 100, 100, 130, 130]
    assert [readings_on(day, {"": students_trained})[""].holds_on for day in (date(2024, 12, 31), LAST)] == [
        date(2024, 8, 31),
        LAST,
    ]


def test_calendar_year_ends_with_the_academic_year_that_ended_in_it():
    alpha = institution("Alpha")
    for year in (2023, 2024, 2025):
        stated(alpha, year, year=year, stated_on=date(year + 1, 7, 1))
    assert [students_trained.on(date(year, 12, 31)).value for year in (2024, 2025, 2026)] == [2023, 2024, 2025]


def test_each_missing_institution_is_an_unknown_and_the_year_says_so():
    alpha, _beta, _gamma = [institution(name) for name in ("Alpha", "Bêta", "Gamma")]
    stated(alpha, 100)
    make.completeness(indicator="TRA-1", complete_from=STATED)
    covers = "Année universitaire 2023-2024, 1 sur 3 établissements, provisoire"
    assert published(STATED) == ("100", 2, "2024-08-31", covers)
    assert parts(STATED, "institution") == (True, {"Alpha": ("100", 0), "Bêta": (None, 1), "Gamma": (None, 1)})
    assert parts(STATED, "level") == (True, {"master": ("100", 0), "not_answered": (None, 2)})


def test_year_that_all_have_answered_for_is_told_before_one_that_is_provisional():
    alpha, beta = institution("Alpha"), institution("Bêta")
    stated(alpha, 100), stated(beta, 50)
    stated(alpha, 130, year=2024, stated_on=LAST)
    make.completeness(indicator="TRA-1", complete_from=STATED)
    assert published(LAST) == ("150", 0, "2024-08-31", "Année universitaire 2023-2024, tous les établissements (2)")
    stated(beta, 60, year=2024, stated_on=LAST + ONE)
    assert published(LAST + ONE) == (
        "190",
        0,
        "2025-08-31",
        "Année universitaire 2024-2025, tous les établissements (2)",
    )
    assert published(LAST)[0] == "150"


def test_year_is_provisional_while_nobody_has_said_who_is_asked():
    stated(make.organisation(name="Alpha", kind="higher_education"), 100)
    make.completeness(indicator="TRA-1", complete_from=STATED)
    words = "Année universitaire 2023-2024, personne n’a dit quels établissements sont interrogés"
    assert published(STATED) == ("100", 0, "2024-08-31", words)


def test_observation_is_published_until_records_are_complete():
    make.observation(indicator="TRA-1", value=2500, holds_on=STATED, stated_on=STATED)
    stated(institution("Alpha"), 100)
    assert published(STATED)[0] == "2500"
    assert Ledger(STATED).figure(indicators()["TRA-1"])["recorded"]["value"] == "100"
    assert Ledger(STATED).breakdowns(indicators()["TRA-1"]) == []


def test_figure_that_counts_is_the_one_of_the_day():
    alpha = institution("Alpha")
    first = stated(alpha, 100)
    make.student_figure(study_programme=first.study_programme, enrolled=120, stated_on=STATED + ONE)
    assert [students_trained.on(day).value for day in (STATED, STATED + ONE)] == [100, 120]


def test_unknown_number_and_people_counted_elsewhere_are_said():
    alpha = institution("Alpha")
    stated(alpha, 100, counted_elsewhere=30), stated(alpha, None), stated(alpha, 9, counted_elsewhere=None)
    assert students_trained.on(STATED) == Total(79, 2, 1, Qualifier.AT_MOST)


def test_examples_are_in_no_total():
    stated(make.organisation(kind="higher_education", is_example=True), 100)
    assert students_trained.on(STATED) is None


def test_parts_of_one_to_four_are_protected_with_others():
    alpha, beta, gamma = institution("Alpha"), institution("Bêta"), institution("Gamma")
    stated(alpha, 3, level="licence"), stated(beta, 40), stated(gamma, 60, kind="awareness")
    make.completeness(indicator="TRA-1", complete_from=STATED)
    assert published(STATED)[0] == "103"
    assert parts(STATED, "institution") == (True, {"Alpha": "protected", "Bêta": "protected", "Gamma": ("60", 0)})
    assert parts(STATED, "level") == (True, {"licence": "protected", "master": "protected"})
    assert parts(STATED, "kind") == (True, {"awareness": ("60", 0), "specialist": ("43", 0)})


def test_part_that_was_protected_stays_so_in_a_correction_and_in_the_next_release():
    make.programme(starts_on=date(2024, 1, 1))
    alpha, beta = institution("Alpha"), institution("Bêta")
    small = stated(alpha, 3, stated_on=date(2025, 1, 1))
    stated(beta, 40, stated_on=date(2025, 1, 1)), stated(beta, 60, level="licence", stated_on=date(2025, 1, 1))
    make.completeness(indicator="TRA-1", complete_from=STATED)
    days = [date(2025, 1, 10), date(2025, 1, 10), date(2025, 2, 10), date(2025, 9, 30)]
    told = []
    for place, day in enumerate(days):
        if place == 1:
            make.student_figure(study_programme=small.study_programme, enrolled=9, stated_on=date(2025, 1, 2))
        if place == 3:
            stated(alpha, 8, year=2024, stated_on=LAST), stated(beta, 70, year=2024, stated_on=LAST)
        at = datetime(2025, 10, 1, 12, tzinfo=UTC)
        document = json.loads(publish_release(day=day, by=None, at=at, reason=REASON, still_true=True).text)
        (entry,) = [one for one in document["indicators"] if one["code"] == "TRA-1"]
        told.append([part["value"] for part in entry["breakdowns"][0]["parts"]])
    assert told == [[None, None], [None, None], [None, None], ["8", "70"]]
