"""The back office of the accounts: administrators open them, their holders choose the passwords."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from space.models import CalendarAddress
from tests import make
from tests.sending import coordinator, errors_of, follow, form_of, said, send, signing_out

pytestmark = pytest.mark.django_db
ADD = "/admin/accounts/user/add/"
LIST = "/admin/accounts/user/"


@pytest.fixture
def administrator(db):
    """The account of an administrator."""
    return make.user(email="ada@example.org", name="Ada", is_staff=True, is_superuser=True)


@pytest.fixture
def ada(client, administrator):
    """The browser of that administrator."""
    client.force_login(administrator)
    return client


def change(user):
    """The address of an account's form."""
    return reverse("admin:accounts_user_change", args=[user.pk])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "subject"), [("fr", "mot de passe"), ("en", "Password Reset")])
def test_new_account_gets_a_link_and_its_holder_chooses_the_password(ada, client, language, subject):
    typed = {"email": "Anne@Example.org", "name": "Anne", "language": language, "role": "publisher"}
    response = send(ada, ADD, **typed)
    assert "anne@example.org" in said(follow(ada, response))[0]
    user = User.objects.get(email="anne@example.org")
    assert (user.has_usable_password(), user.is_staff, user.is_superuser, user.language) == (
        False,
        True,
        False,
        language,
    )
    assert user.has_perm("indicators.add_release")
    (letter,) = mail.outbox
    assert letter.to == ["anne@example.org"]
    assert subject in letter.subject
    choose_password(client, letter)
    user.refresh_from_db()
    assert user.check_password("un mot de passe assez long")


def choose_password(client, letter):
    """Follows the link of a letter, and chooses a password."""
    client.logout()
    address = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    page = client.get(address, follow=True)
    chosen = dict.fromkeys(("password1", "password2"), "un mot de passe assez long")
    assert client.post(page.request["PATH_INFO"], chosen).status_code == 302


def test_account_that_is_not_of_the_coordination_has_no_rights(ada):
    send(ada, ADD, email="anne@example.org", language="fr")
    user = User.objects.get(email="anne@example.org")
    assert (user.is_staff, user.get_all_permissions()) == (False, set())


def test_rights_follow_from_the_role_that_is_chosen(ada):
    user = make.user()
    send(ada, change(user), role="coordinator")
    assert User.objects.get(pk=user.pk).has_perm("funding.add_commitment")
    send(ada, change(user), role="partner")
    assert User.objects.get(pk=user.pk).get_all_permissions() == set()


def test_two_accounts_of_one_address_are_refused_in_words(ada):
    make.user(email="anne@example.org")
    response = send(ada, ADD, email="ANNE@example.org", name="Anne", language="fr")
    assert "email" in errors_of(response)
    assert form_of(response)["name"] == "Anne"


def test_accounts_are_deactivated_and_never_deleted(ada):
    user = make.user()
    assert ada.get(f"{LIST}{user.pk}/delete/").status_code == 403
    assert ada.post(LIST, {"action": "delete_selected", "_selected_action": user.pk}).status_code == 302
    typed = form_of(ada.get(change(user)))
    del typed["is_active"]
    ada.post(change(user), typed)
    assert User.objects.get(pk=user.pk).is_active is False


@pytest.mark.parametrize("box", ["is_active", "is_superuser"])
def test_administrators_do_not_take_their_own_rights_away(ada, administrator, box):
    typed = form_of(ada.get(change(administrator)))
    typed.pop(box, None)
    typed |= {"role": "publisher"} if box == "is_superuser" else {}
    response = ada.post(change(administrator), typed)
    assert list(errors_of(response)) == [""]
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.is_superuser) == (True, True)


@signing_out
def test_former_address_opens_nothing_any_more(ada):
    user = make.user(email="anne@example.org")
    EmailAddress.objects.create(user=user, email="anne@example.org", primary=True, verified=True)
    send(ada, change(user), email="anne@example.com")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("anne@example.com", False)]
    credentials = {"login": "anne@example.org", "password": "tested password"}
    assert ada.post("/fr/accounts/logout/").status_code == 302
    assert ada.post("/fr/accounts/login/", credentials).status_code == 200
    assert ada.post("/fr/accounts/login/", credentials | {"login": "anne@example.com"}).status_code == 200


def test_nothing_that_opened_the_account_at_the_former_address_opens_it_at_the_new_one(ada):
    user = make.user(email="anne@example.org")
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Clé"})
    make.calendar_address(user=user)
    send(ada, change(user), email="anne@example.com")
    user.refresh_from_db()
    kept = (Authenticator.objects.count(), CalendarAddress.objects.count())
    assert (user.has_usable_password(), *kept) == (False, 0, 0)
    assert [letter.to for letter in mail.outbox] == [["anne@example.org"], ["anne@example.com"]]


def test_former_address_is_told_and_the_sessions_end(ada, administrator):
    user, browser = make.user(email="anne@example.org", name="Anne", language="en"), Client()
    browser.force_login(user)
    send(ada, change(user), email="anne@example.com")
    letter, _link = mail.outbox
    assert (letter.to, letter.subject) == (["anne@example.org"], "ENACT: your account no longer has this address")
    assert ("Ada" in letter.body, "anne@example.org" in letter.body, "example.com" in letter.body) == (
        True,
        True,
        False,
    )
    assert browser.get("/en/accounts/").url.startswith("/en/accounts/login/")
    assert ada.get(LIST).status_code == 200


def test_address_that_stays_tells_nobody_and_ends_no_session(ada):
    user, browser = make.user(email="anne@example.org"), Client()
    browser.force_login(user)
    send(ada, change(user), email="ANNE@example.org", name="Anne Martin")
    assert (mail.outbox, browser.get("/fr/accounts/").status_code) == ([], 200)


def test_address_taken_over_from_another_account_brings_nobody_else_in(ada, client):
    """A row of allauth that was left behind would let its account choose the password through the address."""
    other, user = make.user(), make.user()
    EmailAddress.objects.create(user=other, email="anne@example.com", primary=True, verified=True)
    send(ada, change(user), email="anne@example.com")
    assert EmailAddress.objects.filter(email="anne@example.com").exclude(user=user).count() == 0


def test_sessions_of_an_account_that_is_opened_again_stay_over(ada):
    user, browser = make.user(), Client()
    browser.force_login(user)
    typed = form_of(ada.get(change(user)))
    ada.post(change(user), {name: value for name, value in typed.items() if name != "is_active"})
    assert browser.get("/fr/accounts/").status_code == 302
    ada.post(change(user), typed | {"is_active": "on"})
    assert (User.objects.get(pk=user.pk).is_active, browser.get("/fr/accounts/").status_code) == (True, 302)


def test_link_that_was_sent_before_an_account_was_closed_opens_nothing(ada, client):
    user = make.user()
    ada.post(LIST, {"action": "send_links", "_selected_action": [user.pk]})
    address = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    page = client.get(address, follow=True).request["PATH_INFO"]
    user.is_active = False
    user.save()
    chosen = dict.fromkeys(("password1", "password2"), "un mot de passe assez long")
    assert [client.get(address).status_code, client.post(page, chosen).status_code] == [200, 200]
    user.refresh_from_db()
    assert user.check_password("tested password")


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzz", "z" * 50, "0", "1"])
def test_link_of_nobody_is_told_in_words(db, client, key):
    response = client.get(f"/fr/accounts/password/reset/key/{key}-token/")
    assert (response.status_code, "Ce lien ne sert plus" in response.content.decode()) == (200, True)


def test_links_go_to_the_active_accounts_that_are_ticked(ada):
    active, gone = make.user(), make.user(is_active=False)
    ada.post(LIST, {"action": "send_links", "_selected_action": [active.pk, gone.pk]})
    assert [letter.to for letter in mail.outbox] == [[active.email]]


def test_coordinators_see_the_accounts_of_partners_and_no_other(administrator):
    anne, partner = coordinator("Anne"), make.user()
    assert list(anne.get(LIST).context["cl"].result_list) == [partner]
    assert anne.get(change(partner)).status_code == 200
    for user in User.objects.exclude(pk=partner.pk):
        typed = {"email": "taken@example.org", "language": "fr"}
        assert anne.post(change(user), typed).status_code == 302
        assert anne.post(LIST, {"action": "send_links", "_selected_action": user.pk}).status_code == 302
    assert (User.objects.filter(email="taken@example.org").exists(), mail.outbox) == (False, [])


@pytest.mark.django_db(transaction=True)
def test_coordinators_open_accounts_without_rights_and_never_know_the_passwords():
    anne = coordinator("Anne")
    assert not {"role", "is_staff", "is_superuser", "password"} & form_of(anne.get(ADD)).keys()
    send(anne, ADD, email="camille@example.org", name="Camille", language="fr", role="administrator", is_superuser="on")
    camille = User.objects.get(email="camille@example.org")
    assert (camille.is_staff, camille.is_superuser, camille.has_usable_password()) == (False, False, False)
    assert camille.get_all_permissions() == set()
    assert [letter.to for letter in mail.outbox] == [["camille@example.org"]]


def test_coordinators_give_no_rights_and_deactivate_accounts():
    anne, partner = coordinator("Anne"), make.user()
    typed = form_of(anne.get(change(partner))) | {"role": "administrator", "is_superuser": "on"}
    del typed["is_active"]
    anne.post(change(partner), typed)
    partner.refresh_from_db()
    assert (partner.is_staff, partner.is_superuser, partner.is_active) == (False, False, False)


def test_administrators_find_accounts(ada, administrator):
    make.user()
    assert list(ada.get(f"{LIST}?q=ada").context["cl"].result_list) == [administrator]


def test_only_an_administrator_changes_the_address_of_an_account_with_a_second_factor_and_never_its_own(
    ada, administrator
):
    user = make.access().user
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Clé"})
    anne = coordinator("Anne")
    refused = send(anne, change(user), email="anne@example.com")
    assert "un administrateur" in str(errors_of(refused)["email"])
    assert "autre administrateur" in str(errors_of(send(ada, change(administrator), email="mine@example.com"))["email"])
    user.refresh_from_db()
    assert (user.email == "anne@example.com", Authenticator.objects.filter(user=user).count()) == (False, 1)


def test_closed_account_gets_no_link_to_its_new_address(ada):
    user = make.user(email="anne@example.org", is_active=False)
    send(ada, change(user), email="anne@example.com")
    assert [letter.to for letter in mail.outbox] == [["anne@example.org"]]
