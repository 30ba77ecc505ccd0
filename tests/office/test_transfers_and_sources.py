"""Transfers between institutions, and the sources of steps, as files give them."""

import pytest
from django.utils import timezone

from enact.imports.files import sheets_of
from funding.models import CommitmentStep, Transfer
from funding.resources import CommitmentResource, TransferResource
from tests import make
from tests.history import ONE
from tests.make import DAY
from tests.office.files import csv_of
from tests.office.importing import changes, faults_of, imported, outcomes, planned
from tests.page import plain
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
COLUMNS = ["id", "step_kind", "step_day", "step_source"]


@pytest.fixture
def chair(db):
    """A commitment with a letter."""
    return make.commitment(title_fr="Chaire", amount=5)


@pytest.fixture
def report(db):
    """A voice in a report."""
    document = make.document(key="rapport-2025", title_fr="Rapport annuel", address="https://example.org/rapport")
    return make.source(key="rapport-presidente", document=document, said_by_fr="présidente de l’université")


def step_row(chair, source):
    """The row of the letter, with a source."""
    return csv_of(COLUMNS, [chair.pk, "letter", "20/05/2025", source])


@pytest.mark.parametrize(
    "named",
    [
        *("rapport-presidente", "RAPPORT-PRESIDENTE", "rapport-2025", "Rapport annuel", "https://example.org/rapport"),
        "Présidente de l'université",
    ],
)
def test_source_is_found_by_its_key_or_by_its_document(chair, report, named):
    plan = imported(CommitmentResource, step_row(chair, named))
    assert changes(plan) == [("corrected", "commitmentstep", ("source", None, report.pk))]
    standing = CommitmentStep.objects.standing().get()
    assert (standing.source, standing.amount, standing.reason) == (report, 5, "Reprise")
    assert outcomes(planned(CommitmentResource, step_row(chair, named))) == {"same": 1}


def test_new_step_bears_its_source(chair, report):
    imported(CommitmentResource, csv_of(COLUMNS, [chair.pk, "award", "21/05/2025", report.pk]))
    assert CommitmentStep.objects.get(kind="award").source == report


def test_source_that_is_not_known_is_refused_with_its_cell_and_what_to_do(chair, report):
    [(cell, value, words)] = faults_of(planned(CommitmentResource, step_row(chair, "rapport-presidentes")))
    assert (cell, value) == ("D2", "rapport-presidentes")
    assert plain(words) == (
        "Il n’y a pas de fiche « rapport-presidentes » (source). Corrigez le nom, ou enregistrez-la d’abord. "
        "Est-ce l’un de ceux-ci : rapport-presidente ?"
    )


def test_document_of_several_voices_asks_which_one(chair, report):
    other = make.source(key="rapport-directeur", document=report.document)
    [(cell, _value, words)] = faults_of(planned(CommitmentResource, step_row(chair, "rapport-2025")))
    assert (cell, f"rapport-directeur ({other.pk})" in words) == ("D2", True)
    letter = chair.steps.get()
    letter.source = other
    letter.save()
    assert outcomes(planned(CommitmentResource, step_row(chair, "rapport-2025"))) == {"same": 1}


def test_empty_cell_leaves_the_source_and_a_dash_erases_it(chair, report):
    imported(CommitmentResource, step_row(chair, "rapport-2025"))
    assert outcomes(planned(CommitmentResource, step_row(chair, ""))) == {"same": 1}
    imported(CommitmentResource, step_row(chair, "-"))
    assert CommitmentStep.objects.standing().get().source is None


@pytest.mark.parametrize("query", [{}, {"known": timezone.localdate()}])
def test_list_exports_the_source_of_the_deciding_step(chair, report, query):
    make.commitment_step(commitment=chair, kind="award", happened_on=DAY + ONE, source=report)
    make.commitment(title_fr="Sans source", amount=5)
    asked = {"columns": ["source"], "export": "xlsx"} | query
    rows = [
        row for _number, row in sheets_of(coordinator("Anne").get("/office/commitments/", asked).content)[0][0].rows
    ]
    place = rows[0].index("Source de l’étape")
    assert {(row[1], row[place] if place < len(row) else None) for row in rows[1:]} == {
        ("Chaire", "rapport-presidente"),
        ("Sans source", None),
    }


@pytest.mark.parametrize("resource", ["commitments", "transfers"])
def test_template_has_every_column(db, resource):
    content = coordinator("Anne").get(f"/office/import/{resource}.xlsx").content
    [headings] = [row for _number, row in sheets_of(content)[0][0].rows]
    wanted = {"commitments": ["Source de l’étape"], "transfers": ["De", "À", "Reversé le", "Référence"]}[resource]
    assert set(wanted) <= set(headings)


def test_transfer_is_found_by_reference_and_changed(chair):
    giver, receiver = make.organisation(name="Donneuse"), make.organisation(name="Receveuse")
    made = make.transfer(commitment=chair, giver=giver, receiver=receiver, amount=5, reference="T-1")
    rows = csv_of(["commitment", "reference", "amount"], ["Chaire", "T-1", 6])
    assert changes(imported(TransferResource, rows)) == [("changed", "transfer", ("amount", 5, 6))]
    made.refresh_from_db()
    assert (made.amount, made.history.first().history_change_reason) == (6, "Reprise")


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (["Chaire", "Donneuse", "Donneuse", "20/05/2025", 5], ["C2"]),
        (["Chaire", "Donneuse", "Inconnue", "20/05/2025", 5], ["C2"]),
        (["Chaire", "", "Donneuse", "20/05/2025", 5], ["2"]),
        (["Chaire", "Donneuse", "Receveuse", "", -5], ["E2"]),
    ],
)
def test_transfer_that_cannot_be_is_refused_at_its_cell(chair, row, cells):
    make.organisation(name="Donneuse")
    make.organisation(name="Receveuse")
    plan = planned(TransferResource, csv_of(["commitment", "giver", "receiver", "transferred_on", "amount"], row))
    assert ([cell for cell, _value, _words in faults_of(plan)], Transfer.objects.count()) == (cells, 0)
