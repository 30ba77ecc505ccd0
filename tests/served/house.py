"""The application as it is served: prepared as a newcomer's, by processes that know of each other only what is on the disk."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.programs import ROOT, run

GRANIAN = [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--blocking-threads", "4"]
SESSION = """
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
user = User.objects.get(is_superuser=True)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "accounts.adapter.Backend"
session.create()
print(session.session_key)
"""


class House:
    """A prepared copy: its variables, and the processes that serve it, which a test starts."""

    def __init__(self, folder, database):
        self.workers, self.variables = (
            [],
            {
                "DATABASE_URL": database,
                "DJANGO_SETTINGS_MODULE": "tests.served.settings",
                "SECRET_KEY": "served" * 9,
                "VAR_DIR": folder,
            },
        )

    def run(self, *words):
        """What a program of the project says."""
        done = run(*words, **self.variables)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def sign_in(self):
        """The cookie of an administrator."""
        return f"sessionid={self.run('-c', SESSION).strip()}"

    def serve(self):
        """The address of a new worker, which answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [*GRANIAN, "--log-level", "critical", "--port", str(port), "enact.wsgi:application"]
        variables = os.environ | {name: str(value) for name, value in self.variables.items()}
        worker = subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.DEVNULL)
        self.workers.append(worker)
        return within(60, lambda: answers(f"http://127.0.0.1:{port}"))

    def close(self):
        """Stops every worker."""
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            worker.wait(timeout=20)


def answers(address):
    """The address when a worker answers there, "" otherwise."""
    try:
        return address if ask(f"{address}/healthz")[0] == 200 else ""
    except (OSError, HTTPException):  # it starts
        return ""


def ask(address, **headers):
    """The status of an answer and its text."""
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def within(seconds, found):
    """What is found, as soon as it is; a failure when it is not found in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError(f"nothing within {seconds} s")
