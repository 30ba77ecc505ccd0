"""The coordination's list of organisations: their roles and commitments on a day, their places, the files of it."""

import csv
import io
from datetime import date, time

import pytest
from django.utils import timezone

from funding.models import Commitment, CommitmentStep
from partners.models import Membership, Organisation
from tests import make
from tests.history import ONE, saved_on
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
ADDRESS = "/office/partners/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def names(response):
    """The names of the rows."""
    return [record.name for record in response.context["page"].records]


def table(response):
    """The rows of a CSV file in French."""
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_row_says_who_it_is_and_leads_to_the_form(anne):
    made = make.organisation(name="Institut <&>", short_name="INS", country="DE", commune="Kehl")
    make.membership(organisation=made, role="funder", standing="in_talks", is_disputed=True)
    make.membership(organisation=made, role="european")
    page = Page(anne.get(ADDRESS))
    assert f"/admin/partners/organisation/{made.pk}/change/" in page.links
    row = "Institut <&> (INS) entreprise financeur (en pourparlers, contesté) · partenaire transfrontalier ou européen"
    assert page.text.split(" Pays ")[-1].split(" Données Plan")[0] == f"{row} Kehl, Allemagne Allemagne"


def test_every_organisation_is_there_and_the_invented_are_marked(anne):
    make.organisation(name="Sans accord")
    make.organisation(name="Université", kind="higher_education")
    make.organisation(name="Inventée", is_example=True)
    response = anne.get(ADDRESS)
    assert names(response) == ["Inventée", "Sans accord", "Université"]
    assert "Inventée (exemple inventé)" in Page(response).text
    assert table(anne.get(ADDRESS, {"export": "csv", "columns": "name", "example": "yes"})) == [
        ["id", "Nom", "Nom – abrégé", "Nom – exemple inventé"],
        [str(response.context["page"].records[0].pk), "Inventée", "", "oui"],
    ]


@pytest.mark.parametrize(
    ("on", "words"), [(DAY - ONE, "–"), (DAY, "membre"), (DAY + ONE, "membre"), (DAY + 2 * ONE, "–")]
)
def test_roles_are_those_of_the_day(anne, on, words):
    make.membership(ends_on=DAY + ONE)
    page = Page(anne.get(ADDRESS, {"on": on, "columns": "roles"}))
    assert (words in page.text.split(" Rôles ")[-1]) is True
    assert ("membre du consortium" in page.text.split("résultat")[-1]) is (words == "membre")


@pytest.mark.parametrize(("on", "count"), [(DAY - ONE, "0"), (DAY, "2"), (DAY + ONE, "1"), (DAY + 2 * ONE, "1")])
def test_commitments_are_counted_from_their_first_step_until_they_are_withdrawn(anne, on, count):
    made = make.organisation(name="Partenaire")
    for _number in range(2):
        kept = make.commitment(organisation=made, kind="interest")
    make.commitment(organisation=made)
    make.commitment(kind="interest", organisation=make.organisation(name="Un autre"))
    make.commitment_step(commitment=kept, kind="withdrawal", happened_on=DAY + ONE)
    found = table(anne.get(ADDRESS, {"on": on, "columns": "commitments", "q": "partenaire", "export": "csv"}))
    assert found[1:] == [[str(made.pk), "Partenaire", "", "", count]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "GENERALE"}, ["Générale"]),
        ({"kind": "association"}, ["Générale"]),
        ({"role": "funder"}, ["Nancy"]),
        ({"role": "funder", "standing": "agreed"}, []),
        ({"standing": "in_talks"}, ["Nancy"]),
        ({"has_role": "no"}, ["Générale", "Kehl"]),
        ({"has_role": ["no", "yes"]}, ["Générale", "Kehl", "Nancy"]),
        ({"place": "grand-est"}, ["Nancy"]),
        ({"place": "54"}, ["Nancy"]),
        ({"place": "DE"}, ["Kehl"]),
        ({"place": "abroad"}, ["Kehl"]),
        ({"example": "yes"}, []),
        ({"sort": "-name"}, ["Nancy", "Kehl", "Générale"]),
        ({"sort": "-commitments"}, ["Kehl", "Générale", "Nancy"]),
        ({"theme": "transverse"}, ["Générale", "Kehl", "Nancy"]),
    ],
)
def test_organisations_are_those_asked_for(anne, asked, found):
    make.organisation(name="Générale", kind="association")
    make.commitment(kind="letter", organisation=make.organisation(name="Kehl", country="DE"))
    nancy = make.organisation(name="Nancy", department="54")
    make.membership(organisation=nancy, role="funder", standing="in_talks")
    make.membership(organisation=nancy, role="member")
    assert names(anne.get(ADDRESS, asked)) == found


def roles(client, **query):
    """The names of the rows with the roles of each."""
    records = client.get(ADDRESS, query).context["page"].records
    return {record.name: [role.in_words for role in record.roles] for record in records}


def test_list_known_on_a_day_has_the_names_and_roles_that_were_known(anne):
    organisation = saved_on(DAY, Organisation(name="Ancien nom", kind="company"))
    held = {"programme": make.programme(), "organisation": organisation, "starts_on": date(2025, 1, 1)}
    role = saved_on(DAY + ONE, Membership(role="funder", **held), time(23, 59))
    organisation.name = "Nom"
    saved_on(DAY + 2 * ONE, organisation)
    role.ends_on = date(2025, 1, 31)
    saved_on(DAY + 3 * ONE, role)
    found = [roles(anne, known=DAY + day * ONE, on="2025-05-01") for day in range(-1, 4)]
    assert found == [
        {},
        {"Ancien nom": []},
        {"Ancien nom": ["financeur"]},
        {"Nom": ["financeur"]},
        {"Nom": []},
    ]
    assert roles(anne, known=DAY + 2 * ONE, role="funder") == {"Nom": ["financeur"]}
    assert roles(anne, known=DAY + 2 * ONE, has_role="no") == {}
    assert roles(anne, known=DAY, role="funder") == {}


def test_commitments_known_on_a_day_are_those_recorded_by_then(anne):
    organisation = saved_on(DAY, Organisation(name="A", kind="company"))
    commitment = Commitment(programme=make.programme(), organisation=organisation, title_fr="Engagement")
    saved_on(DAY + ONE, commitment)
    saved_on(DAY + 2 * ONE, CommitmentStep(commitment=commitment, kind="letter", happened_on=DAY))
    found = []
    for day in range(3):
        query = {"known": DAY + day * ONE, "columns": "commitments", "export": "csv"}
        found.append(table(anne.get(ADDRESS, query))[1][-1])
    assert found == ["0", "0", "1"]


def test_record_deleted_since_was_known_before(anne):
    organisation = saved_on(DAY, Organisation(name="A", kind="company"))
    Organisation.objects.get(pk=organisation.pk).delete()
    assert roles(anne, known=DAY) == {"A": []}
    assert roles(anne) == roles(anne, known=timezone.localdate()) == {}
