"""The coordination's list of the figures of students: what was stated by a day, which counts, and the sums of those."""

import csv
import io
from datetime import timedelta

import pytest

from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator, form_of

pytestmark = pytest.mark.django_db
ADDRESS = "/office/students/"
ONE = timedelta(days=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def standings(response):
    """Which figures count and why, as the file of the list says it."""
    rows = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    return [row["Lequel compte"] for row in rows]


def disagreeing():
    """Two figures of one programme of study and year."""
    taught = make.study_programme(institution=make.organisation(name="Alpha", kind="higher_education"))
    first = make.student_figure(study_programme=taught, enrolled=120, graduated=50)
    return first, make.student_figure(study_programme=taught, enrolled=150, stated_on=DAY + ONE)


def test_both_figures_are_shown_with_the_one_that_counts(anne):
    first, second = disagreeing()
    latest = "compte\u00a0: le dernier déclaré\u202f; un autre chiffre dit autre chose"
    other = "ne compte pas\u00a0: un autre a été dit plus tard"
    address = f"{ADDRESS}?columns=standing&export=csv"
    assert standings(anne.get(address)) == [latest, other]
    first.chosen_on, first.chosen_because = DAY + 2 * ONE, "vérifié"
    first.save()
    assert standings(anne.get(address)) == [other, "compte\u00a0: retenu, parce que vérifié"]
    assert standings(anne.get(f"{address}&on={DAY + ONE}")) == [latest, other]
    assert standings(anne.get(f"{address}&on={DAY}")) == ["compte"]
    assert second.enrolled == 150


def test_sums_are_of_the_figures_that_count_by_year_and_level(anne):
    disagreeing()
    make.student_figure(enrolled=7, study_programme=make.study_programme(level="licence"))
    make.student_figure(enrolled=30, year=2024, hours=400)
    make.student_figure(enrolled=60, counted_elsewhere=20, year=2024)
    example = make.organisation(kind="higher_education", is_example=True)
    make.student_figure(enrolled=1000, study_programme=make.study_programme(institution=example))
    response = anne.get(ADDRESS)
    people = {(year["year"], "all"): year["sums"][0][2].value for year in response.context["years"]}
    people |= {
        (year["year"], level): sums[0][2].value
        for year in response.context["years"]
        for level, _name, sums in year["levels"]
    }
    assert people == {
        (2023, "all"): 157,
        (2023, "master"): 150,
        (2023, "licence"): 7,
        (2024, "all"): 70,
        (2024, "master"): 70,
    }
    assert "1 exemple inventé est dans la liste, et dans aucune somme." in Page(response).text


def test_sums_say_who_has_answered_by_the_day(anne):
    first, _second = disagreeing()
    make.respondent(institution=first.study_programme.institution)
    for name in ("Bêta", "Gamma"):
        make.respondent(institution=make.organisation(name=name, kind="higher_education"))
    assert "1 sur 3 établissements, provisoire – manquent : Bêta, Gamma" in Page(anne.get(ADDRESS)).text
    make.student_figure(
        study_programme=make.study_programme(institution=make.organisation(name="Delta", kind="higher_education"))
    )
    assert "provisoire – manquent : Bêta, Gamma – 1 a répondu sans être interrogé" in Page(anne.get(ADDRESS)).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2023", [120, 150]),
        ("year=2024", []),
        ("counts=yes", [150]),
        ("counts=no", [120]),
        ("contested=contested", [120, 150]),
        ("contested=none", []),
        ("level=master&kind=specialist", [120, 150]),
        ("level=licence", []),
        ("q=alpha", [120, 150]),
        ("q=beta", []),
        ("source=some", []),
        ("stated_from=21/05/2025", [150]),
        ("stated_to=20/05/2025", [120]),
    ],
)
def test_filters(anne, query, found):
    disagreeing()
    assert sorted(record.enrolled for record in anne.get(f"{ADDRESS}?{query}").context["page"].records) == found


def test_form_keeps_what_contradicts_and_says_it(anne):
    first, _second = disagreeing()
    address = "/admin/training/studentfigure/add/"
    sent = form_of(anne.get(address)) | {
        "study_programme": first.study_programme_id,
        "year": "2023",
        "enrolled": "90",
        "stated_on": "23/05/2025",
    }
    text = Page(anne.post(address, sent, follow=True)).text
    assert (
        "Des chiffres de cette formation et de cette année se contredisent. Le dernier déclaré compte, celui du 23 mai 2025."
        in text
    )
    assert first.study_programme.figures.count() == 3


@pytest.mark.parametrize("name", ["stated_on", "chosen_on"])
def test_day_to_come_is_refused(anne, name):
    address = "/admin/training/studentfigure/add/"
    sent = form_of(anne.get(address)) | {
        "study_programme": make.study_programme().pk,
        "year": "2023",
        "enrolled": "90",
        "stated_on": "20/05/2025",
        "chosen_because": "relu",
        name: "01/01/2090",
    }
    response = anne.post(address, sent)
    assert [message[:25] for message in response.context["adminform"].form.errors[name]] == [
        "Ce jour est encore à veni"
    ]
