"""The back office of what partners send and answer."""

from space.admin.attestations import AttestationAdmin, RoundAdmin
from space.admin.left import LeftBehindAdmin
from space.admin.sent import CorrectionAdmin, PaymentAnnouncementAdmin, SignedPaperAdmin

__all__ = [
    "AttestationAdmin",
    "CorrectionAdmin",
    "LeftBehindAdmin",
    "PaymentAnnouncementAdmin",
    "RoundAdmin",
    "SignedPaperAdmin",
]
