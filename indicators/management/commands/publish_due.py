"""`manage.py publish_due`: publishes the planned releases whose moment has come."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from enact.ui.kept.live import AWAY
from indicators.actions import publish_due


class Command(BaseCommand):
    """For a timer, every minute; two that run at once publish each release once. With `--every`, it goes on by itself."""

    help = "Publishes the planned releases whose announced moment has come, as they were approved."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, help="seconds between two looks; left out: one look")

    def handle(self, *, every, **options):
        if every is None:
            self.look()
            return
        try:
            while True:
                self.look_again()
                time.sleep(every)
        except KeyboardInterrupt:
            return

    def look_again(self):
        """Looks once more, also after the database was away."""
        close_old_connections()
        try:
            self.look()
        except AWAY:
            self.stderr.write("The database does not answer.")

    def look(self):
        """Publishes what is due, and says so."""
        for plan in publish_due(at=timezone.localtime()):
            if plan.release:
                self.stdout.write(f"Release {plan.release.number} published, SHA-256 {plan.release.sha256}")
            else:
                self.stderr.write(f"Not published, another release came first: the figures of {plan.day}.")
