"""The commitments of one partner: its list with its files, and the page of each with all its steps."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.make import DAY
from tests.page import Page, read_aloud

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def listed(partner, alpha):
    """A function that asks for the list of the partner's commitments."""

    def ask(**asked):
        return partner.get(f"/fr/space/{alpha.pk}/commitments/", asked)

    return ask


@pytest.fixture
def shown(partner, alpha):
    """A function that asks for the page of a commitment."""

    def ask(commitment, **asked):
        return Page(partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/", asked))

    return ask


@pytest.fixture
def told(partner, alpha):
    """A function that reads the page of a commitment aloud."""

    def ask(commitment, **asked):
        return read_aloud(partner.get(f"/fr/space/{alpha.pk}/commitments/{commitment.pk}/", asked))

    return ask


def titles(response):
    """The titles of the rows of a list."""
    return [record.title_fr for record in response.context["page"].records]


def file_rows(response):
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_list_holds_what_is_of_the_partner_and_nothing_else(listed, alpha):
    make.commitment(organisation=alpha, title_fr="À nous", amount=5)
    make.commitment(organisation=make.organisation(), title_fr="À eux", amount=7)
    assert titles(listed()) == ["À nous"]
    assert [row[1] for row in file_rows(listed(export="csv"))[1:]] == ["À nous"]
    assert titles(listed(q="eux")) == []


def test_row_says_state_amount_and_steps_of_the_day_in_the_words_of_the_partner(listed, alpha):
    commitment = make.commitment(organisation=alpha, amount=5, kind="letter")
    make.commitment_step(commitment=commitment, kind="agreement", amount=6, happened_on=DAY + ONE)
    before, after = (Page(listed(on=day)).text for day in (DAY, DAY + ONE))
    assert "promis par vous 5 €" in before
    assert "lettre d’engagement, 20 mai 2025 " in before
    assert "convention, 21 mai 2025" not in before
    assert "convention signée des deux côtés 6 €" in after
    assert "lettre d’engagement, 20 mai 2025 · convention, 21 mai 2025" in after


def test_sums_of_the_list_are_those_of_what_is_shown(listed, alpha):
    make.commitment(organisation=alpha, title_fr="Un", amount=5)
    make.commitment(organisation=alpha, title_fr="Deux", amount=7)
    assert Page(listed()).figures["promised"] == {"12.00"}
    assert Page(listed(q="deux")).figures["promised"] == {"7.00"}
    assert Page(listed(on="x")).figures == {}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "promised"}, ["Un"]),
        ({"state": ["promised", "granted"]}, ["Deux", "Un"]),
        ({"state": "none"}, ["Trois"]),
        ({"sort": "-amount"}, ["Deux", "Un", "Trois"]),
        ({"amount_from": "6"}, ["Deux"]),
    ],
)
def test_list_is_filtered_and_sorted(listed, alpha, asked, found):
    make.commitment(organisation=alpha, title_fr="Un", amount=5, kind="letter")
    make.commitment(organisation=alpha, title_fr="Deux", amount=7, kind="award")
    make.commitment(organisation=alpha, title_fr="Trois")
    assert titles(listed(**asked)) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "partner"},
        {"sort": "organisation__accesses__user__email"},
        {"columns": "partner"},
        {"kind": "company"},
        {"organisation": "1"},
        {"known": "2025-05-20"},
        {"page": str(10**9)},
        {"q": "\x00"},
        {"state": [str(n) for n in range(900)]},
        {"export": "pdf"},
    ],
)
def test_list_answers_to_anything_without_another_partner_in_it(listed, alpha, asked):
    make.commitment(organisation=alpha, amount=5)
    make.commitment(organisation=make.organisation(name="Voisin"), title_fr="Voisin", amount=5)
    response = listed(**asked)
    assert response.status_code == (400 if "export" in asked else 200)
    assert "Voisin" not in response.content.decode()


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_files_of_nothing_have_a_header(listed, export):
    response = listed(export=export)
    assert response.status_code == 200
    if export == "csv":
        assert [len(file_rows(response)), file_rows(response)[0][:2]] == [1, ["id", "Intitulé – en français"]]


def test_list_takes_as_many_queries_however_many_rows(listed, alpha):
    make.commitment(organisation=alpha, amount=5)
    listed()  # from here on, the session has begun
    make.commitment(organisation=alpha, amount=5)
    with CaptureQueriesContext(connection) as once:
        listed()
    for amount in range(4):
        make.commitment(organisation=alpha, amount=amount)
    with CaptureQueriesContext(connection) as often:
        listed()
    assert (len(often), len(often) <= 10) == (len(once), True)


def test_page_tells_every_step_and_what_it_means(shown, told, alpha):
    commitment = make.commitment(organisation=alpha, title_fr="Chaire", amount=1500, kind="letter")
    wrong = commitment.steps.get()
    make.commitment_step(commitment=commitment, amount=150, replaces=wrong, reason="Un zéro de trop")
    make.commitment_step(
        commitment=commitment,
        kind="agreement",
        amount=180,
        happened_on=DAY + ONE,
        document_reference="C-1",
        signatories="directrice",
    )
    page, text = shown(commitment), told(commitment)
    assert "Convention signée des deux côtés : 180 €. Ensuite : ce que prévoit la convention" in text
    assert "elle ne compte plus ; elle est remplacée par : lettre d’engagement, 20 mai 2025." in text
    assert "Raison : Un zéro de trop" in text
    assert "Votre lettre d’engagement est enregistrée" in text
    assert "La convention est signée des deux côtés. Document : C-1 · Signé par : directrice" in text
    assert page.figures["commitment"] == {"180.00"}
    assert sorted(len(values) for key, values in page.figures.items() if key.startswith("step-")) == [1, 1, 1]


def test_page_of_an_earlier_day_tells_nothing_of_later_steps(told, alpha):
    commitment = make.commitment(organisation=alpha, amount=5, kind="letter")
    make.commitment_step(commitment=commitment, kind="withdrawal", happened_on=DAY + ONE)
    assert "Promis par vous : 5 €. Ensuite : la convention, à signer des deux côtés." in told(commitment, on=DAY)
    assert "Retiré." in told(commitment)
    assert "Rien n’avait encore eu lieu ce jour-là." in told(commitment, on=DAY - ONE)
    assert "Aucun jour ne peut être affiché." in told(commitment, on="x")


def test_amount_that_is_not_known_is_said_to_be(shown, alpha):
    commitment = make.commitment(organisation=alpha, kind="interest")
    page = shown(commitment)
    assert page.words["commitment"] == "un montant non communiqué"
    assert "montant non communiqué" in page.text


@pytest.mark.parametrize(
    ("kind", "since", "named", "words"),
    [
        ("company", None, DAY, "pas seul : il y faudrait votre accord"),
        ("company", DAY, DAY, "public, avec votre accord du 20 mai 2025"),
        ("company", DAY, None, "pas seul : vous y avez consenti, mais pas à être nommés"),
        ("association", DAY, None, "public, avec votre accord du 20 mai 2025"),
        ("state", None, None, "public, comme ceux de tous les organismes publics"),
    ],
)
def test_page_says_whether_the_amount_is_public(shown, alpha, kind, since, named, words):
    alpha.kind, alpha.name_published_since = kind, named
    alpha.save()
    assert words in shown(make.commitment(organisation=alpha, amount=5, amount_published_since=since)).text
