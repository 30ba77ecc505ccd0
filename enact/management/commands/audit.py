"""`manage.py audit`: looks for what was changed behind the application."""

from itertools import pairwise

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from enact.owners import together_names
from enact.records import readable, recorded_models, standing_triggers, trigger_names, unexplained
from indicators.models import PreparedRelease, Release, ReleaseMove
from indicators.sealing import fingerprint
from sources.models import File, stored_names
from space.models import Look, Statement

KEPT = (Release, PreparedRelease, ReleaseMove, Look, Statement)
"""Models besides the histories whose rows are never changed."""


class Command(BaseCommand):
    """Compares every record with its history, every release with its fingerprint and with the one before, and every file
    with its own fingerprint.

    It also says which table that must only grow can be changed, for want of a trigger.
    """

    help = "Finds records and releases that were changed in the database behind the application; exit code 1 if there are any."

    def handle(self, **options):
        faults = [*self.triggers(), *self.records(), *self.releases(), *self.statements(), *self.files()]
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults found.")
        self.stdout.write(
            "Every record is as its history says; every release is intact and follows the one before; "
            "every file is as it was sent."
        )

    def triggers(self):
        """What would let rows be changed that are never changed."""
        standing = standing_triggers(connection)
        for model in [*(model.history.model for model in recorded_models()), *KEPT]:
            for name in sorted(trigger_names(model, connection.vendor) - standing):
                yield f"{model._meta.label}: the trigger {name} is missing or disabled"
        for model in recorded_models():
            for name in sorted(together_names(model) - standing):
                yield f"{model._meta.label}: the trigger {name} is missing or disabled"

    def records(self):
        """What differs between records and their history."""
        for model in recorded_models():
            for key, what in unexplained(model):
                yield f"{model._meta.label} {key}: {what}"

    def statements(self):
        """Statements whose text is not the one that was issued."""
        for statement in Statement.objects.order_by("pk"):
            if fingerprint(statement.text) != statement.sha256:
                yield f"Statement no. {statement.number}: the text is not the one that was issued"

    def files(self):
        """Files that are missing on the disk or are not as they were sent, and what on the disk is of no record.

        What is of no record was left by a server that stopped in the middle, and can be removed; a restored database knows
        nothing of the files that were sent since, which then should not.
        """
        files, unreadable = readable(File.objects.order_by("pk"))
        on_disk = stored_names()
        for file in files.values():
            if file.content.name not in on_disk:
                yield f"File {file.pk}: it is missing on the disk"
            elif file.content_as_sent() is None:
                yield f"File {file.pk}: it is not as it was sent"
        if not unreadable:
            for name in sorted(on_disk - {file.content.name for file in files.values()}):
                yield f"{name}: it is on the disk, and of no record"

    def releases(self):
        """What is wrong with the releases and their chain."""
        releases, unreadable = readable(Release.objects.select_related("corrects").order_by("number"), "number")
        for number, names in unreadable.items():
            yield f"Release {number}: {names} cannot be read"
        for previous, release in pairwise([None, *releases.values()]):
            for fault in release.faults(previous):
                yield f"Release {release.number}: {fault}"
