"""Sessions: one sees them and ends them; twelve hours after it began, each is over; failures are counted, never told apart."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.middleware import BEGAN
from accounts.models import User
from tests import make
from tests.sending import signing_out

pytestmark = pytest.mark.django_db
SESSIONS, LOGIN, RESET = "/fr/accounts/sessions/", "/fr/accounts/login/", "/fr/accounts/password/reset/"


class Counting(MD5PasswordHasher):
    """Computes hashes, and counts them."""

    computed = 0

    def encode(self, password, salt):
        Counting.computed += 1
        return super().encode(password, salt)


@pytest.fixture
def counted(settings):
    """How many hashes something takes."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    make.user(email="anne@example.org")
    make.user(email="gone@example.org", is_active=False)
    User.objects.create_user("new@example.org")

    def count(do):
        before = Counting.computed
        do()
        return Counting.computed - before

    return count


def signed_in(user, agent="Firefox"):
    """A browser in which an account has signed in."""
    client = Client(headers={"user-agent": agent})
    client.post(LOGIN, {"login": user.email, "password": "tested password"})
    return client


def rows(client):
    """The sessions that a page shows: the browser, and whether it is this one."""
    return [(row.user_agent, row.is_here) for row in client.get(SESSIONS).context["sessions"]]


@pytest.fixture
def anne(db):
    """The account of a partner."""
    return make.user(email="anne@example.org", name="Anne")


@signing_out
def test_one_sees_where_one_is_signed_in_and_ends_any_other_session(anne):
    first, second, third = (signed_in(anne, agent) for agent in ("first", "second", "third"))
    stranger = signed_in(make.user(), "stranger")
    assert rows(second) == [("third", False), ("second", True), ("first", False)]
    key = UserSession.objects.get(user_agent="first").pk
    assert second.post(SESSIONS, {"session": key}).url == SESSIONS
    assert first.get(SESSIONS).url == f"{LOGIN}?next={SESSIONS}"
    assert rows(second) == [("third", False), ("second", True)]
    second.post(SESSIONS)
    assert rows(second) == [("second", True)]
    assert (third.get(SESSIONS).status_code, stranger.get(SESSIONS).status_code) == (302, 200)


@pytest.mark.parametrize("named", ["0", "x", "", "9" * 40])
def test_session_that_is_not_ones_own_is_not_ended(anne, named):
    client, stranger = signed_in(anne), signed_in(make.user())
    assert client.post(SESSIONS, {"session": named or UserSession.objects.get(user=anne).pk}).url == SESSIONS
    other = UserSession.objects.exclude(user=anne).get()
    client.post(SESSIONS, {"session": other.pk})
    assert (client.get(SESSIONS).status_code, stranger.get(SESSIONS).status_code) == (200, 200)


def test_sessions_cost_as_many_queries_for_one_as_for_five(anne):
    client = signed_in(anne)
    client.get(SESSIONS)
    with CaptureQueriesContext(connection) as one:
        client.get(SESSIONS)
    for number in range(4):
        signed_in(anne, f"browser {number}")
        assert UserSession.objects.count() == number + 2
    with CaptureQueriesContext(connection) as five:
        assert len(rows(client)) == 5
    assert (len(one) <= 10, len(five)) == (True, len(one))


@signing_out
@pytest.mark.parametrize("who", ["partner", "coordination"])
def test_session_is_over_twelve_hours_after_it_began(client, anne, who):
    if who == "coordination":
        client.force_login(make.user(is_staff=True, is_superuser=True))
    else:
        client = signed_in(anne)
    asked = "/admin/" if who == "coordination" else "/fr/accounts/"
    client.get(asked)
    began = client.session[BEGAN]
    for age, admitted in [(12 * 3600 - 60, True), (12 * 3600, False)]:
        session = client.session
        session[BEGAN] = began - age
        session.save()
        assert (client.get(asked).status_code == 200) == admitted
    assert client.get(asked).status_code == 302
    assert "_auth_user_id" not in client.session


def test_session_that_says_nothing_of_its_age_begins_now(client, anne):
    client.force_login(anne)
    assert BEGAN not in client.session
    client.get("/fr/accounts/")
    assert client.session[BEGAN] > 0


def test_language_is_kept_and_gone_on_in(anne):
    client = signed_in(anne)
    assert client.post("/fr/accounts/", {"language": "en"}).url == "/en/accounts/"
    assert client.post("/fr/accounts/", {"language": "de"}).status_code == 200
    anne.refresh_from_db()
    assert anne.language == "en"


@pytest.mark.parametrize("address", ["anne@example.org", "nobody@example.org", "gone@example.org", "new@example.org"])
def test_sign_in_that_fails_takes_one_hash_whether_or_not_there_is_an_account(counted, address):
    client = Client()
    assert counted(lambda: client.post(LOGIN, {"login": address, "password": "wrong"})) == 1


@pytest.mark.parametrize("address", ["anne@example.org", "nobody@example.org"])
def test_eleventh_failure_is_refused_before_the_password_is_hashed_in_the_same_words(counted, address):
    answers, taken = [], []
    for attempt in range(12):
        client = Client(REMOTE_ADDR=f"192.0.2.{attempt}")
        login = address if attempt % 2 else address.upper()
        taken.append(counted(lambda: answers.append(client.post(LOGIN, {"login": login, "password": "wrong"}))))  # noqa: B023
    assert taken == [1] * 10 + [0] * 2
    told = [str(answer.context["form"].errors) for answer in answers]
    assert (len(set(told[:10])), len(set(told[10:])), {answer.status_code for answer in answers}) == (1, 1, {200})


def test_failures_lock_nothing_for_good(counted, monkeypatch):
    clock = [1_000_000.0]
    monkeypatch.setattr("time.time", lambda: clock[0])
    right = {"login": "anne@example.org", "password": "tested password"}
    for _attempt in range(15):
        Client().post(LOGIN, right | {"password": "wrong"})
    assert Client().post(LOGIN, right).status_code == 200
    clock[0] += 601
    assert Client().post(LOGIN, right).status_code == 302


def test_reset_does_the_same_for_every_address(counted, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    asked = []
    for address in ("anne@example.org", "nobody@example.org", "gone@example.org"):
        with CaptureQueriesContext(connection) as queries:
            taken = counted(lambda: Client().post(RESET, {"email": address}))  # noqa: B023
        asked.append((taken, [query["sql"] for query in queries]))
    assert (asked[0][0], asked[1], asked[2]) == (0, asked[0], asked[0])
    assert mail.outbox == []


def test_reset_is_sent_by_the_worker_to_the_active_account_alone(counted, settings):
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    for address in ("ANNE@example.org", "nobody@example.org", "gone@example.org"):
        assert Client().post(RESET, {"email": address}).url == f"{RESET}done/"
    (letter,) = mail.outbox
    assert (letter.to, "http://127.0.0.1:8000/fr/accounts/password/reset/key/" in letter.body) == (
        ["anne@example.org"],
        True,
    )
