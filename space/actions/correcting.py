"""Changing a record as a partner has proposed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enact.dates import Precision, in_words
from enact.moments import local
from funding.actions.bulk import SAID_BY_A_STEP
from funding.models import CommitmentStep, Receipt
from indicators.measures import Qualifier
from space.actions.deciding import decide, locked, need, refuse_what_became_anothers, right_to_decide
from space.figures import official, value_of, worded

PAST = ("happened_on", "received_on")
"""Days on which something has happened: they are never still to come."""
LONGEST = 300
"""How much of a reason a step holds."""


def right_to_correct(record):
    """The right that it takes to change a record: steps are not changed, but replaced by another."""
    verb = "add" if isinstance(record, CommitmentStep) else "change"
    return f"{record._meta.app_label}.{verb}_{record._meta.model_name}"


def reason_of(correction):
    """Why a record is changed, in words without a name, since they are kept for ever; the partner reads it of a step."""
    words = _("Proposed by the partner (correction no. %(number)s) on %(day)s, accepted: %(reason)s")
    day = in_words(local(correction.sent_at).date())
    return (words % {"number": correction.pk, "day": day, "reason": correction.reason})[:LONGEST]


def corrected(correction, record, *, by, on):
    """A record as a correction proposes it, checked and not saved; `None` when it is so already.

    A step is not changed: it is another one, which replaces it. A value that is given is exact. Raises `ValidationError`
    where the record cannot be so, or counts no more.
    """
    if official(record, correction.field) == correction.proposed:
        return None
    refuse_what_counts_no_more(record)
    value = value_of(correction.model_field, correction.proposed)
    if correction.field in PAST and value > on:
        raise ValidationError(_("This day is still to come: what has not happened is not recorded."), code="future")
    if isinstance(record, Receipt) and record.form == Receipt.Form.IN_KIND and correction.field == "amount":
        words = _("What is in kind is worth its quantity times its rate: change these in its form, then accept this.")
        raise ValidationError(words, code="in_kind")
    found = replacing(record, correction, by) if isinstance(record, CommitmentStep) else record
    setattr(found, correction.field, value)
    for name, exact in exact_with(found, correction.field):
        setattr(found, name, exact)
    found.full_clean()
    return found


def refuse_what_counts_no_more(record):
    """Raises `ValidationError` for a step that was replaced, and for a row that was cancelled."""
    if getattr(record, "is_replaced", False) or getattr(record, "cancelled_on", None):
        words = _("This record was replaced or cancelled meanwhile: it counts no more. Refuse this, and say so.")
        raise ValidationError(words, code="counts_no_more")


def replacing(step, correction, by):
    """A step that says what another one did, and replaces it."""
    said = {name: getattr(step, name) for name in SAID_BY_A_STEP}
    return CommitmentStep(
        commitment=step.commitment, replaces=step, reason=reason_of(correction), recorded_by=by, **said
    )


def exact_with(record, name):
    """What says how exactly a field of a record is known: pairs of a name and its value once it is exact."""
    if name == "amount" and hasattr(record, "qualifier"):
        yield "qualifier", Qualifier.EXACT
    if name in (*PAST, "due_on") and hasattr(record, "precision"):
        yield "precision", Precision.EXACT


def refuse_unless_seen(correction, record, seen):
    """Raises `ValidationError` unless the value that a record has, as corrections keep it, is the one that was seen.

    Browsers write the ends of lines in their own way.
    """
    now = official(record, correction.field)
    if seen.replace("\r\n", "\n") != now.replace("\r\n", "\n"):
        words = _("Our value has changed since you opened this page: it is %(value)s now. Look again, and decide.")
        raise ValidationError(words, params={"value": worded(correction.model_field, now)}, code="overtaken")


@transaction.atomic
def accept_correction(*, correction, official_seen, by, at, on, answer=""):
    """Changes a record as a partner has proposed, unless it is so already, and tells whoever proposed it.

    `official_seen` is our value as whoever decides has seen it. Published releases stay as they are: the next one tells the
    new value. Raises `PermissionDenied` where `by` may not change such a record, `ValidationError` when it is decided already,
    when our value is no more the one that was seen, or cannot be so.
    """
    need(by, right_to_decide(correction), right_to_correct(correction.about))
    found = locked(correction)
    refuse_what_became_anothers(found)
    kind = type(found.about)
    record = kind._base_manager.select_for_update().get(pk=found.about.pk)
    refuse_unless_seen(found, record, official_seen)
    changed = corrected(found, record, by=by, on=on)
    if changed is not None:
        changed.saved_by(by, reason_of(found)).save()
    decide(found, is_accepted=True, answer=answer, by=by, at=at, on=on)
