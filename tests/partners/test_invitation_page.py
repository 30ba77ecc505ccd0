"""What the link of an invitation shows to each reader, and what accepting it does."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from partners.actions import revoke
from partners.models import Access, Invitation
from tests import make
from tests.page import Page
from tests.sending import at_the_same_moment, coordinator, send, signing_out, writers_wait

pytestmark = pytest.mark.django_db
LINK = "/fr/invitation/secret/"
TYPED = {"name": "Ada", "language": "en", "password1": "a long enough phrase", "password2": "a long enough phrase"}


@pytest.fixture
def alpha(db):
    """An organisation."""
    return make.organisation(name="Alpha")


@pytest.fixture
def invitation(alpha):
    """An invitation of Ada to it, which waits."""
    by = make.user(name="Anne", is_staff=True, is_superuser=True)
    return make.invitation("secret", organisation=alpha, email="ada@example.org", name="Ada E.", invited_by=by)


@pytest.fixture
def ada(db):
    """The account of Ada."""
    return make.user(email="Ada@example.org")


def signed_in(user):
    """The browser of an account."""
    client = Client()
    client.force_login(user)
    return client


def accesses():
    """Who has access to what."""
    return list(Access.objects.values_list("user__email", "organisation__name", "role"))


def everything():
    """What an answer must not change where it does nothing."""
    return list(User.objects.values("pk", "email")), list(Invitation.objects.values()), accesses()


def test_who_has_no_account_opens_one_and_is_let_in(client, invitation, alpha):
    page = client.get(LINK)
    assert "Vous êtes invité dans l’espace de Alpha" in Page(page).text
    assert ("Anne invite ada@example.org" in Page(page).text, 'value="Ada E."' in page.content.decode()) == (True, True)
    response = client.post(LINK, TYPED)
    assert response.url == f"/fr/space/{alpha.pk}/"
    assert "Bienvenue dans l’espace de Alpha." in Page(client.get(response.url)).text
    user = User.objects.get(email="ada@example.org")
    assert (user.name, user.language, user.check_password(TYPED["password1"]), user.is_staff) == (
        "Ada",
        "en",
        True,
        False,
    )
    assert get_user(client) == user
    assert accesses() == [("ada@example.org", "Alpha", "viewer")]
    assert list(EmailAddress.objects.values_list("user", "email", "verified", "primary")) == [
        (user.pk, "ada@example.org", True, True)
    ]


def test_who_has_just_chosen_a_password_sets_a_second_factor_up_without_typing_it_again(client, invitation):
    client.post(LINK, TYPED)
    assert client.get("/fr/accounts/factors/application/add/").status_code == 200


def test_reading_changes_nothing_and_is_kept_by_nobody(client, invitation):
    before = everything()
    for method in (client.get, client.head):
        response = method(LINK)
        assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    assert everything() == before
    assert client.put(LINK).status_code == 405


def test_form_from_elsewhere_is_refused(invitation):
    client = Client(enforce_csrf_checks=True)
    assert client.post(LINK, TYPED).status_code == 403
    assert accesses() == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"name": " "}, "obligatoire"),
        ({"password1": "short", "password2": "short"}, "12"),
        ({"password1": "administrator", "password2": "administrator"}, "courant"),
        ({"password2": "another phrase of words"}, "même mot de passe"),
        ({"language": "xx"}, "choix"),
        ({"name": "Ada\x00"}, "nul"),
        ({"name": "Ada https://evil.example"}, "aucune adresse"),
        ({"name": "ada@evil.example"}, "aucune adresse"),
        ({"name": "Ada www.evil.ee"}, "aucune adresse"),
        ({"name": "Ada evil.example"}, "aucune adresse"),
        ({"name": "Ada evil/here"}, "aucune adresse"),
    ],
)
def test_bad_input_is_told_in_words_and_opens_nothing(client, invitation, wrong, fault):
    before = everything()
    response = client.post(LINK, TYPED | wrong)
    assert (response.status_code, fault in Page(response).text) == (200, True)
    assert everything() == before


def test_name_that_is_typed_is_kept_on_one_line(client, invitation):
    client.post(LINK, TYPED | {"name": " Ada\r\n\r\nGo to  evil \u2028now"})
    assert User.objects.get(email="ada@example.org").name == "Ada Go to evil now"


def test_who_has_an_account_signs_in_comes_back_and_accepts(client, invitation, alpha, ada):
    page = Page(client.get(LINK))
    assert "a déjà un compte" in page.text
    sign_in = f"/fr/accounts/login/?next={LINK}"
    assert sign_in in page.links
    assert client.post(LINK, TYPED).status_code == 200
    assert (accesses(), User.objects.filter(email__iexact="ada@example.org").count()) == ([], 1)
    typed = {"login": "ada@example.org", "password": "tested password", "next": LINK}
    assert client.post(sign_in, typed).url == LINK
    response = client.post(LINK)
    assert response.url == f"/fr/space/{alpha.pk}/"
    assert accesses() == [("ada@example.org", "Alpha", "viewer")]


@signing_out
def test_signed_in_as_somebody_else_nothing_happens_and_one_may_log_out(invitation, alpha):
    other = make.user(email="other@example.org")
    browser, before = signed_in(other), everything()
    for response in (browser.get(LINK), browser.post(LINK, TYPED)):
        assert response.status_code == 403
        assert "connecté en tant que other@example.org" in Page(response).text
    assert everything() == before
    assert browser.post("/fr/accounts/logout/", {"next": LINK}).url == LINK
    assert "Ouvrez votre compte" in Page(browser.get(LINK)).text


def test_coordination_is_told_that_it_needs_no_invitation(invitation):
    staff = signed_in(make.user(email="ada@example.org", is_staff=True))
    response = staff.post(LINK)
    assert (response.status_code, "voyez tous les espaces" in Page(response).text) == (403, True)
    assert accesses() == []


def test_closed_account_is_told_so_and_not_opened_anew(client, invitation, ada):
    ada.is_active = False
    ada.save()
    response = client.post(LINK, TYPED)
    assert (response.status_code, "a été fermé" in Page(response).text, accesses()) == (403, True, [])


def test_second_click_leads_to_the_space_and_nobody_else(client, invitation, alpha, ada):
    browser = signed_in(ada)
    browser.post(LINK)
    home = f"/fr/space/{alpha.pk}/"
    assert (browser.get(LINK).url, browser.post(LINK).url, len(accesses())) == (home, home, 1)
    other = signed_in(make.user())
    for reader in (client, other):
        response = reader.get(LINK)
        assert (response.status_code, "Cette invitation a été acceptée" in Page(response).text) == (410, True)
    assert f"/fr/accounts/login/?next={LINK}" in Page(client.get(LINK)).links
    Access.objects.update(is_withdrawn=True)
    assert browser.get(LINK).url == "/fr/space/"


def test_expired_and_revoked_are_told_in_words(client, alpha):
    now = timezone.now()
    make.invitation("old", organisation=alpha, sent_at=now - timedelta(days=7))
    revoked = make.invitation("revoked", organisation=alpha)
    revoke(invitation=revoked, by=revoked.invited_by, at=now)
    before = everything()
    for token, words in (("old", "a expiré"), ("revoked", "a été révoquée")):
        for response in (client.get(f"/fr/invitation/{token}/"), client.post(f"/fr/invitation/{token}/", TYPED)):
            assert (response.status_code, words in Page(response).text) == (410, True)
    assert everything() == before


@pytest.mark.parametrize("token", ["wrong", "secre", "secret.", "%00", "x" * 4_000, "é"])
def test_wrong_token_tells_nothing_of_any_organisation(client, invitation, token):
    answers = [client.get(f"/fr/invitation/{token}/"), client.post(f"/fr/invitation/{token}/", TYPED)]
    for response in answers:
        assert (response.status_code, "Ce lien n’ouvre rien" in Page(response).text) == (410, True)
        assert "Alpha" not in response.content.decode()
    assert accesses() == []


def test_page_is_in_the_language_of_its_address(client, invitation):
    page = Page(client.get(LINK.replace("/fr/", "/en/")))
    assert ("You are invited into the space of Alpha" in page.text, page.language, LINK in page.links) == (
        True,
        "en",
        True,
    )


def test_account_of_the_address_that_is_opened_meanwhile_is_not_opened_twice(client, invitation, monkeypatch):
    monkeypatch.setattr("partners.views.reader_of", lambda user, invitee: "unknown")
    make.user(email="ada@example.org")
    assert client.post(LINK, TYPED).url == LINK
    assert (accesses(), User.objects.filter(email="ada@example.org").count()) == ([], 1)


def test_invitation_is_read_in_few_queries(client, invitation):
    with CaptureQueriesContext(connection) as asked:
        client.get(LINK)
    assert len(asked) <= 3


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_make_one_access(invitation, ada):
    browser = signed_in(ada)
    assert at_the_same_moment(browser, LINK, {}, {}) == [302, 302]
    assert accesses() == [("ada@example.org", "Alpha", "viewer")]


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_two_accounts_opened_at_once_are_one(client, invitation):
    assert at_the_same_moment(client, LINK, TYPED, TYPED) == [302, 302]
    assert (len(accesses()), User.objects.filter(email="ada@example.org").count()) == (1, 1)


def test_link_of_a_mail_that_the_coordination_sends_opens_a_space(client, alpha, mailoutbox):
    anne = coordinator("Anne")
    typed = {"organisation": alpha.pk, "email": "ada@example.org", "role": "manager", "language": "en"}
    assert send(anne, "/admin/partners/invitation/add/", **typed).status_code == 302
    link = re.search(r"http://testserver(/en/invitation/\S+/)", mailoutbox[0].body).group(1)
    response = client.post(link, TYPED)
    assert (response.url, accesses()) == (f"/en/space/{alpha.pk}/", [("ada@example.org", "Alpha", "manager")])
