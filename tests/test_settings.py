"""The settings as another process reads them: what production refuses, and what decides about the database."""

import re

import pytest

from tests.programs import ROOT, outcome, run

PRODUCTION = {
    "ALLOWED_HOSTS": "enact.example.org",
    "DEMO": "false",
    "EMAIL_URL": "smtp+tls://user:password@smtp.example.org:587",
    "SECRET_KEY": "Jm1uPxq0Zt7cVb9LrYw3EaHd5KsNfGi2-oTzQ8UeR4lXyB6WjC",
}
WEAK = "SECRET_KEY is missing or weak: give at least 50 random characters.\n"
ANY_HOST = "ALLOWED_HOSTS must name the hosts that this site answers for, never '*'.\n"
NO_MAIL = "EMAIL_URL is missing: say how mails leave, such as smtp+tls://user:password@host:587.\n"
SHOWN = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    modes = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "busy_timeout")]
print(*modes, connection.transaction_mode)
"""
DECIDED = "from django.conf import settings; print(settings.DATABASES['default']['{}'])"


def shown(code, **variables):
    """What a piece of code prints under the project's settings."""
    return outcome(run("-c", code, DJANGO_SETTINGS_MODULE="enact.settings", **variables))


def test_production_is_ready_to_be_deployed():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert outcome(done) == (0, "System check identified no issues (1 silenced).\n", "")


@pytest.mark.parametrize(
    ("variables", "refusal"),
    [
        ({"SECRET_KEY": ""}, WEAK),
        ({"SECRET_KEY": PRODUCTION["SECRET_KEY"][:49]}, WEAK),
        ({"SECRET_KEY": "abcd" * 20}, WEAK),
        ({"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}, WEAK),
        ({"DEBUG": "true"}, "DEBUG must be off in production (DEMO is not set).\n"),
        ({"ALLOWED_HOSTS": ""}, ANY_HOST),
        ({"ALLOWED_HOSTS": "*"}, ANY_HOST),
        ({"ALLOWED_HOSTS": "enact.example.org,*"}, ANY_HOST),
        ({"EMAIL_URL": ""}, NO_MAIL),
    ],
)
def test_production_refuses_to_start(variables, refusal):
    done = run("manage.py", "check", **PRODUCTION | variables)
    assert outcome(done) == (1, "", refusal)


def test_production_without_a_way_for_mails_refuses_to_start():
    named = {name: value for name, value in PRODUCTION.items() if name != "EMAIL_URL"}
    assert outcome(run("manage.py", "check", **named)) == (1, "", NO_MAIL)


def test_demonstration_writes_mails_to_the_console():
    code = "from django.conf import settings; print(settings.MAIL_DELIVERY)"
    assert shown(code) == (0, "django.core.mail.backends.console.EmailBackend\n", "")


def test_sqlite_keeps_a_log_ahead_and_locks_when_a_transaction_begins(tmp_path):
    assert shown(SHOWN, VAR_DIR=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/house.sqlite3") == (
        0,
        "wal 1 5000 IMMEDIATE\n",
        "",
    )


@pytest.mark.parametrize(
    ("address", "engine"),
    [
        ("postgres://enact@127.0.0.1:5432/enact", "enact.postgresql"),
        ("sqlite:////elsewhere/enact.sqlite3", "django.db.backends.sqlite3"),
    ],
)
def test_database_is_the_one_of_the_address(address, engine):
    assert shown(DECIDED.format("ENGINE"), DATABASE_URL=address) == (0, f"{engine}\n", "")


def test_address_that_names_no_database_is_refused_in_words():
    refusal = "DATABASE_URL is not the address of a database, such as postgres://user:password@host:5432/name.\n"
    assert outcome(run("manage.py", "check", **PRODUCTION, DATABASE_URL="nonsense"))[::2] == (1, refusal)


def test_readers_find_the_site_at_its_first_host():
    code = "from django.conf import settings; print(settings.SITE_ADDRESS)"
    assert shown(code, **PRODUCTION) == (0, "https://enact.example.org\n", "")
    assert shown(code, PORT="9000") == (0, "http://127.0.0.1:9000\n", "")


def test_database_without_address_is_sqlite(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert shown(DECIDED.format("NAME"), VAR_DIR=tmp_path) == (0, f"{tmp_path}/enact.sqlite3\n", "")


def test_every_variable_is_explained_in_the_example():
    read = re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", (ROOT / "enact" / "settings.py").read_text())
    explained = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(set(read)) == sorted(explained)
