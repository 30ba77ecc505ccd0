"""`manage.py sow 2000`: adds invented commitments to a database that is measured and thrown away."""

from django.core.management.base import BaseCommand

from bench.seed import sow, take_stock


class Command(BaseCommand):
    """Known only under the settings of the bench."""

    help = "Adds invented commitments of seventy invented organisations."

    def add_arguments(self, parser):
        parser.add_argument("commitments", type=int)

    def handle(self, *, commitments, **options):
        sow(commitments)
        take_stock()
