"""The columns of the doctoral contracts."""

from django.utils.translation import gettext_lazy as _

from enact.ui.columns import (
    BothColumn,
    ChoiceColumn,
    DayColumn,
    ListColumn,
    NumberColumn,
    ToldColumn,
    ToldThemesColumn,
    YesColumn,
)
from enact.ui.tables import ListTable
from training.models import ContractKind, DoctoralStep


class DoctoralContractTable(ListTable):
    """Doctoral contracts as they stand on a day. The name of a student is shown when it is asked for."""

    title = BothColumn(_("title"), "title", order_by="words")
    kind = ChoiceColumn(_("kind"), names=ContractKind)
    state = ChoiceColumn(_("state"), "step_kind", names=DoctoralStep.Kind)
    since = DayColumn(_("since"), "step_day", precision="step_precision", visible=False)
    student = ToldColumn(_("doctoral student"), lambda row: row.student and str(row.student), visible=False)
    institution = ListColumn(_("institution"), lambda row: str(row.institution), order_by="institution__words")
    employer = ToldColumn(_("employer"), lambda row: row.employer and str(row.employer), order_by="employer__words")
    themes = ToldThemesColumn(_("themes"))
    starts = DayColumn(_("first day"), "starts_on", orderable=False)
    ends = DayColumn(_("last day"), "ends_on", orderable=False)
    months = NumberColumn(_("months"), visible=False)
    cotutelle = ListColumn(
        _("cotutelle with"),
        lambda row: row.cotutelle and str(row.cotutelle),
        order_by="cotutelle__words",
        visible=False,
    )
    enact = YesColumn(_("with ENACT funding"), "funded_by_enact", visible=False)
    nnt = ListColumn("NNT", visible=False)

    class Meta:
        order_by = ("words", "id")
