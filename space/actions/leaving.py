"""Keeping what people had typed whose access ended while they did."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from partners.models import Access
from sources.actions import forget_file, keep_file
from space.models import LeftBehind

MOST = 20
"""How much is kept of one account: more than anybody had open at once."""
OVER = gettext_lazy("Its time is over")
"""Why the machine erases it."""


def answered_once(*, user, organisation, on):
    """Whether an account has answered for an organisation, given as its key, on a day that is over or today."""
    held = Access.history.filter(user=user.pk, organisation=organisation, role=Access.Role.MANAGER)
    return held.filter(starts_on__lte=on).exists()


@transaction.atomic
def leave_behind(*, organisation, user, page, address, typed, file, entry, at):
    """Keeps what somebody sent who may not answer for an organisation any more; the file inside `kept_with_their_records`.

    Sent twice, it is kept once; of one account, `MOST` are kept. Returns whether it is there.
    """
    if LeftBehind.objects.filter(entry=entry).exists():
        return True
    if LeftBehind.objects.filter(user=user).count() >= MOST:
        return False
    if file:
        keep_file(file=file, by=user)
    kept = {"page": page[:200], "address": address[:500], "typed": typed, "file": file, "entry": entry}
    LeftBehind(organisation=organisation, user=user, sent_at=at, **kept).saved_by(user).save()
    return True


@transaction.atomic
def erase_typed(*, at):
    """Erases what was typed and has been kept for long enough, and the files sent with it; returns of how many.

    That it was left, and where, stays; so does a file to which another record has come to refer.
    """
    due = list(LeftBehind.objects.with_text_to_be_erased(at).select_for_update())
    for left in due:
        if left.file_id:
            file, left.file = left.file, None
            left.saved_by(None, OVER).save()
            forget_file(file, OVER)
    return LeftBehind.objects.filter(pk__in=[left.pk for left in due]).update(typed=[])
