"""Passkeys and security keys: a second factor, or the way in alone; only those of the account, on this site, this time."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.actions import open_coordinator_account
from tests import make
from tests.accounts.proofs import Key, options_in, typed
from tests.sending import said

pytestmark = pytest.mark.django_db
ADD, ASK, ALONE = "/fr/accounts/factors/keys/add/", "/fr/accounts/factors/ask/", "/fr/accounts/factors/keys/login/"


@pytest.fixture
def anne(db):
    """The account of a coordinator."""
    return open_coordinator_account(email="anne@example.org", name="Anne", password="tested password")


def browser():
    """A browser that speaks HTTPS, as keys ask."""
    return Client(headers={"host": "testserver"}, SERVER_PORT="443", **{"wsgi.url_scheme": "https"})


def sign_in(client, user):
    """What answers to the address and the password of an account."""
    return client.post("/fr/accounts/login/", {"login": user.email, "password": "tested password"})


def added(client, key, *, alone=True, **more):
    """What answers to a key that is added."""
    options = options_in(client.get(ADD), "creation_options")
    sent = {"name": "téléphone", "credential": typed(key.register(options, verified=alone)), **more}
    return client.post(ADD, sent | ({"passwordless": "on"} if alone else {}))


@pytest.fixture
def key(anne):
    """A passkey of that coordinator."""
    client, key = browser(), Key()
    sign_in(client, anne)
    assert added(client, key).url == "/fr/accounts/factors/codes/"
    assert client.get("/admin/").status_code == 200
    return key


def signed(client, key, **how):
    """What answers to a key with which one signs in alone."""
    options = client.get(ALONE, headers={"accept": "application/json"}).json()["request_options"]
    return client.post(ALONE, {"credential": typed(key.sign(options, **how))})


def test_passkey_signs_in_alone_and_is_a_second_factor(anne, key):
    client = browser()
    assert signed(client, key).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_key_is_the_second_factor_after_the_password(anne, key):
    client = browser()
    assert sign_in(client, anne).url == ASK
    options = options_in(client.get(ASK), "request_options")
    assert client.post(ASK, {"credential": typed(key.sign(options))}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_passkey_that_does_not_know_its_holder_is_refused(anne, key):
    client = browser()
    assert signed(client, key, verified=False).url == "/fr/accounts/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("how", [{"origin": "https://elsewhere.example"}, {"host": "elsewhere.example"}])
def test_answer_that_is_for_another_site_is_refused(anne, key, how):
    client, other = browser(), Key(**how)
    other.private, other.identifier, other.holder = key.private, key.identifier, key.holder
    assert signed(client, other).url == "/fr/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_answer_to_another_question_is_refused(anne, key):
    client = browser()
    options = client.get(ALONE, headers={"accept": "application/json"}).json()["request_options"]
    answer = {"credential": typed(key.sign(options))}
    client.get(ALONE, headers={"accept": "application/json"})
    assert client.post(ALONE, answer).url == "/fr/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_answer_serves_once(anne, key):
    client = browser()
    options = client.get(ALONE, headers={"accept": "application/json"}).json()["request_options"]
    answer = {"credential": typed(key.sign(options))}
    assert client.post(ALONE, answer).url == "/admin/"
    client.logout()
    assert client.post(ALONE, answer).url == "/fr/accounts/login/"


def test_key_of_somebody_else_is_refused(anne, key):
    stranger, other = make.user(), Key()
    client = browser()
    sign_in(client, stranger)
    added(client, other)
    other.holder = key.holder
    assert signed(browser(), other).url == "/fr/accounts/login/"


def test_passkey_of_a_deactivated_account_opens_nothing(anne, key):
    anne.is_active = False
    anne.save()
    client = browser()
    assert signed(client, key).url == "/fr/accounts/inactive/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", "null", "7", '{"response": 7}', '{"id": "x", "rawId": "x", "response": {}}']
)
def test_nonsense_in_place_of_a_key_is_refused_in_words(anne, key, sent):
    assert browser().post(ALONE, {"credential": sent}).url == "/fr/accounts/login/"
    client = browser()
    sign_in(client, anne)
    assert client.post(ASK, {"credential": sent}).status_code == 200
    partner = browser()
    sign_in(partner, make.user())
    partner.get(ADD)
    assert partner.post(ADD, {"name": "x", "credential": sent}).status_code == 200


def test_keys_are_renamed_and_removed_but_for_the_last_one_of_a_coordinator(anne):
    client = browser()
    sign_in(client, anne)
    added(client, Key())
    first = Authenticator.objects.get(type="webauthn")
    way = f"/fr/accounts/factors/keys/{first.pk}/"
    assert client.post(way, {"name": "trousseau"}).url == "/fr/accounts/factors/"
    assert "trousseau" in client.get("/fr/accounts/factors/").content.decode()
    client.get("/fr/accounts/factors/")
    page = client.post(f"{way}remove/", follow=True)
    assert said(page) == [
        "C’est votre dernier second facteur, et votre compte doit en avoir un\u00a0: ajoutez-en d’abord un autre."
    ]
    added(client, Key(), alone=False)
    assert client.post(f"{way}remove/").url == "/fr/accounts/factors/"
    assert [row.wrap().is_passwordless for row in Authenticator.objects.filter(type="webauthn")] == [False]


def test_keys_of_others_do_not_exist(anne, key):
    client, stranger = browser(), make.user()
    sign_in(client, stranger)
    pk = Authenticator.objects.get(type="webauthn").pk
    for way in (f"/fr/accounts/factors/keys/{pk}/", f"/fr/accounts/factors/keys/{pk}/remove/"):
        assert (client.get(way).status_code, client.post(way, {"name": "mine"}).status_code) == (404, 404)


def test_key_that_cannot_say_who_holds_it_is_not_added_as_a_passkey(anne):
    client, key = browser(), Key()
    sign_in(client, anne)
    options = options_in(client.get(ADD), "creation_options")
    sent = {"name": "", "passwordless": "on", "credential": typed(key.register(options, verified=False))}
    assert client.post(ADD, sent).status_code == 200
    assert not Authenticator.objects.exists()
