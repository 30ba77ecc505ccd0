"""`manage.py draw`: draws the public pages that are kept, again where their records may have changed."""

from django.core.management.base import BaseCommand, CommandError

from enact.ui.kept import live
from indicators import published


class Command(BaseCommand):
    """For a timer, every minute, and after the database was restored or the software replaced.

    Pages of the release are drawn where they are missing; pages of live records are all drawn again.
    """

    help = "Draws the public pages of the release that are missing, and all those of live records."

    def handle(self, **options):
        try:
            failed = [*published.draw_pages(), *live.draw_pages(again=True)]
        except live.AWAY as error:
            raise CommandError("The database does not answer: the pages that are kept stay as they are.") from error
        if failed:
            raise CommandError(f"{len(failed)} pages could not be drawn: {', '.join(failed)}.")
