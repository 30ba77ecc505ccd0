"""What can be asked of the lists of commitments and of the money that follows them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.ui.filters import (
    NONE,
    AdjectiveFilter,
    AmountFilter,
    ChoicesFilter,
    DayFilter,
    EitherFilter,
    ListFilter,
    RecordFilter,
    SearchFilter,
    ThemesFilter,
)
from funding.measures.plans import is_unlike_its_plan, with_plan_on
from funding.measures.remainders import is_left, with_left_on
from funding.models import Commitment, CommitmentStep, Expenditure, FrameworkAgreement, Receipt, State
from partners.filters import OrganisationFilter
from partners.models import Organisation


class StatesFilter(ChoicesFilter):
    """Commitments in one of some states, after `with_step_on`."""

    def __init__(self, *args, **options):
        super().__init__("step_kind", *args, none=_("nothing has happened yet"), **options)

    def keys_of(self, value):
        return [kind for kind, state in CommitmentStep.LEADS_TO.items() if state in value]


class LeftFilter(ChoicesFilter):
    """Commitments of which something is left, after `with_step_on`; the sums of the day are read where it is asked for."""

    def filter(self, qs, value):
        if not value:
            return qs
        found = Q()
        for name in value:
            found |= is_left(name)
        return with_left_on(qs, self.parent.on).filter(found)


class PlanFilter(ChoicesFilter):
    """Commitments whose plan is not what is agreed, after `with_step_on`; the plan of the day is read where it is asked for."""

    def filter(self, qs, value):
        return with_plan_on(qs, self.parent.on).filter(is_unlike_its_plan()) if value else qs


class ExampleFilter(EitherFilter):
    """What is invented for a demonstration, or all but that."""

    def __init__(self, *args, **options):
        choices = [("yes", _("invented example")), ("no", _("real"))]
        super().__init__(*args, label=_("Invented"), choices=choices, **options)


class CommitmentFilter(ListFilter):
    """The filters of the commitments as they stand on the day `on`."""

    q = SearchFilter("words", "organisation__words", label=_("Search"))
    organisation = OrganisationFilter()
    framework = RecordFilter(
        label=_("Framework agreement"), queryset=FrameworkAgreement.objects.select_related("organisation")
    )
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
    left = LeftFilter(
        label=_("What is left"),
        choices=[
            ("to_call", _("to call")),
            ("to_receive", _("called, to receive")),
            ("to_spend", _("received, to spend")),
        ],
    )
    plan = PlanFilter(label=_("Instalments"), choices=[("unlike", _("do not add up to what is agreed"))])
    example = ExampleFilter("organisation__is_example")

    def __init__(self, *args, on=None, **options):
        super().__init__(*args, **options)
        self.on = on


class FlowFilter(ListFilter):
    """The filters of rows of money, by what is said of their commitments."""

    q = SearchFilter("commitment__words", "commitment__organisation__words", label=_("Search"))
    commitment = RecordFilter(label=_("Commitment"), queryset=Commitment.objects.select_related("organisation"))
    organisation = OrganisationFilter("commitment__organisation")
    pillar = ChoicesFilter("commitment__pillar", label=_("Pillar"), choices=Commitment.Pillar.choices)
    theme = ThemesFilter(label=_("Theme"), to="commitment__")
    kind = ChoicesFilter(
        "commitment__organisation__kind", label=_("Kind of partner"), choices=Organisation.Kind.choices
    )
    example = ExampleFilter("commitment__organisation__is_example")


class LateFilter(AdjectiveFilter):
    """Instalments that are late or not, after `with_payments_on`: those of which `is_late` holds."""

    def __init__(self, *args, **options):
        super().__init__(*args, choices=[("is_late", _("overdue")), (NONE, _("not overdue"))], **options)

    def get_filter_predicate(self, v):
        return {"is_late": v != NONE}


class InstalmentFilter(FlowFilter):
    """The filters of instalments."""

    form = ChoicesFilter("commitment__form", label=_("Cash or in kind"), choices=Commitment.Form.choices)
    late = LateFilter(label=_("Overdue"))
    due_from = DayFilter("due_on", "gte", label=_("Due, from"))
    due_to = DayFilter("due_on", "lte", label=_("Due, until"))


class ReceiptFilter(FlowFilter):
    """The filters of receipts."""

    form = ChoicesFilter("form", label=_("Cash or in kind"), choices=Receipt.Form.choices)
    received_from = DayFilter("received_on", "gte", label=_("Received, from"))
    received_to = DayFilter("received_on", "lte", label=_("Received, until"))


class PaymentCallFilter(FlowFilter):
    """The filters of calls for payment."""

    called_from = DayFilter("called_on", "gte", label=_("Called, from"))
    called_to = DayFilter("called_on", "lte", label=_("Called, until"))
    form = ChoicesFilter("commitment__form", label=_("Cash or in kind"), choices=Commitment.Form.choices)


class ExpenditureFilter(FlowFilter):
    """The filters of expenditure."""

    heading = ChoicesFilter("heading", label=_("Heading"), choices=Expenditure.Heading.choices)
    form = ChoicesFilter("commitment__form", label=_("Cash or in kind"), choices=Commitment.Form.choices)
    spent_from = DayFilter("spent_on", "gte", label=_("Spent, from"))
    spent_to = DayFilter("spent_on", "lte", label=_("Spent, until"))


class TransferFilter(FlowFilter):
    """The filters of transfers between institutions."""

    institution = SearchFilter("giver__words", "receiver__words", label=_("Institution, on either side"))
    transferred_from = DayFilter("transferred_on", "gte", label=_("Transferred, from"))
    transferred_to = DayFilter("transferred_on", "lte", label=_("Transferred, until"))
