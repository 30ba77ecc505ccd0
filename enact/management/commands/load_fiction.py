"""`manage.py load_fiction`: fills an empty database with the fictional programme, to try or to measure the software on."""

import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from enact.fiction.loading import LAST_DAY, NotEmpty, load


class Command(BaseCommand):
    """Loads it whole or not at all; the same words give the same rows."""

    help = "Fills an empty database with the fictional programme; FICTIONAL must be set."

    def add_arguments(self, parser):
        parser.add_argument(
            "--until", type=datetime.date.fromisoformat, default=LAST_DAY, help="the last day of its story"
        )
        parser.add_argument("--times", type=int, default=1, help="so many times the usual 200 commitments")
        parser.add_argument("--no-releases", action="store_true", help="publish nothing")

    def handle(self, *, until, times, no_releases, **options):
        if not settings.FICTIONAL:
            raise CommandError("Nothing was loaded: set FICTIONAL=true, so that every page says that it is fiction.")
        try:
            written = load(until=until, times=times, releases=not no_releases)
        except NotEmpty as refusal:
            raise CommandError(f"Nothing was loaded. {refusal}") from None
        self.stdout.write(f"Fictional programme: {written} rows written, up to {until}.")
