"""The same change to many commitments, made whole or not at all, and undone as one."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from funding.models import BulkChange, Commitment, CommitmentStep
from sources.actions import keep_file

FIELDS = {
    BulkChange.Kind.RESPONSIBLE: ("responsible_id",),
    BulkChange.Kind.PILLAR: ("pillar",),
    BulkChange.Kind.THEMES: Commitment.THEMES,
}
"""The fields that each kind of change is about."""
SAID_BY_A_STEP = (
    "kind",
    "happened_on",
    "precision",
    "amount",
    "qualifier",
    "source_id",
    "document_reference",
    "file_id",
    "signatories",
)
"""What is copied of a step that stands again."""


class NotChanged(Exception):
    """Why nothing was changed, in words; `titles` are the commitments that it is about."""

    def __init__(self, words, titles=()):
        super().__init__(words)
        self.words, self.titles = words, list(titles)


class Seen(NamedTuple):
    """A commitment as somebody has seen it: its key, its version, the key of its last step (0 for none)."""

    key: int
    version: int
    last_step: int


def seen_now(commitments):
    """Some commitments, each with how it is seen now."""
    last = dict(commitments.order_by().values_list("pk").annotate(last=Max("steps")))
    return [(row, Seen(row.pk, row.version, last[row.pk] or 0)) for row in commitments]


def locked(seen):
    """The commitments that were seen, locked; raises `NotChanged` when one has changed since, or is gone."""
    keys = [each.key for each in seen]
    list(Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    found = seen_now(Commitment.objects.filter(pk__in=keys).select_related("organisation").order_by("pk"))
    changed = [str(row) for row, now in found if now not in seen]
    if changed or len(found) < len(set(keys)):
        words = _("Somebody has changed these commitments since you looked at them. Nothing was changed: look again.")
        raise NotChanged(words, changed)
    return [row for row, _now in found]


@transaction.atomic
def change_commitments(*, seen, kind, values, reason, by, entry):
    """Gives the same values to fields of commitments, and returns the `BulkChange`.

    `seen` says how they were when somebody decided it; `values` are by attribute; those that hold them already are left.
    `entry` is the token of the order: given twice, it is done once. Raises `NotChanged`.
    """
    done = BulkChange.objects.filter(entry=entry).first()
    if done:
        return done
    rows = []
    for commitment in locked(seen):
        before = {name: getattr(commitment, name) for name in FIELDS[kind]}
        if before != values:
            for name, value in values.items():
                setattr(commitment, name, value)
            commitment.saved_by(by, reason).save()
            rows.append({"key": commitment.pk, "before": before, "after": values})
    return kept(kind, rows, reason, by, entry)


@transaction.atomic
def add_step_to_commitments(*, seen, values, keeps_amount, reason, by, entry, file=None):
    """Adds the same step to commitments, and returns the `BulkChange`; otherwise as `change_commitments`.

    `values` are those of the step by attribute. When each commitment `keeps_amount`, the step says what the deciding step
    of its day said: the amount and how it is to be read. `file` is one that was sent and is not saved yet: it is kept once,
    inside `kept_with_their_records`, and is that of each step.
    """
    done = BulkChange.objects.filter(entry=entry).first()
    if done:
        return done
    rows, commitments = [], locked(seen)
    if file:
        keep_file(file=file, by=by)
    for commitment in with_amount(commitments, values["happened_on"]):
        step = CommitmentStep(commitment=commitment, recorded_by=by, file=file, **values)
        if keeps_amount:
            step.amount, step.qualifier = commitment.step_amount, commitment.step_qualifier or step.qualifier
        step.saved_by(by, reason).save()
        rows.append({"key": commitment.pk, "step": step.pk})
    return kept(BulkChange.Kind.STEP, rows, reason, by, entry)


def with_amount(commitments, day):
    """Commitments with what the deciding step of a day says of their amount."""
    return Commitment.objects.filter(pk__in=[row.pk for row in commitments]).with_step_on(day).order_by("pk")


def kept(kind, rows, reason, by, entry):
    """The record of a change; raises `NotChanged` when it changes nothing."""
    if not rows:
        raise NotChanged(_("All of them are like that already: nothing was changed."))
    change = BulkChange(kind=kind, rows=rows, reason=reason, made_by=by, entry=entry)
    change.saved_by(by, reason).save()
    return change


@transaction.atomic
def undo(*, change, by, at, reason):
    """Puts back what a change has changed, where nobody has changed it since, and returns the change; the rest is `left`.

    A step that was added is replaced by one that says what stood before it. Where nothing stood before, or another step was
    recorded since, it is left. What is undone already stays as it is.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at:
        return change
    keys = [row["key"] for row in change.rows]
    commitments = {row.pk: row for row in Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    put_back = replace_steps if change.kind == BulkChange.Kind.STEP else restore_fields
    change.left = put_back(change.rows, commitments, by, reason)
    change.undone_at, change.undone_by, change.undo_reason = at, by, reason
    change.saved_by(by, reason).save()
    return change


def restore_fields(rows, commitments, by, reason):
    """Gives commitments what their fields held before; returns the keys of those that hold something else now."""
    left = []
    for row in rows:
        commitment = commitments.get(row["key"])
        if commitment is None or any(getattr(commitment, name) != value for name, value in row["after"].items()):
            left.append(row["key"])
            continue
        for name, value in row["before"].items():
            setattr(commitment, name, value)
        commitment.saved_by(by, reason).save()
    return left


def replace_steps(rows, commitments, by, reason):
    """Replaces steps by what stood before each; returns the keys of the commitments where that cannot be."""
    steps = CommitmentStep.objects.filter(pk__in=[row["step"] for row in rows])
    added = {step.pk: step for step in steps.annotate(last=last_step(), before=step_before())}
    former = CommitmentStep.objects.in_bulk([step.before for step in added.values() if step.before])
    left = []
    for row in rows:
        step = added.get(row["step"])
        before = step and former.get(step.before)
        if before is None or step.last != step.pk or step.commitment_id not in commitments:
            left.append(row["key"])
            continue
        again = {name: getattr(before, name) for name in SAID_BY_A_STEP}
        again = CommitmentStep(
            commitment=commitments[row["key"]], replaces=step, reason=reason, recorded_by=by, **again
        )
        again.saved_by(by, reason).save()
    return left


def last_step():
    """The key of the step of the same commitment that was recorded last."""
    same = CommitmentStep.objects.filter(commitment=OuterRef("commitment")).order_by("-pk")
    return Subquery(same.values("pk")[:1])


def step_before():
    """The key of the standing step that decided of the same commitment before this one; `None` for the first."""
    same = CommitmentStep.objects.taken_by(OuterRef("happened_on")).filter(commitment=OuterRef("commitment"))
    return Subquery(same.filter(pk__lt=OuterRef("pk")).reverse().values("pk")[:1])
