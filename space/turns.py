"""What is whose turn: what a partner is expected to do next, and what it may expect of the coordination."""

from space.measures.answers import answered
from space.measures.awaited import in_kind, instalments, papers, signatures
from space.measures.due import attestation_turns
from space.turn import Turn

__all__ = ["SAYS", "Turn", "turns_of"]

SAYS = (signatures, papers, instalments, in_kind, attestation_turns, answered)
"""The functions that know of turns: each takes a `Visit` of today, and returns a list of `Turn`.

They stand in modules of their own, which take `Turn` from `space.turn`.
"""


def turns_of(visit):
    """All turns of a visit, those with the nearest day first, those without a day last; none on another day than today."""
    if visit.on != visit.today:
        return []
    found = [turn for says in SAYS for turn in says(visit)]
    answered = {turn.thing for turn in found if turn.thing and turn.is_ours}
    standing = [turn for turn in found if turn.is_ours or turn.thing not in answered]
    return sorted(standing, key=lambda turn: (turn.due_on is None, turn.due_on or visit.today))
