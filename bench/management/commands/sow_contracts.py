"""`manage.py sow_contracts 2000`: adds invented doctoral contracts beside invented commitments, and counts them."""

import json

from django.core.management.base import BaseCommand

from bench.contracts import sow_contracts
from bench.seed import take_stock
from training.models import Coverage, DoctoralContract, DoctoralStep

COUNTED = (DoctoralContract, DoctoralStep, Coverage)


class Command(BaseCommand):
    """Known only under the settings of the bench."""

    help = "Adds invented doctoral contracts, with what pays for their months."

    def add_arguments(self, parser):
        parser.add_argument("contracts", type=int)

    def handle(self, *, contracts, **options):
        sow_contracts(contracts)
        take_stock()
        self.stdout.write(json.dumps({model._meta.model_name: model.objects.count() for model in COUNTED}))
