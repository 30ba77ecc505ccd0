"""`manage.py prepare`: all that stands between the installed packages and a served application."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone
from django.utils.translation.reloader import translation_file_changed

from accounts.actions import bring_coordination_up_to_date
from enact.demonstration import accounts_file, open_demonstration_accounts, open_demonstration_round
from enact.fiction.truth import contradiction
from enact.launch.loading import LAUNCH
from enact.translations import compile_catalogues, path_of
from enact.ui.kept import live
from indicators import published
from indicators.models import Release


class Command(BaseCommand):
    """Each step does what is left to do, and says so; a second run says and changes nothing."""

    help = "Prepares the application: catalogues, database, static files, launch data or fiction, first release."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, help="where it will be served: its addresses are said at the end")

    def handle(self, *, port=None, **options):
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        self.compile()
        self.migrate()
        self.collect()
        self.publish()
        self.draw()
        self.open_accounts()
        count_rows()
        if port:
            self.welcome(f"http://127.0.0.1:{port}")

    def compile(self):
        """Compiles the catalogues. Django has read the French one while it started: it reads it again."""
        for language in compile_catalogues():
            translation_file_changed(sender=None, file_path=path_of(language, ".mo"))
            self.stdout.write(f"Catalogue compiled: {language}.")

    def migrate(self):
        """Brings the tables and the coordinators' rights up to date. A database that the setting contradicts is left alone."""
        if pending_migrations():
            self.stdout.write("Bringing the database up to date.")
            call_command("migrate", verbosity=0, interactive=False)
        if found := contradiction():
            raise CommandError(found)
        call_command("createcachetable", verbosity=0)
        bring_coordination_up_to_date()

    def collect(self):
        """Collects the static files and compresses them, when one of them has changed."""
        collected, stamp = static_fingerprint(), Path(settings.VAR_DIR) / "static.sha256"
        if stamp.exists() and stamp.read_text() == collected and Path(settings.STATIC_ROOT).exists():
            return
        self.stdout.write("Collecting the static files.")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(collected)

    def publish(self):
        """Loads what was known at the launch and publishes it; once that is done, the records are the coordinators'.

        A fictional programme is loaded with its releases instead.
        """
        if Release.objects.exists():
            return
        if settings.FICTIONAL:
            self.stdout.write("Loading the fictional programme, this may take half a minute.")
            call_command("load_fiction", stdout=self.stdout)
        else:
            call_command("load_launch", stdout=self.stdout)
            call_command("publish", LAUNCH.isoformat(), stdout=self.stdout)

    def draw(self):
        """Draws the public pages that are not kept: the database may have been restored, the software replaced."""
        for path in [*published.draw_pages(), *live.draw_pages(again=False)]:
            self.stderr.write(f"This page could not be drawn: {path}.")

    def open_accounts(self):
        """Opens the accounts of a demonstration, and prints their passwords this once."""
        lines = open_demonstration_accounts()
        if lines:
            open_demonstration_round(timezone.localdate())
            asked = "" if settings.SECOND_FACTOR_REQUIRED else " (no second factor is asked for)"
            said = f"Three demonstration accounts, whose passwords are printed this once{asked}:"
            self.stdout.write("\n".join([said, *lines]))

    def welcome(self, root):
        """Says where everything is."""
        self.stdout.write(f"Public pages:  {root}/")
        self.stdout.write(f"Back office:   {root}{reverse('admin:index')}")
        self.stdout.write(f"Partners:      {root}{reverse('space')}")
        if accounts_file().exists():
            self.stdout.write(f"Accounts:      {accounts_file()}")


def pending_migrations():
    """The migrations that the database still waits for."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommandError(f"The database does not answer: {reason}.") from None
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def count_rows():
    """Lets SQLite count what its tables hold, as PostgreSQL does by itself: long lists are then read in their order.

    Counts are taken again once a table has grown to four times what was counted.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchall() or has_grown(cursor):
            cursor.execute("ANALYZE")


def has_grown(cursor):
    """Whether a table of SQLite holds more than four times what was last counted."""
    cursor.execute("SELECT tbl, MAX(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl")
    for table, counted in cursor.fetchall():
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 (a name of our own schema)
        if cursor.fetchone()[0] > 4 * counted:
            return True
    return False


def static_fingerprint():
    """A hash of every static file, by name and content."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(name.encode() + b"\0")
            digest.update(Path(storage.path(name)).read_bytes())
    return digest.hexdigest()
