"""What needs the coordination today: the first page of the back office, in few queries however much there is to do."""

from django.utils import timezone

from enact.pages.today.figures import RELEASE_RHYTHM, figures_to_do
from enact.pages.today.need import Need, form_of, name_of
from enact.pages.today.records import records_to_do
from enact.pages.today.training import training_to_do
from indicators.ledger import Ledger

__all__ = ["RELEASE_RHYTHM", "Need", "form_of", "name_of", "needs"]


def needs(request):
    """The context of the first page: what there is to do today, of what the account may do or see."""
    day, has = timezone.localdate(), request.user.has_perm
    found = [*figures_to_do(day, Ledger(day)), *records_to_do(day, has, timezone.now()), *training_to_do(day, has)]
    return {"needs": [need for need in found if need.count and has(need.right)]}
