"""Spreadsheets of institutions: what they create, that twice changes nothing, what they contradict, what is wrong."""

import pytest

from tests import make
from tests.make import DAY
from tests.office.files import xlsx_of
from tests.office.importing import doubts_of, faults_of, imported, outcomes, planned
from tests.sending import coordinator
from training.models import StudentFigure, StudyProgramme
from training.resources import StudentResource
from training.tables import StudentFigureTable

pytestmark = pytest.mark.django_db
FRENCH = (
    "Établissement;Formation;Niveau;Type de formation;Année universitaire;Effectifs;Dont comptés ailleurs;Diplômés;Déclaré le\n"
    "Alpha;Master IA;master;spécialiste;2023-2024;1 120;0;50;20/05/2025\n"
    "Alpha;DU Données;formation continue;double compétence;2023/24;;;;20/05/2025\n"
).encode()
ENGLISH = (
    "Institution;Programme of study;Level;Kind of training;Academic year;Enrolled;Counted elsewhere;Graduated;Stated on\n"
    "Alpha;Master IA;master;specialist;2023-2024;1120;0;50;20/05/2025\n"
    "Alpha;DU Données;continuing;dual skill;2023-2024;;;;20/05/2025\n"
).encode()
HEAD = "institution;title_fr;level;kind;year;enrolled;graduated;stated_on\n"


@pytest.fixture(autouse=True)
def alpha(db):
    """An institution."""
    return make.organisation(name="Alpha", kind="higher_education")


def rows(*lines):
    """A file of programmes with these rows."""
    return (HEAD + "\n".join(lines)).encode()


def stated():
    """What is recorded: the programme, year, numbers and day of each figure."""
    return list(
        StudentFigure.objects.order_by("pk").values_list(
            "study_programme__title_fr", "year", "enrolled", "counted_elsewhere", "graduated", "stated_on"
        )
    )


@pytest.mark.parametrize("content", [FRENCH, ENGLISH])
def test_spreadsheet_is_read_and_twice_changes_nothing(content):
    assert outcomes(imported(StudentResource, content)) == {"created": 2}
    known = [("Master IA", 2023, 1120, 0, 50, DAY), ("DU Données", 2023, None, None, None, DAY)]
    assert stated() == known
    assert StudyProgramme.objects.get(title_fr="DU Données").kind == "dual_skill"
    for again in (FRENCH, ENGLISH):
        assert outcomes(imported(StudentResource, again)) == {"same": 2}
    assert stated() == known


def test_what_is_stated_otherwise_is_kept_beside_and_in_doubt():
    imported(StudentResource, rows("Alpha;Master IA;master;specialist;2023-2024;120;50;20/05/2025"))
    plan = imported(StudentResource, rows("Alpha;Master IA;;;2023-2024;150;;21/05/2025"))
    assert doubts_of(plan) == [
        (
            "F2",
            "150",
            "Déclaré autrement pour 2023-2024, le 20 mai 2025\u00a0: 120. Les deux sont gardés\u202f; le dernier déclaré compte, "
            "jusqu’à ce qu’un autre soit retenu.",
        )
    ]
    assert [row[2:5] for row in stated()] == [(120, None, 50), (150, None, 50)]


def test_row_says_again_what_it_does_not_change():
    imported(StudentResource, rows("Alpha;Master IA;master;specialist;2023-2024;120;;20/05/2025"))
    plan = imported(StudentResource, rows("Alpha;Master IA;;;2023-2024;;50;21/05/2025"))
    assert doubts_of(plan) == []
    assert [row[2:5] for row in stated()] == [(120, None, None), (120, None, 50)]


def test_two_rows_of_a_file_that_contradict_each_other_are_both_kept():
    lines = [
        "Alpha;Master IA;master;specialist;2023-2024;120;;20/05/2025",
        "Alpha;Master IA;master;;2023-2024;150;;20/05/2025",
    ]
    plan = imported(StudentResource, rows(*lines))
    assert [cell for cell, _value, _words in doubts_of(plan)] == ["F2", "F3"]
    assert [row[2] for row in stated()] == [120, 150]


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        ("Alpha;Master IA;master;specialist;2023;120;;20/05/2025", "E2", "« 2023 » n’est pas une année universitaire."),
        (
            "Alpha;Master IA;master;specialist;2023-2024;environ 150;;20/05/2025",
            "F2",
            "« environ 150 » n’est pas un nombre",
        ),
        ("Alpha;Master IA;master;specialist;2023-2024;12,5;;20/05/2025", "F2", "« 12,5 » n’est pas un nombre entier."),
        ("Alpha;Master IA;master;specialist;2023-2024;-1;;20/05/2025", "F2", "« -1 » est inférieur à zéro."),
        (
            "Alpha;Master IA;master;specialist;2023-2024;120;121;20/05/2025",
            "G2",
            "Les diplômés d’une année y sont inscrits.",
        ),
        ("Alpha;Master IA;master;specialist;2023-2024;120;;01/01/2090", "H2", "Ce jour est encore à venir"),
        (
            "Alpha;Master IA;master;specialist;2023-2024;120;;",
            "E2",
            "Une ligne dit de quelle année universitaire elle est",
        ),
        ("Alpha;Master IA;;specialist;2023-2024;120;;20/05/2025", "2", "Une nouvelle ligne a besoin d’une valeur"),
        ("Alpha;;master;specialist;2023-2024;120;;20/05/2025", "2", "Une ligne nomme sa formation"),
        ("Oméga;Master IA;master;specialist;2023-2024;120;;20/05/2025", "A2", "Il n’y a pas de"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(line, cell, words):
    found = faults_of(planned(StudentResource, rows(line)))
    assert [(place, " ".join(said.split())[: len(words)]) for place, _value, said in found] == [(cell, words)]


def test_row_of_another_programme_is_refused():
    figure = make.student_figure(enrolled=9)
    content = f"id;institution;title_fr;level;kind;enrolled\n{figure.pk};Alpha;Master IA;master;specialist;8".encode()
    assert [words for _cell, _value, words in faults_of(planned(StudentResource, content))] == [
        "La ligne de ce numéro est d’une autre formation."
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_the_list_is_sent_back_and_changes_nothing(kind):
    source = make.source(key="enquete-2025")
    for values in (
        {"enrolled": 9, "graduated": 3, "source": source},
        {"hours": 300, "qualifier": "about", "note": "=1+1"},
    ):
        make.student_figure(**values)
    asked = "&".join(f"columns={name}" for name in StudentFigureTable.base_columns)
    content = coordinator("Anne").get(f"/office/students/?{asked}&export={kind}").content
    assert outcomes(imported(StudentResource, content)) == {"same": 2}


def test_one_changed_cell_of_our_own_file_changes_one_figure():
    figure = make.student_figure(enrolled=9)
    imported(StudentResource, xlsx_of(["id", "Personnes inscrites"], [figure.pk, 11]))
    assert [row[2] for row in stated()] == [11]
