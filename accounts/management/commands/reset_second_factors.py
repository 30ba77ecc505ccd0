"""`manage.py reset_second_factors ADDRESS`: for an administrator whom no other administrator can help."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import reset_second_factors
from accounts.models import User


class Command(BaseCommand):
    """Takes the second factors of an account away, ends its sessions, and tells its holder by mail."""

    help = "Resets the second factors of the account of an address."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        user = User.objects.filter(email__iexact=address).first()
        if user is None:
            raise CommandError(f"There is no account of {address}.")
        reset_second_factors(user=user, by=None, at=timezone.now())
        self.stdout.write(f"The second factors of {user.email} are reset.")
