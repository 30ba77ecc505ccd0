"""Copies of the application to measure: a database of its own each, served as `make run` serves."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from bench.load import HOST, ask

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "granian --interface wsgi --workers 1 --blocking-threads 4 --host 127.0.0.1 --log-level warning"
KEPT = ("static", "static.sha256")
"""What is worth keeping in a folder from one run to the next."""


class Site(NamedTuple):
    """A copy of the application: how many rows it holds, by which it is known, where it keeps things, its variables, its port."""

    rows: int
    folder: Path
    variables: dict
    port: int

    def manage(self, *words):
        """Runs a command of Django's or of the project's, and returns what it printed."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.variables, check=False, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout


def prepared(rows, folder, database=""):
    """A copy with the launch data and invented commitments, in a new database: beside the one of an address, or SQLite."""
    site = emptied(folder, database, rows)
    site.manage("prepare")
    site.manage("sow", str(rows))
    return site


def emptied(folder, database, rows, **more):
    """A copy that will hold so many rows, with nothing in it yet, not even tables; `more` are variables of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    port = free_port()
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "ENV_FILE": os.devnull,
        "PORT": str(port),
        "SECRET_KEY": "bench" * 10,
        "VAR_DIR": str(folder),
        **more,
    }
    if database:
        variables["DATABASE_URL"] = new_database(database, folder.name.replace("-", "_"))
    return Site(rows, folder, variables, port)


def new_database(address, name):
    """The address of an empty PostgreSQL database, named after the one of an address; an earlier one of that name goes."""
    parts = urlsplit(address)
    name = f"{parts.path.strip('/')}_bench_{name}"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def serving(site, application="enact.wsgi:application"):
    """Serves a copy while it lasts, and gives the process of the server."""
    command = [Path(sys.executable).parent / "granian", *COMMAND.split()[1:], "--port", str(site.port), application]
    with (
        (site.folder / "server.log").open("a") as log,
        subprocess.Popen(command, cwd=ROOT, env=site.variables, stderr=log, start_new_session=True) as server,
    ):
        try:
            wait_for(site.port)
            yield server
        finally:
            stop(server)


def stop(server):
    """Ends a server and its workers, whatever they are at."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(timeout=10)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def wait_for(port):
    """Returns once the server answers."""
    for _attempt in range(300):
        try:
            return ask(port, "/healthz")
        except ConnectionError:
            time.sleep(0.1)
    raise SystemExit("The server does not answer within 30 seconds.")


def free_port():
    """A port on which nobody listens."""
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return tried.getsockname()[1]


def processor(server):
    """Processor seconds that a server and its workers have used; `None` on systems without /proc."""
    if not Path("/proc/self/stat").exists():
        return None
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in [server.pid, *children]]
    return sum(int(user) + int(system) for *_rest, user, system in (found[:13] for found in fields)) / os.sysconf(
        "SC_CLK_TCK"
    )
