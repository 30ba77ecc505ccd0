"""What a partner can ask of the list of its own commitments."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import SearchFilter
from funding.filters import CommitmentFilter, StatesFilter
from space.wording import STATES


class OwnCommitmentFilter(CommitmentFilter):
    """The filters of the coordination, in the partner's words; those by which another partner could be named are not there."""

    q = SearchFilter("words", label=_("Search"))
    state = StatesFilter(label=_("State"), choices=list(STATES.items()))
    kind = organisation = framework = left = None
