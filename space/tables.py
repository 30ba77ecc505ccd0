"""The columns of a partner's own commitments."""

from django.utils.translation import gettext_lazy as _

from enact.ui.columns import ChoiceColumn, ListColumn
from funding.models import Commitment, CommitmentStep
from funding.tables import CommitmentTable, state_of
from space.wording import STATES


def steps_of(row):
    """The steps that count of a commitment, in the order of their days, after they were fetched as `taken`."""
    return " · ".join(str(step) for step in row.taken)


class OwnCommitmentTable(CommitmentTable):
    """What a partner contributes, as it stands on a day: the columns of the coordination, in the partner's words."""

    partner = None
    state = ChoiceColumn(
        _("state"), state_of, names=list(STATES.items()), ranks=CommitmentStep.Kind, order_by="step_kind"
    )
    pillar = ChoiceColumn(_("pillar"), names=Commitment.Pillar, visible=False)
    steps = ListColumn(_("steps"), steps_of, orderable=False)

    class Meta:
        order_by = ("words", "id")
