"""The columns of the commitments."""

from django.utils.translation import gettext_lazy as _

from enact.ui.columns import AmountColumn, BothColumn, ChoiceColumn, DayColumn, ListColumn, ThemesColumn
from enact.ui.tables import ListTable
from funding.models import Commitment, CommitmentStep, State


def state_of(row):
    """The state of a commitment after `with_step_on`; `None` before its first step."""
    return CommitmentStep.LEADS_TO.get(row.step_kind)


def gives(row):
    """Whether a commitment after `with_step_on` gives something: it has begun, and was not withdrawn."""
    return row.step_kind not in (None, CommitmentStep.Kind.WITHDRAWAL)


class CommitmentTable(ListTable):
    """What partners contribute, as it stands on a day."""

    title = BothColumn(_("title"), "title", order_by="words")
    partner = ListColumn(_("partner"), lambda row: str(row.organisation), order_by="organisation__words", fixed=True)
    nature = ChoiceColumn(_("nature"), names=Commitment.Nature)
    form = ChoiceColumn(_("cash or in kind"), names=Commitment.Form)
    state = ChoiceColumn(_("state"), state_of, names=State, ranks=CommitmentStep.Kind, order_by="step_kind")
    amount = AmountColumn(_("amount"), "step_amount", qualifier="step_qualifier", when=gives)
    step = ChoiceColumn(_("last step"), "step_kind", names=CommitmentStep.Kind, visible=False)
    happened = DayColumn(_("day of the step"), "step_day", precision="step_precision")
    pillar = ChoiceColumn(_("pillar"), names=Commitment.Pillar)
    themes = ThemesColumn(_("themes"), visible=False)
    starts = DayColumn(_("starts on"), "starts_on", visible=False)
    ends = DayColumn(_("last day"), "ends_on", visible=False)

    class Meta:
        order_by = ("organisation__words", "id")
