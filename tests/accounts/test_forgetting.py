"""What was noted of sessions that are over, and of failures that count no more, is erased each night."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.actions import erase_sessions
from enact.settings import CACHES
from tests import make

pytestmark = pytest.mark.django_db


def kept():
    """The keys of the cache in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return [key.rpartition(":")[2] for (key,) in cursor.fetchall()]


def test_sessions_that_are_over_are_forgotten(client):
    client.force_login(make.user())
    over = Session.objects.create(
        session_key="over", session_data="", expire_date=timezone.now() - timedelta(seconds=1)
    )
    for key in (client.session.session_key, "gone", over.session_key):
        UserSession.objects.create(user=make.user(), ip="127.0.0.1", session_key=key, user_agent="")
    said = StringIO()
    call_command("forget", stdout=said)
    assert "Sessions that were over: 1 erased." in said.getvalue().splitlines()
    assert [row.session_key for row in UserSession.objects.all()] == [client.session.session_key]
    assert client.get("/fr/accounts/").status_code == 200


def test_one_command_forgets():
    with pytest.raises(CommandError):
        call_command("forget_sessions")


def test_failures_that_count_no_more_are_forgotten(settings):
    """Their keys hold the internet address from which they came."""
    settings.CACHES = CACHES
    call_command("createcachetable")
    cache.set("counts", [1], 600)
    cache.set("over", [1], 600)
    with connection.cursor() as cursor:
        past = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(minutes=1))
        cursor.execute("UPDATE cache SET expires = %s WHERE cache_key LIKE %s", [past, "%over"])
    erase_sessions(at=timezone.now())
    assert kept() == ["counts"]


def test_failures_count_however_many_other_addresses_are_tried(settings, client):
    """By itself, Django's cache keeps three hundred entries, and drops some that still count: a way to try on without end."""
    settings.CACHES = CACHES
    call_command("createcachetable")
    with connection.cursor() as cursor:
        later = connection.ops.adapt_datetimefield_value(timezone.now() + timedelta(minutes=10))
        rows = [(f":1:other {number}", "", later) for number in range(1_000)]
        cursor.executemany("INSERT INTO cache (cache_key, value, expires) VALUES (%s, %s, %s)", rows)
    make.user(email="anne@example.org")
    credentials = {"login": "anne@example.org", "password": "wrong"}
    for _failure in range(10):
        client.post("/fr/accounts/login/", credentials)
    answer = client.post("/fr/accounts/login/", credentials | {"password": "tested password"})
    assert (answer.status_code, len(kept()) > 1_000) == (200, True)
