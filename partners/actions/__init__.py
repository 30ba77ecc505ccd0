"""What people do to organisations, and to who has access to them."""

from partners.actions.inviting import (
    KEPT,
    MOST_AN_HOUR,
    VALID,
    accept,
    accept_with_new_account,
    erase_invitees,
    invite,
    refuse_to_invite,
    revoke,
    send_again,
)
from partners.actions.members import change_role, end_access
from partners.actions.merging import Merge, NotMerged, links_to, merge_organisations, overtaken, tell_apart
from partners.actions.refusing import Refused

__all__ = [
    "KEPT",
    "MOST_AN_HOUR",
    "VALID",
    "Merge",
    "NotMerged",
    "Refused",
    "accept",
    "accept_with_new_account",
    "change_role",
    "end_access",
    "erase_invitees",
    "invite",
    "links_to",
    "merge_organisations",
    "overtaken",
    "refuse_to_invite",
    "revoke",
    "send_again",
    "tell_apart",
]
