"""The second factor: mandatory for the coordination, offered to partners, given once a session, reset by administrators."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import give_role, open_coordinator_account
from accounts.roles import Role
from tests import make
from tests.accounts.proofs import code_of
from tests.page import Page
from tests.proven import forget_second_factor
from tests.sending import said, signing_out

pytestmark = pytest.mark.django_db
SET_UP, ADD = "/fr/accounts/factors/", "/fr/accounts/factors/application/add/"
CLOSED = ["/admin/", "/office/commitments/", "/fr/space/", "/admin/publish/", "/office/files/?export=csv"]

ASKING = "/fr/accounts/factors/ask-again/"
OWN = [
    f"/fr/accounts/{page}"
    for page in (
        "",
        "password/change/",
        "reauthenticate/",
        "sessions/",
        "factors/",
        "factors/application/add/",
        "factors/application/remove/",
        "factors/codes/",
        "factors/codes/new/",
        "factors/codes/recovery-codes.txt",
        "factors/keys/add/",
    )
]


@pytest.fixture
def anne(db):
    """The account of a coordinator."""
    return open_coordinator_account(email="anne@example.org", name="Anne", password="tested password")


def sign_in(client, user, **more):
    """What answers to the address and the password of an account."""
    return client.post("/fr/accounts/login/", {"login": user.email, "password": "tested password", **more})


def with_the_password_alone(user):
    """A browser in which an account is signed in, and has given no second factor."""
    client = Client()
    user.refresh_from_db()
    client.force_login(user)
    forget_second_factor(client)
    return client


def set_up(client):
    """Sets an application up; the secret that it holds, and the codes on paper."""
    secret = re.search(r"<code>([A-Z2-7]+)</code>", client.get(ADD).content.decode())[1]
    answer = client.post(ADD, {"code": code_of(secret)})
    assert answer.url == "/fr/accounts/factors/codes/"
    codes = re.findall(r"<li><code>(\d+)</code></li>", client.get(answer.url).content.decode())
    return secret, codes


def test_coordinator_is_led_to_a_second_factor_before_anything_else(client, anne):
    assert sign_in(client, anne).url == "/admin/"
    assert [client.get(address).url for address in CLOSED] == [SET_UP] * len(CLOSED)
    assert [client.post(address).url for address in CLOSED] == [SET_UP] * len(CLOSED)
    assert "Les comptes de la coordination s’ouvrent" in client.get(SET_UP).content.decode()
    assert client.get("/robots.txt").status_code == 200
    assert client.get("/fr/accounts/").status_code == 200


def test_way_to_the_second_factor_is_in_the_language_of_the_account(client, anne):
    anne.language = "en"
    anne.save()
    sign_in(client, anne)
    assert client.get("/admin/").url == "/en/accounts/factors/"


def test_whoever_has_set_one_up_goes_on_in_the_same_session(client, anne):
    sign_in(client, anne)
    _secret, codes = set_up(client)
    assert len(codes) == 10
    assert client.get("/admin/").status_code == 200


@signing_out
def test_second_factor_is_asked_for_at_each_sign_in_and_each_code_serves_once(client, anne):
    sign_in(client, anne)
    secret, codes = set_up(client)
    client.post("/fr/accounts/logout/")
    assert sign_in(client, anne, next="/office/commitments/").url == "/fr/accounts/factors/ask/"
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.post("/fr/accounts/factors/ask/", {"code": "000000"}).status_code == 200
    earlier, later = code_of(secret), code_of(secret, later=1)
    answer = client.post("/fr/accounts/factors/ask/", {"code": later})
    assert answer.url == "/office/commitments/"
    assert client.get("/admin/").status_code == 200
    for code, admitted in [(later, False), (earlier, False), (codes[0], True)]:
        browser = Client()
        sign_in(browser, anne)
        assert (browser.post("/fr/accounts/factors/ask/", {"code": code}).status_code == 302) == admitted
    browser = Client()
    sign_in(browser, anne)
    assert browser.post("/fr/accounts/factors/ask/", {"code": codes[0]}).status_code == 200


def test_secrets_are_encrypted_where_they_are_kept(client, anne, settings):
    sign_in(client, anne)
    secret, codes = set_up(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert [text in kept for text in (secret, *codes)] == [False] * 11
    settings.SECRET_KEY = "another key" * 9
    application = Authenticator.objects.get(type="totp").wrap()
    assert application.validate_code(code_of(secret)) is False


def test_session_without_the_factor_of_the_account_is_asked_for_it(client, anne):
    sign_in(client, anne)
    secret, _codes = set_up(client)
    other = with_the_password_alone(anne)
    assert other.get("/admin/?q=1").url == f"{ASKING}?next=%2Fadmin%2F%3Fq%3D1"
    assert other.post(ASKING, {"code": code_of(secret, later=1), "next": "/admin/"}).url == "/admin/"
    assert other.get("/admin/").status_code == 200


@pytest.mark.parametrize("who", ["partner", "coordination"])
def test_first_factor_ends_the_other_sessions_and_not_this_one(client, anne, who):
    user, other, opened = make.user() if who == "partner" else anne, Client(), "/fr/accounts/"
    sign_in(other, user)
    sign_in(client, user)
    _secret, codes = set_up(client)
    assert other.get(opened).url == f"/fr/accounts/login/?next={opened}"
    assert other.post(ASKING, {"code": codes[0]}).url.startswith("/fr/accounts/login/")
    assert client.get(opened).status_code == 200
    assert [row.is_here for row in client.get("/fr/accounts/sessions/").context["sessions"]] == [True]


@signing_out
@pytest.mark.parametrize("page", OWN)
@pytest.mark.parametrize("who", ["partner", "coordination"])
def test_password_alone_opens_no_page_of_an_account_that_has_a_factor(client, anne, who, page):
    user = make.user() if who == "partner" else anne
    sign_in(client, user)
    set_up(client)
    before, other = Authenticator.objects.values_list("pk", "data").order_by("pk"), with_the_password_alone(user)
    kept = list(before)
    for answer in (other.get(page), other.post(page, {"password": "tested password"})):
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, ASKING)
    assert list(before.all()) == kept
    assert other.post("/fr/accounts/logout/").status_code == 302
    assert other.get(page).url.startswith("/fr/accounts/login/")


def test_password_does_not_stand_for_the_factor_later_in_the_session(client, anne, monkeypatch):
    sign_in(client, anne)
    secret, codes = set_up(client)
    later = time.time() + 3600
    monkeypatch.setattr("time.time", lambda: later)
    page, password = "/fr/accounts/factors/codes/", {"password": "tested password"}
    assert client.post("/fr/accounts/reauthenticate/", password | {"next": page}).url.partition("?")[0] == ASKING
    answer = client.get(page, follow=True)
    assert (answer.request["PATH_INFO"], codes[0] in answer.content.decode()) == (ASKING, False)
    assert "/fr/accounts/reauthenticate/" not in answer.content.decode()
    assert client.post(ASKING, {"code": code_of(secret), "next": page}).url == page
    assert codes[0] in client.get(page).content.decode()


def test_partner_is_offered_one_and_needs_none(client):
    access = make.access()
    sign_in(client, access.user)
    assert client.get(f"/fr/space/{access.organisation_id}/").status_code == 200
    set_up(client)
    other = Client()
    assert sign_in(other, access.user).url == "/fr/accounts/factors/ask/"


def test_partner_who_comes_to_the_coordination_is_led_to_one_at_the_next_request(client):
    user = make.access().user
    sign_in(client, user)
    assert client.get("/fr/space/").status_code == 302
    give_role(user=user, role=Role.READER)
    assert client.get("/fr/space/").url == SET_UP


def test_where_it_is_not_required_nobody_is_led_to_it(client, anne, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client, anne)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("required", [True, False])
def test_second_factor_that_was_given_costs_no_query(client, anne, settings, required):
    settings.SECOND_FACTOR_REQUIRED = required
    client.force_login(anne)
    client.get("/fr/accounts/password/change/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/fr/space/")
    assert not [query for query in queries if "mfa_authenticator" in query["sql"]]


def test_last_factor_of_a_coordinator_stays_and_that_of_a_partner_may_go(client, anne):
    sign_in(client, anne)
    set_up(client)
    gone = "/fr/accounts/factors/application/remove/"
    assert "C’est votre dernier second facteur" in client.get(gone).content.decode()
    assert client.post(gone).status_code == 200
    assert Authenticator.objects.filter(user=anne, type="totp").exists()
    partner, other = make.user(), Client()
    sign_in(other, partner)
    set_up(other)
    assert other.post(gone).status_code == 302
    assert not Authenticator.objects.filter(user=partner).exists()


@signing_out
@pytest.mark.django_db(transaction=True)
def test_factor_that_an_administrator_resets_ends_the_sessions_and_is_told(client, anne):
    sign_in(client, anne)
    set_up(client)
    mail.outbox.clear()
    boss = Client()
    ada = make.user(email="ada@example.org", name="Ada", is_staff=True, is_superuser=True)
    boss.force_login(ada)
    page = boss.post(
        "/admin/accounts/user/", {"action": "reset_factors", "_selected_action": [anne.pk, ada.pk]}, follow=True
    )
    assert said(page) == ["Comptes dont les seconds facteurs sont réinitialisés\u00a0: 1."]
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    (letter,) = mail.outbox
    assert (letter.to, "Ada" in letter.body) == (["anne@example.org"], True)
    assert LogEntry.objects.filter(user=ada, object_id=str(anne.pk), change_message__contains="réinitialisés").exists()
    sign_in(client, anne)
    assert client.get("/admin/").url == SET_UP
    assert boss.get("/admin/").status_code == 200


def test_coordinator_resets_nobody(anne):
    browser, partner = Client(), make.user()
    browser.force_login(anne)
    Authenticator.objects.create(user=partner, type="totp", data={"secret": ""})
    page = browser.get("/admin/accounts/user/")
    assert "reset_factors" not in page.content.decode()
    browser.post("/admin/accounts/user/", {"action": "reset_factors", "_selected_action": partner.pk})
    assert Authenticator.objects.filter(user=partner).exists()


def test_machine_resets_the_last_administrator(anne, capsys):
    Authenticator.objects.create(user=anne, type="totp", data={"secret": ""})
    call_command("reset_second_factors", "Anne@example.org")
    assert capsys.readouterr().out == "The second factors of anne@example.org are reset.\n"
    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError):
        call_command("reset_second_factors", "nobody@example.org")


def test_eleventh_code_in_ten_minutes_is_not_looked_at(client, anne):
    sign_in(client, anne)
    _secret, codes = set_up(client)
    other = Client()
    sign_in(other, anne)
    for _failure in range(10):
        other.post("/fr/accounts/factors/ask/", {"code": "wrong"})
    assert other.post("/fr/accounts/factors/ask/", {"code": codes[0]}).status_code == 200
    assert other.get("/admin/").url == "/admin/login/?next=/admin/"


def test_forced_sign_in_of_the_tests_can_do_without(client, anne):
    client.force_login(anne)
    assert client.get("/admin/").status_code == 200
    forget_second_factor(client)
    assert client.get("/admin/").url == SET_UP


def test_whoever_is_asked_once_more_reads_it_on_a_page_of_the_account(anne):
    browser = Client()
    browser.force_login(anne)  # nothing says when the password was given
    page = Page(browser.get("/en/accounts/factors/application/add/", follow=True))
    assert ("Is it you?" in page.text, "Sign in" in page.text) == (True, False)
    assert "/en/accounts/sessions/" in page.links
