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
    "EMAIL_URL": "smtp+tls://user:password@smtp.example.org:587",
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "check-" + "".join(map(chr, range(48, 123))),
}
QUICK = "not browser and not drill"
ISOLATION = "tests/isolation"
"""The tests that nobody sees what is another's ask each address many times: on PostgreSQL, that is a drill."""

CASES = 1
"""Of each test, so many cases are run on PostgreSQL each time, others at each run; the drill runs all."""

REPEATS = 8
"""Of each test marked `repeats`, so many cases are run each time, others at each run; the drill runs all."""

SHARE = 6
"""Of so many mutants, one is tried in a drill that takes a part of everything, others at each run."""

LOOKS = 8
"""Of so many looks of the drill, one is looked at each time, others at each run; all of them take more than half an hour."""


class Check(NamedTuple):
    """A command to run, with variables of its own. `missing` says why it cannot be run here; empty, it can."""

    name: str
    command: list
    variables: dict = {}
    missing: str = ""


def all_checks(seed, folder):
    """Every check, the quick ones first. Tests run in the order of the seed, and leave their coverage in the folder."""
    covered = folder / "coverage.json"
    return [
        Check("lint", [BIN / "ruff", "check", "--quiet"]),
        Check("format", [BIN / "ruff", "format", "--check", "--quiet"]),
        Check("templates", [BIN / "djade", "--check", "--target-version", "5.2", *templates()]),
        Check("deployment", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION | at(folder)),
        Check("migrations", manage("makemigrations", "--check", "--dry-run"), PRODUCTION | at(folder)),
        Check("tests on SQLite", measuring(covered, *tests(seed, QUICK)), {"REPEATS": str(REPEATS)}),
        Check("coverage", [sys.executable, "-m", "tests.coverage_floors", covered]),
        on_postgresql("tests on PostgreSQL", *tests(seed, QUICK), f"--ignore={ISOLATION}", CASES=str(CASES)),
        in_a_browser("tests in a browser", *tests(seed, "browser and not drill")),
    ]


def all_drills(seed, _folder):
    """What takes too long for every time. Of the looks, a share by the seed, and all of them where `DRILL` is `whole`.

    Where it is `part`, a part of everything, other ones at each run: what a machine has time for that checks each change.
    """
    mutants, isolation = [sys.executable, "-m", "tests.mutants"], [*tests(seed, "not browser"), ISOLATION]
    match os.environ.get("DRILL"):
        case "part":
            return [
                Check(f"mutants, one of {SHARE}", mutants, {"MUTANTS": str(SHARE), "SEED": str(seed)}),
                on_postgresql("isolation on PostgreSQL", *isolation, CASES="1"),
                looks(seed, SHARE * LOOKS),
            ]
        case how:
            return [
                Check("mutants", mutants),
                on_postgresql("every case on PostgreSQL", *tests(seed, QUICK), f"--ignore={ISOLATION}"),
                on_postgresql("isolation on PostgreSQL", *isolation),
                looks(seed, 1 if how == "whole" else LOOKS),
            ]


def looks(seed, share):
    """The looks of the drill; of so many, one by the seed."""
    name = f"looks, one of {share}" if share > 1 else "every look"
    return in_a_browser(name, *tests(seed, "browser and drill"), LOOKS=str(share))


def on_postgresql(name, *module, **variables):
    """A module run on PostgreSQL, with variables of its own."""
    server = os.environ.get("TEST_DATABASE_URL", POSTGRESQL)
    return Check(name, [sys.executable, "-m", *module], {"TEST_DATABASE_URL": server} | variables, silence(server))


def in_a_browser(name, *module, **variables):
    """A module that drives a browser, with variables of its own."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    missing = "" if browser else "there is no Chromium: install it, or name one in CHROMIUM"
    return Check(name, [sys.executable, "-m", *module], {"CHROMIUM": browser or ""} | variables, missing)


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
    return ["pytest", "--quiet", "--numprocesses=2", "--dist=worksteal", f"--randomly-seed={seed}", "-m", marker]


def measuring(file, *module):
    """A module run while what it covers is written into a file."""
    return [sys.executable, "-m", "slipcover", "--out", file, "-m", *module]


def silence(address):
    """Why a PostgreSQL server cannot be used; empty when it answers."""
    try:
        psycopg.connect(address, dbname="postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return f"no PostgreSQL server answers at {urlsplit(address).netloc.rpartition('@')[2]} (TEST_DATABASE_URL names one)"
    return ""
