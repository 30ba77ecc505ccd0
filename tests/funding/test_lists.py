"""The coordination's list of commitments: what stands on a day, as known on a day, its sums, and the files of it."""

import csv
import io
from datetime import date

import pytest

from accounts.actions import open_coordinator_account
from funding.models import Commitment, CommitmentStep
from tests import make
from tests.history import ONE, saved_on
from tests.make import DAY
from tests.page import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/office/commitments/"


@pytest.fixture
def coordinator(client):
    """A client signed in as a coordinator."""
    client.force_login(open_coordinator_account(email="anne@example.org", name="Anne", password="tested password"))
    return client


def titles(response):
    """The titles of the rows."""
    return [record.title_fr for record in response.context["page"].records]


def test_row_says_what_stands_and_leads_to_the_form(coordinator):
    made = make.commitment(amount=5, title_fr="Un <titre> & deux")
    response = coordinator.get(ADDRESS)
    page = Page(response)
    assert f"/admin/funding/commitment/{made.pk}/change/" in page.links
    assert "Un <titre> & deux" in page.text
    assert "<titre>" not in response.content.decode()


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (DAY - ONE, "rien n’a encore eu lieu 1"),
        (DAY, "promis 1 – aucune – aucune 5 €"),
        (DAY + ONE, "conventionné 1 – aucune – aucune environ 6 €"),
        (DAY + 2 * ONE, "retiré 1"),
    ],
)
def test_state_is_that_of_the_day_asked_for(coordinator, on, words):
    commitment = make.commitment(amount=5, kind="letter")
    make.commitment_step(commitment=commitment, kind="agreement", amount=6, qualifier="about", happened_on=DAY + ONE)
    make.commitment_step(commitment=commitment, kind="withdrawal", happened_on=DAY + 2 * ONE)
    assert words in Page(coordinator.get(ADDRESS, {"on": on})).text


def test_sums_keep_states_and_forms_apart_and_count_the_unknown(coordinator):
    for amount, form, kind in [
        (5, "cash", "letter"),
        (None, "cash", "letter"),
        (7, "in_kind", "interest"),
        (None, "not_said", "award"),
        (11, "cash", "agreement"),
        (13, "cash", "discussion"),
        (17, "cash", "withdrawal"),
    ]:
        make.commitment(amount=amount, kind=kind, form=form)
    make.commitment(amount=1000, form="cash", organisation=make.organisation(is_example=True))
    page = Page(coordinator.get(ADDRESS))
    assert page.figures == {
        "promised:cash": {"5.00"},
        "promised:in_kind": {"7.00"},
        "granted:not_said": {""},
        "agreed:cash": {"11.00"},
        "in_discussion:cash": {"13.00"},
    }
    assert "5 € + 1 non communiqué" in page.text
    assert "1 non communiqué" in page.text
    assert "1 exemple inventé est dans la liste, et dans aucune somme." in page.text


def test_sums_of_what_is_invented_alone_are_no_empty_table(coordinator):
    make.commitment(amount=1000, organisation=make.organisation(is_example=True))
    text = Page(coordinator.get(ADDRESS)).text
    assert ("Sommes de ce qui est affiché" in text, "1 exemple inventé est dans la liste" in text) == (False, True)


def test_amount_and_state_known_on_a_day_are_those_of_the_history(coordinator):
    commitment = Commitment(programme=make.programme(), organisation=make.organisation(), title_fr="Avant", form="cash")
    saved_on(DAY, commitment)
    letter = saved_on(DAY + ONE, CommitmentStep(commitment=commitment, kind="letter", amount=5, happened_on=DAY))
    commitment.title_fr = "Après"
    saved_on(DAY + 2 * ONE, commitment)
    corrected = {"kind": "letter", "amount": 7, "happened_on": DAY, "replaces": letter, "reason": "faute de saisie"}
    saved_on(DAY + 3 * ONE, CommitmentStep(commitment=commitment, **corrected))
    found = []
    for day in range(-1, 4):
        response = coordinator.get(ADDRESS, {"known": DAY + day * ONE})
        figures = dict(Page(response).figures)
        found.append((titles(response), figures))
    assert found == [
        ([], {}),
        (["Avant"], {}),
        (["Avant"], {"promised:cash": {"5.00"}}),
        (["Après"], {"promised:cash": {"5.00"}}),
        (["Après"], {"promised:cash": {"7.00"}}),
    ]
    response = coordinator.get(ADDRESS, {"known": DAY + ONE, "on": DAY})
    assert "État au 20 mai 2025, tel que connu à la fin du 21 mai 2025." in Page(response).text


def test_sums_are_those_of_the_moment_after_each_change(coordinator):
    commitment = make.commitment(amount=5, form="cash")
    for amount in (6, 7):
        assert Page(coordinator.get(ADDRESS)).figures == {"promised:cash": {f"{amount - 1}.00"}}
        make.commitment_step(commitment=commitment, amount=amount)
    commitment.form = "in_kind"
    commitment.save()
    assert Page(coordinator.get(ADDRESS)).figures == {"promised:in_kind": {"7.00"}}


def test_files_hold_what_the_screen_shows(coordinator):
    make.commitment(amount=5, title_fr="=1+1", form="cash")
    make.commitment(title_fr="Autre", form="in_kind")
    response = coordinator.get(ADDRESS, {"form": "cash", "columns": ["amount"], "export": "csv"})
    made = Commitment.objects.get(form="cash")
    found = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert found == [
        ["id", "Intitulé – en français", "Intitulé – en anglais", "Partenaire", "Montant", "Montant – à lire comme"],
        [str(made.pk), "'=1+1", "", made.organisation.name, "5,00", "exact"],
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sort=partner__secret", "La liste ne peut pas être triée par « partner__secret »"),
        ("columns=nothing", "Il n’y a pas de colonne « nothing »."),
        ("nature=nothing", "nothing n’en fait pas partie"),
        ("form=cash&form=\x00", "n’en fait pas partie"),
        ("on=31/02/2025", "« 31/02/2025 » n’est pas une date. Écrivez-la comme 20/05/2025."),
        ("known=2999-01-01", "Ce qui sera connu un jour à venir n’est pas connu aujourd’hui."),
        ("page=x", "« x » n’est pas un numéro de page"),
        ("secret=1", "« secret » n’est pas une question"),
        ("export=pdf", "Il n’y a pas de fichier de la sorte « pdf »."),
    ],
)
def test_what_is_wrong_is_said_in_words(coordinator, query, words):
    make.commitment(amount=5)
    response = coordinator.get(f"{ADDRESS}?{query}")
    assert response.status_code == (400 if "export" in query else 200)
    assert words in Page(response).text
    assert coordinator.get(f"{ADDRESS}?{query}&export=csv").status_code == 400


@pytest.mark.parametrize("query", ["nature=nothing", "on=x", "amount_from=x", "known=2999-01-01"])
def test_wrong_filter_shows_no_row_and_no_sum(coordinator, query):
    make.commitment(amount=5)
    page = Page(coordinator.get(f"{ADDRESS}?{query}"))
    assert page.figures == {}
    assert "Rien n’est affiché" in page.text


def test_page_beyond_the_last_is_the_last(coordinator):
    make.commitment(title_fr="Seul")
    assert titles(coordinator.get(ADDRESS, {"page": "1000000000"})) == ["Seul"]


@pytest.mark.parametrize("page", ["0000000001", "00000000000000000000001"])
def test_page_with_zeros_before_its_number_is_that_page(coordinator, page):
    make.commitment(title_fr="Seul")
    assert titles(coordinator.get(ADDRESS, {"page": page})) == ["Seul"]


def test_list_is_for_those_who_may_see_commitments(client):
    client.force_login(make.user(is_staff=True))
    absent = client.get("/office/nothing/")
    assert (client.get(ADDRESS).status_code, client.get(ADDRESS).content) == (404, absent.content)
    client.force_login(make.user())
    assert client.get(ADDRESS).content == absent.content


def test_first_day_of_the_year_is_read_in_french(coordinator):
    assert "État au 1er janvier 2024" in Page(coordinator.get(ADDRESS, {"on": date(2024, 1, 1)})).text
