"""What is checked: the checks in their order, each a command with the settings that it needs."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
POSTGRESQL = f"postgres://root@127.0.0.1:5432/enact_{os.getpid()}"
PRODUCTION = {
    "ALLOWED_HOSTS": "enact.example.org",
    "DEMO": "false",
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "check-" + "".join(map(chr, range(48, 123))),
}


class Check(NamedTuple):
    """A command to run, with variables of its own. `missing` says why it cannot be run here; empty, it can."""

    name: str
    command: list
    variables: dict = {}
    missing: str = ""


def all_checks(seed, folder):
    """Every check, the quick ones first. Tests run in the order of the seed, and leave their coverage in the folder."""
    measured = {"COVERAGE_FILE": str(folder / "coverage")}
    server = os.environ.get("TEST_DATABASE_URL", POSTGRESQL)
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return [
        Check("lint", [BIN / "ruff", "check", "--quiet"]),
        Check("format", [BIN / "ruff", "format", "--check", "--quiet"]),
        Check("templates", [BIN / "djade", "--check", "--target-version", "5.2", *templates()]),
        Check("deployment", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION | at(folder)),
        Check("migrations", manage("makemigrations", "--check", "--dry-run"), PRODUCTION | at(folder)),
        Check("tests on SQLite", measuring(*tests(seed, "not browser")), measured),
        Check(
            "tests on PostgreSQL",
            [sys.executable, "-m", *tests(seed, "not browser")],
            {"TEST_DATABASE_URL": server},
            silence(server),
        ),
        Check(
            "tests in a browser",
            [sys.executable, "-m", *tests(seed, "browser")],
            {"CHROMIUM": browser or ""},
            "" if browser else "there is no Chromium: install it, or name one in CHROMIUM",
        ),
        Check("coverage", [sys.executable, "-m", "tests.coverage_floors"], measured),
    ]


def templates():
    """Every template of the project."""
    folders = [ROOT / "templates", *ROOT.glob("*/templates"), *ROOT.glob("*/*/templates")]
    return sorted(path for folder in folders if ".venv" not in folder.parts for path in folder.rglob("*.html"))


def manage(*words):
    """A command of Django's or of the project's."""
    return [sys.executable, "manage.py", *words]


def at(folder):
    """Where a command may write."""
    return {"VAR_DIR": str(folder)}


def tests(seed, marker):
    """The tests of a marker, on both cores."""
    return ["pytest", "--quiet", "--numprocesses=2", f"--randomly-seed={seed}", "-m", marker]


def measuring(*module):
    """A module run under coverage, its subprocesses too."""
    return [sys.executable, "-m", "coverage", "run", "-m", *module]


def silence(address):
    """Why a PostgreSQL server cannot be used; empty when it answers."""
    try:
        psycopg.connect(address, dbname="postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return f"no PostgreSQL server answers at {urlsplit(address).netloc.rpartition('@')[2]} (TEST_DATABASE_URL names one)"
    return ""
