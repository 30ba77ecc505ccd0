"""The pages of what does not work: in the same dress, of help, and asking for nothing that may not be there."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from enact.pages import errors
from tests import make
from tests.page import Page

HELP = ["/en/", "/en/indicators/", "/en/funding/", "/en/about/#releases", "/en/sitemap/"]
ODD = [
    *(
        "/nowhere/",
        "/de/",
        "/de/indicators/RES-1/",
        "/fr/nowhere/",
        "/en/nowhere",
        "/EN/",
        "/fr/%00",
        "/%ff%fe",
        "/fr//",
    ),
    *(
        "/data/nowhere/",
        "/data/releases/",
        "/fr/indicators/RES-1/more/",
        "/.env",
        "/" + "x" * 5000,
        "/fr/../../etc/passwd",
    ),
]


def refuse(execute, sql, params, many, context):
    """What a query gets from a database that is away."""
    raise OperationalError("the database is away")


@pytest.fixture
def failing(client, monkeypatch):
    """A function that makes the legal notice fail with a fault, and returns what its reader gets."""

    def ask(fault, **headers):
        def fail(*args, **kwargs):
            raise fault

        monkeypatch.setattr("enact.pages.public.render", fail)
        client.raise_request_exception = False
        return client.get("/en/legal/?q=secret", **headers)

    return ask


@pytest.fixture
def database_away(db):
    """While a test runs, the database answers nothing."""
    with connection.execute_wrapper(refuse):
        yield


# Not found


@pytest.mark.parametrize("address", ODD)
def test_unknown_address_is_not_found(client, db, address):
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == 404
    assert set(HELP) <= {link.replace("/fr/", "/en/") for link in Page(response).links}


def test_unknown_address_asks_the_database_nothing(client, django_assert_num_queries, db):
    client.force_login(make.user())
    with django_assert_num_queries(0):
        response = client.get("/en/nowhere/")
    assert response.cookies == {}


@pytest.mark.parametrize(("preferred", "language"), [("en", "en"), ("fr", "fr"), ("de", "fr"), ("de,en;q=0.5", "en")])
def test_unknown_language_is_answered_in_that_of_the_browser(client, preferred, language):
    response = client.get("/de/indicators/", headers={"accept-language": preferred})
    assert (response.status_code, Page(response).language) == (404, language)


def test_unknown_address_is_answered_in_its_own_language(client):
    response = client.get("/en/nowhere/", headers={"accept-language": "fr"})
    assert Page(response).language == "en"


def test_page_not_found_tells_nothing_of_the_address(client, launch):
    for address in ("/en/nowhere-at-all/", "/en/indicators/NOWHERE-9/", "/data/releases/77.json"):
        response = client.get(f"{address}?q=nowhere", headers={"accept-language": "en"})
        assert response.status_code == 404
        assert b"nowhere" not in response.content.lower()
        assert b"77" not in response.content.replace(b"&#x27;", b"")
        assert "form" not in Page(response).tags


def test_page_not_found_is_the_same_for_everyone(client, launch):
    alone = client.get("/en/nowhere/").content
    client.force_login(make.user(is_staff=True, is_superuser=True))
    assert client.get("/en/elsewhere/").content == alone


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_unknown_address_is_not_found_however_it_is_asked(client, method):
    assert getattr(client, method)("/en/nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
@pytest.mark.parametrize("address", ["/en/nowhere/", "/en/", "/admin/"])
def test_other_methods_are_refused_whether_there_is_a_page_or_not(client, method, address):
    assert getattr(client, method)(address).status_code == 405


def test_page_not_found_has_the_strict_headers(client):
    headers = client.get("/en/nowhere/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


# A fault of ours


@pytest.mark.parametrize("fault", [RuntimeError("secret"), ValueError(), KeyError("secret"), RecursionError()])
def test_fault_has_its_page(failing, fault):
    response = failing(fault)
    shown = Page(response)
    assert (response.status_code, shown.language, shown.tags.count("h1")) == (500, "en", 1)
    assert b"secret" not in response.content
    assert {"/en/", "/en/sitemap/"} <= set(shown.links)


def test_page_of_a_fault_asks_for_nothing(client, failing, db, django_assert_num_queries):
    client.force_login(make.user())
    with django_assert_num_queries(0):
        response = failing(RuntimeError())
    assert (response.status_code, response.cookies) == (500, {})


def test_page_of_a_fault_has_the_strict_headers(failing):
    headers = failing(RuntimeError()).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]


def test_page_of_a_fault_that_fails_itself_is_in_plain_words(failing, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret")

    monkeypatch.setattr(errors, "render", fail)
    response = failing(RuntimeError())
    assert (response.status_code, response.content.decode()) == (500, errors.PLAIN)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


# The database does not answer


@pytest.mark.parametrize("fault", [OperationalError("secret"), InterfaceError("secret")])
def test_silent_database_has_its_page(failing, fault):
    response = failing(fault)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "The database does not answer at present." in Page(response).text
    assert b"secret" not in response.content


def test_pages_seen_once_are_read_without_the_database(client, launch):
    addresses = ["/fr/", "/en/indicators/RES-1/", "/fr/indicators/RES-1.csv", "/data/releases/1.json", "/fr/legal/"]
    drawn = {address: client.get(address).content for address in addresses}
    client.force_login(make.user())
    with connection.execute_wrapper(refuse):
        assert {address: client.get(address).content for address in addresses} == drawn


def test_page_never_seen_says_that_the_database_is_away(client, database_away):
    client.raise_request_exception = False
    response = client.get("/fr/indicators/")
    assert (response.status_code, Page(response).language) == (503, "fr")


def test_unknown_address_is_not_found_without_the_database(client, database_away):
    assert client.get("/en/nowhere/").status_code == 404


def test_supervisor_is_told(client, database_away):
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 503)


def test_form_without_its_token_is_refused_in_words_and_in_our_dress():
    careful = Client(enforce_csrf_checks=True)
    refused = careful.post("/fr/accounts/login/", {"login": "a@example.org", "password": "x"})
    assert refused.status_code == 403
    assert "Ce formulaire n’a pas pu être accepté" in Page(refused).text


def test_what_an_account_may_not_do_is_refused_in_words(client, db):
    client.force_login(make.user(is_staff=True))
    refused = client.get("/admin/publish/")
    assert refused.status_code == 403
    assert "Votre compte ne le permet pas" in Page(refused).text


def test_request_that_makes_no_sense_is_refused_in_words(client):
    refused = client.get("/fr/legal/", headers={"host": "elsewhere.example.org"})
    assert refused.status_code == 400
    assert "Cette demande n’a pas de sens" in Page(refused).text


def test_public_page_refuses_what_is_sent_as_such():
    assert Client(enforce_csrf_checks=True).post("/fr/legal/", {}).status_code == 405
