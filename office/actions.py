"""Imports: sent, shown, confirmed, imported, forgotten."""

import hashlib
from functools import partial

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from enact.imports.archives import Refused
from enact.imports.plans import plan_of, read_table
from enact.imports.saving import Overtaken, hold, marks_of, save
from office.models import DOUBTFUL, KEPT_FOR, Import, ImportLine
from office.resources import RESOURCES
from office.wording import line_in_words

AT_ONCE = 300
"""Up to how many rows an import is done while its sender waits; the worker does larger ones."""
BATCH = 500


def send_import(*, resource, name, content, by, at):
    """Keeps what was sent, and asks for its preview. Raises `Refused` when it cannot be read."""
    table = read_table(resource, content)
    if not table.rows:
        raise Refused(_("There is no row under the headings."))
    return Import.objects.create(
        resource=resource.name,
        name=name[:200],
        content=ContentFile(content, "content"),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        rows=len(table.rows),
        headings=headings_of(resource, table),
        sent_at=at,
        sent_by=by,
        asked_at=at,
    )


def headings_of(resource, table):
    """The headings of a table as the file of its faulty rows has them: known ones by their own names, others as they were."""
    names = {table.places[column.name]: str(column.label) for column in resource.columns if column.name in table.places}
    return [names.get(place, heading) for place, heading in enumerate(table.headings)]


def confirm_import(*, sent, reason, by, at):
    """Asks for the import of what was shown, for one reason."""
    sent.reason, sent.confirmed_by, sent.confirmed_at = reason, by, at
    ask(sent, at=at)


def ask(sent, *, at):
    """Asks for the work that comes next: the preview or, once it is confirmed, the import."""
    sent.asked_at, sent.begun_at, sent.beat_at, sent.done, sent.whole, sent.refusal = at, None, None, 0, 0, ""
    sent.save()


def do(*, sent, clock):
    """Does the work that was asked for, in the language of whoever sent it. `clock` gives the moment."""
    begun = clock()
    Import.objects.filter(pk=sent.pk).update(begun_at=begun, beat_at=begun)
    sent.refresh_from_db()
    with override(sent.sent_by.language):
        work = import_now if sent.confirmed_at else preview
        work(sent=sent, clock=clock, tell=partial(beat, sent=sent, clock=clock))


def beat(done, whole, *, sent, clock):
    """Tells how far the work is."""
    Import.objects.filter(pk=sent.pk).update(done=done, whole=whole, beat_at=clock())


def planned(sent, *, clock, tell):
    """What the rows would do now."""
    resource = RESOURCES[sent.resource]
    with sent.content.open() as file:
        table = read_table(resource, file.read())
    return plan_of(resource, table, by=sent.confirmed_by or sent.sent_by, on=clock().date(), tell=tell)


def preview(*, sent, clock, tell):
    """Shows what the rows would do; nothing is saved of it but that."""
    try:
        plan = planned(sent, clock=clock, tell=tell)
    except Refused as refused:
        refuse(sent, refused.args[0])
    else:
        keep(sent, plan, at=clock())


@transaction.atomic
def keep(sent, plan, *, at, said=()):
    """Keeps what a plan would do, row by row, in place of what was kept before; it waits to be confirmed."""
    ImportLine.objects.filter(of=sent).delete()
    lines = [
        ImportLine(of=sent, number=line.number, outcome=line.outcome, told=line_in_words(line)) for line in plan.lines
    ]
    ImportLine.objects.bulk_create(lines, batch_size=BATCH)
    sent.counts, sent.fingerprint = plan.counts | {DOUBTFUL: plan.doubtful}, plan.fingerprint
    sent.said = [*said, *plan.table.said]
    sent.previewed_at, sent.asked_at, sent.confirmed_at, sent.confirmed_by = at, None, None, None
    sent.save()


def refuse(sent, words):
    """Notes why nothing is imported."""
    sent.refusal, sent.asked_at, sent.confirmed_at, sent.confirmed_by = words, None, None, None
    sent.save()


def import_now(*, sent, clock, tell):
    """Imports what was shown, whole or not at all. If the records have changed meanwhile, it is shown anew instead."""
    kinds = [part.model for part in RESOURCES[sent.resource].parts]
    marks = marks_of(kinds)
    plan = planned(sent, clock=clock, tell=tell)
    try:
        with transaction.atomic():
            hold(kinds)
            if marks_of(kinds) != marks:
                plan = planned(sent, clock=clock, tell=lambda done, whole: None)
            save_shown(sent, plan, at=clock())
    except Overtaken:
        words = _(
            "The records have changed since you saw this. Nothing was imported: this is what the rows would do now."
        )
        keep(sent, plan, at=clock(), said=[words])
    except IntegrityError:
        refuse(sent, _("The database refused these rows, and nothing was imported. Read the file again, and compare."))
    else:
        forget_content(sent)


def save_shown(sent, plan, *, at):
    """Saves what a plan does, if that is what was shown, and notes it with the same stroke. Raises `Overtaken`."""
    held = Import.objects.select_for_update().get(pk=sent.pk)
    if held.imported_at or plan.is_faulty or plan.fingerprint != held.fingerprint:
        raise Overtaken
    save(plan, by=held.confirmed_by, reason=held.reason)
    sent.imported_at, sent.asked_at = at, None
    sent.save()


def forget_content(sent):
    """Deletes what was sent."""
    if sent.content:
        sent.content.delete(save=False)
        sent.save()


def forget_import(*, sent, at):
    """Deletes what was sent and what its rows would have done; that it was sent stays known."""
    forget_content(sent)
    ImportLine.objects.filter(of=sent).delete()
    sent.forgotten_at, sent.asked_at = at, None
    sent.save()


def forget_old_imports(*, at):
    """Deletes what has been kept for long enough."""
    for sent in Import.objects.filter(sent_at__lt=at - KEPT_FOR, forgotten_at__isnull=True):
        forget_import(sent=sent, at=at)
