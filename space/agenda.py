"""The calendar of a partner: what is due and by when, when what it pays for or hosts ends, what takes place.

Everything starts from what the account may see on the day on which it is asked. Texts are in the language that is active.
A deadline that `space.turns` knows of comes here by itself.
"""

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from enact.amounts import money
from enact.calendars import Entry
from enact.dates import in_words
from enact.languages import text_of
from enact.records import saved_last
from enact.ui.feeds import midnight
from funding.models import CommitmentStep, Instalment, State
from research.models import Chair, Event
from research.views.call_feeds import entries_of, stages_of
from research.views.events import entry_of
from space.letters import whole
from space.measures import around
from space.measures.payments import instalments_of, lines, to_pay
from space.turns import turns_of
from training.models import DoctoralContract, DoctoralStep
from training.models.term import term_of


def entries(visit, now):
    """All entries of the calendar of a visit, in the order of their days; `now` is the moment of the visit."""
    themes = around.themes_of(visit)
    own_days = (*instalments(visit), *deadlines(visit), *ends(visit), *contracts(visit), *chairs(visit))
    days = sorted([*own_days, *events(visit, themes)], key=lambda entry: (entry.starts, entry.key))
    return [*days, *hours(visit, themes, now)]


def place_of(visit, commitment):
    """The address of a commitment of the organisation, by its key."""
    return whole(reverse("space-commitment", args=[visit.organisation.pk, commitment]))


def instalments(visit):
    """What is to be paid, what is late with it."""
    open_ones = to_pay(instalments_of(*visit.whose_rows, visit.on), visit.commitments_on(visit.on), visit.on)
    rows = open_ones.annotate(changed_at=saved_last(Instalment, id=OuterRef("pk"))).select_related("commitment")
    for line in lines(rows, visit.on):
        row, left = line.instalment, line.left
        title = _("Instalment no. %(number)s: %(amount)s") % {
            "number": row.number,
            "amount": _("amount not disclosed") if left is None else money(left),
        }
        told = [text_of(row.commitment, "title"), in_words(row.due_on, row.precision), row.condition]
        yield Entry(
            key=f"instalment-{row.pk}",
            version=row.version,
            changed_at=row.changed_at,
            title=title,
            starts=row.due_on,
            text="\n".join(str(words) for words in told if words),
            address=place_of(visit, row.commitment_id),
        )


def deadlines(visit):
    """What is the organisation's turn by a day, but for instalments, which are told from afar."""
    for turn in turns_of(visit):
        if turn.due_on and not turn.is_ours and not turn.thing.startswith("instalment:"):
            yield Entry(
                key=f"turn-{visit.organisation.pk}-{turn.thing or turn.due_on}".replace(":", "-"),
                version=0,
                changed_at=midnight(turn.since or visit.today),
                title=turn.words,
                starts=turn.due_on,
                text=turn.about,
                address=whole(turn.href) if turn.href else "",
            )


def ends(visit):
    """The last days of what is agreed."""
    agreed = [kind for kind, state in CommitmentStep.LEADS_TO.items() if state in (State.GRANTED, State.AGREED)]
    own = visit.commitments_on(visit.on).filter(step_kind__in=agreed, ends_on__gte=visit.on)
    for row in own.annotate(changed_at=saved_last(own.model, id=OuterRef("pk"))).order_by("ends_on", "pk"):
        title = _("Last day of: %(title)s") % {"title": text_of(row, "title")}
        yield last_day(row, "commitment", title, row.ends_on, place_of(visit, row.pk))


def last_day(row, kind, title, day, address=""):
    """The entry of the last day of something."""
    return Entry(f"{kind}-{row.pk}-ends", row.version, row.changed_at, title, day, address=address)


def own(model, visit):
    """The rows of a kind that are the organisation's, as the account sees them, with when they were saved last."""
    return visit.own(model).annotate(changed_at=saved_last(model, id=OuterRef("pk")))


def contracts(visit):
    """The last days of the doctoral contracts that the organisation hosts or pays for."""
    steps = {}
    found = list(own(DoctoralContract, visit).running_on(visit.on))
    for step in DoctoralStep.objects.standing().filter(contract__in=[row.pk for row in found]):
        steps.setdefault(step.contract_id, []).append(step)
    for row in found:
        _first, last = term_of(row, steps.get(row.pk, []))
        if last and last >= visit.on:
            yield last_day(
                row, "contract", _("End of a doctoral contract: %(title)s") % {"title": text_of(row, "title")}, last
            )


def chairs(visit):
    """The last days of the chairs that the organisation hosts or pays for."""
    for row in own(Chair, visit).running_on(visit.on).select_related("programme"):
        last = row.programme.ends_on if row.ends_with_programme else row.ends_on
        if last and last >= visit.on:
            yield last_day(row, "chair", _("End of a chair: %(title)s") % {"title": text_of(row, "title")}, last)


def events(visit, themes):
    """The published events that concern the organisation, from its place in them or by its themes."""
    near = [event.pk for event, _reasons in around.events(visit, themes)]
    for event in Event.objects.filter(pk__in=near).with_state_on(visit.on).with_changed_at():
        yield entry_of(event)


def hours(visit, themes, now):
    """When the published calls that concern the organisation open and close, as far as that is to come."""
    near = [call.pk for call, reasons in around.calls(visit, themes, now) if reasons]
    coming = [entry for stage in stages_of(near) for entry in entries_of(stage) if entry.starts > now]
    return sorted(coming, key=lambda entry: (entry.starts, entry.key))
