"""`manage.py forget`: erases personal values whose time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actions import erase_sessions
from office.delivery import erase_mails_of_forgotten_invitees
from partners.actions import erase_invitees
from research.actions import erase_unconfirmed
from space.actions import erase_typed


class Command(BaseCommand):
    """Erases whom invitations were for that have been over for 90 days, in the outbox too; what was typed by somebody whose
    access ended meanwhile, and the file sent with it, 90 days after it was dealt with, or left; what was written to join a
    community and never confirmed; and sessions that are over, with the addresses and browsers noted for them. What was
    done stays, without who it was about; a second run erases nothing more.
    """

    help = "Erases personal values whose time is over; every night by a timer."

    def handle(self, **options):
        now = timezone.now()
        self.stdout.write(f"People invited: {erase_invitees(at=now)} erased.")
        self.stdout.write(f"Invitations in the outbox: {erase_mails_of_forgotten_invitees()} erased.")
        self.stdout.write(f"Texts left behind: {erase_typed(at=now)} erased.")
        self.stdout.write(f"Requests to join that were not confirmed: {erase_unconfirmed(at=now)} erased.")
        self.stdout.write(f"Sessions that were over: {erase_sessions(at=now)} erased.")
