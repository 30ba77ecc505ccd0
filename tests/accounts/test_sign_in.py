"""The pages of the accounts, in both languages and in the dress of the site."""

import re
from html.parser import HTMLParser

import pytest
from django.core import mail

from tests import make
from tests.sending import signing_out

pytestmark = pytest.mark.django_db
PAGES = ["login", "logout", "inactive", "signup", "password/reset", "password/reset/done", "password/reset/key/done"]
PRIVATE = ["password/change", "logout"]
NAMES = {
    "fr": {"login": "Se connecter", "signup": "Pas encore de compte\u202f?"},
    "en": {"login": "Sign in", "signup": "No account yet?"},
}
GONE = [
    "email",
    "confirm-email",
    "login/code/confirm",
    "3rdparty",
    "3rdparty/signup",
    "university",
    "university/callback",
]


class Labels(HTMLParser):
    """The ids of the fields of a page, and those that labels name."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.labels, self.landmarks = set(), set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "input" and attributes.get("type") != "hidden":
            self.fields.add(attributes["id"])
        elif tag == "label":
            self.labels.add(attributes["for"])
        elif tag in ("main", "h1"):
            self.landmarks.append(tag)


@pytest.fixture
def anne(db):
    """An account."""
    return make.user(email="anne@example.org", name="Anne", is_staff=True)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", [*PAGES, *PRIVATE])
def test_account_pages_have_a_language_a_main_part_one_heading_and_labels(client, anne, language, page):
    if page in PRIVATE:
        client.force_login(anne)
    response = client.get(f"/{language}/accounts/{page}/", follow=True)
    text = response.content.decode()
    found = Labels(text)
    assert f'<html lang="{language}">' in text
    assert found.landmarks == ["main", "h1"]
    assert found.fields == found.labels


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", ["login", "signup"])
def test_titles_are_in_the_language_of_the_address(client, language, page):
    text = client.get(f"/{language}/accounts/{page}/").content.decode()
    heading = re.search(r"<h1>\s*(.*?)\s*</h1>", text)[1]
    assert heading.replace("\u00a0", " ").replace("\u202f", " ") == NAMES[language][page].replace("\u202f", " ")


def test_one_signs_in_by_address_alone_and_goes_on(client, anne):
    credentials = {"login": " ANNE@example.org ", "password": "tested password", "next": "/admin/publish/"}
    response = client.post("/fr/accounts/login/", credentials)
    assert (response.status_code, response.url) == (302, "/admin/publish/")


def test_one_is_not_led_elsewhere_after_signing_in(client, anne):
    credentials = {"login": "anne@example.org", "password": "tested password", "next": "https://elsewhere.example/"}
    assert client.post("/fr/accounts/login/", credentials).url == "/admin/"


@pytest.mark.parametrize(("is_staff", "where"), [(True, "/admin/"), (False, "/fr/space/")])
def test_one_comes_where_one_belongs_after_signing_in(client, is_staff, where):
    make.user(email="camille@example.org", is_staff=is_staff)
    credentials = {"login": "camille@example.org", "password": "tested password"}
    assert client.post("/fr/accounts/login/", credentials).url == where
    assert client.get("/fr/accounts/login/").url == where


@pytest.mark.parametrize("login", ["anne@example.org", "nobody@example.org"])
def test_refusal_is_the_same_whether_or_not_there_is_an_account(client, anne, login):
    response = client.post("/fr/accounts/login/", {"login": login, "password": "wrong"})
    assert response.status_code == 200
    assert response.context["form"].errors == {"__all__": [NO_MATCH]}


NO_MATCH = "L’adresse électronique ou le mot de passe n’est pas le bon."


def test_errors_are_tied_to_their_fields(client):
    text = client.post("/fr/accounts/login/", {"login": "", "password": ""}).content.decode()
    for field in ("login", "password"):
        (tag,) = re.findall(rf'<input[^>]*name="{field}"[^>]*>', text)
        assert f"id_{field}_error" in re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
        assert 'aria-invalid="true"' in tag
        assert f'id="id_{field}_error"' in text


def test_nobody_signs_up_alone_and_is_told_whom_to_ask(client):
    page = client.get("/fr/accounts/signup/").content.decode()
    assert "adressez-vous au coordinateur" in page
    assert "<form" not in page
    credentials = {"email": "new@example.org", "password1": "un mot de passe assez long"}
    assert client.post("/fr/accounts/signup/", credentials).templates[0].name == "account/signup_closed.html"


def test_forgotten_password_is_asked_for_without_saying_who_has_an_account(client, anne):
    answers = [
        client.post("/fr/accounts/password/reset/", {"email": email}).url
        for email in ("anne@example.org", "nobody@example.org")
    ]
    assert answers == ["/fr/accounts/password/reset/done/"] * 2
    assert [letter.to for letter in mail.outbox] == [["anne@example.org"]]
    assert "/accounts/signup/" not in mail.outbox[0].body


def test_short_or_common_passwords_are_refused_in_words(client, anne):
    client.force_login(anne)
    for chosen in ("court", "motdepasse12"[:11], "password1234"):
        typed = {"oldpassword": "tested password", "password1": chosen, "password2": chosen}
        response = client.post("/fr/accounts/password/change/", typed)
        assert list(response.context["form"].errors) == ["password1"]


@signing_out
def test_signing_out_is_confirmed_and_leaves_no_message_behind(client, anne):
    client.force_login(anne)
    assert client.get("/fr/accounts/logout/").status_code == 200
    assert client.post("/fr/accounts/logout/").url == "/fr/"
    assert client.get("/fr/accounts/login/").context["messages"]._loaded_data == []


@pytest.mark.parametrize("page", GONE)
def test_pages_that_do_not_serve_here_are_not_there(client, anne, page):
    client.force_login(anne)
    assert client.get(f"/fr/accounts/{page}/").status_code == 404


def test_eleventh_failure_in_ten_minutes_is_refused_before_the_password_is_looked_at(client, anne):
    for _failure in range(10):
        client.post("/fr/accounts/login/", {"login": "anne@example.org", "password": "wrong"})
    response = client.post("/fr/accounts/login/", {"login": "anne@example.org", "password": "tested password"})
    assert response.status_code in (200, 429)
    assert "_auth_user_id" not in client.session
