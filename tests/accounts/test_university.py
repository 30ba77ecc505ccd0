"""Sign-in at a university: the whole conversation with a provider, for accounts that exist, and what is refused of it."""

import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import get_user
from django.test import Client

from accounts.actions import open_coordinator_account
from accounts.models import User
from tests import make
from tests.accounts.provider import CLIENT, SECRET, serving
from tests.programs import outcome, run
from tests.test_settings import PRODUCTION

pytestmark = pytest.mark.django_db
START, BACK, LOGIN = "/accounts/university/", "/accounts/university/callback/", "/fr/accounts/login/"


@pytest.fixture
def provider(settings):
    """The provider of a university, to which the site leads."""
    with serving() as provider:
        settings.OIDC = {"name": "Université", "issuer": provider.issuer, "client_id": CLIENT, "secret": SECRET}
        settings.ROOT_URLCONF = "tests.accounts.addresses"
        yield provider


@pytest.fixture
def anne(db):
    """The account of a partner."""
    return make.user(email="anne@example.org")


class Kept(urllib.request.HTTPRedirectHandler):
    """Follows nothing: says where one is led."""

    def redirect_request(self, *asked):
        return None


def led_back(client, **asked):
    """Where the provider leads whoever signs in there, from the page of ours that leads to it."""
    try:
        urllib.request.build_opener(Kept).open(client.get(START, asked).url, timeout=10)
    except urllib.error.HTTPError as led:
        return led.headers["Location"]
    raise AssertionError("the provider leads nowhere")


def sign_in(client, **asked):
    """What answers to whoever comes back from the provider."""
    way = urlsplit(led_back(client, **asked))
    assert way.path == BACK
    return client.get(BACK, {name: values[0] for name, values in parse_qs(way.query).items()})


def holder(client):
    """Who is signed in; nobody is anonymous."""
    return get_user(client).email if get_user(client).is_authenticated else ""


def refused(client, answer):
    """Whether somebody was led back to the page to sign in, is told so, and is nobody."""
    told = client.get(answer.url).content.decode() if answer.status_code == 302 else ""
    return (answer.url, "n’a pas abouti" in told, holder(client)) == (LOGIN, True, "")


def test_account_signs_in_by_the_address_that_the_provider_has_verified(client, provider, anne):
    answer = sign_in(client, next="/fr/space/")
    assert (answer.url, holder(client)) == ("/fr/space/", "anne@example.org")
    (asked,) = provider.asked
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert (len(asked["nonce"]) > 40, len(asked["state"]) > 10) == (True, True)
    assert asked["redirect_uri"] == f"http://testserver{BACK}"


def test_nothing_of_the_provider_is_kept_and_the_password_stays(client, provider, anne):
    sign_in(client)
    anne.refresh_from_db()
    assert (SocialAccount.objects.count(), User.objects.count(), anne.check_password("tested password")) == (0, 1, True)


def test_audience_may_be_a_list_of_ours_alone(client, provider, anne):
    provider.alters = {"aud": [CLIENT]}
    sign_in(client)
    assert holder(client) == "anne@example.org"


def test_address_may_be_told_apart_from_the_token(client, provider, anne):
    provider.says = {"sub": "7"}
    provider.tells = {"sub": "7", "email": "Anne@Example.org", "email_verified": True}
    sign_in(client)
    assert holder(client) == "anne@example.org"


def test_what_is_told_of_somebody_else_is_refused(client, provider, anne):
    provider.says = {"sub": "7"}
    provider.tells = {"sub": "8", "email": "anne@example.org", "email_verified": True}
    assert refused(client, sign_in(client))


def test_coordinator_still_gives_our_second_factor(client, provider):
    user = open_coordinator_account(email="anne@example.org", name="Anne")
    provider.says |= {"acr": "https://refeds.org/profile/mfa", "amr": ["mfa"]}
    sign_in(client)
    assert client.get("/admin/").url == "/fr/accounts/factors/"
    Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
    other = Client()
    assert sign_in(other).url == "/fr/accounts/factors/ask/"
    assert holder(other) == ""


@pytest.mark.parametrize(
    ("address", "is_hers"),
    [("KAI@example.org", True), ("\u212aai@example.org", False), ("ka\u0131@example.org", False)],
)
def test_letters_that_some_take_for_others_make_no_address_of_an_account(client, provider, anne, address, is_hers):
    anne.email = "kai@example.org"
    anne.save()
    provider.says |= {"email": address}
    sign_in(client)
    assert holder(client) == ("kai@example.org" if is_hers else "")


@pytest.mark.parametrize("address", ["nobody@example.org", "", None, 7, ["anne@example.org"], "anne@example.org,x"])
def test_nobody_signs_up_and_no_other_address_is_an_account(client, provider, anne, address):
    provider.says |= {"email": address}
    assert refused(client, sign_in(client))
    assert User.objects.count() == 1


@pytest.mark.parametrize("verified", [False, "false", None, 1, "yes"])
def test_address_that_is_not_verified_is_refused(client, provider, anne, verified):
    provider.says |= {"email_verified": verified}
    assert refused(client, sign_in(client))


def test_deactivated_account_stays_outside(client, provider, anne):
    anne.is_active = False
    anne.save()
    assert (sign_in(client).url, holder(client)) == ("/fr/accounts/inactive/", "")


@pytest.mark.parametrize(
    "alters",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": [CLIENT, "somebody-else"]},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": 32_503_680_000},
        {"sub": None},
    ],
)
def test_token_that_is_not_the_answer_to_our_question_is_refused(client, provider, anne, alters):
    provider.alters = alters
    assert refused(client, sign_in(client))


def test_token_that_somebody_else_signed_is_refused(client, provider, anne):
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert refused(client, sign_in(client))


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", SECRET * 3)])
def test_token_that_anybody_could_have_signed_is_refused(client, provider, anne, algorithm, key):
    provider.algorithm, provider.signs_with = algorithm, key
    assert refused(client, sign_in(client))


def test_token_of_an_unknown_key_is_refused(client, provider, anne):
    provider.kid = "second"
    assert refused(client, sign_in(client))


@pytest.mark.parametrize(
    "config",
    [{"issuer": "https://elsewhere.example"}, {"token_endpoint": None}, {"jwks_uri": "http://127.0.0.1:9/keys"}],
)
def test_provider_that_says_something_wrong_of_itself_is_not_believed(client, provider, anne, config):
    provider.config = config
    answer = client.get(START) if "issuer" in config else sign_in(client)
    assert refused(client, answer)


def test_provider_that_does_not_answer_is_told_in_words(client, provider, anne, settings):
    settings.OIDC = settings.OIDC | {"issuer": "http://127.0.0.1:9"}
    assert refused(client, client.get(START))


def test_wrong_secret_opens_nothing(client, provider, anne):
    provider.secret = "another"
    assert refused(client, sign_in(client))


def test_answer_serves_once_and_for_the_browser_that_asked(client, provider, anne):
    way = led_back(client)
    sent = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
    thief = Client()
    assert refused(thief, thief.get(BACK, sent))
    client.get(BACK, sent)
    client.logout()
    assert refused(client, client.get(BACK, sent))


@pytest.mark.parametrize(
    "sent", [{}, {"state": "x"}, {"code": "x"}, {"error": "access_denied"}, {"state": "x", "code": "y"}]
)
def test_answer_to_no_question_is_refused(client, provider, sent):
    assert refused(client, client.get(BACK, sent))


def test_whoever_gives_up_at_the_provider_is_led_back(client, provider, anne):
    state = parse_qs(urlsplit(client.get(START).url).query)["state"][0]
    assert refused(client, client.get(BACK, {"state": state, "error": "access_denied"}))


@pytest.mark.parametrize("asked", [{"process": "connect"}, {"process": "redirect", "next": "/fr/space/"}])
def test_address_of_the_request_adds_nothing_to_what_is_asked(client, provider, anne, asked):
    more = {"scope": "offline_access", "auth_params": "prompt=none&nonce=known", "action": "reauthenticate"}
    sign_in(client, **asked, **more)
    (question,) = provider.asked
    assert "offline_access" not in question["scope"]
    assert ("prompt" in question, question["nonce"] == "known") == (False, False)
    assert (holder(client), SocialAccount.objects.count()) == ("anne@example.org", 0)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_not_answered(client, provider, method):
    assert [getattr(client, method)(way).status_code for way in (START, BACK)] == [405, 405]


def test_page_to_sign_in_leads_there_where_there_is_a_university(client, provider):
    page = client.get("/en/accounts/login/").content.decode()
    assert (f'href="{START}"' in page, "Sign in with Université" in page) == (True, True)


def test_without_a_university_there_is_no_way_there(client):
    assert [client.get(way).status_code for way in (START, BACK)] == [404, 404]
    assert "university" not in client.get(LOGIN).content.decode()


SHOWN = "import django; django.setup(); from django.urls import reverse; print(reverse('university_login'))"
NAMED = {
    "OIDC_NAME": "Université",
    "OIDC_ISSUER": "https://idp.example.org/",
    "OIDC_CLIENT_ID": "enact",
    "OIDC_CLIENT_SECRET": "secret",
}


def test_university_is_switched_on_by_the_settings():
    shown = {"DJANGO_SETTINGS_MODULE": "enact.settings", **PRODUCTION, **NAMED}
    assert outcome(run("-c", SHOWN, **shown)) == (0, f"{START}\n", "")
    together = "OIDC_NAME, OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together.\n"
    assert outcome(run("manage.py", "check", **PRODUCTION, **NAMED | {"OIDC_CLIENT_SECRET": ""})) == (1, "", together)
    unsafe = "OIDC_ISSUER is not an address that begins with https://.\n"
    assert outcome(run("manage.py", "check", **PRODUCTION, **NAMED | {"OIDC_ISSUER": "http://idp"})) == (1, "", unsafe)
