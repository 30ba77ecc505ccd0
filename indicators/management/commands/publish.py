"""`manage.py publish`: publishes the figures of a day."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from enact.languages import Text
from indicators.actions import NotPublished, publish_release
from indicators.models import Release
from indicators.published import draw_pages
from indicators.restatements import Cause, Explanation, Explanations


class Command(BaseCommand):
    """Publishes a release, as the back office does, in the name of the machine, and draws its pages by itself."""

    help = "Publishes the figures of a day; a second release of a day corrects the first and needs a reason."

    def add_arguments(self, parser):
        parser.add_argument("day", type=date.fromisoformat, help="as in 2025-05-20")
        parser.add_argument("--first", action="store_true", help="only if nothing has been published yet")
        parser.add_argument(
            "--still-true", action="store_true", help="although no figure differs from the last release"
        )
        parser.add_argument(
            "--reason-fr", default="", help="why a release is corrected, or figures restated, in French"
        )
        parser.add_argument("--reason-en", default="", help="the same in English")
        parser.add_argument("--cause", choices=Cause.values, default=Cause.CORRECTION, help="of restated figures")

    def handle(self, *, day, first, still_true, reason_fr, reason_en, cause, **options):
        if first and Release.objects.exists():
            self.stdout.write("Releases: already published.")
            return
        reason = Text(reason_fr, reason_en)
        try:
            release = publish_release(
                day=day,
                by=None,
                at=timezone.localtime(),
                reason=reason,
                still_true=still_true,
                explained=Explanations(Explanation(cause, reason)),
            )
        except NotPublished as refusal:
            raise CommandError(str(refusal)) from refusal
        transaction.on_commit(draw_pages, robust=True)
        self.stdout.write(f"Release {release.number} published, SHA-256 {release.sha256}")
