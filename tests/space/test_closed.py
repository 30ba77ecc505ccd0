"""Somebody whose account is deactivated while they type: they are told, nothing is done, the coordination has what they sent."""

import time

import pytest
from django.test import Client
from django.utils import timezone

from accounts.middleware import BEGAN
from space.actions.leaving import MOST
from space.models import LeftBehind, SignedPaper
from tests import make
from tests.page import Page
from tests.sending import form_of
from tests.sources.corpus import pdf, sent
from tests.space.test_papers import place

pytestmark = pytest.mark.django_db
PAPER = {"signed_on": "21/05/2025", "signatories": "la présidente", "note": "Bonjour à tous"}


@pytest.fixture
def promised(alpha):
    """A commitment of the partner's for which an agreement is waited for."""
    return make.commitment(organisation=alpha, kind="letter", amount=5000)


def close(user, **fields):
    """Deactivates an account."""
    user.is_active = False
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()


def test_whoever_is_deactivated_while_typing_is_told_and_nothing_is_lost(manager, access, promised):
    typed = form_of(manager.get(place(promised))) | PAPER
    close(access.user)
    response = manager.post(place(promised), typed | {"file": sent()})
    page = Page(response)
    assert (response.status_code, "Votre compte a été fermé" in page.text) == (403, True)
    assert "la coordination du programme l’a conservé" in page.text
    assert "no-store" in response.headers["Cache-Control"]
    assert {"Alpha", access.user.email} & set(page.text.split()) == set()
    left = LeftBehind.objects.get()
    assert (left.organisation, left.user, left.address) == (promised.organisation, access.user, place(promised))
    assert left.page == "Envoyer un document signé"
    assert dict(left.typed)["Autre chose à nous dire"] == "Bonjour à tous"
    assert left.file.content_as_sent() == pdf()
    assert left.history.get().history_user == access.user
    assert SignedPaper.objects.count() == 0


def is_asked_to_sign_in(response, address):
    """Whether somebody reads what was typed, with the way to sign in and to come back, as everybody who is signed out."""
    way = f"/fr/accounts/login/?next={address}"
    return (response.status_code, response.templates[0].name, way in Page(response).links) == (
        403,
        "signed_out.html",
        True,
    )


def test_it_is_told_in_the_language_of_the_page(manager, access, promised):
    close(access.user)
    response = manager.post(place(promised).replace("/fr/", "/en/"), PAPER)
    assert "Your account was closed" in Page(response).text


def test_nothing_is_read_and_every_other_page_asks_to_sign_in(manager, access, alpha, promised):
    close(access.user)
    for address in (place(promised), f"/fr/space/{alpha.pk}/", "/fr/space/", "/fr/accounts/"):
        assert manager.get(address).status_code == 302
    for address in ("/fr/space/mails/", f"/fr/space/999999/commitments/{promised.pk}/sign/"):
        assert is_asked_to_sign_in(manager.post(address, PAPER), address)
    assert LeftBehind.objects.count() == 0


def test_account_without_the_right_to_answer_is_asked_to_sign_in(partner, access, promised):
    other = make.commitment(kind="letter")
    close(access.user)
    for asked in (promised, other):
        assert is_asked_to_sign_in(partner.post(place(asked), PAPER), place(asked))
    assert LeftBehind.objects.count() == 0


@pytest.mark.parametrize("change", ["password", "signed out", "too old", "forged"])
def test_session_that_proves_nothing_any_more_leaves_nothing(manager, access, promised, change):
    session = manager.session
    session[BEGAN] = int(time.time()) - (12 * 60 * 60 if change == "too old" else 0)
    session["_auth_user_hash"] = "forged" if change == "forged" else session["_auth_user_hash"]
    session.save()
    if change == "password":
        access.user.set_password("another phrase of words")
    close(access.user, **({"signed_out_at": timezone.now()} if change == "signed out" else {}))
    assert is_asked_to_sign_in(manager.post(place(promised), PAPER), place(promised))
    assert LeftBehind.objects.count() == 0


def test_form_from_elsewhere_is_refused(access, promised):
    client = Client(enforce_csrf_checks=True)
    access.role = "manager"
    access.save()
    client.force_login(access.user)
    close(access.user)
    assert client.post(place(promised), PAPER).status_code == 403
    assert LeftBehind.objects.count() == 0


def test_of_one_account_so_much_is_kept_and_then_it_is_told(manager, access, promised):
    close(access.user)
    for number in [*range(MOST + 1), 0]:
        response = manager.post(place(promised), {"note": str(number)})
        assert (response.status_code, "pas été conservé non plus" in Page(response).text) == (403, number == MOST)
    assert LeftBehind.objects.count() == MOST


def test_whoever_is_of_the_coordination_leaves_nothing(client, promised):
    user = make.user(is_staff=True, is_superuser=True)
    make.access(user=user, organisation=promised.organisation, role="manager")
    client.force_login(user)
    close(user)
    assert is_asked_to_sign_in(client.post(place(promised), PAPER), place(promised))
    assert LeftBehind.objects.count() == 0
