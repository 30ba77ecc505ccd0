"""What is waited for of the commitments of a partner: letters, agreements, copies, payments, evidence of gifts in kind."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from enact.amounts import money
from enact.dates import in_words
from enact.languages import text_of
from funding.models import CommitmentStep, State
from space.models.paper import PaperKind
from space.turn import Turn, thing
from space.wording import ANSWERS, COPIES, LETTERS, OURS, SIGNATURES

SOON = timedelta(days=60)
"""How long before its day an instalment is told."""
SIGNED = {
    **dict.fromkeys(LETTERS, (PaperKind.LETTER, PaperKind.AGREEMENT)),
    **dict.fromkeys(SIGNATURES, (PaperKind.AGREEMENT,)),
}
"""What a commitment waits for to be signed, by its last step; the first is the usual one."""


def signatures(visit):
    """The letter or the agreement that each commitment waits for, from one side or the other."""
    return [
        turn_of(visit, one, ANSWERS[one.step_kind], is_ours=one.step_kind in OURS, thing=thing("signature", one))
        for one in visit.commitments
        if one.step_kind in ANSWERS
    ]


def papers(visit):
    """The letters and agreements of which there is no signed copy here.

    After an agreement, a copy is the one thing to sign that is left; after a letter, the agreement is another one.
    """
    return [
        turn_of(visit, one, COPIES[one.step_kind], thing=thing("copy" if one.step_kind in OURS else "signature", one))
        for one in visit.commitments
        if lacks_a_copy(one)
    ]


def lacks_a_copy(commitment):
    """Whether the last step of a commitment, after `with_step_on` with `step_file`, is a signed paper that is not here."""
    return commitment.step_kind in COPIES and commitment.step_file is None


def is_agreed(commitment):
    """Whether an agreement of a commitment, after `with_step_on`, is signed and not withdrawn."""
    return CommitmentStep.LEADS_TO.get(commitment.step_kind) == State.AGREED


def takeable(commitment):
    """What is taken of what is sent signed of a commitment: also of one that has moved on since the form was opened."""
    return (PaperKind.LETTER, PaperKind.AGREEMENT, *((PaperKind.AMENDMENT,) if is_agreed(commitment) else ()))


def signable(commitment):
    """What can be sent signed of a commitment, the usual kind first: the copy that is not here, then what is to be signed."""
    copy = (PaperKind(commitment.step_kind),) if lacks_a_copy(commitment) else ()
    return copy + SIGNED.get(commitment.step_kind, ())


def turn_of(visit, commitment, words, **more):
    """What a commitment waits for since the step that decides what it is."""
    since = {"since": commitment.step_day, "precision": commitment.step_precision}
    return Turn(words, place_of(visit, commitment.pk), about=text_of(commitment, "title"), **since, **more)


def place_of(visit, key):
    """The address of a commitment of the organisation."""
    return reverse("space-commitment", args=[visit.organisation.pk, key])


def instalments(visit):
    """The instalments that are late, or due soon."""
    return [instalment_of(visit, line) for line in visit.due if line.instalment.due_on <= visit.today + SOON]


def instalment_of(visit, line):
    """An instalment to pay: what is left of it, where that is known, and what the agreement asks for before."""
    row, left = line.instalment, line.left
    words = _("Instalment no. %(number)s to pay: %(amount)s.") % {
        "number": row.number,
        "amount": _("amount not disclosed") if left is None else money(left),
    }
    return Turn(
        f"{words} {_('Condition:')} {row.condition}" if row.condition else words,
        f"{place_of(visit, row.commitment_id)}#payments",
        row.due_on,
        precision=row.precision,
        about=text_of(row.commitment, "title"),
        thing=thing("instalment", row),
    )


def in_kind(visit):
    """What was given in kind and does not count yet: its evidence is missing, or the coordination is to approve it."""
    return [receipt_of(visit, row) for row in visit.receipts if not row.counts]


def receipt_of(visit, row):
    """What a contribution in kind waits for."""
    return Turn(
        gift_in_words(row),
        f"{place_of(visit, row.commitment_id)}#payments",
        is_ours=has_evidence(row),
        about=text_of(row.commitment, "title"),
        since=row.received_on,
        precision=row.precision,
        thing=thing("evidence", row),
    )


def has_evidence(row):
    """Whether what was given in kind came with its evidence."""
    return bool(row.evidence or row.file_id)


def gift_in_words(row):
    """What a contribution in kind that does not count waits for, in words for whoever gave it."""
    if has_evidence(row):
        return _("What you gave in kind waits for our approval: it counts from then on.")
    return _(
        "We lack the evidence of what you gave in kind: please send your contact at ENACT a statement of hours, a delivery "
        "note or a certificate."
    )


def waiting_of(receipts):
    """Of receipts, after `recorded_of`, the contributions in kind that did not count on the day, with what each waits for.

    Of one that was approved later, that is said.
    """
    for row in receipts:
        if not row.counts:
            approved = _("approved on %(day)s") % {"day": in_words(row.approved_on)} if row.approved_on else ""
            yield row, approved or gift_in_words(row)
