"""Spreadsheets as people make them: titles above, two lines of headings, merged cells, hidden rows, totals, stray spaces."""

import io
from datetime import date

import pytest
import xlsxwriter

from enact.imports.archives import Refused
from enact.imports.files import sheets_of
from enact.imports.plans import read_table
from funding.models import Commitment, CommitmentStep
from funding.resources import CommitmentResource, ExpenditureResource, InstalmentResource
from tests import make
from tests.office.files import csv_of, xlsx_of
from tests.office.importing import faults_of, imported, planned

pytestmark = pytest.mark.django_db
HEADINGS = ["Partenaire", "Titre", "Étape", "Jour", "Montant"]
ROW = ["Région Test", "Chaire", "attribution", "20/05/2025", "1 234,5 €"]


@pytest.fixture(autouse=True)
def region(db):
    """The partner of the rows, and the programme."""
    make.programme()
    return make.organisation(name="Région Test", kind="local_authority", siren="231300021")


def steps():
    """The steps recorded: kind, day, amount."""
    return [(step.kind, step.happened_on, step.amount) for step in CommitmentStep.objects.order_by("pk")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_texts_are_read_with_each_delimiter_in_each_encoding(delimiter, encoding):
    row = [f'"{cell}"' for cell in ROW]
    imported(CommitmentResource, csv_of(HEADINGS, row, delimiter=delimiter, encoding=encoding))
    assert steps() == [("award", date(2025, 5, 20), 1234.5)]


@pytest.mark.parametrize(
    "headings",
    [
        ["PARTENAIRE", "titre", "etape", "jour", "montant (€)"],
        ["Partner", "Title", "Last step", "Day of the step", "Amount"],
        ["organisation", "title_fr", "step_kind", "step_day", "step_amount"],
        ["  Partenaire :", "Titre\u00a0en français", "Étape", "Jour de l'étape", "Montant en euros"],
    ],
)
def test_headings_are_known_in_both_languages_by_label_and_by_name(headings):
    imported(CommitmentResource, csv_of(headings, ROW))
    assert steps() == [("award", date(2025, 5, 20), 1234.5)]


@pytest.mark.parametrize("amount", ["1 234,5", "1\u00a0234,50 €", "1\u202f234,5", "1234.5", "1.234,50", "€ 1,234.50"])
def test_amounts_are_read_as_people_write_them(amount):
    imported(CommitmentResource, csv_of(HEADINGS, [*ROW[:4], f'"{amount}"']))
    assert steps()[0][2] == 1234.5


def test_titles_two_lines_of_headings_merged_cells_hidden_rows_and_totals_are_understood():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet, day = book.add_worksheet("Suivi 2025"), book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Notes").write(0, 0, "À relire")
        sheet.merge_range("A1:F1", "Suivi des engagements\u00a0 (mai 2025)")
        sheet.merge_range("A3:A4", "Partenaire ")
        sheet.merge_range("B3:B4", " Titre")
        sheet.merge_range("C3:E3", "Étape")
        for column, heading in enumerate(["Type", "Jour", "Montant"], start=2):
            sheet.write(3, column, heading)
        sheet.write("F4", "Commentaire")
        sheet.merge_range("A5:A6", "Région Test\u00a0")
        sheet.merge_range("B5:B6", "Chaire")
        for row, (kind, on, amount) in enumerate(
            [("lettre d’engagement", date(2025, 3, 1), 1000), ("attribution ", date(2025, 5, 20), 1234.5)], start=4
        ):
            sheet.write(row, 2, kind)
            sheet.write_datetime(row, 3, on, day)
            sheet.write(row, 4, amount)
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.write_row("A8", ["TOTAL", None, None, None, 2234.5])
    plan = imported(CommitmentResource, buffer.getvalue())
    assert steps() == [("letter", date(2025, 3, 1), 1000), ("award", date(2025, 5, 20), 1234.5)]
    assert Commitment.objects.count() == 1
    assert plan.table.said == [
        "Les lignes sont celles de la feuille «\u00a0Suivi 2025\u00a0».",
        "Ces colonnes ne sont pas connues, et ne sont pas lues\u00a0: Commentaire.",
        "Ces lignes sont masquées dans le fichier, et sont lues comme les autres\u00a0: 6.",
        "Ces lignes donnent des totaux, et sont laissées de côté\u00a0: 8.",
        "Ces autres feuilles ne sont pas lues\u00a0: Notes.",
        "De cellules fusionnées, chaque ligne a la valeur de la première.",
    ]


def test_partner_called_total_is_no_total():
    make.organisation(name="Total")
    imported(CommitmentResource, csv_of(HEADINGS, ["Total", *ROW[1:]], ["Total général", "", "", "", "99"]))
    assert Commitment.objects.get().organisation.name == "Total"


def test_heading_that_comes_twice_is_refused_in_words():
    with pytest.raises(Refused) as refused:
        read_table(CommitmentResource, csv_of([*HEADINGS, "amount"], ROW))
    assert refused.value.args == (
        "Deux colonnes disent la même chose\u00a0: «\u00a0amount\u00a0» en E1, F1. Retirez-en une, ou renommez-la.",
    )


def test_rows_without_a_known_heading_are_refused_in_words():
    with pytest.raises(Refused, match="Aucun en-tête de ces lignes n’est connu"):
        read_table(CommitmentResource, csv_of(["a", "b"], [1, 2]))


def test_text_that_begins_like_a_formula_is_a_text():
    imported(CommitmentResource, csv_of(HEADINGS, ["Région Test", "'=1+1", *ROW[2:]]))
    content = xlsx_of(["Partenaire", "Titre"])
    imported(CommitmentResource, csv_of(["Partenaire", "Titre"], ["Région Test", "=1+2"]))
    assert sorted(Commitment.objects.values_list("title_fr", flat=True)) == ["=1+1", "=1+2"]
    assert sheets_of(content)[0][0].rows == [(1, ["Partenaire", "Titre"])]


def test_formula_is_read_as_its_value():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ROW[:4])
        sheet.write_formula(1, 4, "=1000+234.5", value=1234.5)
    imported(CommitmentResource, buffer.getvalue())
    assert steps()[0][2] == 1234.5


def test_numbers_that_lost_their_zeros_get_them_back():
    make.organisation(name="Petite", siren="005520135")
    imported(CommitmentResource, xlsx_of(["Partenaire", "Titre"], [5520135, "Zéros"], ["231 300 021", "Espaces"]))
    assert sorted(one.organisation.name for one in Commitment.objects.all()) == ["Petite", "Région Test"]


def test_year_alone_is_its_last_day_where_institutions_declare_by_year():
    commitment = make.commitment(title_fr="Chaire")
    university = make.organisation(name="Université")
    rows = [
        ["Engagement", "Établissement", "Poste", "Année", "Montant"],
        ["Chaire", "Université", "personnels", 2025, 7],
    ]
    imported(ExpenditureResource, xlsx_of(*rows))
    made = commitment.expenditures.get()
    assert (made.spent_on, made.precision, made.institution) == (date(2025, 12, 31), "year", university)


@pytest.mark.parametrize(
    ("column", "typed", "cell", "words"),
    [
        ("Montant", "beaucoup", "E2", "n’est pas un montant"),
        ("Montant", "1,234", "E2", "peut se lire de deux façons. Écrivez 1234 ou 1,23."),
        ("Montant", "-5", "E2", "un montant n’est jamais négatif"),
        ("Montant", "#REF!", "E2", "n’est pas un montant"),
        ("Jour", "31/02/2025", "D2", "n’est pas une date. Écrivez-la comme 20/05/2025."),
        ("Jour", "20/05/25", "D2", "écrivez l’année avec quatre chiffres"),
        ("Jour", "31/12/1999", "D2", "antérieur à 2000"),
        ("Jour", "02/06/2026", "D2", "Ce jour est à venir"),
        ("Jour", "-", "C2", "Une étape a un jour"),
        ("Étape", "fiançailles", "C2", "n’est pas l’un des choix. Écrivez l’un de ceux-ci\u00a0: "),
        ("Partenaire", "Région Tast", "A2", "Corrigez le nom, ou enregistrez-la d’abord."),
        ("Partenaire", "-", "A2", "Cela ne peut pas être effacé"),
        ("Titre", "x" * 201, "B2", "201"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell_its_value_and_what_to_do(column, typed, cell, words):
    row = [typed if heading == column else filled for heading, filled in zip(HEADINGS, ROW, strict=True)]
    plan = planned(CommitmentResource, csv_of(HEADINGS, [f'"{one}"' for one in row]))
    found = [(where, words in said) for where, _value, said in faults_of(plan)]
    assert found == [(cell, True)]


@pytest.mark.parametrize("on", ["31/05/2026", "01/06/2026"])
def test_steps_of_today_and_before_are_recorded(on):
    imported(CommitmentResource, csv_of(HEADINGS, [*ROW[:3], on, 5]))
    assert len(steps()) == 1


def test_name_that_is_not_known_is_answered_with_those_like_it():
    [(_cell, _value, words)] = faults_of(planned(CommitmentResource, csv_of(HEADINGS, ["Région Tests", *ROW[1:]])))
    assert words.endswith("Est-ce l’un de ceux-ci\u00a0: Région Test\u00a0?")


def test_instalments_of_an_unknown_number_are_not_guessed():
    make.commitment(title_fr="Chaire")
    rows = csv_of(["Engagement", "numéro", "échéance", "Montant"], ["Chaire", "x", "20/05/2025", 5])
    assert [cell for cell, _value, _words in faults_of(planned(InstalmentResource, rows))] == ["B2"]
