"""What somebody must decide about a doctoral contract: doubts in words, each with where its rule comes from.

They are plain functions of what is recorded on a day, so that forms, pages and lists say the same.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from enact.amounts import CENT, money
from enact.dates import in_words, months_after
from training.models.contract import ContractKind
from training.models.pay import minimum_on
from training.models.role import FIRST_MEETING, LAST_MEETING, DoctoralRole
from training.models.term import first_day, term_of

COLLABORATION_DUE = 6
"""In months from the start: when the collaboration contract of a CIFRE is due (agreement with the ANRT)."""
DEFENCE_DUE = 6
"""In months before the end of a contract: when the day of its defence is asked for."""
COMMITTEE_ASKED = 2
"""In months before a registration: when the meeting of its committee is asked for."""


@dataclass
class Case:
    """A contract with all that is recorded of it: its standing steps, roles, meetings, and the legal minimums of all dates."""

    contract: object
    steps: list
    roles: list = field(default_factory=list)
    meetings: list = field(default_factory=list)
    minimums: list = field(default_factory=list)
    call_closes_on: date | None = None

    def taken(self, day):
        """The steps taken by a day."""
        return [step for step in self.steps if step.happened_on <= day]

    def is_running(self, day):
        """Whether the doctorate has started, and is neither defended nor stopped."""
        kinds = {step.kind for step in self.taken(day)}
        return "started" in kinds and not kinds & {"defended", "stopped"}

    def doubts(self, day):
        """Everything to decide on a day, in words."""
        return list(self.doubts_by_check(day).values())

    def doubts_by_check(self, day):
        """Everything to decide on a day, in words, by the name of the check that says it."""
        checks = (self.starts_early, self.pay_is_low, self.hdr_unknown, self.company_without_cifre)
        due = (self.defence_is_due, self.committee_is_due, self.collaboration_is_due)
        found = {check.__name__: check(day) for check in (*checks, *due)}
        return {name: words for name, words in found.items() if words}

    def starts_early(self, _day):
        """A contract that starts before its call closed."""
        starts, _ends = term_of(self.contract, self.steps)
        if starts and self.call_closes_on and starts < self.call_closes_on:
            words = _("It starts on %(start)s, before its call closed, on %(close)s.")
            return words % {"start": in_words(starts), "close": in_words(self.call_closes_on)}
        return None

    def pay_is_low(self, day):
        """A gross pay under the legal minimum of a day of the contract: of its first one if that is still to come."""
        starts, ends = term_of(self.contract, self.steps)
        pay = self.contract.monthly_pay
        if pay is None or starts is None:
            return None
        least = minimum_on(self.minimums, self.contract.kind, min(max(day, starts), ends))
        if least is None or pay >= least.monthly:
            return None
        return _(
            "The gross pay, %(pay)s a month, is under the legal minimum of %(least)s from %(day)s on (%(text)s)."
        ) % {
            "pay": money(pay.quantize(CENT)),
            "least": money(least.monthly),
            "day": in_words(least.starts_on),
            "text": least.text,
        }

    def hdr_unknown(self, day):
        """A director of whom nobody knows whether there is an HDR."""
        held = [role for role in self.roles if role.starts_on <= day and (role.ends_on is None or role.ends_on >= day)]
        directors = [role for role in held if role.role == DoctoralRole.Role.DIRECTOR]
        if any(role.person.has_hdr is None and not role.derogation for role in directors):
            return _("It is not known whether the director has an HDR (arrêté of 25 May 2016, article 16).")
        return None

    def company_without_cifre(self, _day):
        """A company supervisor where the contract is academic."""
        if self.contract.kind == ContractKind.ACADEMIC and any(each.role == "company" for each in self.roles):
            return _("A company supervisor is usual for a CIFRE, and this contract is academic.")
        return None

    def defence_is_due(self, day):
        """A contract that ends within six months, without a day for the defence."""
        _starts, ends = term_of(self.contract, self.steps, day)
        if not self.is_running(day) or self.contract.defence_planned_on or day < months_after(ends, -DEFENCE_DUE):
            return None
        words = (
            _("The contract ended on %(day)s, and no day is planned for the defence.")
            if ends < day
            else _("The contract ends on %(day)s, and no day is planned for the defence.")
        )
        return words % {"day": in_words(ends)}

    def committee_is_due(self, day):
        """A registration within two months, or past, before which the committee is not recorded to have met."""
        if not self.is_running(day):
            return None
        starts, held = first_day(self.taken(day), "started"), {meeting.year for meeting in self.meetings}
        for year in range(FIRST_MEETING, LAST_MEETING + 1):
            due_on = months_after(starts, 12 * (year - 1))
            if months_after(due_on, -COMMITTEE_ASKED) > day:
                return None
            if year not in held:
                words = _("The follow-up committee meets before year %(year)s, which begins on %(day)s.")
                return words % {"year": year, "day": in_words(due_on)}
        return None

    def collaboration_is_due(self, day):
        """A CIFRE without collaboration contract: said from its fourth month on, due after six."""
        contract = self.contract
        if contract.kind != ContractKind.CIFRE or contract.collaboration_signed_on or not self.is_running(day):
            return None
        due_on = months_after(first_day(self.taken(day), "started"), COLLABORATION_DUE)
        if day < months_after(due_on, -COMMITTEE_ASKED):
            return None
        return _("The collaboration contract of a CIFRE is due within six months of the start: by %(day)s.") % {
            "day": in_words(due_on - timedelta(days=1))
        }
