"""The chairs of the fiction: what happens to each, who holds it, what pays for it, and the posts that it pays for."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from enact.dates import months_after
from enact.fiction.cast import TRIED
from enact.fiction.purses import purses_for
from enact.themes import Themed
from funding.models import Commitment
from research.models import Call, Chair, ChairFunding, ChairHolder, ChairStep, StaffPost

Kind, Nature = ChairStep.Kind, Commitment.Nature


class Plan(NamedTuple):
    """A chair: its kind, the steps that it takes, and what it comes from: a kind of call and its place, or a month."""

    kind: Chair.Kind
    course: tuple
    comes_from: tuple | int


WHOLE = (Kind.AWARDED, Kind.AGREED, Kind.STARTED)
INTERNAL, INTERNATIONAL = (
    (Call.Kind.CHAIRS, Chair.Kind.INTERNAL),
    (Call.Kind.INTERNATIONAL_CHAIRS, Chair.Kind.INTERNATIONAL),
)
COURSES = (
    (*INTERNAL, 0, (*WHOLE, Kind.ENDED), 2),
    (*INTERNAL, 0, WHOLE, 1),
    (*INTERNAL, 0, (Kind.AWARDED, Kind.WITHDRAWN), 1),
    (*INTERNATIONAL, 0, WHOLE, 4),
    (*INTERNAL, 1, WHOLE, 4),
    (*INTERNATIONAL, 1, WHOLE, 2),
    (*INTERNATIONAL, 1, (Kind.AWARDED, Kind.AGREED), 2),
    (*INTERNATIONAL, 1, (Kind.AWARDED,), 1),
)
"""Of a kind of call and of chair, the place of the call, what happens, and to how many chairs."""
PLANS = (
    *(Plan(kind, course, (call, place)) for call, kind, place, course, count in COURSES for _time in range(count)),
    Plan(Chair.Kind.INDUSTRIAL, (Kind.PLANNED, *WHOLE), 9),
    Plan(Chair.Kind.INDUSTRIAL, (Kind.PLANNED,), 40),
    Plan(Chair.Kind.NOT_SAID, (Kind.PLANNED,), 44),
)
PAUSES = {Kind.ENDED: (680, 800), Kind.WITHDRAWN: (90, 200)}
"""Between how many days pass before a step; before the others `PAUSE`."""
PAUSE = (60, 160)
NATURES = [Nature.CHAIR, Nature.SPONSORSHIP]
"""What pays for chairs."""
LATE = 500
"""In days: how long after the award of a chair a commitment that pays for it may be agreed."""
JOINED_WITH = Decimal(24_000)
"""In euros: what a company gives that joins an industrial chair."""
POSTS = (StaffPost.Kind.POSTDOC, StaffPost.Kind.ENGINEER, StaffPost.Kind.PROJECT_STAFF)


class Told(NamedTuple):
    """A chair, its laboratory, what has happened to it with the days, and the commitments that pay for it."""

    chair: Chair
    place: object
    steps: dict
    paid_by: list


def enter_chairs(book, cast, people, calls, communities, purses):
    """Has all chairs entered with what belongs to them; returns them."""
    chance = random.Random("chaires fictives")  # noqa: S311 (a story, not a secret)
    found = []
    for number, plan in enumerate(PLANS, start=1):
        told = enter_chair(book, chance, cast, people, calls, communities, number, plan)
        if Kind.AWARDED in told.steps and Kind.WITHDRAWN not in told.steps:
            hold(book, cast, people, told, number)
            pay(book, chance, told, purses)
            employ(book, chance, told, number)
        found.append(told)
    return found


def enter_chair(book, chance, cast, people, calls, communities, number, plan):
    """A chair with what has happened to it by the last day."""
    called = calls[plan.comes_from[0]][plan.comes_from[1]] if isinstance(plan.comes_from, tuple) else None
    on = called.closes_on + timedelta(days=chance.randint(40, 80)) if called else book.month(plan.comes_from)
    place = chance.choice([place for place in people.places if place.institutions() and place.since <= on])
    active = [community for community in communities if community.starts_on <= on]
    chair = Chair(
        programme=cast.programme,
        title_fr=f"Chaire fictive n° {number:02}",
        title_en=f"Fictional chair no. {number:02}",
        kind=plan.kind,
        host=chance.choice(place.institutions()),
        laboratory=place.laboratory,
        call=called.call if called else None,
        community=active[number % len(active)] if number % 6 else None,
        ends_with_programme=number % 3 > 0 and Kind.ENDED not in plan.course,
        **{chance.choice(Themed.OWN): True},
    )
    last, taken = book.enter(chair, on, after=[chair.host, chair.laboratory]), {}
    for rank, kind in enumerate(plan.course):
        on += timedelta(days=chance.randint(*PAUSES.get(kind, PAUSE)) if rank else 0)
        if on > book.until:
            break
        step = ChairStep(chair=chair, kind=kind, happened_on=on, source=cast.source)
        last = book.enter(step, on + timedelta(days=chance.randrange(10)), after=[last])
        taken[kind] = on
    if Kind.ENDED in taken:
        book.change(chair, taken[Kind.ENDED], ends_on=taken[Kind.ENDED])
    return Told(chair, place, taken, [])


def hold(book, cast, people, told, number):
    """Who holds a chair from its award on: one at a time, two together, or one after another."""
    holders = people.working_in(told.place)
    first, second = holders[number % len(holders)], holders[(number + 1) % len(holders)]
    starts_on = told.steps[Kind.AWARDED]
    held = take(book, cast, told, first.person, starts_on)
    changes_on = months_after(starts_on, 18)
    if number % 5 == 0:
        take(book, cast, told, second.person, starts_on)
    elif number % 4 == 1 and changes_on <= min(book.until, told.steps.get(Kind.ENDED, book.until)):
        book.change(held, changes_on, ends_on=changes_on - timedelta(days=1))
        held = take(book, cast, told, second.person, changes_on)
    if Kind.ENDED in told.steps:
        book.change(held, told.steps[Kind.ENDED], ends_on=told.steps[Kind.ENDED])


def take(book, cast, told, person, on):
    """That somebody holds a chair from a day on."""
    held = ChairHolder(chair=told.chair, person=person, starts_on=on, source=cast.source)
    return book.enter(held, on, after=[told.chair, person])


def pay(book, chance, told, purses):
    """What commitments give to a chair: a part of one or two, or one of which nobody says how much."""
    awarded = told.steps[Kind.AWARDED]
    for purse in purses_for(purses, NATURES, awarded + timedelta(days=LATE))[: chance.randint(1, 2)]:
        amount = purse.take(Decimal(chance.randint(20, 160) * 1_000))
        row = ChairFunding(chair=told.chair, commitment=purse.commitment, amount=amount)
        book.enter(row, max(awarded, purse.agreed_on), after=[told.chair, purse.commitment])
        told.paid_by.append(purse.commitment)
    if told.chair.kind == Chair.Kind.INDUSTRIAL:
        join(book, told, purses)


def join(book, told, purses):
    """What the company whose space can be tried gives to a chair, once it has agreed to give something."""
    own = [one for one in purses_for(purses, NATURES, book.until) if one.commitment.organisation.name == TRIED]
    for purse in own[:1]:
        row = ChairFunding(chair=told.chair, commitment=purse.commitment, amount=purse.take(JOINED_WITH))
        book.enter(row, max(told.steps[Kind.AWARDED], purse.agreed_on), after=[told.chair, purse.commitment])


def employ(book, chance, told, number):
    """One or two posts of a chair that has started."""
    starts_on = told.steps.get(Kind.STARTED)
    for place in range(1 + number % 2 if starts_on else 0):
        on = months_after(starts_on, 1 + 4 * place)
        post = StaffPost(
            chair=told.chair,
            kind=POSTS[(number + place) % len(POSTS)],
            employer=told.chair.host,
            site=told.place.laboratory.commune,
            share=chance.choice((50, 80, 100, 100, None)),
            starts_on=on,
            months=chance.choice((12, 18, 24, None)),
            commitment=told.paid_by[0] if told.paid_by else None,
        )
        book.enter(post, min(on, book.until), after=[told.chair, *told.paid_by[:1]])
