"""What needs the coordination today: the first page of the back office, in few queries however much there is to do."""

from django.utils import timezone

from enact.pages.today.answers import contested, sent
from enact.pages.today.figures import RELEASE_RHYTHM, figures_to_do
from enact.pages.today.mails import undelivered_mails
from enact.pages.today.need import Need, form_of, name_of
from enact.pages.today.records import records_to_do
from enact.pages.today.training import training_to_do
from indicators.ledger import Ledger

__all__ = ["RELEASE_RHYTHM", "Need", "form_of", "name_of", "needs", "needs_of"]


def needs(request):
    """The context of the first page: what there is to do today, of what the account may do or see."""
    return {"needs": needs_of(request.user, timezone.localdate(), timezone.now())}


def needs_of(user, day, moment):
    """What there is to do on a day, of what an account may do or see; `moment`: that of the day at which it is asked."""
    has = user.has_perm
    found = [
        *figures_to_do(day, Ledger(day)),
        *records_to_do(day, has, moment, first=(*sent(day), contested()), last=[undelivered_mails()]),
        *training_to_do(day, has),
    ]
    return [need for need in found if need.count and has(need.right)]
