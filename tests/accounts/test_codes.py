"""Codes of an application: those of one period before and after are right, since clocks drift; each is taken once."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests import make
from tests.accounts.proofs import code_of
from tests.sending import at_the_same_moment, writers_wait

pytestmark = pytest.mark.django_db
ASKED, AGAIN = "/fr/accounts/factors/ask/", "/fr/accounts/factors/ask-again/"
START = 1_780_000_000 // 30 * 30
"""The first second of a period."""


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of the server to so many seconds after the start."""

    def to(seconds):
        monkeypatch.setattr("time.time", lambda: START + seconds)

    to(0)
    return to


@pytest.fixture
def secret(db):
    """What the application of Anne makes codes from."""
    found = generate_totp_secret()
    TOTP.activate(make.user(email="anne@example.org"), found)
    return found


def asked():
    """A browser in which Anne has typed her password."""
    client = Client()
    client.post("/fr/accounts/login/", {"login": "anne@example.org", "password": "tested password"})
    return client


def comes_in(client, code):
    """Whether a code lets somebody in."""
    return client.post(ASKED, {"code": code}).status_code == 302


@pytest.mark.parametrize(("later", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_of_the_period_before_or_after_is_right(clock, secret, later, right):
    assert comes_in(asked(), code_of(secret, later=later)) == right


def test_code_is_not_taken_again_for_as_long_as_it_is_right(clock, secret):
    code = code_of(secret, later=1)
    assert comes_in(asked(), code)
    for seconds in (1, 29, 31, 59):
        clock(seconds)
        assert not comes_in(asked(), code)
    assert comes_in(asked(), code_of(secret, later=1))


def test_code_older_than_one_that_was_taken_is_not_taken(clock, secret):
    assert comes_in(asked(), code_of(secret))
    assert not comes_in(asked(), code_of(secret, later=-1))
    assert comes_in(asked(), code_of(secret, later=1))


def test_code_that_was_typed_at_sign_in_does_not_show_later_that_it_is_you(clock, secret):
    client, code = asked(), code_of(secret)
    assert comes_in(client, code)
    clock(29)
    assert client.post(AGAIN, {"code": code, "next": "/fr/accounts/"}).status_code == 200
    assert client.post(AGAIN, {"code": code_of(secret, later=1), "next": "/fr/accounts/"}).url == "/fr/accounts/"


def test_code_that_set_an_application_up_lets_nobody_in(clock):
    make.user(email="anne@example.org")
    client, adding = asked(), "/fr/accounts/factors/application/add/"
    secret = re.search(r"<code>([A-Z2-7]+)</code>", client.get(adding).content.decode())[1]
    assert client.post(adding, {"code": code_of(secret)}).status_code == 302
    assert not comes_in(asked(), code_of(secret))
    assert comes_in(asked(), code_of(secret, later=1))


def test_code_that_comes_again_counts_as_a_failure(clock, secret):
    code = code_of(secret)
    assert comes_in(asked(), code)
    other = asked()
    for _failure in range(10):
        assert not comes_in(other, code)
    assert not comes_in(other, code_of(secret, later=1))


@pytest.mark.parametrize("code", ["", " ", "12345", "é", "\x00", "9" * 5_000, "-1"])
def test_no_code_is_a_fault(clock, secret, code):
    assert asked().post(ASKED, {"code": code}).status_code == 200


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_code_that_is_sent_twice_at_once_is_taken_once(clock, secret):
    client = asked()
    code = code_of(secret)
    assert at_the_same_moment(client, ASKED, {"code": code}, {"code": code}).count(302) == 1
