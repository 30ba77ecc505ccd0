"""What rows do to records: found by what they are, changed where a column says so, erased on purpose alone, once."""

from datetime import date
from decimal import Decimal

import pytest

from enact.records import unexplained
from funding.models import Commitment, CommitmentStep, Expenditure, Instalment, PaymentCall, Receipt, Transfer
from funding.resources import (
    CommitmentResource,
    ExpenditureResource,
    InstalmentResource,
    PaymentCallResource,
    ReceiptResource,
    TransferResource,
)
from partners.models import Membership, Organisation
from partners.resources import OrganisationResource
from tests import make
from tests.make import DAY
from tests.office.files import csv_of
from tests.office.importing import changes, faults_of, imported, outcomes, planned

pytestmark = pytest.mark.django_db
STEPS = ["organisation", "title_fr", "nature", "step_kind", "step_day", "step_amount"]


@pytest.fixture(autouse=True)
def region(db):
    """The partner of the rows, and the programme."""
    make.programme()
    return make.organisation(name="Région Test", kind="local_authority")


@pytest.fixture
def chair(region):
    """A commitment with a letter."""
    make.organisation(name="Université Test", kind="higher_education")
    return make.commitment(organisation=region, title_fr="Chaire", nature="chair", amount=5)


FILES = {
    "organisations": (
        OrganisationResource,
        csv_of(
            ["name", "kind", "siren", "role", "role_starts_on"],
            ["Nouvelle", "entreprise", "552100554", "financeur", "20/05/2025"],
            ["Nouvelle", "", "", "soutien", "20/05/2025"],
            ["Seule", "association", "", "", ""],
        ),
    ),
    "commitments": (
        CommitmentResource,
        csv_of(
            STEPS,
            ["Région Test", "Chaire", "chair", "letter", "20/05/2025", 5],
            ["Région Test", "Chaire", "", "agreement", "21/05/2025", 6],
            ["Région Test", "Autre", "", "", "", ""],
        ),
    ),
    "instalments": (
        InstalmentResource,
        csv_of(
            ["commitment", "number", "due_on", "amount"],
            ["Chaire", 1, "20/05/2025", 5],
            ["Chaire", 2, "20/05/2026", ""],
        ),
    ),
    "calls": (
        PaymentCallResource,
        csv_of(
            ["commitment", "called_on", "amount", "reference"],
            ["Chaire", "20/05/2025", 5, "A-1"],
            ["Chaire", "20/05/2025", 5, ""],
        ),
    ),
    "receipts": (
        ReceiptResource,
        csv_of(
            ["commitment", "received_on", "amount", "form", "quantity", "rate", "institution"],
            ["Chaire", "20/05/2025", 5, "numéraire", "", "", "Région Test"],
            ["Chaire", "20/05/2025", "", "en nature", "2,5", "10,10", ""],
            ["Chaire", "20/05/2025", "", "", "", "", ""],
        ),
    ),
    "expenditure": (
        ExpenditureResource,
        csv_of(
            ["commitment", "institution", "heading", "spent_on", "amount"],
            ["Chaire", "Région Test", "staff", 2025, 5],
            ["Chaire", "Région Test", "staff", 2026, 6],
        ),
    ),
    "transfers": (
        TransferResource,
        csv_of(
            ["commitment", "de", "à", "transferred_on", "amount", "reference"],
            ["Chaire", "Région Test", "Université Test", "20/05/2025", 5, "T-1"],
            ["Chaire", "Université Test", "Région Test", "20/05/2025", 5, ""],
            ["Chaire", "Région Test", "Université Test", "21/05/2025", "", ""],
        ),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_same_file_twice_changes_nothing(chair, name):
    resource, content = FILES[name]
    first = imported(resource, content)
    again = imported(resource, content)
    assert first.counts["created"] + first.counts["same"] == len(first.lines)
    assert (first.counts["created"] > 0, outcomes(again)) == (True, {"same": len(first.lines)})


@pytest.mark.parametrize("name", FILES)
def test_history_tells_every_row_and_nothing_else(chair, name):
    imported(*FILES[name])
    models = (
        Organisation,
        Membership,
        Commitment,
        CommitmentStep,
        Instalment,
        PaymentCall,
        Receipt,
        Expenditure,
        Transfer,
    )
    assert [(model, *found) for model in models for found in unexplained(model)] == []


def test_records_are_as_if_each_had_been_saved_by_itself(region):
    imported(
        CommitmentResource,
        csv_of(STEPS, ["Région Test", "Étude", "", "award", "20/05/2025", 7]),
        by=make.user(name="Anne"),
    )
    made = Commitment.objects.get()
    entries = [
        (row.history_type, row.version, row.history_user.name, row.history_change_reason) for row in made.history.all()
    ]
    assert (made.words, made.version, entries) == ("etude ", 1, [("+", 1, "Anne", "Reprise")])
    made.save()
    assert (made.words, made.version) == ("etude ", 2)


def test_only_columns_that_are_there_change(chair):
    imported(CommitmentResource, csv_of(["id", "nature"], [chair.pk, "données"]))
    after = Commitment.objects.get()
    assert (after.nature, after.title_fr, after.version) == ("data", "Chaire", 2)
    assert [row.history_change_reason for row in after.history.all()] == ["Reprise", None]


def test_empty_cell_erases_nothing_and_a_dash_does(chair):
    chair.title_en, chair.starts_on = "Chair", DAY
    chair.save()
    rows = ["id", "title_en", "starts_on", "nature"]
    assert outcomes(imported(CommitmentResource, csv_of(rows, [chair.pk, "", "", ""]))) == {"same": 1}
    imported(CommitmentResource, csv_of(rows, [chair.pk, "-", "–", "-"]))
    after = Commitment.objects.get()
    assert (after.title_en, after.starts_on, after.nature) == ("", None, "not_said")


def test_step_that_stands_otherwise_is_corrected_by_one_that_replaces_it(chair):
    plan = imported(
        CommitmentResource, csv_of(STEPS, ["Région Test", "Chaire", "", "letter", "20/05/2025", 9]), by=make.user()
    )
    assert changes(plan) == [("corrected", "commitmentstep", ("amount", 5, 9))]
    letter, correction = CommitmentStep.objects.order_by("pk")
    assert (correction.replaces, correction.reason, correction.amount, letter.amount) == (letter, "Reprise", 9, 5)
    assert list(chair.steps.standing()) == [correction]


def test_step_without_its_kind_is_the_one_that_decides_on_its_day(chair):
    make.commitment_step(commitment=chair, kind="award", amount=6)
    plan = imported(CommitmentResource, csv_of(["id", "step_day", "step_amount"], [chair.pk, "20/05/2025", "-"]))
    assert changes(plan) == [("corrected", "commitmentstep", ("amount", 6, None))]


def test_amount_that_was_unknown_can_be_told(chair):
    make.commitment_step(commitment=chair, kind="award", happened_on=date(2025, 6, 1))
    rows = csv_of(["id", "step_kind", "step_day", "step_amount"], [chair.pk, "award", "01/06/2025", 8])
    assert changes(planned(CommitmentResource, rows)) == [("corrected", "commitmentstep", ("amount", None, 8))]


def test_rows_of_one_record_that_disagree_are_refused(chair):
    rows = csv_of(["id", "nature"], [chair.pk, "data"], [chair.pk, "chair"])
    [(cell, value, words)] = faults_of(planned(CommitmentResource, rows))
    assert (cell, value, words.startswith("La ligne 2 dit autre chose")) == ("B3", "chair", True)


@pytest.mark.parametrize("name", ["instalments", "calls", "receipts", "expenditure", "transfers"])
def test_row_that_comes_twice_in_a_file_is_refused(chair, name):
    resource, content = FILES[name]
    header, first, *_others = content.split(b"\r\n")
    plan = planned(resource, b"\r\n".join([header, first, first]))
    assert [words.startswith("La ligne 2 dit la même chose") for _cell, _value, words in faults_of(plan)] == [True]


def test_organisation_is_found_by_identifier_and_renamed(region):
    made = make.organisation(name="Ancien nom", siren="552100554")
    plan = imported(OrganisationResource, csv_of(["name", "siren"], ["Nouveau nom", "552 100 554"]))
    made.refresh_from_db()
    assert (changes(plan), made.words) == (
        [("changed", "organisation", ("name", "Ancien nom", "Nouveau nom"))],
        "nouveau nom  ",
    )


def test_name_that_several_bear_is_asked_about_unless_the_row_already_has_one():
    first, second = (make.organisation(name="Pareil", country=country) for country in ("FR", "BE"))
    commitment = make.commitment(organisation=second, title_fr="Chaire")
    [(_cell, _value, words)] = faults_of(planned(CommitmentResource, csv_of(STEPS[:2], ["Pareil", "Chaire"])))
    assert (str(first.pk) in words, str(second.pk) in words) == (True, True)
    rows = csv_of(["id", "organisation"], [commitment.pk, "Pareil"])
    assert outcomes(imported(CommitmentResource, rows)) == {"same": 1}


def test_identifier_of_another_is_refused(region):
    make.organisation(name="Autre", siren="552100554")
    rows = csv_of(["id", "siren"], [region.pk, "552100554"])
    assert [words for _cell, _value, words in faults_of(planned(OrganisationResource, rows))] == [
        "Une autre organisation a déjà cet identifiant."
    ]


def test_row_of_another_partner_is_not_taken_for_ones_own(chair):
    make.organisation(name="Autre")
    row = make.instalment(commitment=chair)
    rows = csv_of(["id", "organisation", "number"], [row.pk, "Autre", 3])
    assert [cell for cell, _value, _words in faults_of(planned(InstalmentResource, rows))] == ["B2"]


def test_approved_contribution_is_not_valued_anew(chair):
    valuer, approver = make.user(), make.user()
    valued = {
        "form": "in_kind",
        "quantity": Decimal(2),
        "rate": Decimal(10),
        "valued_by": valuer,
        "approved_by": approver,
        "approved_on": DAY,
    }
    row = make.receipt(commitment=chair, **valued)
    plan = planned(ReceiptResource, csv_of(["id", "quantity"], [row.pk, 3]))
    assert ["a été approuvé" in words for _cell, _value, words in faults_of(plan)] == [True]


def test_contribution_in_kind_is_valued_by_whoever_imports_it(chair):
    by = make.user()
    imported(ReceiptResource, FILES["receipts"][1], by=by)
    row = Receipt.objects.get(form="in_kind")
    assert (row.amount, row.valued_by, row.approved_by) == (25.25, by, None)


def test_instalment_is_one_of_the_same_commitment(chair):
    other = make.instalment()
    rows = csv_of(["commitment", "instalment", "received_on"], ["Chaire", other.number, "20/05/2025"])
    assert ["n’a pas d’échéance" in words for _cell, _value, words in faults_of(planned(ReceiptResource, rows))] == [
        True
    ]
    mine = make.instalment(commitment=chair)
    imported(ReceiptResource, rows)
    assert Receipt.objects.get().instalment == mine


def test_cancelled_row_says_why(chair):
    row = make.instalment(commitment=chair)
    rows = ["id", "cancelled_on", "note"]
    assert len(faults_of(planned(InstalmentResource, csv_of(rows, [row.pk, "01/06/2025", ""])))) >= 1
    imported(InstalmentResource, csv_of(rows, [row.pk, "01/06/2025", "Avenant"]))


def test_end_before_the_start_is_refused_in_words_at_its_cell(chair):
    rows = csv_of(["id", "starts_on", "ends_on"], [chair.pk, "02/01/2025", "01/01/2025"])
    assert faults_of(planned(CommitmentResource, rows)) == [("C2", "01/01/2025", "La fin précède le début.")]


def test_framework_of_another_partner_is_refused(chair):
    make.framework(title_fr="Accord")
    rows = csv_of(["id", "framework"], [chair.pk, "Accord"])
    assert [cell for cell, _value, _words in faults_of(planned(CommitmentResource, rows))] == ["B2"]
