"""Spreadsheets of communities: what they create, that twice changes nothing, what is refused, and our own files sent back."""

from datetime import date

import pytest

from research.models import Community, CommunityLead, CommunityMeeting, CommunityMember, CommunityOutput
from research.resources import CommunityResource as Resource
from research.tables import OfficeCommunityTable
from tests import make
from tests.office.files import csv_of, xlsx_of
from tests.office.importing import changes, faults_of, imported, outcomes, planned
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
NAME = "IA et santé"
FRENCH = [
    [
        *("Communauté", "Active depuis", "Responsable", "Responsable depuis le", "Personne", "Structure", "Catégorie"),
        *("Membre depuis le", "Membre jusqu’au", "Date de la réunion", "Lieu", "Présents"),
    ],
    [
        NAME,
        "20/05/2025",
        "Léa Martin",
        "20/05/2025",
        "Noé Petit",
        "",
        "étudiant",
        "01/06/2025",
        "",
        "12/06/2025",
        "Nancy",
        "environ 150",
    ],
    [NAME, "", "", "", "", "CHRU", "hôpital", "01/06/2025", "31/12/2025", "13/11/2025", "", "42 personnes"],
]
ENGLISH = [
    [
        *("Name in French", "Active from", "Lead", "Lead: starts on", "Member: person", "Organisation", "Category"),
        *("Joined on", "Left on", "Meeting: day", "Place", "Attendance"),
    ],
    [
        NAME,
        "20/05/2025",
        "Martin Léa",
        "20/05/2025",
        "Petit Noé",
        "",
        "student",
        "01/06/2025",
        "",
        "12/06/2025",
        "Nancy",
        "about 150",
    ],
    ["ia et sante", "", "", "", "", "Hôpital de Nancy", "hospital", "01/06/2025", "31/12/2025", "13/11/2025", "", "42"],
]


@pytest.fixture(autouse=True)
def world(db):
    """Two people and a hospital."""
    make.programme()
    make.person("Léa", "Martin")
    make.person("Noé", "Petit")
    make.organisation(name="Hôpital de Nancy", short_name="CHRU", kind="hospital")


def rows(names, *lines):
    """The file of one community on several rows, with more columns."""
    return csv_of(["name_fr", "starts_on", *names], *([NAME, "20/05/2025", *line] for line in lines))


def recorded():
    """How many records there are of each kind."""
    return [kind.objects.count() for kind in (Community, CommunityLead, CommunityMember, CommunityMeeting)]


@pytest.mark.parametrize("lines", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_spreadsheet_is_read_and_twice_changes_nothing(lines, file_of):
    assert outcomes(imported(Resource, file_of(*lines))) == {"created": 2}
    assert recorded() == [1, 1, 2, 2]
    assert [
        (str(one.person or one.organisation), one.category, one.ends_on) for one in CommunityMember.objects.all()
    ] == [
        ("Noé Petit", "student", None),
        ("CHRU", "hospital", date(2025, 12, 31)),
    ]
    assert list(CommunityMeeting.objects.order_by("pk").values_list("attendance", "qualifier", "place")) == [
        (150, "about", "Nancy"),
        (42, "exact", ""),
    ]
    for again in (FRENCH, ENGLISH):
        assert outcomes(imported(Resource, file_of(*again))) == {"same": 2}
    assert recorded() == [1, 1, 2, 2]


MEMBER = ["member_person", "member_organisation", "member_category", "member_starts_on", "member_ends_on"]
MEETING = ["meeting_held_on", "meeting_attendance", "meeting_qualifier"]


@pytest.mark.parametrize(
    ("names", "lines", "cell", "words"),
    [
        (MEMBER, [["Noé Petit", "", "student", "01/06/2025", "31/05/2025"]], "G2", "La fin précède le début."),
        (
            MEMBER,
            [["Noé Petit", "CHRU", "student", "01/06/2025", ""]],
            "D2",
            "Un membre est une personne ou une organisation",
        ),
        (MEMBER, [["", "", "student", "01/06/2025", ""]], "2", "Dites quelle personne ou quelle organisation"),
        (MEMBER, [["Noé Petit", "", "", "01/06/2025", ""]], "2", "Une nouvelle ligne a besoin d’une valeur"),
        (
            MEMBER,
            [["Noe Grand", "", "student", "01/06/2025", ""]],
            "C2",
            "Il n’y a pas de fiche « Noe Grand » (personne)",
        ),
        (
            MEMBER,
            [["", "CHRU", "hospital", "01/06/2025", ""], ["", "CHRU", "hospital", "01/09/2025", ""]],
            "F3",
            "Ce membre appartient déjà à cette communauté",
        ),
        (MEETING, [["12/06/2025", "beaucoup", ""]], "D2", "« beaucoup » n’est pas un nombre entier."),
        (MEETING, [["12/06/2025", "12 à 15", ""]], "D2", "« 12 à 15 » n’est pas un nombre entier."),
        (MEETING, [["12/06/2025", "environ", ""]], "D2", "« environ » n’est pas un nombre entier. Écrivez 150"),
        (MEETING, [["12/06/2025", "-5", ""]], "D2", "« -5 » est inférieur à zéro."),
        (MEETING, [["12/06/2025", "99999999999", ""]], "D2", "« 99999999999 » dépasse ce qui peut être compté"),
        (MEETING, [["12/06/2025", "environ 150", "exact"]], "E2", "Une autre cellule de cette ligne dit autre chose."),
        (MEETING, [["12/06/1999", "", ""]], "C2", "« 12/06/1999 »"),
        (["ends_on"], [["19/05/2025"]], "C2", "La fin précède le début."),
    ],
)
def test_what_is_wrong_is_said_at_its_row(names, lines, cell, words):
    found = faults_of(planned(Resource, rows(names, *lines)))
    assert [(place, " ".join(said.split())[: len(words)]) for place, _value, said in found] == [(cell, words)]


@pytest.mark.parametrize(
    ("typed", "attendance", "qualifier"),
    [
        ("environ 150", 150, "about"),
        ("About 150", 150, "about"),
        ("150 environ", 150, "about"),
        ("~150", 150, "about"),
        ("au moins 1 200 personnes", 1200, "at_least"),
        ("at most 20", 20, "at_most"),
        ("> 150", 150, "at_least"),
        ("≤ 20", 20, "at_most"),
        ("un peu plus de 150", 150, "a_little_over"),
        ("150 people", 150, "exact"),
        ("150", 150, "exact"),
    ],
)
def test_attendance_is_read_as_it_is_said(typed, attendance, qualifier):
    imported(Resource, rows(MEETING, ["12/06/2025", typed, ""]))
    assert list(CommunityMeeting.objects.values_list("attendance", "qualifier")) == [(attendance, qualifier)]


def test_member_who_leaves_and_comes_back():
    imported(Resource, rows(MEMBER, ["Noé Petit", "", "student", "01/06/2025", ""]))
    plan = imported(
        Resource,
        rows(
            MEMBER, ["Noé Petit", "", "researcher", "01/10/2025", ""], ["Noé Petit", "", "", "01/06/2025", "30/09/2025"]
        ),
    )
    assert outcomes(plan) == {"created": 1, "changed": 1}
    assert list(CommunityMember.objects.values_list("category", "ends_on")) == [
        ("student", date(2025, 9, 30)),
        ("researcher", None),
    ]


def test_dash_erases_the_last_day_of_a_lead():
    community = make.community(name_fr=NAME, starts_on=date(2025, 5, 20))
    make.community_lead(community=community, person=make.person("Ada", "Bel"), ends_on=date(2025, 12, 31))
    plan = imported(Resource, csv_of(["id", "lead_person", "lead_ends_on"], [community.pk, "Ada Bel", "-"]))
    assert changes(plan) == [("changed", "communitylead", ("ends_on", date(2025, 12, 31), None))]


def test_outputs_are_found_by_their_title():
    names = ["output_title_fr", "output_produced_on", "output_address"]
    imported(Resource, rows(names, ["Jeu de données", "12/06/2025", ""], ["Guide", "01/09/2025", ""]))
    again = csv_of(["Communauté", "Livrable", "output_address"], [NAME, "jeu de données", "https://example.org/jeu"])
    plan = imported(Resource, again)
    assert changes(plan) == [
        ("changed", "communityoutput", ("address", "", "https://example.org/jeu")),
    ]
    assert CommunityOutput.objects.count() == 2
    found = faults_of(
        planned(Resource, rows(names, ["Charte", "", ""], ["", "12/06/2025", ""], ["Carte", "1/1/1999", ""]))
    )
    assert [cell for cell, _value, _words in found] == ["2", "3", "D4"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_the_list_is_sent_back_and_changes_nothing(kind):
    imported(Resource, xlsx_of(*FRENCH))
    make.community(name_fr="=1+1", name_en="Sums", precision="month", ends_on=date(2026, 1, 1), transverse=True)
    asked = "&".join(f"columns={name}" for name in OfficeCommunityTable.base_columns)
    content = coordinator("Anne").get(f"/office/communities/?{asked}&export={kind}").content
    assert outcomes(imported(Resource, content)) == {"same": 2}
