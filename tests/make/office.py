"""What coordinators do at their desk, for tests."""

from datetime import UTC, datetime

from office.models import Import, Mail, SavedView
from tests import make
from tests.make.base import numbers


def sent_import(**fields):
    """Rows of commitments that somebody sent on the usual day, of which nothing was read."""
    fields = {"resource": "commitments", "name": "lignes.csv", "sha256": "0" * 64, "size": 1, "rows": 1} | fields
    sent_at = datetime(2025, 5, 20, 9, tzinfo=UTC)
    return Import.objects.create(**{"sent_at": sent_at, "sent_by": fields.get("sent_by") or make.user(), **fields})


def saved_view(**fields):
    """A view of the list of students that a new account keeps for itself."""
    fields = {"path": "/office/students/", "query": "year=2023", "name": f"Vue {next(numbers)}"} | fields
    return SavedView.objects.create(**{"owner": fields.get("owner") or make.user(), **fields})


def mail(**fields):
    """A mail to somebody that was given up."""
    fields = {
        "to": f"personne{next(numbers)}@example.org",
        "subject": "Objet",
        "kind": "space/mail/digest.txt",
    } | fields
    usual = {
        "sender": "noreply@example.org",
        "message_id": f"<{next(numbers)}@example.org>",
        "content": b"\r\nCorps\r\n",
    }
    given_up_at = datetime(2025, 5, 22, 9, tzinfo=UTC)
    return Mail.objects.create(**{**usual, "given_up_at": given_up_at, "fault": Mail.Fault.REFUSED, **fields})
