"""What partners and the coordination do in the space: what is sent, answered, drawn up and looked at."""

from space.actions.correcting import accept_correction, corrected
from space.actions.deciding import refuse
from space.actions.leaving import erase_typed, leave_behind
from space.actions.looks import record_look
from space.actions.papers import accept_paper, step_of
from space.actions.payments import accept_payment, receipt_of
from space.actions.sending import send
from space.actions.statements import issue_statement

__all__ = [
    "accept_correction",
    "accept_paper",
    "accept_payment",
    "corrected",
    "erase_typed",
    "issue_statement",
    "leave_behind",
    "receipt_of",
    "record_look",
    "refuse",
    "send",
    "step_of",
]
