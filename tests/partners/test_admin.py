"""The back office of the partners: roles and identities, edited as rows of another form, lose nothing either."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Identity, Membership, Organisation, Person, Programme
from tests import make
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def bruno(db):
    """The browser of another one."""
    return coordinator("Bruno")


def change(record):
    """The address of a record's form."""
    return reverse(f"admin:partners_{record._meta.model_name}_change", args=[record.pk])


def differences(response):
    """What the rows of a form say that somebody else saved meanwhile."""
    rows = [row for inline in response.context["inline_admin_formsets"] for row in inline.formset.forms]
    return [tuple(each) for row in rows for each in row.differences]


def test_role_changed_meanwhile_is_shown_beside_what_is_typed_in_its_row(anne, bruno):
    role = make.membership(standing="identified")
    for_bruno = form_of(bruno.get(change(role.organisation)))
    send(anne, change(role), standing="in_talks")
    response = bruno.post(change(role.organisation), for_bruno | {"memberships-0-standing": "agreed"})
    assert differences(response) == [("Avancement", "en pourparlers", "convenu")]
    assert "Anne" in errors_of(response)["memberships-0-"][0]
    role.refresh_from_db()
    assert (role.standing, role.version) == ("in_talks", 2)
    assert bruno.post(change(role.organisation), form_of(response)).status_code == 302
    role.refresh_from_db()
    assert (role.standing, role.version) == ("agreed", 3)
    assert role.history.first().history_user.name == "Bruno"


@pytest.mark.parametrize("version", [{}, {"memberships-0-version_seen": "abc"}])
def test_row_without_version_is_refused_in_words(anne, version):
    role = make.membership(standing="identified")
    typed = form_of(anne.get(change(role.organisation))) | {"memberships-0-standing": "agreed"}
    del typed["memberships-0-version_seen"]
    response = anne.post(change(role.organisation), typed | version)
    assert (response.status_code, len(errors_of(response)["memberships-0-"])) == (200, 1)
    role.refresh_from_db()
    assert role.standing == "identified"


def test_organisation_is_added_with_its_role_once(anne):
    programme, address = make.programme(), "/admin/partners/organisation/add/"
    typed = form_of(anne.get(address)) | {"name": "École", "kind": "higher_education", "memberships-TOTAL_FORMS": 1}
    role = {
        "programme": programme.pk,
        "role": "member",
        "standing": "agreed",
        "starts_on": "20/05/2025",
        "precision": "exact",
    }
    typed |= {f"memberships-0-{name}": value for name, value in role.items()}
    assert [anne.post(address, typed).status_code for _time in range(2)] == [302, 302]
    assert (Organisation.objects.count(), Membership.objects.get().role) == (1, "member")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"siren": "123456789"}, "siren"),
        ({"siret": "1"}, "siret"),
        ({"uai": "0542493X"}, "uai"),
        ({"ror": "nowhere"}, "ror"),
        ({"department": "Meuse"[:3]}, "department"),
        ({"country": "fr"}, "country"),
    ],
)
def test_identifier_that_cannot_be_is_refused_in_words_and_stays_on_screen(anne, typed, field):
    response = send(anne, change(make.organisation()), **typed)
    assert list(errors_of(response)) == [field]
    assert form_of(response)[field] == typed[field]


def test_role_that_ends_before_it_starts_is_refused_and_stays_on_screen(anne):
    response = send(anne, change(make.membership()), starts_on="02/01/2026", ends_on="01/01/2026")
    assert list(errors_of(response)) == [""]
    assert form_of(response)["ends_on"] == "01/01/2026"


def test_identity_changed_meanwhile_is_shown_beside_what_is_typed(anne, bruno):
    person = make.person(given_name="Camille")
    for_bruno = form_of(bruno.get(change(person)))
    send(anne, change(person), **{"identity-0-given_name": "Claude"})
    response = bruno.post(change(person), for_bruno | {"identity-0-given_name": "Dominique"})
    assert differences(response) == [("Prénom", "Claude", "Dominique")]
    assert Identity.objects.get().given_name == "Claude"
    assert bruno.post(change(person), form_of(response)).status_code == 302
    assert Identity.objects.get().given_name == "Dominique"


def test_person_is_added_with_an_identity_once(anne):
    address = "/admin/partners/person/add/"
    typed = form_of(anne.get(address)) | {"identity-0-given_name": "Ada", "identity-0-family_name": "Exemple"}
    assert [anne.post(address, typed).status_code for _time in range(2)] == [302, 302]
    assert (Person.objects.count(), str(Person.objects.get())) == (1, "Ada Exemple")


def test_person_whose_identity_was_erased_can_be_seen_and_named_again(anne):
    person = make.person()
    Identity.objects.all().delete()
    assert (
        send(anne, change(person), **{"identity-0-given_name": "Ada", "identity-0-family_name": "Ex"}).status_code
        == 302
    )
    assert str(Person.objects.get()) == "Ada Ex"


def test_lists_keep_what_is_held_today_and_where(anne):
    today = timezone.localdate()
    here, held = make.organisation(department="54"), make.membership(starts_on=today)
    make.organisation(department="75")
    make.membership(starts_on=today + timedelta(days=1))
    held_by = make.responsibility(starts_on=today)
    for address, found in [
        ("organisation/?grand_est=yes", here),
        ("membership/?active=yes", held),
        ("responsibility/?active=yes", held_by),
    ]:
        assert list(anne.get(f"/admin/partners/{address}").context["cl"].result_list) == [found]


def test_people_are_found_by_name_without_accents(anne):
    person = make.person(given_name="Zoé", family_name="Évrard")
    make.person()
    response = anne.get("/admin/partners/person/?q=evrard zoe")
    assert list(response.context["cl"].result_list) == [person]


@pytest.mark.parametrize(("country", "name"), [("DE", "Allemagne"), ("several", "Plusieurs pays")])
def test_organisations_are_kept_by_country(anne, country, name):
    organisation = make.organisation(country="" if country == "several" else country)
    make.organisation()
    response = anne.get(f"/admin/partners/organisation/?country={country}")
    assert list(response.context["cl"].result_list) == [organisation]
    assert name in response.content.decode()


@pytest.mark.parametrize(
    "kind",
    [
        "partners_membership",
        "funding_commitment",
        "research_call",
        "research_chair",
        "research_community",
        "research_event",
    ],
)
def test_new_record_is_of_the_programme_where_there_is_one_only(anne, kind):
    address = reverse(f"admin:{kind}_add")
    assert anne.get(address).context["adminform"].form["programme"].value() is None
    programme = make.programme()
    assert anne.get(address).context["adminform"].form["programme"].value() == programme.pk
    Programme.objects.create(
        short_name="Autre", name_fr="Autre", starts_on=programme.starts_on, ends_on=programme.ends_on
    )
    assert anne.get(address).context["adminform"].form["programme"].value() is None
