"""The doctoral contracts of the fiction: how many start when, with whom, and what happens to each."""

import datetime
import random
from datetime import timedelta
from typing import NamedTuple

from enact.dates import months_after
from enact.fiction.coverage import cover
from enact.fiction.law import least_on
from enact.fiction.supervision import supervise
from enact.themes import Themed
from partners.models import Organisation
from research.models import Call, ChairStep
from training.models import ContractKind, DoctoralContract, DoctoralLaboratory, DoctoralStep
from training.models.term import last_day

Kind, Ground = DoctoralStep.Kind, DoctoralStep.Ground
ACADEMIC = (22, 24, 24, 24, 6)
"""How many academic contracts start in the autumn of each year, the last after the end of the story."""
CIFRE = 60
FIRST_CIFRE, LAST_CIFRE = 3, 48
"""In months: when the first CIFRE starts, and the last, which is after the end of the story too."""
OPENS = 80
"""In days, after the first day: when the first contracts may start."""
AUTHORITIES = (67, 111)
"""The numbers of the CIFRE whose employer is a local authority."""
EXTENDED = 5
"""One contract in so many is extended at its end, on one of these grounds and by so many months."""
GROUNDS = ((Ground.RESEARCH, 3), (Ground.SICKNESS, 6), (Ground.RESEARCH, 6), (Ground.DISABILITY, 12))
LEAVES = {3: 4, 58: 5, 75: 4}
"""The contracts that are extended for a leave while they run, by so many months."""
STOPPED, SUSPENDED = 31, (44, 80)
"""The contract that is given up after 14 months, and those that are suspended for three."""
UNPLANNED, LOW, UNSIGNED = (9, 21, 26), (60, 77, 96), (68, 112)
"""The contracts that leave something to decide: no day for the defence, a pay under the minimum, no collaboration contract."""
ASKED = 230
"""In days, before the end of a contract: when the day of its defence is planned."""
COST = {ContractKind.ACADEMIC: 3_100, ContractKind.CIFRE: 3_300}
"""In euros: what a month costs, charges included."""


class Plan(NamedTuple):
    """A contract before it is told: its kind, the day on which it is to start, its call if it came from one."""

    kind: ContractKind
    starts_on: datetime.date
    called: object


class Doctorate:
    """A contract with what is decided of it: `proposed_on`, `starts_on`, `over_on`, and the last day of its term, `ends_on`."""

    def __init__(self, number, plan, contract, place, proposed_on):
        self.number, self.plan, self.contract, self.place = number, plan, contract, place
        self.proposed_on, self.starts_on = proposed_on, plan.starts_on
        self.ends_on = last_day(plan.starts_on, contract.months)
        self.over_on = self.extended_on = self.student = None

    @property
    def kind(self):
        """Academic or industrial."""
        return self.plan.kind

    def runs_until(self, day):
        """The day until which it runs, at most another one."""
        return min(day, self.over_on) if self.over_on else day


def plans(book, calls):
    """All contracts in the order in which they start."""
    first = next(
        day
        for year in (book.first.year, book.first.year + 1)
        if (day := datetime.date(year, 10, 1)) >= book.first + timedelta(days=OPENS)
    )
    found = [
        Plan(ContractKind.ACADEMIC, months_after(first, 12 * year + (0, 0, 0, 1, 2)[place % 5]), called)
        for year, (count, called) in enumerate(zip(ACADEMIC, calls[Call.Kind.DOCTORAL_CONTRACTS], strict=True))
        for place in range(count)
    ]
    for place in range(CIFRE):
        month = FIRST_CIFRE + place * (LAST_CIFRE - FIRST_CIFRE) // (CIFRE - 2)
        found.append(Plan(ContractKind.CIFRE, book.month(month), None))
    return sorted(found, key=lambda plan: plan.starts_on)


def enter_doctorates(book, cast, people, calls, chairs, purses, minimums):
    """Has all contracts entered; returns them."""
    chance, found = random.Random("thèses fictives"), []  # noqa: S311 (a story, not a secret)
    for number, plan in enumerate(plans(book, calls), start=1):
        told = enter_contract(book, chance, cast, people, chairs, number, plan, minimums)
        happen(book, chance, people, told)
        raise_pay(book, told, minimums)
        supervise(book, chance, people, told)
        found.append(told)
    cover(book, found, purses)
    return found


def enter_contract(book, chance, cast, people, chairs, number, plan, minimums):
    """A contract as it is proposed: after its call has closed, or some weeks before its start."""
    proposed = plan.called.closes_on + timedelta(days=2) if plan.called else plan.starts_on - timedelta(days=85)
    place = chance.choice([place for place in people.places if place.since <= proposed])
    institution = chance.choice(place.institutions() or [cast.institutions()[0]])
    academic = plan.kind == ContractKind.ACADEMIC
    abroad = [one for one in cast.of_kinds(Organisation.Kind.FOREIGN, by=proposed) if one.country]
    least = least_on(minimums, plan.kind, plan.starts_on)
    contract = DoctoralContract(
        kind=plan.kind,
        title_fr=f"Sujet de thèse fictif n° {number:03}",
        title_en=f"Fictional thesis subject no. {number:03}",
        institution=institution,
        doctoral_school=f"École doctorale fictive {1 + number % 4}",
        employer=institution if academic else company(chance, cast, proposed, number),
        call=plan.called.call if plan.called else None,
        chair=chair_of(chance, chairs, institution, plan) if academic else None,
        cotutelle=chance.choice(abroad) if abroad and number % 8 == 1 else None,
        funded_by_enact=(number % 6 > 0 or None) if academic else number % 5 == 0,
        planned_start_on=plan.starts_on,
        pay=None if number % 40 == 39 else least + chance.choice((0, 0, 0, 60, 150)),
        pay_unit=DoctoralContract.Unit.MONTH if academic else DoctoralContract.Unit.YEAR,
        monthly_cost=None if number % 50 == 49 else COST[plan.kind],
        **dict.fromkeys(chance.sample(Themed.THEMES, 1 + (number % 7 == 0)), True),
    )
    named = [one for one in (contract.employer, contract.cotutelle, contract.chair) if one]
    book.enter(contract, proposed, after=[institution, *named])
    row = DoctoralLaboratory(contract=contract, laboratory=place.laboratory)
    book.enter(row, proposed, after=[contract, place.laboratory])
    return Doctorate(number, plan, contract, place, proposed)


def company(chance, cast, by, number):
    """The employer of a CIFRE: a company that is there by a day, or, rarely, a local authority."""
    kind = Organisation.Kind.LOCAL_AUTHORITY if number in AUTHORITIES else Organisation.Kind.COMPANY
    able = [player for player in cast.players if player.organisation.kind == kind and player.since <= by]
    return chance.choices([player.organisation for player in able], [player.weight for player in able])[0]


def chair_of(chance, chairs, institution, plan):
    """A chair of the institution that has started by the start of the contract; `None` without one, and for half of them."""
    able = [
        told.chair
        for told in chairs
        if told.chair.host is institution and told.steps.get(ChairStep.Kind.STARTED, plan.starts_on) < plan.starts_on
    ]
    return chance.choice(able) if able and chance.randrange(2) else None


def take(book, told, kind, on, **values):
    """A step of a contract, entered on its day, after the one before."""
    book.enter(DoctoralStep(contract=told.contract, kind=kind, happened_on=on, **values), on, after=[told.contract])


def happen(book, chance, people, told):
    """What happens to a contract by the last day, from its proposal on."""
    selected_on = told.proposed_on + timedelta(days=chance.randint(8, 14))
    take(book, told, Kind.PROPOSED, told.proposed_on)
    is_open = told.starts_on > book.until and told.number % 2 == 0
    if not is_open:
        told.student = people.student(selected_on)
        take(book, told, Kind.SELECTED, selected_on)
        book.change(told.contract, selected_on, student=told.student)
    if told.starts_on > book.until:
        return
    take(book, told, Kind.STARTED, told.starts_on)
    sign(book, chance, told)
    stay_away(book, told)
    stops_on = months_after(told.starts_on, 14)
    if told.number == STOPPED and stops_on <= book.until:
        take(book, told, Kind.STOPPED, stops_on)
        told.over_on = told.ends_on = stops_on
        return
    extend(book, told)
    defend(book, chance, told)


def sign(book, chance, told):
    """The collaboration contract of a CIFRE, within four months."""
    on = told.starts_on + timedelta(days=chance.randint(20, 110))
    if told.kind == ContractKind.CIFRE and told.number not in UNSIGNED and on <= book.until:
        book.change(told.contract, on, collaboration_signed_on=on)


def stay_away(book, told):
    """A contract that is suspended for three months, or extended for a leave while it runs."""
    away, back = months_after(told.starts_on, 9), months_after(told.starts_on, 12)
    if told.number in SUSPENDED and back <= book.until:
        take(book, told, Kind.SUSPENDED, away)
        take(book, told, Kind.RESUMED, back)
    months, on = LEAVES.get(told.number), months_after(told.starts_on, 15)
    if months and on <= book.until:
        lengthen(book, told, Ground.LEAVE, months, on)


def extend(book, told):
    """An extension, signed two months before the end."""
    on = told.ends_on - timedelta(days=60)
    if told.number % EXTENDED == 1 and on <= book.until:
        lengthen(book, told, *GROUNDS[told.number // EXTENDED % len(GROUNDS)], on)


def lengthen(book, told, ground, months, on):
    """An amendment that adds months on a ground."""
    take(book, told, Kind.EXTENDED, on, ground=ground, months=months)
    told.ends_on = months_after(told.ends_on + timedelta(days=1), months) - timedelta(days=1)
    told.extended_on = on


def defend(book, chance, told):
    """The defence, planned some months before the end of the contract, held about then, numbered some weeks later."""
    asked_on = max(told.ends_on - timedelta(days=ASKED), told.extended_on or told.starts_on)
    defended_on = told.ends_on + timedelta(days=chance.randint(-70, 50))
    if asked_on > book.until or told.number in UNPLANNED:
        return
    book.change(told.contract, asked_on, defence_planned_on=defended_on)
    take(book, told, Kind.DEFENCE_PLANNED, asked_on)
    if defended_on > book.until:
        return
    take(book, told, Kind.DEFENDED, defended_on)
    told.over_on = defended_on
    numbered_on = defended_on + timedelta(days=45)
    if numbered_on <= book.until:
        book.change(told.contract, numbered_on, nnt=f"{defended_on.year}FICT{told.number:04}")


def raise_pay(book, told, minimums):
    """The pay follows the minimum each January of the contract, but for a few, the last time."""
    contract, pay = told.contract, told.contract.pay
    last = told.runs_until(min(told.ends_on, book.until))
    for year in range(told.starts_on.year + 1, last.year + 1):
        on = datetime.date(year, 1, 1)
        least = least_on(minimums, told.kind, on)
        if pay is not None and pay < least and not (told.number in LOW and year == last.year):
            pay = least
            book.change(contract, on, pay=pay)
