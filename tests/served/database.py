"""A database that a test can stop and start again: PostgreSQL behind a proxy of its own, or the file of SQLite."""

import os
import socket
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit

import psycopg


class Proxy:
    """Passes what comes to a port of this machine on to a server; stopped, the port refuses; mute, it lets wait."""

    def __init__(self, host, port):
        self.target, self.open, self.listening = (host, port), [], None
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]

    def start(self, *, mute=False):
        """Listens again."""
        self.stop()
        self.listening = socket.create_server(("127.0.0.1", self.port))
        Thread(target=self.accept, args=[self.listening, mute], daemon=True).start()

    def stop(self):
        """Refuses who comes, and cuts off who is there."""
        for one in filter(None, [self.listening, *self.open]):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.listening, self.open = None, []

    def accept(self, listening, mute):
        """Lets everybody in."""
        with suppress(OSError):
            while True:
                caller, _address = listening.accept()
                self.open.append(caller)
                if not mute:
                    server = socket.create_connection(self.target)
                    self.open.append(server)
                    for one, other in ((caller, server), (server, caller)):
                        Thread(target=self.carry, args=[one, other], daemon=True).start()

    def carry(self, one, other):
        """Carries what one says to the other, until one of them goes."""
        with suppress(OSError):
            while said := one.recv(65536):
                other.sendall(said)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class File:
    """The file of SQLite. Stopped, a folder stands in its place, which cannot be opened as a database."""

    def __init__(self, path):
        self.path, self.aside = path, path.with_suffix(".aside")

    def start(self, *, mute=False):
        """Puts the file back."""
        if self.aside.exists():
            self.path.rmdir()
            self.aside.rename(self.path)

    def stop(self):
        """Takes the file away."""
        self.path.rename(self.aside)
        self.path.mkdir()


@contextmanager
def database(folder):
    """The address of an empty database, and the way to stop it."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        path = folder / "enact.sqlite3"
        yield f"sqlite:///{path}", File(path)
        return
    parts, name = urlsplit(server), f"enact_served_{os.getpid()}"
    proxy = Proxy(parts.hostname, parts.port or 5432)
    with psycopg.connect(server, dbname="postgres", autocommit=True) as maker:
        maker.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # of a run that was killed
        maker.execute(f"CREATE DATABASE {name}")
        proxy.start()
        user = parts.netloc.rpartition("@")[0]
        yield f"postgres://{user}@127.0.0.1:{proxy.port}/{name}", proxy
        proxy.stop()
        maker.execute(f"DROP DATABASE {name} WITH (FORCE)")
