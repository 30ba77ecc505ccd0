"""A form that is sent after the session ended: nothing is done, and what was typed stays on screen, for whoever typed it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver

from accounts.middleware import BEGAN
from partners.models import Organisation
from tests import make
from tests.isolation.doors import door_of, expected
from tests.isolation.world import OWN
from tests.page import Page
from tests.test_house import routes

pytestmark = pytest.mark.django_db
ADD = "/admin/partners/organisation/add/"
FORM = {"_save": "Enregistrer", "seen_name": "avant", "parts-0-id": "7", "key": "9"}
TYPED = {
    "name": "Université <b>nouvelle</b>",
    "note": "première ligne\nseconde",
    "commune": "Metz",
    "siren": " ",
    "password1": "secret-words",
}


def send(client, **more):
    """What somebody gets who sends what was typed."""
    return client.post(
        f"{ADD}?from=list", TYPED | FORM | {"parts-TOTAL_FORMS": "3"} | more, headers={"accept-language": "en"}
    )


def test_what_was_typed_is_on_the_page_and_nothing_is_saved(client):
    response = send(client, letter=SimpleUploadedFile("lettre.pdf", b"%PDF-1.7"))
    shown = Page(response)
    assert (response.status_code, Organisation.objects.count()) == (403, 0)
    assert "no-store" in response.headers["Cache-Control"]
    for words in ("Your session has ended", "Name", "Commune", "Université <b>nouvelle</b>", "seconde", "lettre.pdf"):
        assert words in shown.text
    for kept_to_itself in ("secret-words", "TOTAL_FORMS", "SIREN", "Enregistrer", "avant", "parts-0-id"):
        assert kept_to_itself not in response.content.decode()
    assert f"/en/accounts/login/?next={ADD}%3Ffrom%3Dlist" in shown.links


def test_session_that_is_too_old_is_ended_and_told_alike(client):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    assert client.get(ADD).status_code == 200
    session = client.session
    session[BEGAN] -= 12 * 3600
    session.save()
    response = send(client)
    assert (response.status_code, "première ligne" in Page(response).text) == (403, True)
    assert (Organisation.objects.count(), "_auth_user_id" in client.session) == (0, False)


@pytest.mark.parametrize("typed", [{}, {"csrfmiddlewaretoken": "x" * 64}, {"note": "  "}, {"password": "secret"}, FORM])
def test_whoever_typed_nothing_is_led_to_the_page_to_sign_in(client, typed):
    response = client.post(ADD, typed)
    assert (response.status_code, response.url.partition("?")[2]) == (302, f"next={ADD}")


def test_a_page_that_was_only_asked_for_leads_to_the_page_to_sign_in(client):
    assert client.get(f"{ADD}?name=typed").status_code == 302


def test_button_is_nothing_typed(client):
    for typed in ({"do": "make"}, {"session": "42"}):
        assert client.post("/fr/space/1/calendar/", typed).status_code == 302
    assert client.post("/fr/space/1/calendar/", {"note": "deux mots"}).status_code == 403


def test_form_that_comes_from_elsewhere_has_nothing_shown():
    response = Client(enforce_csrf_checks=True).post(ADD, TYPED)
    assert (response.status_code, "première ligne" in Page(response).text) == (403, False)


def test_choices_and_rows_of_a_record_are_told_in_words(client):
    typed = {
        "nature": "chair",
        "organisation": "7",
        "change_reason": "Erreur",
        "steps-1-kind": "agreement",
        "steps-1-amount": "5000",
        "instalments-0-condition": "Rapport",
        "_continue": "Enregistrer",
        "steps-TOTAL_FORMS": "2",
    }
    response = client.post("/admin/funding/commitment/add/", typed, headers={"accept-language": "en"})
    assert [(str(name), str(words)) for name, words in response.context["typed"]] == [
        ("Nature", "chair funding"),
        ("Organisation", "chosen in a list: to be chosen again"),
        ("Reason for the change", "Erreur"),
        ("step of a commitment 2 – Step", "agreement"),
        ("step of a commitment 2 – Amount in euros", "5000"),
        ("instalment 1 – Condition", "Rapport"),
    ]


def test_reasons_of_figures_that_are_published_otherwise_are_told_from_each_other(client):
    names = [
        "reason_fr",
        "restated-reason_fr",
        "restated-FIN-2:-reason_fr",
        "restated-RES-1:internal-cause",
    ]
    response = client.post("/admin/publish/", dict.fromkeys(names, "deux mots"), headers={"accept-language": "en"})
    assert [str(name) for name, _words in response.context["typed"]] == [
        "Reason for the correction, in French",
        "Reason for all, in French",
        "FIN-2 – Reason, in French",
        "RES-1:internal – Cause",
    ]


def test_role_of_an_account_is_told_and_a_code_is_not(client):
    typed = {"role": "publisher", "code": "3f9a1b2c"}
    response = client.post("/admin/accounts/user/add/", typed, headers={"accept-language": "en"})
    assert [str(name) for name, _words in response.context["typed"]] == ["Role"]
    for address in ("/fr/accounts/factors/ask-again/", "/fr/accounts/factors/application/add/"):
        assert client.post(address, {"code": "3f9a1b2c"}).status_code == 302


def test_every_form_of_the_back_office_tells_what_its_fields_are_called():
    asked = {route: view for route, view in routes(get_resolver(), "/") if route.startswith(("/office/", "/admin/"))}
    sent_to = {route for route in asked if expected(door_of(route), "administrator", "POST", OWN) not in (404, 405)}
    assert {route for route in sent_to if not is_told(asked[route])} == NOT_FORMS


NOT_FORMS = {
    "/admin/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/password_change/",
    "/office/",
    "/admin/^(?P<app_label>accounts|sources|indicators|partners|funding|research|training|space)/$",
}
"""Pages that answer to POST as to GET: nothing is typed there."""


def is_told(view):
    """Whether a view says into which form one types there."""
    return any(hasattr(told, "field_of") for told in (view, getattr(view, "view_class", None))) or hasattr(
        view, "model_admin"
    )
