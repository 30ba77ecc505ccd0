"""The public directory of partners: who is in it, what can be asked of it, and what it never tells."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from funding.models import Commitment
from partners.models import Organisation
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/fr/partners/"
ONE = timedelta(days=1)


def partner(role="member", standing="agreed", starts_on=make.DAY, ends_on=None, **fields):
    """An organisation, a research body unless the test says otherwise, with a role in the programme."""
    organisation = make.organisation(**{"kind": "research", **fields})
    make.membership(organisation=organisation, role=role, standing=standing, starts_on=starts_on, ends_on=ends_on)
    return organisation


def names(client, query="", **asked):
    """The names of the rows."""
    return [record.name for record in client.get(f"{ADDRESS}{query}", asked or None).context["page"].records]


def test_row_says_who_a_partner_is_and_leads_to_its_page(client):
    made = partner(name="Institut <A> & B", short_name="IAB", department="54", commune="Nancy", role="funder")
    response = client.get(ADDRESS)
    page = Page(response)
    assert f"/fr/partners/{made.pk}/" in page.links
    assert "Institut <A> & B (IAB) organisme national de recherche financeur Nancy (54) non communiqué" in page.text
    assert "<A>" not in response.content.decode()


def test_list_prints_no_count(client):
    for letter in "abcdefg":
        partner(name=letter)
    page = Page(client.get(ADDRESS))
    assert (page.figures, "résultat" in page.text, "7 partenaires" in page.text) == ({}, False, False)


@pytest.mark.parametrize(
    ("starts", "ends", "listed"),
    [(-1, None, True), (0, None, True), (1, None, False), (-2, -1, False), (-2, 0, True)],
)
def test_partners_are_those_of_today(client, starts, ends, listed):
    today = timezone.localdate()
    partner(name="Un", starts_on=today + starts * ONE, ends_on=None if ends is None else today + ends * ONE)
    assert names(client) == (["Un"] if listed else [])


@pytest.mark.parametrize(("on", "found"), [(-1, []), (0, ["Un"]), (1, ["Un"]), (2, [])])
def test_partners_of_another_day_are_those_of_that_day(client, on, found):
    organisation = partner(name="Un", role="funder", ends_on=make.DAY + ONE)
    make.commitment(organisation=organisation, kind="award", digital_health=True)
    assert names(client, on=make.DAY + on * ONE) == found
    assert names(client, on=make.DAY + on * ONE, role="funder", theme="digital_health") == found


def test_what_is_planned_is_not_told_by_a_day_to_come(client):
    today = timezone.localdate()
    partner(name="Demain", starts_on=today + ONE)
    response = client.get(ADDRESS, {"on": today + 9 * ONE})
    assert response.context["page"].records == []
    assert "Un jour à venir est montré comme aujourd’hui." in Page(response).text


def test_names_are_those_that_may_be_told_today_whatever_the_day_asked_for(client):
    partner(name="Depuis", kind="company", role="company", name_published_since=timezone.localdate())
    partner(name="Pas encore", kind="company", role="company", name_published_since=timezone.localdate() + ONE)
    assert names(client, on=make.DAY) == ["Depuis"]


def test_organisation_without_a_role_is_no_partner(client):
    make.organisation(kind="research")
    assert names(client) == []


def test_what_is_not_agreed_and_what_is_disputed_is_said(client):
    organisation = partner(role="supporter", standing="in_talks")
    make.membership(organisation=organisation, role="funder", is_disputed=True)
    make.membership(organisation=organisation, role="relay", standing="intended", is_disputed=True)
    text = Page(client.get(ADDRESS)).text
    assert "soutien (en pourparlers) · financeur (contesté) · relais d’innovation (envisagé, contesté)" in text


@pytest.mark.parametrize(("days", "listed"), [(None, False), (-1, True), (0, True), (1, False)])
def test_company_is_named_once_it_has_agreed(client, days, listed):
    agreed_on = None if days is None else timezone.localdate() + days * ONE
    made = partner(name="Entreprise", kind="company", role="company", name_published_since=agreed_on)
    assert names(client) == (["Entreprise"] if listed else [])
    assert client.get(f"{ADDRESS}{made.pk}/").status_code == (200 if listed else 404)


@pytest.mark.parametrize("kind", [kind for kind in Organisation.Kind if kind != Organisation.Kind.COMPANY])
def test_other_bodies_are_named_without(client, kind):
    partner(name="Organisme", kind=kind)
    assert names(client) == ["Organisme"]


def test_examples_are_never_shown(client):
    made = partner(name="Inventée", is_example=True)
    assert names(client) == []
    assert b"Invent" not in client.get(ADDRESS, {"export": "csv"}).content
    assert client.get(f"{ADDRESS}{made.pk}/").status_code == 404


def test_companies_that_have_not_agreed_leave_no_trace_in_choices(client):
    partner(name="Verborgen", kind="company", country="NL", commune="Utrecht")
    partner(name="Erfunden", kind="foreign", country="AT", is_example=True)
    partner(name="Offen", kind="foreign", country="DE")
    text = Page(client.get(ADDRESS)).text
    assert ("Allemagne" in text, "Pays-Bas" in text, "Autriche" in text) == (True, False, False)
    assert names(client, q="utrecht") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ecole"}, ["École de Metz"]),
        ({"q": "ÉCOLE metz"}, ["École de Metz"]),
        ({"q": "em"}, ["École de Metz"]),
        ({"q": "saarbrucken"}, ["Universität"]),
        ({"kind": "foreign"}, ["Universität"]),
        ({"kind": ["foreign", "local_authority"]}, ["Ville", "Universität"]),
        ({"role": "funder"}, ["Ville"]),
        ({"standing": "in_talks"}, ["Universität", "Ville"]),
        ({"role": "funder", "standing": "in_talks"}, []),
        ({"role": "supporter", "standing": "in_talks"}, ["Ville"]),
        ({"place": "57"}, ["École de Metz"]),
        ({"place": "grand-est"}, ["École de Metz", "Ville"]),
        ({"place": "france"}, ["Office"]),
        ({"place": "abroad"}, ["Universität"]),
        ({"place": "DE"}, ["Universität"]),
        ({"place": ["DE", "57"]}, ["École de Metz", "Universität"]),
        ({"place": "several"}, ["Alliance"]),
        ({"place": "unknown"}, []),
        ({"sort": "-name"}, ["Ville", "Universität", "Office", "École de Metz", "Alliance"]),
        ({"sort": "place"}, ["École de Metz", "Ville", "Universität", "Office", "Alliance"]),
    ],
)
def test_list_is_asked(client, asked, found):
    partner(name="École de Metz", short_name="EM", kind="higher_education", department="57", commune="Metz")
    town = partner(name="Ville", kind="local_authority", department="67", role="funder")
    make.membership(organisation=town, role="supporter", standing="in_talks")
    partner(name="Universität", kind="foreign", country="DE", commune="Saarbrücken", standing="in_talks")
    partner(name="Office", department="75")
    partner(name="Alliance", kind="alliance", country="")
    rows = names(client, **asked)
    assert (rows if "sort" in asked else sorted(rows)) == (found if "sort" in asked else sorted(found))


def themed(**fields):
    """A partner with a public commitment of digital health, and a chair of no theme."""
    organisation = partner(**fields)
    make.commitment(organisation=organisation, kind="award", digital_health=True)
    make.chair(host=organisation, kind="awarded")
    return organisation


def test_themes_are_those_of_commitments_and_chairs_that_may_be_told(client):
    themed(name="Engagée")
    hosting = partner(name="Hôte")
    make.chair(host=hosting, kind="awarded", language_and_multimodal=True)
    make.chair(host=hosting, kind="planned", transverse=True)
    partner(name="Autre")
    assert names(client, theme="digital_health") == ["Engagée"]
    assert names(client, theme="language_and_multimodal") == ["Hôte"]
    assert names(client, theme="transverse") == []
    assert names(client, theme="unknown") == ["Autre"]
    assert names(client, theme=["digital_health", "unknown"]) == ["Autre", "Engagée"]


def test_theme_of_a_commitment_that_may_not_be_told_is_not_told(client):
    since = timezone.localdate()
    organisation = themed(name="Secrète", kind="company", role="company", name_published_since=since)
    assert names(client, theme="digital_health") == []
    assert "santé numérique" not in client.get(ADDRESS, {"export": "csv"}).content.decode()
    Commitment.objects.filter(organisation=organisation).get().steps.create(kind="withdrawal", happened_on=since)
    assert names(client, theme="unknown") == ["Secrète"]


def test_theme_of_a_commitment_withdrawn_is_told_no_more(client):
    organisation = themed(name="Ville", kind="local_authority")
    make.commitment_step(commitment=organisation.commitments.get(), kind="withdrawal", happened_on=timezone.localdate())
    assert names(client, theme="digital_health") == []


def test_files_hold_what_the_screen_shows(client):
    made = partner(name="=1+1", short_name="UN", department="54", role="funder", standing="intended")
    partner(name="Autre", kind="hospital")
    response = client.get(ADDRESS, {"kind": "research", "export": "csv", "columns": ["place", "department", "roles"]})
    found = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert found == [
        ["id", "Nom", "Nom – abrégé", "Rôles", "Lieu", "Département"],
        [str(made.pk), "'=1+1", "UN", "financeur (envisagé)", "Meurthe-et-Moselle (54)", "54"],
    ]
    assert client.get(ADDRESS, {"kind": "research", "export": "xlsx"}).content[:2] == b"PK"


BAD = [
    "sort=partner__secret",
    "sort=memberships__source__document__title_fr",
    "columns=commitments",
    "kind=nothing",
    "kind=%00&kind=company",
    "place=%ED%A0%80",
    "place=XX",
    "q=%00",
    "role=funder&role=funder&role=secret",
    "on=0001-01-01",
    "on=x",
    "on=2999-12-31",
    "known=9999-12-31",
    "page=0",
    "page=-1",
    "page=1000000000",
    "commitments__amount=5",
    "theme=%22%3E%3Cscript%3E",
    "export=pdf",
]


@pytest.mark.parametrize("query", BAD)
def test_any_value_is_answered_in_words(client, query):
    partner(name="Seul")
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == (400 if "export" in query else 200)
    assert "<script>" not in response.content.decode()
    assert client.get(f"/en/partners/?{query}&export=csv").status_code in (200, 400)


def test_directory_of_another_day_does_not_say_that_it_is_of_today(client):
    partner(name="Seul")
    response = client.get(f"{ADDRESS}?on=2026-01-01")
    assert ("aujourd’hui" in response.content.decode(), "State today" in response.content.decode()) == (False, False)


def test_other_language_asks_the_same_question(client):
    response = client.get(f"{ADDRESS}?kind=research&q=a%26b%22")
    assert "/en/partners/?kind=research&q=a%26b%22" in Page(response).links
    assert "/en/partners/" in Page(client.get(ADDRESS)).links


@pytest.mark.parametrize("query", ["kind=nothing", "place=XX", "role=secret", "theme=x", "standing=x"])
def test_wrong_filter_shows_nobody(client, query):
    partner(name="Seul")
    assert names(client, f"?{query}") == []


def test_thousand_values_are_answered(client):
    partner(name="Seul")
    response = client.get(f"{ADDRESS}?" + "&".join(f"place={number}" for number in range(999)))
    assert (response.status_code, len(response.content) < 200_000) == (200, True)
    assert "Lieu : 999 valeurs" in Page(response).text


@pytest.mark.parametrize("query", ["", "?place=grand-est&role=funder&theme=unknown&q=o", "?export=csv"])
def test_queries_do_not_grow_with_rows(client, query, django_assert_max_num_queries):
    for number in range(40):
        organisation = themed(department="54", country=["FR", "DE", "BE"][number % 3])
        make.membership(organisation=organisation, role="funder", source=make.source())
    with django_assert_max_num_queries(10):
        assert client.get(f"{ADDRESS}{query}").status_code == 200


READ, ASKED = "GET, HEAD", "GET, HEAD, POST"
"""How these pages are asked, and how the site is: other methods are refused before any page is looked for."""


@pytest.mark.parametrize(
    ("method", "allowed"), [("post", READ), *((other, ASKED) for other in ("put", "patch", "delete", "options"))]
)
def test_directory_is_only_read(client, method, allowed):
    response = getattr(client, method)(ADDRESS)
    assert (response.status_code, response.headers["Allow"]) == (405, allowed)


def test_directory_is_the_same_for_everyone(client):
    partner(name="Seul")
    partner(name="Cachée", kind="company")
    alone = client.get(ADDRESS).content
    client.force_login(make.user(is_staff=True, is_superuser=True))
    response = client.get(ADDRESS)
    assert (response.content, dict(response.cookies)) == (alone, {})
