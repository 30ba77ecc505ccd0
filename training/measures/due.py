"""What doctoral contracts ask for on a day."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.measures.cases import briefs_of
from training.measures.coverage import payable_on, plan_of


class Due(NamedTuple):
    """Something that contracts ask for: what, why, which contracts, and where to see them all."""

    title: str
    why: str
    contracts: list
    address: str


ASKED = {
    "defence_is_due": (
        _("Doctoral contracts that end without a day for the defence"),
        _(
            "They end within six months, or have ended. Plan the defence; an extension is signed before the end. Record the end "
            "of a doctorate that was given up."
        ),
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
    _("Doctoral contracts whose months are not paid as they should be"),
    _(
        "From this month on, no commitment is recorded to pay some of their months, or several are, or months after the end are "
        "paid. Find one, or correct it."
    ),
)


def due_on(day):
    """Everything that contracts ask for on a day, each with its contracts, which may be none."""
    briefs, address = list(briefs_of(payable_on(day), day)), reverse("office-doctoral-contracts")
    for check, words in ASKED.items():
        yield Due(*words, asking(briefs, check, day), f"{address}?due={check}")
    plans = [plan_of(case.contract, case.taken(day), paying) for case, paying in briefs]
    careful = [plan.contract for plan in plans if plan and not plan.is_over(day) and plan.asks_for_care(day)]
    yield Due(*UNPAID, careful, reverse("office-coverage") + "?only=gaps")


def asking(briefs, check, day):
    """Of contracts after `briefs_of`, those that run on a day and of which a check of `ASKED` asks something."""
    return [case.contract for case, _paying in briefs if case.is_running(day) and getattr(case, check)(day)]


def keys_asking(checks, day):
    """The keys of the contracts of which one of some checks of `ASKED` asks something on a day."""
    briefs = list(briefs_of(payable_on(day), day))
    return {contract.pk for check in checks for contract in asking(briefs, check, day)}
