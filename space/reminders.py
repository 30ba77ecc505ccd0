"""Reminders and digests of the partners: what is their turn, told to each account in its language, and each thing once.

What there is to tell are the turns (`space.turns`): whoever knows of something that a partner is expected to do, such as a
deadline, says it there, with `thing` and `due_on`, and it is told here, in the digest and in the calendar.
"""

import logging

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from partners.models import Access
from space.letters import DIGEST, REMINDERS, drawn, send, whole
from space.models import Digest, MailChoice, Reminder
from space.turns import turns_of
from space.views.visit import Visit

logger = logging.getLogger(__name__)

NEAR = (7, 30)
"""In days: how long before its day a thing is told, each time once."""
AGAIN = 30
"""In days: after how long something that is late is told again."""
REMINDER, TURNS = "space/mail/reminder.txt", "space/mail/digest.txt"


def stage_of(turn, day):
    """How near a turn is on a day, by name: asked for, without a day; near; or late, and for how long. "" for not yet."""
    if turn.due_on is None:
        return f"asked {turn.since or ''}"
    left = (turn.due_on - day).days
    if left < 0:
        return f"{turn.due_on} late {-left // AGAIN}"
    return next((f"{turn.due_on} {days}" for days in NEAR if left <= days), "")


def keyed(turns, day):
    """Those turns of the partner that are near on a day, by the keys under which they are told once."""
    near = [(turn, stage_of(turn, day)) for turn in turns if not turn.is_ours]
    return {f"{turn.thing or turn.href} {stage}": turn for turn, stage in near if stage}


def in_words(turn, day):
    """A turn as a mail tells it on a day: what it is about, what is to be done by when, where."""
    context = {"turn": turn, "late": turn.late_on(day), "address": whole(turn.href) if turn.href else ""}
    return render_to_string("space/turn.txt", context).strip()


def reminder(visit, turns):
    """The letter that reminds the organisation of a visit of some turns."""
    contact = settings.OPERATOR["contact"] or settings.DEFAULT_FROM_EMAIL
    told = [in_words(turn, visit.today) for turn in turns]
    return drawn(REMINDER, {"organisation": visit.organisation, "turns": told, "contact": contact})


def digest(visit, turns):
    """The letter that tells the organisation of a visit all turns, its own and the coordination's."""
    theirs, ours = ([in_words(t, visit.today) for t in turns if t.is_ours == is_ours] for is_ours in (False, True))
    context = {"organisation": visit.organisation, "day": visit.today, "theirs": theirs, "ours": ours}
    return drawn(TURNS, context | {"address": whole(reverse("space-home", args=[visit.organisation.pk]))})


def tell_all(*, day):
    """Tells every account of a partner what it is to be told on a day; nothing that it was told before.

    One that cannot be told does not keep the others from it: the log says why, and the keys of those are returned.
    """
    failed = []
    opened = Access.objects.active_on(day).filter(user__in=User.objects.active().of_partners())
    for user, organisation in opened.order_by("user", "organisation").values_list("user", "organisation").distinct():
        try:
            tell(user=user, organisation=organisation, day=day)
        except Exception:
            logger.exception("Account %s could not be told of organisation %s.", user, organisation)
            failed.append((user, organisation))
    return failed


@transaction.atomic
def tell(*, user, organisation, day):
    """Tells an account what it is to be told of an organisation on a day, by their keys."""
    # Locked: two that do this at once would each find that nothing was told yet.
    reader = User.objects.select_for_update().get(pk=user)
    choice = MailChoice.of(reader)
    with override(reader.language):
        try:
            visit = Visit.of(reader, organisation, day)
        except Http404:
            return  # the access ended meanwhile
        turns = turns_of(visit)
        if choice.has_reminders:
            remind(visit, turns)
        if choice.digest != Digest.NEVER and any(not turn.is_ours for turn in turns):
            period = Digest(choice.digest).period_of(day)
            send_of(visit, digest(visit, turns), what=DIGEST, kind=TURNS, key=f"{DIGEST} {period}")


def remind(visit, turns):
    """Sends one mail with the near turns that the account was not told of yet."""
    near = keyed(turns, visit.today)
    prefix = f"{visit.organisation.pk} "
    told = Reminder.objects.filter(user=visit.user, key__in=[prefix + key for key in near])
    known = set(told.values_list("key", flat=True))
    new = {prefix + key: turn for key, turn in near.items() if prefix + key not in known}
    if new:
        Reminder.objects.bulk_create(Reminder(user=visit.user, key=key, told_on=visit.today) for key in new)
        letter = reminder(visit, list(new.values()))
        # Several times a day there may be something new: the key is that of what is told first.
        send_of(visit, letter, what=REMINDERS, kind=REMINDER, key=f"{REMINDERS} {visit.today} {min(new)}")


def send_of(visit, letter, *, what, kind, key):
    """Sends a letter to the account of a visit, about its organisation; the key is that of both."""
    key = f"{visit.user.pk} {visit.organisation.pk} {key}"
    send(letter, user=visit.user, what=what, kind=kind, key=key, organisation=visit.organisation)
