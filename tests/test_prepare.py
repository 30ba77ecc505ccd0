"""`manage.py prepare`: an empty house becomes the launch's, once; accounts of demonstration stay out of production."""

import sqlite3
from contextlib import closing

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext, override

from accounts.models import User
from enact import translations
from enact.demonstration import ADMINISTRATOR, COORDINATOR, PARTNER
from enact.management.commands.prepare import Command
from indicators.models import Release
from partners.models import Organisation
from sources.models import Document
from tests import make
from tests.programs import outcome, run
from tests.test_setup import snapshot


@pytest.fixture
def house(settings, tmp_path):
    """A folder of this test's own to write to."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def passwords(house):
    """The accounts that the house keeps in its file, with their passwords."""
    return dict(line.split() for line in (house / "demo-accounts.txt").read_text().splitlines())


def rows(house):
    """Every row of a house's SQLite database, as SQL."""
    with closing(sqlite3.connect(house / "enact.sqlite3")) as database:
        return list(database.iterdump())


def test_prepare_makes_an_empty_folder_a_served_house_and_then_changes_nothing(tmp_path):
    address = {"DATABASE_URL": f"sqlite:///{tmp_path}/enact.sqlite3", "VAR_DIR": tmp_path}
    first = run("manage.py", "prepare", **address)
    assert (first.returncode, first.stderr) == (0, "")
    files, content = snapshot(tmp_path), rows(tmp_path)
    assert outcome(run("manage.py", "prepare", **address)) == (0, "", "")
    assert rows(tmp_path) == content
    assert snapshot(tmp_path) == files


@pytest.mark.django_db
def test_prepare_publishes_the_launch_once(house):
    call_command("prepare", verbosity=0)
    call_command("prepare", verbosity=0)
    assert [(release.number, str(release.day)) for release in Release.objects.all()] == [(1, "2025-05-20")]


@pytest.mark.django_db
def test_demonstration_has_three_accounts_whose_passwords_are_kept_for_one_reader(house):
    call_command("prepare")
    kept = passwords(house)
    assert list(kept) == [ADMINISTRATOR, COORDINATOR, PARTNER]
    assert (house / "demo-accounts.txt").stat().st_mode & 0o777 == 0o600
    signed_in = [authenticate(email=address, password=password) for address, password in kept.items()]
    assert [(user.email, user.is_staff, user.is_superuser) for user in signed_in] == [
        (ADMINISTRATOR, True, True),
        (COORDINATOR, True, False),
        (PARTNER, False, False),
    ]


@pytest.mark.django_db
def test_passwords_are_printed_once_and_then_only_where_they_are(house, capsys):
    call_command("prepare", port=8001)
    addresses = f"""\
Public pages:  http://127.0.0.1:8001/
Back office:   http://127.0.0.1:8001/admin/
Partners:      http://127.0.0.1:8001/fr/space/
Accounts:      {house}/demo-accounts.txt
"""
    lines = [f"{address}  {password}\n" for address, password in passwords(house).items()]
    printed = "Three demonstration accounts, whose passwords are printed this once:\n" + "".join(lines) + addresses
    assert capsys.readouterr().out.endswith(printed)
    call_command("prepare", port=8001)
    assert capsys.readouterr().out == addresses


@pytest.mark.django_db
def test_production_never_has_accounts_of_demonstration(house, settings):
    settings.DEMO = False
    call_command("prepare")
    assert User.objects.count() == 0
    assert not Organisation.objects.filter(is_example=True).exists()
    assert not (house / "demo-accounts.txt").exists()


@pytest.mark.django_db
def test_house_with_accounts_gets_none_of_demonstration(house):
    User.objects.create_superuser("chief@example.org")
    call_command("prepare")
    assert [user.email for user in User.objects.all()] == ["chief@example.org"]


def test_new_translations_are_heard_at_once(house, settings, monkeypatch):
    settings.LOCALE_PATHS = [house / "locale"]
    monkeypatch.setattr(translations, "ROOT", house)
    texts = translations.Catalog()
    texts.add("A text of this test")
    for language in translations.LANGUAGES:
        translations.update(language, texts)
    french = translations.path_of("fr")
    french.write_text(french.read_text().replace('test"\nmsgstr ""', 'test"\nmsgstr "Un texte de ce test"'))
    with override("fr"):
        assert gettext("A text of this test") == "A text of this test"
        Command().compile()
        assert gettext("A text of this test") == "Un texte de ce test"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_sqlite_counts_its_rows_again_once_there_are_many_more(house):
    def counted():
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'sources_document'")
            return cursor.fetchone()[0]

    call_command("prepare")
    first = counted()
    for wanted, found in ((4 * first, first), (4 * first + 1, 4 * first + 1)):
        while Document.objects.count() < wanted:
            make.document()
        call_command("prepare")
        assert counted() == found
