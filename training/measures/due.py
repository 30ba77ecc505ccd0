"""What the doctoral contracts that run ask for on a day."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.measures.cases import briefs_of
from training.measures.coverage import Cover, plan_of
from training.models import DoctoralContract


class Due(NamedTuple):
    """Something that contracts ask for: what, why, which contracts, and where to see them all."""

    title: str
    why: str
    contracts: list
    address: str


ASKED = {
    "defence_is_due": (
        _("Doctoral contracts that end without a day for the defence"),
        _("They end within six months. Plan the defence, or an extension, which is signed before the end."),
    ),
    "committee_is_due": (
        _("Follow-up committees to hold"),
        _("Each meets before the next registration: without it, the student cannot register (arrêté of 25 May 2016)."),
    ),
    "collaboration_is_due": (
        _("CIFRE without collaboration contract"),
        _("It is due within six months of the start: after that, the ANRT may stop paying."),
    ),
    "pay_is_low": (
        _("Doctoral contracts paid under the legal minimum"),
        _("The minimum of today is above the pay recorded. Correct it, or ask the employer."),
    ),
}
"""What is asked of each contract by its case, in words."""
UNPAID = (
    _("Doctoral contracts with months that nothing pays"),
    _("From this month to the end, no commitment is recorded to pay some of their months. Find one, or record it."),
)


def due_on(day):
    """Everything that running contracts ask for on a day, each with its contracts, which may be none."""
    running = DoctoralContract.objects.real().running_on(day).order_by("words", "id")
    briefs, address = list(briefs_of(running, day)), reverse("office-doctoral-contracts")
    for check, words in ASKED.items():
        yield Due(*words, [case.contract for case, _paying in briefs if getattr(case, check)(day)], address)
    plans = [plan_of(case.contract, case.steps, paying) for case, paying in briefs]
    unpaid = [plan.contract for plan in plans if plan.left(day)[Cover.NONE]]
    yield Due(*UNPAID, unpaid, reverse("office-coverage") + "?only=gaps")
