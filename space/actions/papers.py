"""Making a step of a signed letter or agreement."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enact.amounts import money
from enact.dates import in_words
from enact.moments import local
from funding.actions.bulk import SAID_BY_A_STEP
from funding.forms import restated
from funding.models import Commitment, CommitmentStep
from funding.models.commitment import commitments_known_at
from indicators.measures import Qualifier
from space.actions.deciding import decide, locked, need, refuse_what_became_anothers, right_to_decide
from space.measures.awaited import is_agreed, lacks_a_copy


def step_of(paper, *, by, on, total=None):
    """The step of its own that a paper would be, checked and not saved.

    Its amount is `total`, else that of the paper, else the one that whoever sent it has read. Raises `ValidationError` where it
    cannot be recorded.
    """
    (commitment,) = Commitment.objects.with_step_on(on).select_related("organisation").filter(pk=paper.commitment_id)
    if paper.kind == CommitmentStep.Kind.AMENDMENT and not is_agreed(commitment):
        words = _("An amendment comes after an agreement, and none is recorded: refuse it, and say so.")
        raise ValidationError(words, code="no_agreement")
    amount, qualifier = total or paper.amount, Qualifier.EXACT
    if amount is None:
        amount, qualifier = amount_of(paper, commitment)
    step = CommitmentStep(
        commitment=commitment,
        kind=paper.kind,
        happened_on=paper.signed_on,
        amount=amount,
        qualifier=qualifier,
        source=paper.source,
        document_reference=paper.document_reference,
        file=paper.file,
        signatories=paper.signatories,
        reason=why(paper) if restated(commitment, paper.signed_on) else "",
        recorded_by=by,
    )
    step.full_clean()
    return step


def amount_of(paper, commitment):
    """The amount that a paper which gives none confirms, and its qualifier: those of its commitment.

    Raises `ValidationError` where they have changed since it was sent, since nobody knows then which one was signed.
    """
    now = commitment.step_amount, commitment.step_qualifier or Qualifier.EXACT
    then = commitments_known_at(local(paper.sent_at).date(), paper.sent_at).filter(id=commitment.pk).first()
    if then and (then.step_amount, then.step_qualifier or Qualifier.EXACT) != now:
        words = _(
            "It was sent without an amount while we had another one than today (%(then)s): give the one that it says."
        )
        said = {"then": _("amount not disclosed") if then.step_amount is None else money(then.step_amount)}
        raise ValidationError({"amount": ValidationError(words, params=said, code="amount_changed")})
    return now


def step_without_copy(paper, on):
    """The last step of the commitment of a paper, where it is of that kind and no copy of it is here; `None` otherwise."""
    found = Commitment.objects.with_step_on(on, step_file="file", step_key="pk")
    (commitment,) = found.filter(pk=paper.commitment_id)
    if commitment.step_kind != paper.kind or not lacks_a_copy(commitment):
        return None
    return CommitmentStep.objects.filter(pk=commitment.step_key).first()


def copied(paper, *, by, on):
    """The step of which a paper is the copy, again with its file and who signed it, in whose place it stands; not saved.

    Its day and its amount stay. Raises `ValidationError` where no copy is missing.
    """
    before = step_without_copy(paper, on)
    if before is None:
        raise ValidationError(_("No copy is missing any more: it is a step of its own, or refuse it."), code="no_copy")
    said = {name: getattr(before, name) for name in SAID_BY_A_STEP} | {"file_id": paper.file_id}
    said["signatories"] = said["signatories"] or paper.signatories
    said["source_id"] = said["source_id"] or paper.source_id
    said["document_reference"] = said["document_reference"] or paper.document_reference
    step = CommitmentStep(commitment_id=paper.commitment_id, replaces=before, reason=why(paper), recorded_by=by, **said)
    step.full_clean()
    return step


def why(paper):
    """Where a step comes from, in words."""
    return _("Sent by the partner in its space, on %(day)s.") % {"day": in_words(local(paper.sent_at).date())}


@transaction.atomic
def accept_paper(*, paper, by, at, on, answer="", source=None, document_reference="", total=None, is_copy=False):
    """Adds the step that a signed paper is to its commitment, with its file, and tells whoever sent it; returns the step.

    `total` is the amount that the paper says, in euros; `None`: as `step_of` takes it. `is_copy`: as `copied` does.

    Raises `PermissionDenied` where `by` may not add steps, `ValidationError` when it is decided already or cannot be.
    """
    need(by, right_to_decide(paper), "funding.add_commitmentstep")
    found = locked(paper)
    found.source, found.document_reference = source, document_reference
    refuse_what_became_anothers(found)
    step = copied(found, by=by, on=on) if is_copy else step_of(found, by=by, on=on, total=total)
    step.saved_by(by, why(found)).save()
    found.step = step
    decide(found, is_accepted=True, answer=answer, by=by, at=at, on=on)
    return step
