"""Who directs the theses of the fiction, who follows them, and when that is looked at."""

from datetime import timedelta

from enact.dates import months_after
from training.models import CommitteeMeeting, ContractKind, DoctoralRole

Role, Outcome = DoctoralRole.Role, CommitteeMeeting.Outcome
DEROGATION = "Dérogation fictive du conseil académique fictif, {day:%d/%m/%Y}"
WITHOUT_HDR, HDR_UNKNOWN, RETIRES = 33, (101, 126), (12, 70)
"""One contract in so many is directed under a derogation; the numbers of those whose director has no known HDR, or retires."""
CO_DIRECTED, FROM_ECONOMY = 3, 30
"""One thesis in so many has a co-director; one CIFRE in so many has one of its company, and two in all."""
COMES, MEETS = 200, (70, 110)
"""In days: how long after the start the committee is chosen, and between how many before a registration it meets."""
MISSED = (64, 92)
"""The numbers of the contracts of which the last meeting is not recorded."""
OUTCOMES = (Outcome.FAVOURABLE, Outcome.RESERVED, Outcome.UNFAVOURABLE, Outcome.NOT_SAID)
OFTEN = (86, 8, 2, 4)
"""How often each outcome comes, of a hundred."""


def supervise(book, chance, people, told):
    """Has the direction and the committee of a contract entered, and its meetings."""
    direction = direct(book, chance, people, told)
    follow(book, chance, people, told, direction)


def direct(book, chance, people, told):
    """The direction of a thesis from its proposal on; returns who takes part in it."""
    on, number, contract = told.proposed_on, told.number, told.contract
    first, second, third = (one.person for one in chance.sample(people.working_in(told.place), 3))
    direction = lead(book, people, told, first, third)
    if contract.cotutelle:
        direction.append(people.of(contract.cotutelle, on))
        play(book, told, Role.CO_DIRECTOR, direction[-1], on)
    elif number % CO_DIRECTED == 0:
        direction.append(second)
        play(book, told, Role.CO_DIRECTOR, second, on)
    if contract.kind == ContractKind.CIFRE:
        direction.append(people.of(contract.employer, on))
        role = Role.COMPANY if contract.cotutelle or number % FROM_ECONOMY else Role.CO_DIRECTOR
        play(book, told, role, direction[-1], on, is_from_economy=True)
    return direction


def lead(book, people, told, first, second):
    """Who directs a thesis: one person, or, once that one retires, another; returns them."""
    on, number, values = told.proposed_on, told.number, {}
    if number % WITHOUT_HDR == 0:
        first = people.working_in(told.place, has_hdr=False)[0].person
        values["derogation"] = DEROGATION.format(day=on)
    elif number in HDR_UNKNOWN:
        first = people.working_in(told.place, has_hdr=None)[0].person
    retires_on = months_after(on, 20)
    if number in RETIRES and retires_on < told.runs_until(book.until):
        play(book, told, Role.DIRECTOR, first, on, ends_on=retires_on)
        play(book, told, Role.DIRECTOR, second, retires_on + timedelta(days=1))
        return [first, second]
    play(book, told, Role.DIRECTOR, first, on, **values)
    return [first]


def play(book, told, role, person, on, *, ends_on=None, **values):
    """That somebody has a role from a day on; it ends when the doctorate does, unless its end is known from the start."""
    row = DoctoralRole(contract=told.contract, role=role, person=person, starts_on=on, ends_on=ends_on, **values)
    book.enter(row, on, after=[told.contract, person])
    if ends_on is None and told.over_on:
        book.change(row, told.over_on, ends_on=told.over_on)


def follow(book, chance, people, told, direction):
    """The committee of a thesis: two people of other laboratories; and its meetings before each year from the second on."""
    on = told.starts_on + timedelta(days=COMES)
    if on > told.runs_until(book.until):
        return
    able = people.working_elsewhere(told.place, on)
    for person in chance.sample([one for one in able if one not in direction], 2):
        play(book, told, Role.COMMITTEE, person, on)
    for year in range(2, 9):
        due_on = months_after(told.starts_on, 12 * (year - 1))
        held_on = due_on - timedelta(days=chance.randint(*MEETS))
        if due_on > told.runs_until(months_after(book.until, 4)) or held_on > book.until:
            return
        if told.number in MISSED and months_after(due_on, 12) > book.until:
            return
        outcome = chance.choices(OUTCOMES, OFTEN)[0]
        row = CommitteeMeeting(contract=told.contract, year=year, held_on=held_on, outcome=outcome)
        book.enter(row, held_on + timedelta(days=3), after=[told.contract])
