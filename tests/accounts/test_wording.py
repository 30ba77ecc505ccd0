"""Pages, forms and mails that django-allauth words are in the words of this site, in French."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from accounts.models import User
from accounts.wording import SAID_BY_ALLAUTH
from enact.pages.mail.kinds import KINDS
from tests import make

pytestmark = pytest.mark.django_db
FOREIGN = re.compile(r"\w'\w|e-?mails?\b|spams?\b|jeton|deux facteurs|authentificat|clé secrète|\(e\)|invalide", re.I)
"""What our French does not say: straight apostrophes, English words, two genders, another name for the second factor."""
PUBLIC = ("login/", "password/reset/", "password/reset/done/", "password/reset/key/1-set-password/", "inactive/")
PUBLIC += ("password/reset/key/done/", "signup/")
OWN = ("", "logout/", "password/change/", "sessions/", "factors/", "factors/application/add/", "factors/keys/add/")


def foreign_in(text):
    """The words of a text that are not ours."""
    return sorted({found[0] for found in FOREIGN.finditer(text)})


def told(response):
    """What a page says, without what its scripts read."""
    return strip_tags(re.sub(r"(?s)<(script|style).*?</\1>", "", response.content.decode())).replace("&#x27;", "'")


@pytest.mark.parametrize("text", SAID_BY_ALLAUTH)
def test_texts_of_allauth_are_ours_in_french(text):
    with override("fr"):
        french = gettext(text)
    assert (french != text, foreign_in(french)) == (True, [])


@pytest.mark.parametrize("page", PUBLIC)
def test_public_pages_of_accounts_are_in_our_french(client, page):
    assert foreign_in(told(client.get(f"/fr/accounts/{page}", follow=True))) == []


@pytest.mark.parametrize("page", OWN)
def test_pages_of_one_s_own_account_are_in_our_french(page):
    make.user(email="anne@example.org")
    client = Client()
    client.post("/fr/accounts/login/", {"login": "anne@example.org", "password": "tested password"})
    assert foreign_in(told(client.get(f"/fr/accounts/{page}"))) == []


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("login/", {}),
        ("login/", {"login": "x", "password": "y"}),
        ("login/", {"login": "anne@example.org", "password": "wrong"}),
        ("password/reset/", {"email": "x"}),
        ("password/change/", {"oldpassword": "x", "password1": "a", "password2": "b"}),
        ("reauthenticate/", {"password": "wrong"}),
        ("factors/application/add/", {"code": "000000"}),
        ("factors/keys/add/", {"credential": "{}"}),
    ],
)
def test_faults_of_forms_are_told_in_our_french(page, typed):
    user, client = make.user(email="anne@example.org"), Client()
    if page != "login/":
        client.post("/fr/accounts/login/", {"login": user.email, "password": "tested password"})
    assert foreign_in(told(client.post(f"/fr/accounts/{page}", typed))) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.template)
def test_mails_are_in_our_french(client, kind):
    client.force_login(make.user(name="Anne", is_staff=True, is_superuser=True))
    response = client.get(f"/office/mails/kinds/{kind.template}/")
    _language, _name, letter = response.context["letters"][0]
    assert (foreign_in(letter.subject), foreign_in(letter.text)) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_changed_password_is_told_in_our_french(client):
    make.user(email="anne@example.org")
    client.post("/fr/accounts/login/", {"login": "anne@example.org", "password": "tested password"})
    new = dict.fromkeys(("password1", "password2"), "un mot de passe assez long")
    assert client.post("/fr/accounts/password/change/", {"oldpassword": "tested password"} | new).status_code == 302
    (letter,) = mail.outbox
    assert (letter.subject, foreign_in(letter.body)) == ("ENACT\u00a0: votre mot de passe a été changé", [])
    assert User.objects.get().check_password(new["password1"])
