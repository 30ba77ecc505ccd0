"""The columns of a partner's own commitments, instalments, payments, doctoral contracts and chairs."""

from django.utils.translation import gettext_lazy as _

from enact.ui.columns import (
    AmountColumn,
    BothColumn,
    ChoiceColumn,
    DayColumn,
    ListColumn,
    MomentColumn,
    NumberColumn,
    ToldColumn,
    ToldThemesColumn,
    WordsColumn,
)
from enact.ui.tables import ListTable
from funding.models import Commitment, CommitmentStep, Receipt
from funding.tables import CommitmentTable, InstalmentTable, ReceiptTable, has, state_of
from partners.models import Organisation
from research.models import Chair, ChairStep
from research.tables.chairs import MeansColumn
from space.measures.rounds import CHANGED, CONFIRMED, CONTESTED, UNANSWERED
from space.measures.sums import is_firm
from space.wording import CHAIR_STATES, CONTRACT_STATES, STATES, parts_of
from training.models import ContractKind, DoctoralContract, DoctoralStep


def steps_of(row):
    """The steps that count of a commitment, in the order of their days, after they were fetched as `taken`."""
    return " · ".join(str(step) for step in row.taken)


class OwnCommitmentTable(CommitmentTable):
    """What a partner contributes, as it stands on a day: the columns of the coordination, in the partner's words."""

    partner = called = spent = None
    received = AmountColumn(_("paid"), when=has("received"), orderable=False)
    left = AmountColumn(_("remaining to pay"), qualifier="left_qualifier", when=is_firm, orderable=False)
    state = ChoiceColumn(
        _("state"), state_of, names=list(STATES.items()), ranks=CommitmentStep.Kind, order_by="step_kind"
    )
    pillar = ChoiceColumn(_("pillar"), names=Commitment.Pillar, visible=False)
    steps = ListColumn(_("steps"), steps_of, orderable=False)

    class Meta:
        order_by = ("words", "id")


class OwnInstalmentTable(InstalmentTable):
    """What a partner is to pay, and what was paid of it by a day."""

    partner = note = None
    received = AmountColumn(_("paid"), when=has("received"))
    announced = DayColumn(_("announced as paid on"), "announced_on")
    condition = ListColumn(_("condition"))

    class Meta(InstalmentTable.Meta):
        pass


def of_what_is_in_kind(name):
    """The function that gives a text of a contribution in kind; "" for a payment."""
    return lambda row: getattr(row, name) if row.form == Receipt.Form.IN_KIND else ""


class OwnReceiptTable(ReceiptTable):
    """What a partner has paid or given by a day."""

    partner = evidence = note = None
    received = DayColumn(_("paid on"), "received_on", precision="precision")
    unit = ListColumn(_("unit"), of_what_is_in_kind("unit"), orderable=False, visible=False)
    method = ListColumn(_("method of valuing"), of_what_is_in_kind("method"), orderable=False, visible=False)

    class Meta(ReceiptTable.Meta):
        pass


class PartColumn(WordsColumn):
    """What the partner is to a contract or a chair: a host, a funder, or several of them."""

    def __init__(self, verbose_name, hosts):
        self.hosts = hosts
        super().__init__(verbose_name, accessor=str, orderable=False)

    def words(self):
        return lambda row: " · ".join(str(part) for part in parts_of(row, self.hosts))


class OwnContractTable(ListTable):
    """The doctoral contracts that a partner pays for or hosts. Nobody is named in a list."""

    title = BothColumn(_("title"), "title", order_by="words")
    part = PartColumn(_("your part"), DoctoralContract.HOSTS)
    kind = ChoiceColumn(_("kind"), names=ContractKind)
    state = ChoiceColumn(_("state"), "step_kind", names=list(CONTRACT_STATES.items()), ranks=DoctoralStep.Kind)
    starts = DayColumn(_("first day"), "starts_on", orderable=False)
    ends = DayColumn(_("last day"), "ends_on", orderable=False)
    given = MeansColumn(_("what you pay"), lambda row: row.given, orderable=False)
    institution = ToldColumn(_("institution"), "institution_name", order_by="institution_words", visible=False)
    employer = ToldColumn(_("employer"), "employer_name", order_by="employer_words", visible=False)
    themes = ToldThemesColumn(_("themes"), visible=False)

    class Meta:
        order_by = ("words", "id")


class OwnChairTable(ListTable):
    """The chairs that a partner pays for or hosts."""

    title = BothColumn(_("title"), "title", order_by="words")
    part = PartColumn(_("your part"), Chair.HOSTS)
    kind = ChoiceColumn(_("type"), names=Chair.Kind)
    state = ChoiceColumn(_("state"), "step_kind", names=list(CHAIR_STATES.items()), ranks=ChairStep.Kind)
    since = DayColumn(_("since"), "step_day", precision="step_precision")
    given = MeansColumn(_("what you pay"), lambda row: row.given, orderable=False)
    host = ToldColumn(_("host institution"), "host_name", order_by="host_words", visible=False)
    themes = ToldThemesColumn(_("themes"), visible=False)


STANDINGS = [
    (CONFIRMED, _("confirmed")),
    (CHANGED, _("confirmed, figures changed since")),
    (CONTESTED, _("contested")),
    (UNANSWERED, _("not answered")),
]
"""How a partner stands in a round."""


class RoundTable(ListTable):
    """The partners that a round asks, with what each answered last, after `with_answers`."""

    name = ListColumn(_("name"), order_by="words")
    kind = ChoiceColumn(_("kind"), names=Organisation.Kind)
    standing = ChoiceColumn(_("answer"), names=STANDINGS)
    made = MomentColumn(_("answered at"), "made_at")
    answered = DayColumn(_("answered by us on"), "answered_on")

    class Meta:
        order_by = ("words", "id")


class RoundsTable(ListTable):
    """The rounds of attestation, with how many partners confirm and contest in each, after `with_counts`."""

    year = ListColumn(_("year"))
    read = DayColumn(_("figures read on"), "read_on")
    opens = DayColumn(_("opens on"), "opens_on")
    closes = DayColumn(_("last day to answer"), "closes_on")
    confirmed = NumberColumn(_("confirmed"))
    contested = NumberColumn(_("contested"))

    class Meta:
        order_by = ("-year", "id")
