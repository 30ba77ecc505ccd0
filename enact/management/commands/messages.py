"""`manage.py messages`: brings the catalogues of `locale/` up to date with the texts of the code."""

from django.core.management.base import BaseCommand

from enact.translations import LANGUAGES, texts_in_code, update


class Command(BaseCommand):
    """Finds the texts to translate, and lists those that still wait for a translation."""

    help = "Brings the catalogues of locale/ up to date with the texts of the code."
    requires_system_checks = []

    def handle(self, **options):
        texts = texts_in_code()
        for language in LANGUAGES:
            waiting = update(language, texts)
            self.stdout.write(f"{language}: {len(texts)} texts, {len(waiting)} untranslated")
            for message in waiting:
                self.stdout.write("  " + str(message.id).replace("\n", " "))  # one text, one line
