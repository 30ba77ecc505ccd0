"""The accounts with which a demonstration is tried, and the invented partner of one. A house in production never has them."""

import os
import secrets
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.actions import open_coordinator_account
from accounts.models import User
from enact.example import enter_example
from enact.fiction.cast import TRIED
from enact.fiction.loading import STAFF
from partners.models import Access, Organisation
from space.models import Round

ADMINISTRATOR = "admin@example.org"
COORDINATOR = "coordination@example.org"
PARTNER = "partner@example.org"


OPEN_FOR = timedelta(days=60)
"""For how long the round of attestation of a demonstration is open."""


def accounts_file():
    """Where the passwords of the demonstration's accounts are kept, for the eyes of this machine's user."""
    return Path(settings.VAR_DIR) / "demo-accounts.txt"


@transaction.atomic
def open_demonstration_accounts():
    """Opens the accounts of a demonstration that has none but those of a fiction, and keeps their passwords.

    They are those of an administrator, of a coordinator, and of somebody in an invented organisation: one that is entered
    for it, or, where the whole programme is fictional, one of its companies. Returns the lines kept: address, password.
    There are none when nothing was opened.
    """
    if not settings.DEMO or User.objects.exclude(email__in=dict(STAFF)).exists():
        return []
    passwords = {address: secrets.token_urlsafe(12) for address in (ADMINISTRATOR, COORDINATOR, PARTNER)}
    User.objects.create_superuser(
        ADMINISTRATOR, passwords[ADMINISTRATOR], name="Compte de démonstration (administration)"
    )
    open_coordinator_account(
        email=COORDINATOR, password=passwords[COORDINATOR], name="Compte de démonstration (coordination)"
    )
    partner = User.objects.create_user(PARTNER, passwords[PARTNER], name="Compte de démonstration (partenaire)")
    let_in(partner, Organisation.objects.get(name=TRIED) if settings.FICTIONAL else enter_example())
    lines = [f"{address}  {password}" for address, password in passwords.items()]
    keep(lines)
    return lines


def let_in(user, organisation):
    """Gives an account access to the invented organisation from the first day of the programme."""
    starts_on = organisation.memberships.get().programme.starts_on
    access = Access(user=user, organisation=organisation, role=Access.Role.MANAGER, starts_on=starts_on)
    access.full_clean()
    access.saved_by(None).save()


def open_demonstration_round(today):
    """Opens a round of attestation in a fictional programme, for the year before: its partners have something to confirm."""
    if not settings.FICTIONAL or Round.objects.exists():
        return
    year = today.year - 1
    opened = Round(year=year, read_on=date(year, 12, 31), opens_on=today, closes_on=today + OPEN_FOR)
    opened.full_clean()
    opened.saved_by(None).save()


def keep(lines):
    """Writes the file of the accounts, which nobody else on this machine can read."""
    accounts_file().unlink(missing_ok=True)
    with os.fdopen(os.open(accounts_file(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
