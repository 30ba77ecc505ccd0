"""The machine and the versions on which something was measured, in words."""

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

import psycopg

from bench.server import COMMAND, ROOT

PACKAGES = ("django", "granian", "django-tables2", "django-filter", "whitenoise", "django-simple-history")


def described(database):
    """(what, which) pairs: the machine, the versions, the commit, the server's command."""
    return [
        ("Machine", f"{os.cpu_count()} cores, {model()}, {memory()}, {platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("Database", postgresql(database) if database else f"SQLite {sqlite3.sqlite_version}"),
        ("Packages", ", ".join(f"{name} {version(name)}" for name in PACKAGES)),
        ("Code", commit()),
        ("Server", f"`{COMMAND}`"),
        ("Load before the run", f"{os.getloadavg()[0]:.1f} processes wanting a core, over the last minute"),
    ]


def model():
    """The processor's name."""
    return found(r"model name\s*:\s*(.+)", "/proc/cpuinfo") or platform.machine()


def memory():
    """The memory in GB."""
    total = found(r"MemTotal:\s*(\d+) kB", "/proc/meminfo")
    return f"{int(total) / 1024**2:.0f} GiB of memory" if total else "memory not known"


def found(pattern, file):
    """What a file of the system says; `None` where there is none."""
    match = re.search(pattern, Path(file).read_text()) if Path(file).exists() else None
    return match and match[1].strip()


def postgresql(database):
    """The version of the server at an address."""
    with psycopg.connect(database, dbname="postgres") as server:
        return f"PostgreSQL {server.execute('SHOW server_version').fetchone()[0].split()[0]}, on the same machine"


def commit():
    """The commit measured, and whether files differ from it."""
    name = git("rev-parse", "--short", "HEAD")
    return f"commit {name}" + (", with changes not committed" if git("status", "--porcelain", "-uno") else "")


def git(*words):
    """What git says of this clone; empty where there is none."""
    return subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()
