"""`manage.py send_reminders`: writes the reminders and digests of a day into the outbox, and keeps the outbox in order."""

import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from enact.dates import DayField
from enact.pages.mail import tell_coordination
from enact.ui.kept.live import AWAY
from office import delivery
from office.tasks import work_on_mail_at
from space.reminders import tell_all


class Command(BaseCommand):
    """For a timer, every morning; run twice, or by two at once, it tells each thing once. With `--every`, it goes on."""

    help = "Writes the reminders and digests that are due into the outbox, and erases the texts of old mails."

    def add_arguments(self, parser):
        parser.add_argument(
            "day", nargs="?", type=DayField().clean, help="the day, such as 2026-05-20; left out: today"
        )
        parser.add_argument("--every", type=float, help="seconds between two looks; left out: one look")

    def handle(self, *, day, every, **options):
        if every is None:
            self.look(day)
            return
        try:
            while True:
                self.look_again(day)
                time.sleep(every)
        except KeyboardInterrupt:
            return

    def look_again(self, day):
        """Looks once more, also after the database was away."""
        close_old_connections()
        try:
            self.look(day)
        except AWAY:
            self.stderr.write("The database does not answer.")
        except CommandError as error:
            self.stderr.write(str(error))

    def look(self, day):
        """Tells what is due, wakes what was left, and erases what was kept for long enough; says for whom it failed."""
        now = timezone.localtime()
        on = day or now.date()
        failed = [*tell_all(day=on), *tell_coordination(day=on, moment=now)]
        delivery.wake(at=now, again=work_on_mail_at)
        delivery.erase_old_mails(at=now)
        call_command("prune_db_task_results", min_age_days=7, verbosity=0)
        if failed:
            raise CommandError(f"{len(failed)} accounts could not be told: the log says why.")
