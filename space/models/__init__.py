"""What partners send and answer by their space, what is drawn up for them, and what accounts choose and were told."""

from space.models.attestation import Attestation, AttestationQuerySet, ContestedLine, Signatory
from space.models.calendar import CalendarAddress
from space.models.correction import Correction
from space.models.left import LeftBehind
from space.models.look import Look
from space.models.mail import Digest, MailChoice, Reminder
from space.models.paper import SignedPaper
from space.models.payment import PaymentAnnouncement
from space.models.round import Round
from space.models.statement import Statement

__all__ = [
    "Attestation",
    "AttestationQuerySet",
    "CalendarAddress",
    "ContestedLine",
    "Correction",
    "Digest",
    "LeftBehind",
    "Look",
    "MailChoice",
    "PaymentAnnouncement",
    "Reminder",
    "Round",
    "Signatory",
    "SignedPaper",
    "Statement",
]
