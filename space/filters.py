"""What a partner can ask of the lists of its own; filters by which another partner could be named are not there."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import AdjectiveFilter, ChoicesFilter, DayFilter, ListFilter, SearchFilter, ThemesFilter
from funding.filters import CommitmentFilter, InstalmentFilter, ReceiptFilter, StatesFilter
from partners.models import Organisation
from research.models import Chair
from space.tables import STANDINGS
from space.wording import CHAIR_STATES, CONTRACT_STATES, PARTS, STATES
from training.models import ContractKind, DoctoralContract


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


def parts(hosts):
    """The choices of what a partner is to a contract or a chair, by the names that `with_parts` annotates."""
    return [*((f"is_{host}", PARTS[host]) for host in hosts), ("pays", PARTS["means"])]


class OwnContractFilter(ListFilter):
    """The filters of the doctoral contracts, after `with_step_on` and `with_parts`."""

    q = SearchFilter("words", label=_("Search"))
    part = AdjectiveFilter(label=_("Your part"), choices=parts(DoctoralContract.HOSTS))
    state = ChoicesFilter(
        "step_kind", label=_("State"), choices=list(CONTRACT_STATES.items()), none=_("nothing has happened yet")
    )
    kind = ChoicesFilter(label=_("Kind"), choices=ContractKind.choices)
    theme = ThemesFilter(label=_("Theme"))


class OwnChairFilter(ListFilter):
    """The filters of the chairs, after `with_step_on` and `with_parts`."""

    q = SearchFilter("words", label=_("Search"))
    part = AdjectiveFilter(label=_("Your part"), choices=parts(Chair.HOSTS))
    state = ChoicesFilter(
        "step_kind", label=_("State"), choices=list(CHAIR_STATES.items()), none=_("nothing has happened yet")
    )
    kind = ChoicesFilter(label=_("Type"), choices=Chair.Kind.choices)
    theme = ThemesFilter(label=_("Theme"))


class RoundFilter(ListFilter):
    """The filters of the partners that a round asks, after `with_answers`."""

    q = SearchFilter("words", label=_("Search"))
    standing = ChoicesFilter(label=_("Answer"), choices=STANDINGS)
    kind = ChoicesFilter(label=_("Kind"), choices=Organisation.Kind.choices)


class RoundsFilter(ListFilter):
    """The filters of the rounds of attestation."""

    closes_from = DayFilter("closes_on", "gte", label=_("Last day to answer, from"))
    closes_to = DayFilter("closes_on", "lte", label=_("Last day to answer, until"))
