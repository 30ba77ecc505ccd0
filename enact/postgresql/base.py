"""Connections to PostgreSQL, refused at once for a moment after the server has not given one.

A server that is stopped refuses by itself, but one that cannot be reached lets everybody wait, and soon the threads that
answer public pages wait too.
"""

from contextlib import contextmanager, nullcontext
from threading import Lock
from time import monotonic

from django.db.backends.postgresql import base

PAUSE = 1
"""In seconds: how long after a failure nobody asks again. Then one does, while the others are still refused."""


class Door:
    """Whether a connection may be asked for."""

    def __init__(self):
        self.shut_until, self.has_failed, self.trying = 0.0, False, Lock()

    @contextmanager
    def passed(self):
        """A way through for one who asks for a connection. Raises `OperationalError` while there is none."""
        if monotonic() < self.shut_until:
            raise base.Database.OperationalError("the database did not answer a moment ago")
        with self.alone() if self.has_failed else nullcontext():
            try:
                yield
            except base.Database.OperationalError:
                self.has_failed, self.shut_until = True, monotonic() + PAUSE
                raise
            self.has_failed = False

    @contextmanager
    def alone(self):
        """One at a time finds out whether the server is back."""
        if not self.trying.acquire(blocking=False):
            raise base.Database.OperationalError("the database does not answer, and is being asked again")
        try:
            yield
        finally:
            self.trying.release()


door = Door()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, which passes the door."""

    def get_new_connection(self, conn_params):
        with door.passed():
            return super().get_new_connection(conn_params)
