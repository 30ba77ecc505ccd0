"""The accounts with which a demonstration is tried. A house in production never has them."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.actions import open_coordinator_account
from accounts.models import User

ADMINISTRATOR = "admin@example.org"
COORDINATOR = "coordination@example.org"


def accounts_file():
    """Where the passwords of the demonstration's accounts are kept, for the eyes of this machine's user."""
    return Path(settings.VAR_DIR) / "demo-accounts.txt"


@transaction.atomic
def open_demonstration_accounts():
    """Opens an administrator's and a coordinator's account in a demonstration that has none, and keeps their passwords.

    Returns the lines kept: address, password. There are none when nothing was opened.
    """
    if not settings.DEMO or User.objects.exists():
        return []
    passwords = {address: secrets.token_urlsafe(12) for address in (ADMINISTRATOR, COORDINATOR)}
    User.objects.create_superuser(
        ADMINISTRATOR, passwords[ADMINISTRATOR], name="Compte de démonstration (administration)"
    )
    open_coordinator_account(
        email=COORDINATOR, password=passwords[COORDINATOR], name="Compte de démonstration (coordination)"
    )
    lines = [f"{address}  {password}" for address, password in passwords.items()]
    keep(lines)
    return lines


def keep(lines):
    """Writes the file of the accounts, which nobody else on this machine can read."""
    accounts_file().unlink(missing_ok=True)
    with os.fdopen(os.open(accounts_file(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
