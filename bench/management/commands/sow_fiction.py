"""`manage.py sow_fiction 100`: fills an empty database with the fictional programme, so many times, and counts its rows."""

import json

from django.core.management.base import BaseCommand

from bench.seed import take_stock
from enact.fiction.loading import load
from enact.management.commands import prepare
from funding.models import Commitment, CommitmentStep, Expenditure, Instalment, PaymentCall, Receipt

COUNTED = (Commitment, CommitmentStep, Instalment, PaymentCall, Receipt, Expenditure)


class Command(BaseCommand):
    """Known only under the settings of the bench. It publishes no release, and draws no page."""

    help = "Fills an empty database with the fictional programme, and readies it to be served."

    def add_arguments(self, parser):
        parser.add_argument("times", type=int)

    def handle(self, *, times, **options):
        preparing = prepare.Command(stdout=self.stderr)
        preparing.compile()
        preparing.migrate()
        preparing.collect()
        load(times=times, releases=False)
        preparing.open_accounts()
        prepare.count_rows()
        take_stock()
        self.stdout.write(json.dumps({model._meta.model_name: model.objects.count() for model in COUNTED}))
