"""A database that does not answer is not waited for."""

import socket
from threading import Event, Thread

import psycopg
import pytest
from django.db.utils import load_backend

from enact.postgresql import base
from tests.drawn import AN_HOUR


@pytest.fixture(autouse=True)
def door(monkeypatch):
    """A door of this test's own."""
    made = base.Door()
    monkeypatch.setattr(base, "door", made)
    monkeypatch.setattr(base, "PAUSE", AN_HOUR)
    return made


@pytest.fixture
def closed_port():
    """A port that refuses."""
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


def connection_to(port):
    """A connection, not yet made, to a server at a port of this machine."""
    settings = {"HOST": "127.0.0.1", "PORT": port, "NAME": "enact", "USER": "enact", "PASSWORD": "", "TIME_ZONE": None}
    options = {"OPTIONS": {"connect_timeout": 2}, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
    return load_backend("enact.postgresql").DatabaseWrapper(settings | options, "other")


def refusal(connection):
    """Why there is no connection."""
    with pytest.raises(psycopg.OperationalError) as refused:
        connection.get_new_connection(connection.get_connection_params())
    return str(refused.value)


def test_after_a_failure_nobody_asks_for_a_moment(door, closed_port):
    assert "onnection" in refusal(connection_to(closed_port))
    assert refusal(connection_to(closed_port)) == "the database did not answer a moment ago"
    door.shut_until = 0.0
    assert "refused" in refusal(connection_to(closed_port))


def test_one_asks_again_while_the_others_are_refused(door):
    door.has_failed = True
    with door.passed(), pytest.raises(psycopg.OperationalError, match="is being asked again"), door.passed():
        pass
    with door.passed(), door.passed():
        assert door.has_failed is False


def test_everybody_asks_a_server_that_answers(door):
    with door.passed(), door.passed():
        assert (door.has_failed, door.shut_until) == (False, 0.0)


def test_what_fails_otherwise_shuts_nothing(door):
    with pytest.raises(ValueError, match="other"), door.passed():
        raise ValueError("other")
    assert door.shut_until == 0.0


def test_server_that_says_nothing_keeps_one_waiting_and_nobody_else(door):
    over = Event()

    def ask():
        refusal(connection_to(port))
        over.set()

    door.has_failed = True
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        silent.settimeout(10)
        Thread(target=ask).start()
        caller, _address = silent.accept()
        assert refusal(connection_to(port)) == "the database does not answer, and is being asked again"
        caller.close()
        assert over.wait(10)
    assert refusal(connection_to(port)) == "the database did not answer a moment ago"
