"""The public page of a partner: what may be told of it, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enact.pages.partners.profile import every_partner
from enact.ui.kept import live
from partners.models import Identity
from tests import make
from tests.drawn import AN_HOUR, forget_pages
from tests.page import Page

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)
SECRET = "Confidentiel"


def shown(client, organisation, language="fr"):
    """The page of a partner."""
    forget_pages()
    response = client.get(f"/{language}/partners/{organisation.pk}/")
    assert response.status_code == 200
    return Page(response)


@pytest.fixture
def body():
    """A public body with an agreed role."""
    return make.membership(organisation=make.organisation(kind="local_authority", name="Ville de Metz")).organisation


def test_page_says_who_a_partner_is(client):
    organisation = make.organisation(
        kind="research",
        name="Institut",
        short_name="IN",
        commune="Nancy",
        department="54",
        siren="552100554",
        ror="02feahw73",
        uai="0542493S",
        website="https://example.org/",
    )
    make.membership(organisation=organisation)
    page = shown(client, organisation)
    for words in ("Institut IN", "Organisme national de recherche", "Nancy (54), Grand Est", "552100554", "0542493S"):
        assert words in page.text
    assert {"https://ror.org/02feahw73", "https://example.org/"} <= set(page.links)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Lieu lieu non communiqué"),
        ({"department": "54"}, "Lieu Meurthe-et-Moselle (54), Grand Est"),
        ({"department": "75"}, "Lieu Département 75"),
        ({"commune": "Lyon"}, "Lieu Lyon"),
        ({"country": "DE"}, "Lieu Allemagne"),
        ({"country": "DE", "commune": "Trier"}, "Lieu Trier, Allemagne"),
        ({"country": "", "kind": "alliance"}, "Lieu Plusieurs pays"),
        ({"country": "", "kind": "association"}, "Lieu lieu non communiqué"),
    ],
)
def test_place_is_told_as_far_as_it_is_known(client, fields, words):
    organisation = make.membership(organisation=make.organisation(**{"kind": "research", **fields})).organisation
    assert words in shown(client, organisation).text


def test_what_is_not_known_of_it_is_said(client, body):
    text = shown(client, body).text
    assert "Identifiants non communiqué" in text
    assert "aucune source enregistrée" in text
    assert "Aucune chaire attribuée n’est enregistrée" in text
    assert "Aucun engagement de sa part n’est enregistré" in text


def test_roles_have_their_standing_days_and_sources(client):
    today = timezone.localdate()
    organisation = make.organisation(kind="foreign", name="Universität", country="DE")
    source = make.source(said_by_fr="porte-parole", document=make.document(address="https://example.org/d"))
    make.membership(organisation=organisation, role="european", standing="in_talks", precision="year", source=source)
    make.membership(organisation=organisation, role="funder", is_disputed=True, ends_on=today - ONE)
    make.membership(organisation=organisation, role="relay", starts_on=today + ONE)
    page = shown(client, organisation)
    assert "Partenaire transfrontalier ou européen en pourparlers 2025 pas de fin enregistrée Porte-parole" in page.text
    assert "Financeur convenu, contesté 20 mai 2025" in page.text
    assert "(terminé)" in page.text
    assert "relais d’innovation" not in page.text.lower()
    assert "https://example.org/d" in page.links


def test_page_of_a_former_partner_stays(client):
    yesterday = timezone.localdate() - ONE
    organisation = make.membership(organisation=make.organisation(kind="state"), ends_on=yesterday).organisation
    assert "(terminé)" in shown(client, organisation).text


def test_only_public_functions_are_told(client, body):
    person = make.person("Ada", "Lune")
    make.responsibility(organisation=body, person=person, function_fr="Maire", is_public=True)
    hidden = make.person(SECRET, SECRET, consented_on=make.DAY)
    make.responsibility(organisation=body, person=hidden, function_fr=SECRET)
    past = timezone.localdate() - ONE
    make.responsibility(organisation=body, person=hidden, function_fr=SECRET, is_public=True, ends_on=past)
    make.responsibility(person=hidden, function_fr=SECRET, is_public=True)
    text = shown(client, body).text
    assert "Maire Ada Lune 20 mai 2025" in text
    assert SECRET not in text
    Identity.objects.filter(person=person).delete()
    assert "Maire nom non communiqué" in shown(client, body).text


def test_chairs_are_those_awarded(client, body):
    chair = make.chair(
        host=body, kind="awarded", title_fr="Chaire de santé", title_en="Health chair", digital_health=True
    )
    make.chair(host=body, kind="planned", title_fr=SECRET)
    make.chair(kind="awarded", title_fr=SECRET * 2)
    page = shown(client, body)
    assert "Chaire de santé non précisé santé numérique attribuée" in page.text
    assert f"/fr/chairs/{chair.pk}/" in page.links
    assert "Health chair" in shown(client, body, "en").text
    assert SECRET not in page.text
    make.chair_step(chair=chair, kind="withdrawn")
    assert "Chaire de santé non précisé santé numérique retirée" in shown(client, body).text


def test_commitments_of_a_public_body_are_told_without_their_amounts(client, body):
    make.commitment(organisation=body, kind="award", amount=987654, title_fr="Soutien", title_en="Support")
    make.commitment(organisation=body, kind="withdrawal", title_fr=SECRET)
    make.commitment(organisation=body, title_fr=SECRET * 2)
    make.commitment(kind="award", organisation=make.organisation(kind="state"), title_fr=SECRET * 3)
    page = shown(client, body)
    assert "Soutien accordé" in page.text
    assert "Support granted" in shown(client, body, "en").text
    assert (SECRET in page.text, "987" in page.text, page.figures) == (False, False, {})


@pytest.mark.parametrize(("days", "told"), [(None, False), (0, True), (1, False)])
def test_commitments_of_others_are_told_with_their_agreement(client, days, told):
    today = timezone.localdate()
    organisation = make.organisation(name_published_since=today)
    make.membership(organisation=organisation, role="company")
    since = None if days is None else today + days * ONE
    make.commitment(organisation=organisation, kind="letter", title_fr="Lettre", amount_published_since=since)
    text = shown(client, organisation).text
    assert ("Lettre promis" in text, "avec son accord" in text) == (told, not told)


def test_absent_and_hidden_partners_read_the_same(client):
    hidden = make.membership(organisation=make.organisation(name=SECRET)).organisation
    without_role = make.organisation(kind="state", name=SECRET * 2)
    to_come = make.membership(
        organisation=make.organisation(kind="state"), starts_on=timezone.localdate() + ONE
    ).organisation
    absent = client.get("/fr/partners/999999/")
    assert absent.status_code == 404
    for organisation in (hidden, without_role, to_come):
        response = client.get(f"/fr/partners/{organisation.pk}/")
        assert (response.status_code, response.content) == (404, absent.content)


@pytest.mark.parametrize("key", ["0", "9" * 30, "-1", "x", "1.5", "%00", "%ED%A0%80", "1;drop"])
def test_no_key_is_a_fault(client, key):
    assert client.get(f"/fr/partners/{key}/").status_code == 404


def test_what_is_asked_of_the_page_changes_nothing(client, body):
    alone = client.get(f"/fr/partners/{body.pk}/").content
    assert client.get(f"/fr/partners/{body.pk}/?q=%00&page=2&on=2020-01-01").content == alone


def test_queries_do_not_grow_with_rows(client, body, django_assert_max_num_queries):
    for _number in range(12):
        make.membership(organisation=body, starts_on=make.DAY + _number * ONE, role="funder", source=make.source())
        make.responsibility(organisation=body, is_public=True, source=make.source())
        make.commitment(organisation=body, kind="award")
        make.chair(host=body, kind="awarded")
    with django_assert_max_num_queries(5):
        assert client.get(f"/fr/partners/{body.pk}/").status_code == 200


def test_page_is_kept_and_drawn_with_the_others(client, body, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(live, "SECONDS", AN_HOUR)
    hidden = make.membership().organisation
    assert list(every_partner()) == [{"pk": body.pk}]
    shown(client, body)
    with django_assert_num_queries(0):
        response = client.get(f"/fr/partners/{body.pk}/")
    unchanged = client.get(f"/fr/partners/{body.pk}/", headers={"if-none-match": response.headers["ETag"]})
    assert (unchanged.status_code, client.get(f"/fr/partners/{hidden.pk}/").status_code) == (304, 404)
