"""What can be asked of the list of commitments."""

from django.utils.translation import gettext_lazy as _

from enact.ui.filters import AmountFilter, ChoicesFilter, DayFilter, ListFilter, SearchFilter, ThemesFilter
from funding.models import Commitment, CommitmentStep, State
from partners.models import Organisation


class StatesFilter(ChoicesFilter):
    """Commitments in one of some states, after `with_step_on`."""

    def __init__(self, *args, **options):
        super().__init__("step_kind", *args, none=_("nothing has happened yet"), **options)

    def keys_of(self, value):
        return [kind for kind, state in CommitmentStep.LEADS_TO.items() if state in value]


class CommitmentFilter(ListFilter):
    """The filters of the commitments as they stand on a day."""

    q = SearchFilter("words", "organisation__words", label=_("Search"))
    state = StatesFilter(label=_("State"), choices=State.choices)
    form = ChoicesFilter(label=_("Cash or in kind"), choices=Commitment.Form.choices)
    nature = ChoicesFilter(label=_("Nature"), choices=Commitment.Nature.choices)
    pillar = ChoicesFilter(label=_("Pillar"), choices=Commitment.Pillar.choices)
    theme = ThemesFilter(label=_("Theme"))
    kind = ChoicesFilter("organisation__kind", label=_("Kind of partner"), choices=Organisation.Kind.choices)
    amount_from = AmountFilter("step_amount", "gte", label=_("Amount, at least"))
    amount_to = AmountFilter("step_amount", "lte", label=_("Amount, at most"))
    step_from = DayFilter("step_day", "gte", label=_("Last step, from"))
    step_to = DayFilter("step_day", "lte", label=_("Last step, until"))
