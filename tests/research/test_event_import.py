"""Spreadsheets of events: what they create, that twice changes nothing, what is refused, and our own files sent back."""

from datetime import date

import pytest

from research.models import Event, EventOrganiser
from research.resources import EventResource as Resource
from research.tables import OfficeEventTable
from tests import make
from tests.make import DAY
from tests.office.files import csv_of, xlsx_of
from tests.office.importing import changes, faults_of, imported, outcomes, planned
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TITLE = "Hackathon santé"
FRENCH = [
    [
        *("Titre", "Type", "Date de début", "Date de fin", "Lieu", "Participants", "La présence est", "A eu lieu"),
        *("Organisateurs", "Thèmes"),
    ],
    [
        TITLE,
        "hackathon",
        "20/05/2025",
        "21/05/2025",
        "Nancy",
        "environ 150",
        "counted",
        "oui",
        "CHRU · Alpha",
        "transverse",
    ],
    ["Atelier", "atelier", "12/06/2026", "", "Metz", "30", "announced", "", "Alpha", ""],
    ["Atelier", "", "12/06/2026", "", "", "", "", "", "Universität", ""],
]
ENGLISH = [
    [
        *("Title in French", "Kind", "First day", "Last day", "Place", "Attendance", "Attendance is", "It took place"),
        *("Organisers", "Themes"),
    ],
    [
        TITLE,
        "hackathon",
        "20/05/2025",
        "21/05/2025",
        "Nancy",
        "about 150",
        "counted",
        "yes",
        "CHRU · Alpha",
        "transverse",
    ],
    ["atelier", "workshop", "12/06/2026", "12/06/2026", "Metz", "30", "announced", "", "Alpha", ""],
    ["Atelier", "", "12/06/2026", "", "", "", "", "", "Universität", ""],
]


@pytest.fixture(autouse=True)
def world(db):
    """Three organisations, one of them abroad."""
    make.programme()
    make.organisation(name="Alpha", kind="higher_education")
    make.organisation(name="Hôpital de Nancy", short_name="CHRU", kind="hospital")
    make.organisation(name="Universität", kind="foreign", country="DE")


def row(**cells):
    """The file of one event, with more columns."""
    head = {"title_fr": TITLE, "kind": "hackathon", "starts_on": "20/05/2025"} | cells
    return csv_of(head, head.values())


def organisers():
    """Who organises which event."""
    return list(EventOrganiser.objects.order_by("pk").values_list("event__title_fr", "organisation__name"))


@pytest.mark.parametrize("lines", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_spreadsheet_is_read_and_twice_changes_nothing(lines, file_of):
    assert outcomes(imported(Resource, file_of(*lines))) == {"created": 3}
    known = list(Event.objects.order_by("pk").values_list("kind", "starts_on", "ends_on", "attendance", "took_place"))
    assert known == [
        ("hackathon", DAY, date(2025, 5, 21), 150, True),
        ("workshop", date(2026, 6, 12), None, 30, False),
    ]
    assert set(Event.objects.values_list("attendance_qualifier", "attendance_basis")) == {
        ("about", "counted"),
        ("exact", "announced"),
    }
    assert [organisation for _event, organisation in organisers()] == [
        *("Hôpital de Nancy", "Alpha"),
        *("Alpha", "Universität"),
    ]
    for again in (FRENCH, ENGLISH):
        assert outcomes(imported(Resource, file_of(*again))) == {"same": 3}
    assert len(organisers()) == 4


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"ends_on": "19/05/2025"}, "D2", "Le dernier jour est avant le premier."),
        ({"attendance": "environ 150", "attendance_basis": "counted"}, "E2", "Personne n’est compté avant"),
        ({"attendance": "une foule"}, "D2", "« une foule » n’est pas un nombre entier."),
        ({"starts_on": "02/06/2026", "took_place": "oui"}, "D2", "Il n’est pas encore"),
        ({"took_place": "oui", "cancelled_on": "19/05/2025"}, "E2", "Un événement annulé n’a pas eu lieu"),
        ({"organisers": "Alpha · Oméga"}, "D2", "Il n’y a pas de fiche « Oméga »"),
        ({"website": "enact"}, "D2", "Saisissez une URL valide."),
        ({"kind": ""}, "2", "Une nouvelle ligne a besoin d’une valeur"),
        ({"kind": "colloque"}, "B2", "« colloque » n’est pas l’un des choix."),
        ({"title_fr": ""}, "2", "Une ligne nomme son événement"),
    ],
)
def test_what_is_wrong_is_said_at_its_row(cells, cell, words):
    found = faults_of(planned(Resource, row(**cells)))
    assert [(place, " ".join(said.split())[: len(words)]) for place, _value, said in found] == [(cell, words)]


def test_event_of_the_day_may_have_taken_place():
    assert outcomes(imported(Resource, row(starts_on="01/06/2026", took_place="oui"))) == {"created": 1}


def test_title_of_several_events_needs_the_day():
    imported(Resource, row())
    imported(Resource, row(starts_on="21/05/2025"))
    [(cell, _value, words)] = faults_of(planned(Resource, csv_of(["title_fr", "place"], [TITLE, "Metz"])))
    assert (cell, words[:30]) == ("A2", "Plusieurs événements ont ce ti")
    assert outcomes(imported(Resource, row(place="Metz"))) == {"changed": 1}


def test_organiser_that_is_not_named_stays():
    imported(Resource, row(organisers="Alpha"))
    assert outcomes(imported(Resource, row(organisers="CHRU"))) == {"created": 1}
    assert organisers() == [(TITLE, "Alpha"), (TITLE, "Hôpital de Nancy")]


def test_moved_event_is_found_by_its_number():
    event = make.event(title_fr=TITLE, starts_on=DAY, ends_on=date(2025, 5, 22))
    plan = imported(Resource, csv_of(["id", "starts_on", "ends_on"], [event.pk, "21/05/2025", "21/05/2025"]))
    days = [("starts_on", DAY, date(2025, 5, 21)), ("ends_on", date(2025, 5, 22), date(2025, 5, 21))]
    assert changes(plan) == [("changed", "event", *days)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_the_list_is_sent_back_and_changes_nothing(kind):
    imported(Resource, xlsx_of(*FRENCH))
    event = make.event(title_fr="=1+1", title_en="Sums", attendance=20, attendance_qualifier="at_least")
    for organisation in (make.organisation(name="Rotor", is_example=True), make.organisation(short_name="OG")):
        make.event_organiser(event=event, organisation=organisation)
    asked = "&".join(f"columns={name}" for name in OfficeEventTable.base_columns)
    content = coordinator("Anne").get(f"/office/events/?{asked}&export={kind}").content
    assert outcomes(imported(Resource, content)) == {"same": 3}
