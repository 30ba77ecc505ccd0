"""Spreadsheets of chairs: what they create, that twice changes nothing, what is refused, and our own files sent back."""

from datetime import date

import pytest

from partners.models import Identity
from research.models import Chair, ChairFunding, ChairHolder, ChairStep
from research.resources import ChairResource as Resource
from research.tables import OfficeChairTable
from tests import make
from tests.make import DAY
from tests.office.files import csv_of, xlsx_of
from tests.office.importing import changes, faults_of, imported, outcomes, planned
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TITLE = "Chaire d’apprentissage"
FRENCH = [
    [
        *(
            "Intitulé",
            "Type",
            "Établissement",
            "Laboratoire",
            "Étape",
            "Jour de l’étape",
            "Titulaire",
            "Titulaire depuis le",
        ),
        *("Financement", "Moyens : montant en euros", "Dernier jour"),
    ],
    [
        TITLE,
        "internationale",
        "UA",
        "UMR 7503",
        "attribuée",
        "20/05/2025",
        "Léa Martin",
        "01/09/2025",
        "Thèses",
        "150 000",
        "",
    ],
    [TITLE, "", "", "", "démarrée", "01/09/2025", "026927608", "01/01/2026", "Région – Sûreté", "", ""],
    ["Chaire de santé", "", "", "", "prévue", "21/05/2025", "", "", "", "", "31/12/2029"],
]
ENGLISH = [
    [
        *(
            "Title in French",
            "Type",
            "Host institution",
            "Laboratory",
            "Step",
            "Day of the step",
            "Holder",
            "Holder: starts on",
        ),
        *("Commitment", "Means: amount in euros", "Last day"),
    ],
    [
        TITLE,
        "international",
        "Alpha",
        "LORIA",
        "awarded",
        "20/05/2025",
        "Martin Léa",
        "01/09/2025",
        "Thèses",
        "150000",
        "",
    ],
    [TITLE.upper(), "", "", "", "start", "01/09/2025", "Noé Petit", "01/01/2026", "Sûreté", "", ""],
    ["Chaire de sante", "", "", "", "planned", "21/05/2025", "", "", "", "", "31/12/2029"],
]


@pytest.fixture(autouse=True)
def world(db):
    """An institution, a laboratory, two people and two commitments."""
    make.programme()
    make.organisation(name="Alpha", short_name="UA", kind="higher_education")
    make.laboratory(name="Laboratoire lorrain", short_name="LORIA", code="UMR 7503")
    make.person("Léa", "Martin")
    Identity.objects.filter(person=make.person("Noé", "Petit")).update(idref="026927608")
    region = make.organisation(name="Région", kind="local_authority")
    for title in ("Thèses", "Sûreté"):
        make.commitment(organisation=region, title_fr=title)


def rows(names, *lines):
    """The file of one chair on several rows, with more columns."""
    return csv_of(["title_fr", *names], *([TITLE, *line] for line in lines))


def recorded():
    """How many records there are of each kind."""
    return [kind.objects.count() for kind in (Chair, ChairStep, ChairHolder, ChairFunding)]


@pytest.mark.parametrize("lines", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_spreadsheet_is_read_and_twice_changes_nothing(lines, file_of):
    assert outcomes(imported(Resource, file_of(*lines))) == {"created": 3}
    assert recorded() == [2, 3, 2, 2]
    chair = Chair.objects.get(title_fr=TITLE)
    assert (chair.kind, chair.host.name, chair.laboratory.code) == ("international", "Alpha", "UMR 7503")
    assert list(chair.means.values_list("commitment__title_fr", "amount")) == [("Thèses", 150_000), ("Sûreté", None)]
    assert list(chair.holders.values_list("person__identity__family_name", "starts_on")) == [
        ("Martin", date(2025, 9, 1)),
        ("Petit", date(2026, 1, 1)),
    ]
    for again in (FRENCH, ENGLISH):
        assert outcomes(imported(Resource, file_of(*again))) == {"same": 3}
    assert recorded() == [2, 3, 2, 2]


HOLDER = ["held_person", "held_starts_on", "held_ends_on"]
STEP = ["step_kind", "step_day", "ends_on"]
STARTED = ["started", "01/09/2025", ""]


@pytest.mark.parametrize(
    ("names", "lines", "cell", "words"),
    [
        (HOLDER, [["Léa Martin", "01/09/2025", "31/08/2025"]], "D2", "La fin précède le début."),
        (HOLDER, [["Léa Martin", "", ""]], "2", "Une nouvelle ligne a besoin d’une valeur"),
        (HOLDER, [["", "01/09/2025", ""]], "2", "Une ligne qui dit cela a besoin d’une valeur"),
        (HOLDER, [["Lea Dupont", "01/09/2025", ""]], "B2", "Il n’y a pas de fiche « Lea Dupont » (personne)"),
        (STEP, [STARTED, ["ended", "31/08/2025", ""]], "C3", "La chaire s’arrêterait le 31 août 2025"),
        (STEP, [["started", "01/09/2025", "31/08/2025"]], "C2", "La chaire s’arrêterait le 31 août 2025"),
        (STEP, [["awarded", "", ""]], "B2", "Une étape a un jour"),
        (
            ["ends_on", "ends_with_programme"],
            [["31/12/2029", "oui"]],
            "C2",
            "Une chaire qui s’achève avec le programme",
        ),
        (["paid_commitment", "paid_amount"], [["Thèses", "-5"]], "C2", "« -5 »"),
        (["paid_amount"], [["5"]], "2", "Une ligne qui dit cela a besoin d’une valeur"),
        (["host"], [["Oméga"]], "B2", "Il n’y a pas de fiche « Oméga »"),
    ],
)
def test_what_is_wrong_is_said_at_its_row(names, lines, cell, words):
    found = faults_of(planned(Resource, rows(names, *lines)))
    assert [(place, " ".join(said.split())[: len(words)]) for place, _value, said in found] == [(cell, words)]


def test_last_day_before_the_recorded_start_is_refused():
    make.chair(title_fr=TITLE, kind="started")
    found = faults_of(planned(Resource, rows(["ends_on"], ["19/05/2025"])))
    assert [(cell, value) for cell, value, _words in found] == [("B2", "19/05/2025")]
    assert outcomes(imported(Resource, rows(["ends_on"], ["20/05/2025"]))) == {"changed": 1}


def test_row_without_chair_is_refused():
    [(cell, _value, words)] = faults_of(planned(Resource, csv_of(["kind", "title_fr"], ["international", ""])))
    assert (cell, words) == ("2", "Une ligne nomme sa chaire\u00a0: par son numéro, ou par son titre en français.")


def test_holder_who_leaves_is_found_without_the_first_day():
    imported(Resource, rows(HOLDER, ["Léa Martin", "01/09/2025", ""]))
    plan = imported(Resource, rows(HOLDER, ["Léa Martin", "", "31/12/2025"]))
    assert changes(plan) == [("changed", "chairholder", ("ends_on", None, date(2025, 12, 31)))]
    imported(Resource, rows(HOLDER, ["Léa Martin", "01/09/2026", ""]))
    [(cell, _value, words)] = faults_of(planned(Resource, rows(HOLDER, ["Léa Martin", "", "31/12/2026"])))
    assert (cell, words[:24]) == ("B2", "Plusieurs sont enregistr")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_the_list_is_sent_back_and_changes_nothing(kind):
    imported(Resource, xlsx_of(*FRENCH))
    make.chair(
        title_fr="=1+1", title_en="Sums", kind="agreed", ends_with_programme=True, happened_on=DAY, transverse=True
    )
    asked = "&".join(f"columns={name}" for name in OfficeChairTable.base_columns)
    content = coordinator("Anne").get(f"/office/chairs/?{asked}&export={kind}").content
    assert outcomes(imported(Resource, content)) == {"same": 3}
