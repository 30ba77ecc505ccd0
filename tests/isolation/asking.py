"""Asking the site as somebody: what is answered, what was written, and everything put back as it was."""

import hashlib
import re
from http.cookies import SimpleCookie
from typing import NamedTuple

from django.db import connection, transaction
from django.test import Client

from tests.proven import forget_second_factor

WRITES = re.compile(r'(?:INSERT INTO|(?<!FOR )UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
"""Statements that write, with their table; rows that are locked (`FOR UPDATE OF`) are not written."""
OF_THE_SESSION = "django_session"
"""The one table that reading may write: a session goes on, or ends."""
AT_THE_MOMENT = {"Expires"}
"""Headers that tell the time."""


class Answer(NamedTuple):
    """An answer as the reader gets it, with the tables that were written and, for a fault, what went wrong."""

    status: int
    headers: dict
    body: bytes
    written: set
    fault: str


class Visitor:
    """A browser in which somebody is signed in, or nobody; `proven` when a second factor was given, where one is asked for."""

    def __init__(self, user=None, *, proven=True):
        self.client = Client(raise_request_exception=False)
        self.user = user
        if user:
            self.client.force_login(user)
        if user and not proven:
            forget_second_factor(self.client)

    def ask(self, method, address, typed=None):
        """The answer to a request; what it changed in the database and in the browser is undone."""
        cookies, written = self.client.cookies.output(header="", sep=""), set()

        def note(execute, sql, params, many, context):
            written.update(WRITES.findall(sql))
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(note):
            response = self.client.generic(method, address) if typed is None else self.client.post(address, typed)
            transaction.set_rollback(True)
        self.client.cookies = SimpleCookie(cookies)
        headers = {name: value for name, value in response.headers.items() if name not in AT_THE_MOMENT}
        fault = repr(response.exc_info[1]) if response.exc_info else ""
        return Answer(response.status_code, headers, b"".join(response), written - {OF_THE_SESSION}, fault)


def everything():
    """A fingerprint of every row of the database, sessions apart."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != OF_THE_SESSION:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found.update(repr((table, sorted(map(repr, cursor.fetchall())))).encode())
    return found.hexdigest()
