"""`manage.py load_launch`: enters what was known on the day of the launch, whole or not at all."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from enact import launch
from enact.launch.loading import load
from partners.models import Programme

FOLDER = Path(launch.__file__).parent


class Command(BaseCommand):
    """Creates the records of the launch that are not there yet, and leaves those that are as they stand."""

    help = "Enters the facts of the launch, whole or not at all; twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=FOLDER, help="where the TOML files of facts are")

    def handle(self, *, folder, **options):
        if settings.FICTIONAL or Programme.objects.filter(is_fictional=True).exists():
            raise CommandError("Nothing was loaded: facts have no place in a fictional programme.")
        try:
            facts = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
            with transaction.atomic():
                created = load(facts)
        except (tomllib.TOMLDecodeError, ValidationError, LookupError, TypeError) as error:
            raise CommandError(f"Nothing was loaded: {error}") from error
        self.stdout.write(f"Launch data: {created} records created." if created else "Launch data: already there.")
