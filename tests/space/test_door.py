"""The door of the partners' space: who comes in, where, and who does not, at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partners.models import Access
from tests import make
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
DOOR = "/fr/space/"


def home(organisation):
    """The address of the first page of a space."""
    return f"/fr/space/{organisation.pk}/"


def pages(organisation):
    """Every address of a space, with a commitment of that organisation."""
    commitment = make.commitment(organisation=organisation, amount=5)
    return [
        home(organisation),
        f"{home(organisation)}commitments/",
        f"{home(organisation)}commitments/{commitment.pk}/",
    ]


def signed_in(user):
    """The browser of an account."""
    client = Client()
    client.force_login(user)
    return client


def test_strangers_are_led_to_sign_in_and_back(client, alpha):
    for address in [DOOR, *pages(alpha)]:
        assert client.get(address).url == f"/fr/accounts/login/?next={address}"
    credentials = {"login": alpha.accesses.get().user.email, "password": "tested password", "next": home(alpha)}
    assert client.post("/fr/accounts/login/", credentials).url == home(alpha)


def test_partner_comes_to_its_space(partner, alpha):
    assert partner.get(DOOR).url == home(alpha)
    assert [partner.get(address).status_code for address in pages(alpha)] == [200] * 3


def test_member_of_two_partners_chooses_and_finds_the_way_back(partner, access):
    beta = make.organisation(name="Bêta")
    make.access(user=access.user, organisation=beta)
    make.organisation(name="Gamma")
    page = Page(partner.get(DOOR))
    assert [link for link in page.links if link.startswith("/fr/space/") and link != DOOR] == [
        home(access.organisation),
        home(beta),
    ]
    assert "Gamma" not in page.text
    assert "Autres organisations" in Page(partner.get(home(beta))).text


def test_account_with_neither_space_nor_back_office_is_told_so():
    page = Page(signed_in(make.user()).get(DOOR))
    assert "Aucun espace ne vous est ouvert" in page.text
    assert [link for link in page.links if link.startswith(DOOR)] == [DOOR]


def test_coordination_sees_every_space_and_is_told_so(alpha):
    anne = coordinator("Anne")
    assert home(alpha) in Page(anne.get(DOOR)).links
    assert "Vous êtes de la coordination" in Page(anne.get(home(alpha))).text
    closed = make.organisation(name="Sans accès")
    assert home(closed) not in Page(anne.get(DOOR)).links
    assert anne.get(home(closed)).status_code == 200


def test_coordination_finds_no_space_of_what_is_not_there():
    anne = coordinator("Anne")
    for key in (999999, 10**30):
        assert anne.get(f"/fr/space/{key}/").status_code == 404


def test_coordination_is_led_to_the_accesses_when_there_is_none():
    page = Page(coordinator("Anne").get(DOOR))
    assert "/admin/partners/access/" in page.links


def test_another_partner_is_not_found_byte_for_byte(partner, alpha):
    beta = make.organisation(name="Bêta")
    absent = partner.get("/fr/space/999999/")
    assert absent.status_code == 404
    others = [*pages(beta), home(alpha) + f"commitments/{make.commitment(organisation=beta, amount=7).pk}/"]
    wrong = [f"/fr/space/{10**30}/", f"/fr/space/{'9' * 5000}/", f"{home(alpha)}commitments/{10**30}/"]
    for address in [*others, *wrong, f"{home(beta)}?on=x", f"{home(beta)}commitments/?export=csv"]:
        response = partner.get(address)
        assert (response.status_code, response.content) == (404, absent.content)


def test_commitment_of_one_partner_is_not_found_under_another_of_the_same_account(partner, access):
    beta = make.organisation()
    make.access(user=access.user, organisation=beta)
    commitment = make.commitment(organisation=beta, amount=5)
    assert partner.get(f"{home(beta)}commitments/{commitment.pk}/").status_code == 200
    assert partner.get(f"{home(access.organisation)}commitments/{commitment.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [(-1, None, 200), (0, 0, 200), (-2, -1, 404), (1, None, 404)],
)
def test_access_opens_from_its_first_day_to_its_last_whatever_day_is_asked_for(partner, access, starts, ends, code):
    access.starts_on = TODAY + starts * ONE
    access.ends_on = None if ends is None else TODAY + ends * ONE
    access.save()
    addresses = pages(access.organisation)
    assert {partner.get(address).status_code for address in addresses} == {code}
    assert {partner.get(address, {"on": "2025-05-20"}).status_code for address in addresses} == {code}


def test_member_removed_while_signed_in_is_refused_at_the_next_request(partner, access):
    address = home(access.organisation)
    assert partner.get(address).status_code == 200
    access.is_withdrawn = True
    access.save()
    assert partner.get(address).status_code == 404
    assert "Aucun espace ne vous est ouvert" in Page(partner.get(DOOR)).text


def test_account_deactivated_while_signed_in_is_a_stranger_at_the_next_request(partner, access):
    address = home(access.organisation)
    assert partner.get(address).status_code == 200
    access.user.is_active = False
    access.user.save()
    assert partner.get(address).url == f"/fr/accounts/login/?next={address}"


@pytest.mark.parametrize("role", Access.Role)
def test_both_roles_read_and_nothing_can_be_sent(partner, access, role):
    access.role = role
    access.save()
    for address in pages(access.organisation):
        assert partner.get(address).status_code == 200
        assert partner.post(address).status_code == 405


def test_partner_finds_no_back_office(partner):
    assert partner.get("/admin/").status_code == 404


def test_pages_of_a_space_are_kept_by_nobody(partner, alpha):
    for address in [DOOR, *pages(alpha)]:
        assert "no-store" in partner.get(address).headers["Cache-Control"]


def test_pages_of_a_space_are_in_the_language_of_their_address_and_lead_to_the_other(partner, alpha):
    for address in pages(alpha):
        page = Page(partner.get(address.replace("/fr/", "/en/")))
        assert (page.language, address in page.links) == ("en", True)
