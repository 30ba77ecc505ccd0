"""What the coordination records, in the words of the partner whom it is about."""

from space.wording.around import REASONS, why
from space.wording.commitments import (
    LETTERS,
    MEANINGS,
    NEXT,
    SIGNATURES,
    STATES,
    SUMS,
    WAITING,
    clauses,
    expected,
    facts_of,
    named_sums,
    next_of,
    state_after,
)
from space.wording.projects import (
    CHAIR_STATES,
    CHAIR_STEPS,
    CONTRACT_STATES,
    CONTRACT_STEPS,
    PARTS,
    facts_of_chair,
    facts_of_contract,
    parts_of,
)
from space.wording.turns import ANSWERS, COPIES, OURS

__all__ = [
    "ANSWERS",
    "CHAIR_STATES",
    "CHAIR_STEPS",
    "CONTRACT_STATES",
    "CONTRACT_STEPS",
    "COPIES",
    "LETTERS",
    "MEANINGS",
    "NEXT",
    "OURS",
    "PARTS",
    "REASONS",
    "SIGNATURES",
    "STATES",
    "SUMS",
    "WAITING",
    "clauses",
    "expected",
    "facts_of",
    "facts_of_chair",
    "facts_of_contract",
    "named_sums",
    "next_of",
    "parts_of",
    "state_after",
    "why",
]
