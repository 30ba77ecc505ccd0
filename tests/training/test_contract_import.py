"""Spreadsheets of doctoral contracts: what they create, that twice changes nothing, what the rules refuse and what they doubt."""

from datetime import date

import pytest

from partners.models import Identity
from tests import make
from tests.make import DAY
from tests.office.files import csv_of, xlsx_of
from tests.office.importing import changes, doubts_of, faults_of, imported, outcomes, planned
from tests.sending import coordinator
from training.models import (
    CommitteeMeeting,
    Coverage,
    DoctoralContract,
    DoctoralLaboratory,
    DoctoralRole,
    DoctoralStep,
)
from training.resources import DoctoralContractResource as Resource
from training.tables import DoctoralContractTable

pytestmark = pytest.mark.django_db
START = date(2025, 10, 1)
FRENCH = [
    [
        *(
            "Type de contrat",
            "Titre de la thèse",
            "Doctorante",
            "Établissement",
            "Laboratoire",
            "Étape",
            "Date de l’étape",
        ),
        *("Rôle", "Personne", "Rôle depuis le", "Financement", "Premier mois", "Dernier mois", "Salaire brut"),
    ],
    [
        *("académique", "Apprendre peu", "Aya Diallo", "UA", "UMR 7503", "démarré", "01/10/2025", "directeur"),
        *("0000-0002-1825-0097", "01/10/2025", "Région – Thèses", "1", "36", "2 300,00 €"),
    ],
    [
        *("", "Apprendre peu", "", "UA", "", "", "", "codirection", "Noé Petit", "01/10/2025", "", "", "", ""),
    ],
    [
        *("industriel (CIFRE)", "Jumeaux numériques", "", "UA", "LORIA · Lab B", "sélectionné", "01/05/2026"),
        *("", "", "", "", "", "", ""),
    ],
]
ENGLISH = [
    [
        *("Kind", "Title in French", "Doctoral student", "Institution", "Laboratories", "Step", "Day of the step"),
        *("Role", "Person", "Role: starts on", "Commitment", "First month", "Last month", "Gross pay in euros"),
    ],
    [
        *("academic", "Apprendre peu", "Diallo Aya", "Alpha", "LORIA", "started", "01/10/2025", "director"),
        *("https://orcid.org/0000-0002-1825-0097", "01/10/2025", "Thèses", "1", "36", "2300"),
    ],
    [
        *("", "apprendre PEU", "", "Alpha", "", "", "", "co-director", "Noé Petit", "01/10/2025", "", "", "", ""),
    ],
    [
        *("CIFRE", "Jumeaux numériques", "", "Alpha", "Lab B · LORIA", "selected", "01/05/2026"),
        *("", "", "", "", "", "", ""),
    ],
]
HEAD = ["kind", "title_fr", "institution"]
ROW = ["academic", "Apprendre peu", "Alpha"]


@pytest.fixture(autouse=True)
def world(db):
    """An institution, two laboratories, three people and a commitment."""
    make.organisation(name="Alpha", short_name="UA", kind="higher_education")
    make.laboratory(name="Laboratoire lorrain", short_name="LORIA", code="UMR 7503")
    make.laboratory(name="Lab B")
    make.person("Aya", "Diallo")
    director = make.person("Léa", "Martin", has_hdr=True)
    Identity.objects.filter(person=director).update(orcid="0000-0002-1825-0097", idref="026927608")
    make.person("Noé", "Petit", has_hdr=False)
    region = make.organisation(name="Région", kind="local_authority")
    make.commitment(organisation=region, title_fr="Thèses")


def row(**cells):
    """The file of one contract, with more columns."""
    return csv_of([*HEAD, *cells], [*ROW, *cells.values()])


def rows(names, *lines):
    """The file of one contract on several rows, with more columns."""
    return csv_of([*HEAD, *names], *([*ROW, *line] for line in lines))


def recorded():
    """How many records there are of each kind."""
    return [
        kind.objects.count() for kind in (DoctoralContract, DoctoralStep, DoctoralRole, DoctoralLaboratory, Coverage)
    ]


@pytest.mark.parametrize("lines", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("file_of", [csv_of, xlsx_of])
def test_spreadsheet_is_read_and_twice_changes_nothing(lines, file_of):
    assert outcomes(imported(Resource, file_of(*lines))) == {"created": 3}
    known = [2, 2, 2, 3, 1]
    assert recorded() == known
    contract = DoctoralContract.objects.get(title_fr="Apprendre peu")
    assert (contract.kind, str(contract.student), contract.pay, contract.months) == ("academic", "Aya Diallo", 2300, 36)
    assert list(contract.roles.values_list("role", "person__identity__family_name", "starts_on")) == [
        ("director", "Martin", START),
        ("co_director", "Petit", START),
    ]
    assert list(contract.coverages.values_list("commitment__title_fr", "first_month", "last_month")) == [
        ("Thèses", 1, 36)
    ]
    for again in (FRENCH, ENGLISH):
        assert outcomes(imported(Resource, file_of(*again))) == {"same": 3}
    assert recorded() == known


def test_each_record_bears_who_and_why():
    user = make.user(name="Anne")
    imported(Resource, xlsx_of(*FRENCH), by=user, reason="Campagne 2025")
    for kind in (DoctoralContract, DoctoralStep, DoctoralRole, DoctoralLaboratory, Coverage):
        told = set(kind.history.values_list("history_user__name", "history_change_reason", "history_type"))
        assert told == {("Anne", "Campagne 2025", "+")}
    assert set(DoctoralStep.objects.values_list("recorded_by__name", flat=True)) == {"Anne"}


def test_empty_cell_keeps_and_a_dash_erases():
    imported(Resource, row(pay="2300", doctoral_school="ED 77", funded_by_enact="oui"))
    plan = imported(Resource, row(pay="", doctoral_school="-", funded_by_enact="-"))
    gone = [("doctoral_school", "ED 77", ""), ("funded_by_enact", True, None)]
    assert changes(plan) == [("changed", "doctoralcontract", *gone)]
    assert DoctoralContract.objects.get().pay == 2300


def test_step_that_stands_otherwise_is_replaced_by_one_that_says_why():
    imported(Resource, row(step_kind="started", step_day="01/10/2025"))
    plan = imported(Resource, row(step_day="01/10/2025", step_document="Contrat 12"), reason="Pièce reçue")
    assert changes(plan) == [("corrected", "doctoralstep", ("document_reference", "", "Contrat 12"))]
    standing = DoctoralStep.objects.standing().get()
    assert (standing.kind, standing.replaces.document_reference, standing.reason) == ("started", "", "Pièce reçue")


def test_person_is_found_by_idref():
    imported(Resource, row(role="director", role_person="026927608", role_starts_on="01/10/2025"))
    assert DoctoralRole.objects.get().person.identity.family_name == "Martin"


ROLE = ["role", "role_person", "role_starts_on", "role_ends_on", "role_derogation"]
STEP = ["step_kind", "step_day", "step_ground", "step_months", "nnt"]
MARTIN = ["director", "Léa Martin", "01/10/2025", "", ""]
STARTED = ["started", "01/10/2025", "", "", ""]


@pytest.mark.parametrize(
    ("names", "lines", "cell", "words"),
    [
        (ROLE, [MARTIN, ["director", "Aya Diallo", "01/01/2026", "", ""]], "3", "Deux personnes dirigent la thèse"),
        (
            ROLE,
            [["director", "Aya Diallo", "01/09/2025", "31/10/2025", ""], MARTIN],
            "E3",
            "Deux personnes dirigent la thèse",
        ),
        (ROLE, [["director", "Noé Petit", "01/10/2025", "", ""]], "E2", "Noé Petit n’a pas d’HDR"),
        (ROLE, [["director", "Léa Martin", "01/10/2025", "30/09/2025", ""]], "G2", "La fin précède le début."),
        (
            ROLE,
            [MARTIN, ["committee", "Léa Martin", "01/11/2025", "", ""]],
            "E3",
            "Léa Martin encadre la thèse et siège",
        ),
        (ROLE, [["director", "", "01/10/2025", "", ""]], "2", "Une ligne qui dit cela a besoin d’une valeur"),
        (ROLE, [["director", "Léa Martin", "", "", ""]], "2", "Une nouvelle ligne a besoin d’une valeur"),
        (
            ROLE,
            [["director", "Lea Martine", "01/10/2025", "", ""]],
            "E2",
            "Il n’y a pas de fiche « Lea Martine » (personne)",
        ),
        (STEP, [["started", "01/10/2025", "", "", "2028LORR0001"]], "H2", "Une thèse a un numéro (NNT)"),
        (STEP, [["", "", "", "", "2028LORR0001"]], "H2", "Une thèse a un numéro (NNT)"),
        (STEP, [["", "", "", "", "28LORR1"]], "H2", "L’année, puis huit lettres"),
        (
            STEP,
            [STARTED, ["defended", "30/09/2025", "", "", ""]],
            "E3",
            "La soutenance, ou l’arrêt, est avant le début",
        ),
        (STEP, [["extended", "01/09/2025", "leave", "6", ""]], "E2", "Une prolongation suit le début"),
        (STEP, [["extended", "01/09/2025", "", "", ""]], "D2", "Une prolongation a un motif et des mois"),
        (STEP, [["started", "01/10/2090", "", "", ""]], "E2", "Ce jour est à venir :"),
        (["collaboration_signed_on"], [["01/10/2025"]], "D2", "Seule une CIFRE a un contrat de collaboration."),
        (["cotutelle"], [["Région"]], "D2", "Une cotutelle se fait avec un établissement étranger."),
        (["pay"], [["1.234"]], "D2", "« 1.234 » peut se lire de deux façons"),
        (
            ["paid_commitment", "paid_first_month", "paid_last_month"],
            [["Thèses", "12", "6"]],
            "F2",
            "Les mois se comptent",
        ),
    ],
)
def test_what_the_rules_refuse_is_said_at_its_row(names, lines, cell, words):
    found = faults_of(planned(Resource, rows(names, *lines)))
    assert [(place, " ".join(said.split())[: len(words)]) for place, _value, said in found] == [(cell, words)]


def test_director_without_hdr_is_taken_with_a_derogation():
    found = rows(ROLE, ["director", "Noé Petit", "01/10/2025", "", "Conseil académique du 12 septembre 2025"])
    assert outcomes(imported(Resource, found)) == {"created": 1}


def test_director_who_follows_another_is_taken_in_any_order_of_rows():
    imported(Resource, rows(ROLE, MARTIN))
    second = ["director", "Aya Diallo", "01/01/2026", "", ""]
    plan = imported(Resource, rows(ROLE, second, [*MARTIN[:3], "31/12/2025", ""]))
    assert outcomes(plan) == {"created": 1, "changed": 1}
    assert list(DoctoralRole.objects.values_list("ends_on", flat=True)) == [date(2025, 12, 31), None]


def test_defence_and_number_come_together():
    imported(Resource, row(step_kind="started", step_day="01/10/2021"))
    plan = imported(Resource, row(step_kind="defended", step_day="15/12/2024", nnt="2024LORR0001"))
    assert (outcomes(plan), DoctoralContract.objects.get().nnt) == ({"changed": 1}, "2024LORR0001")
    assert outcomes(planned(Resource, csv_of(["nnt", "pay"], ["2024LORR0001", "2100"]))) == {"changed": 1}


def test_what_is_to_be_decided_is_in_doubt_with_its_source():
    make.minimum_pay(kind="academic", amount=2200, starts_on=date(2025, 1, 1), text="Arrêté du 26 décembre 2024")
    plan = imported(Resource, row(pay="2100", step_kind="started", step_day="01/10/2025"))
    assert doubts_of(plan) == [
        (
            "D2",
            "2100",
            "La rémunération brute, 2\u202f100\u00a0€ par mois, est sous le minimum légal de 2\u202f200\u00a0€ à partir du "
            "1er janvier 2025 (Arrêté du 26 décembre 2024).",
        )
    ]
    assert (plan.is_faulty, outcomes(planned(Resource, row(pay="2100")))) == (False, {"same": 1})
    assert doubts_of(planned(Resource, row(pay="2100"))) == []


def test_director_of_whom_no_hdr_is_known_is_in_doubt():
    plan = planned(Resource, rows(ROLE, ["director", "Aya Diallo", "01/10/2025", "", ""]))
    assert [(cell, "arrêté du 25 mai 2016" in words) for cell, _value, words in doubts_of(plan)] == [("2", True)]


MEETING = ["meeting_year", "meeting_held_on", "meeting_outcome"]


def test_meetings_of_the_committee_are_found_by_their_year():
    imported(Resource, rows(MEETING, ["2", "12/06/2026", ""], ["3", "14/06/2027", "défavorable"]))
    assert list(CommitteeMeeting.objects.values_list("year", "held_on", "outcome")) == [
        (2, date(2026, 6, 12), "not_said"),
        (3, date(2027, 6, 14), "unfavourable"),
    ]
    headings = ["Type de contrat", "Titre", "Établissement", "Année du CSI", "Date du CSI", "Avis du CSI"]
    again = csv_of(headings, [*ROW, "2", "12/06/2026", "favorable"], [*ROW, "3", "14/06/2027", "défavorable"])
    plan = imported(Resource, again)
    assert changes(plan) == [("changed", "committeemeeting", ("outcome", "not_said", "favourable"))]


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        (["1", "12/06/2026", ""], "D2", "Le comité se réunit avant chaque année à partir de la deuxième."),
        (["2", "", ""], "2", "Une nouvelle ligne a besoin d’une valeur"),
        (["", "12/06/2026", ""], "2", "Une ligne qui dit cela a besoin d’une valeur"),
    ],
)
def test_meeting_that_cannot_be_is_said_at_its_row(line, cell, words):
    found = faults_of(planned(Resource, rows(MEETING, line)))
    assert [(place, " ".join(said.split())[: len(words)]) for place, _value, said in found] == [(cell, words)]


def test_committee_that_is_due_is_in_doubt_until_its_meeting_is_in_the_file():
    started = ["step_kind", "step_day", *MEETING]
    doubted = planned(Resource, rows(started, ["started", "01/07/2025", "", "", ""]))
    assert [words[:32] for _cell, _value, words in doubts_of(doubted)] == ["Le comité de suivi individuel se"]
    held = planned(Resource, rows(started, ["started", "01/07/2025", "2", "30/05/2026", "favorable"]))
    assert doubts_of(held) == []


def test_queries_do_not_grow_with_rows(django_assert_max_num_queries):
    lines = [["academic", f"Thèse {place}", "Alpha", *MARTIN[:3], "LORIA"] for place in range(30)]
    content = csv_of([*HEAD, *ROLE[:3], "laboratories"], *lines)
    with django_assert_max_num_queries(20):
        assert outcomes(planned(Resource, content, by=make.user())) == {"created": 30}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_the_list_is_sent_back_and_changes_nothing(kind):
    imported(Resource, xlsx_of(*FRENCH))
    make.doctoral_contract(title_fr="=1+1", title_en="Sums", started_on=DAY, months=42, transverse=True)
    asked = "&".join(f"columns={name}" for name in DoctoralContractTable.base_columns)
    content = coordinator("Anne").get(f"/office/doctoral-contracts/?{asked}&export={kind}").content
    assert outcomes(imported(Resource, content)) == {"same": 3}


def test_one_changed_cell_of_our_own_file_changes_one_contract():
    contract = make.doctoral_contract(title_fr="Ancien titre")
    plan = imported(Resource, xlsx_of(["id", "Titre – en français", "Mois"], [contract.pk, "Nouveau titre", 36]))
    assert changes(plan) == [("changed", "doctoralcontract", ("title_fr", "Ancien titre", "Nouveau titre"))]
