"""What a partner can ask of the lists of its own; filters by which another partner could be named are not there."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import DayFilter, SearchFilter
from funding.filters import CommitmentFilter, InstalmentFilter, ReceiptFilter, StatesFilter
from space.wording import STATES


class OwnCommitmentFilter(CommitmentFilter):
    """The filters of the commitments, in the partner's words."""

    q = SearchFilter("words", label=_("Search"))
    state = StatesFilter(label=_("State"), choices=list(STATES.items()))
    kind = organisation = framework = left = None


class OwnInstalmentFilter(InstalmentFilter):
    """The filters of the instalments."""

    q = SearchFilter("commitment__words", label=_("Search"))
    commitment = kind = organisation = None


class OwnReceiptFilter(ReceiptFilter):
    """The filters of the payments."""

    q = SearchFilter("commitment__words", label=_("Search"))
    received_from = DayFilter("received_on", "gte", label=_("Paid, from"))
    received_to = DayFilter("received_on", "lte", label=_("Paid, until"))
    commitment = kind = organisation = None
