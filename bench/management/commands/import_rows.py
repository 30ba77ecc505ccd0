"""`manage.py import_rows ours preview 10000`: one way to import, one of its halves; says its seconds and its megabytes."""

import json
import resource
import time

from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from import_export import fields, resources, widgets
from tablib import Dataset

from accounts.models import User
from bench.rows import HEADINGS, rows, workbook
from funding.models import Commitment, CommitmentStep
from funding.resources import CommitmentResource
from office import actions
from office.models import Import
from partners.models import Organisation, Programme


class StockCommitments(resources.ModelResource):
    """Commitments as django-import-export takes them as it comes, found by their titles."""

    organisation = fields.Field("organisation", "organisation", widgets.ForeignKeyWidget(Organisation, "name"))

    class Meta:
        model = Commitment
        import_id_fields = ("title_fr",)
        fields = ("organisation", "title_fr", "nature", "form", "pillar", "starts_on")

    def before_import(self, dataset, **options):
        """There is one programme."""
        self.programme = Programme.objects.get()

    def before_save_instance(self, instance, row, **options):
        """Every commitment is of it."""
        instance.programme = self.programme


class StockSteps(resources.ModelResource):
    """Steps as django-import-export takes them as it comes, found by commitment, kind and day."""

    commitment = fields.Field("commitment", "title_fr", widgets.ForeignKeyWidget(Commitment, "title_fr"))
    kind = fields.Field("kind", "step_kind")
    happened_on = fields.Field("happened_on", "step_day", widgets.DateWidget())
    amount = fields.Field("amount", "step_amount", widgets.DecimalWidget())
    document_reference = fields.Field("document_reference", "step_document")

    class Meta:
        model = CommitmentStep
        import_id_fields = ("commitment", "kind", "happened_on")
        fields = ("commitment", "kind", "happened_on", "amount", "document_reference")


class Command(BaseCommand):
    """Known only under the settings of the bench."""

    help = "Imports invented rows in one of two ways, and says what it took."

    def add_arguments(self, parser):
        parser.add_argument("way", choices=["ours", "stock"])
        parser.add_argument("half", choices=["preview", "import"])
        parser.add_argument("rows", type=int)

    def handle(self, *, way, half, **options):
        names = list(
            Organisation.objects.filter(name__contains="inventé").order_by("pk").values_list("name", flat=True)
        )
        ready = {"ours": self.ours, "stock": self.stock}[way](half, names, options["rows"])
        started = time.perf_counter()
        with translation.override("fr"):
            ready()
        found = {
            "seconds": time.perf_counter() - started,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "steps": CommitmentStep.history.filter(document_reference__startswith="LETTRE-").count(),
        }
        self.stdout.write(json.dumps(found))

    def ours(self, half, names, number):
        """What the worker does of an import: it reads the file each time."""
        by = User.objects.filter(is_staff=True).first()
        if half == "preview":
            content, at = workbook(names, number), timezone.localtime()
            sent = actions.send_import(resource=CommitmentResource, name="rows.xlsx", content=content, by=by, at=at)
        else:
            sent = Import.objects.latest("pk")
            actions.confirm_import(sent=sent, reason="Bench", by=by, at=timezone.localtime())
            actions.ask(sent, at=timezone.localtime())
        return lambda: actions.do(sent=sent, clock=timezone.localtime)

    def stock(self, half, names, number):
        """The same rows, read already, twice: those of the commitments, then those of the steps."""
        found = list(rows(names, number))
        commitments = Dataset(*found[::2], headers=HEADINGS)
        steps = Dataset(*found, headers=HEADINGS)

        def work():
            first = StockCommitments().import_data(commitments, dry_run=half == "preview", raise_errors=True)
            if half == "import":
                StockSteps().import_data(steps, dry_run=False, raise_errors=True)
            return first

        return work
