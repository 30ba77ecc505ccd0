"""What is told beside the money: chairs, calls, what was aimed at, what was stated, which records are complete."""

import datetime
import random
from datetime import timedelta

from django.utils import timezone

from enact.themes import Themed
from indicators.measures import Qualifier
from indicators.models import Completeness, Observation, Target
from research.models import Call, CallStage, Chair, ChairStep

CHAIRS, CALLS = 20, 6
Kind = ChairStep.Kind
COURSES = (
    (Kind.PLANNED, Kind.AWARDED, Kind.AGREED, Kind.STARTED),
    (Kind.AWARDED, Kind.STARTED),
    (Kind.PLANNED, Kind.AWARDED),
    (Kind.AWARDED, Kind.AGREED, Kind.STARTED, Kind.ENDED),
    (Kind.PLANNED, Kind.AWARDED, Kind.WITHDRAWN),
)
"""What happens to chairs, one after another."""
PAUSE = (60, 260)
"""In days, between two steps."""

TARGETS = (("RES-1", 18, 58), ("TRA-1", 5_000, 58), ("TRA-2", 150, 58), ("TRA-3", 20, None))
"""What is aimed at: indicator, value, by the end of which month of the programme; `None`: each year."""
STATED = {
    "TRA-1": (2_500, 240, Qualifier.ABOUT),
    "TRA-2": (50, 9, Qualifier.A_LITTLE_OVER),
    "TRA-3": (0, 2, Qualifier.EXACT),
    "RES-2": (0, 1, Qualifier.EXACT),
    "FIN-0": (60_000_000, 0, Qualifier.ABOUT),
}
"""What is stated each half-year: a value at the start, and by about how much it grows."""
COMPLETE = {"RES-1": 5, "PAR-1": 5, "PAR-2": 5, **{f"FIN-{number}": 5 for number in range(1, 7)}}
"""From which month on the records of an indicator stand for themselves."""


def enter_figures(book, cast):
    """Has all of it entered."""
    chance = random.Random("chiffres fictifs")  # noqa: S311 (a story, not a secret)
    for number in range(1, CHAIRS + 1):
        enter_chair(book, chance, cast, number)
    for number in range(1, CALLS + 1):
        enter_call(book, cast, number)
    for code, value, month in TARGETS:
        enter_target(book, cast, code, value, month)
    for code, month in COMPLETE.items():
        enter_completeness(book, cast, code, book.month(month))
    for code, (value, growth, qualifier) in STATED.items():
        for place, day in enumerate([book.first, *book.half_years()]):
            grown = value + growth * place + (chance.randint(0, growth) if growth and place else 0)
            enter_observation(book, cast, code, grown, qualifier, day)


def enter_chair(book, chance, cast, number):
    """A chair with what has happened to it by the last day."""
    chair = Chair(
        programme=cast.programme,
        title_fr=f"Chaire fictive n° {number:02}",
        title_en=f"Fictional chair no. {number:02}",
        kind=chance.choice(Chair.Kind.values),
        host=chance.choice(cast.institutions()),
        ends_with_programme=number % 3 > 0,
        **{chance.choice(Themed.OWN): True},
    )
    on = book.month(chance.randrange(4, 44))
    last = book.enter(chair, on, after=[chair.host])
    for kind in chance.choice(COURSES):
        if on <= book.until:
            step = ChairStep(chair=chair, kind=kind, happened_on=on, source=cast.source)
            last = book.enter(step, on + timedelta(days=chance.randrange(10)), after=[last])
        on += timedelta(days=chance.randint(*PAUSE))


def enter_call(book, cast, number):
    """A call of two stages, of which the last ones of the story are still open, or to come, on its last day."""
    published = book.month(8 * number - 5)
    call = Call(
        programme=cast.programme,
        kind=Call.Kind.values[number % len(Call.Kind.values)],
        title_fr=f"Appel fictif n° {number}",
        title_en=f"Fictional call no. {number}",
        summary_fr="Appel inventé : personne ne peut y répondre.",
        summary_en="An invented call: nobody can answer it.",
        places=None if number == CALLS else 2 * number,
        published_on=published,
        transverse=True,
    )
    book.enter(call, published)
    for position in (1, 2):
        opens = noon(published + timedelta(days=90 * position))
        stage = CallStage(
            call=call,
            position=position,
            title_fr=f"Étape fictive {position}",
            title_en=f"Fictional stage {position}",
            opens_at=opens,
            closes_at=opens + timedelta(days=60),
            eligibility_fr="Personne : l’appel est inventé.",
            eligibility_en="Nobody: the call is invented.",
        )
        book.enter(stage, published, after=[call])


def noon(day):
    """Noon of a day, where the programme is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def enter_target(book, cast, code, value, month):
    """What the programme aims at, said on its first day."""
    due_on = book.month(month + 2) - timedelta(days=1) if month else None
    target = Target(indicator=code, value=value, due_on=due_on, stated_on=book.first, source=cast.source)
    book.enter(target, book.first)


def enter_completeness(book, cast, code, day):
    """The declaration that the records of an indicator are complete from a day."""
    grounds = {"grounds_fr": "Registre fictif tenu à jour.", "grounds_en": "Fictional register kept up to date."}
    declared = Completeness(indicator=code, complete_from=day, source=cast.source, **grounds)
    book.enter(declared, day)


def enter_observation(book, cast, code, value, qualifier, day):
    """What was stated on a day; the first value of what has one is its starting point."""
    stated = Observation(
        indicator=code,
        value=value,
        qualifier=qualifier,
        holds_on=day,
        stated_on=day,
        is_baseline=day == book.first and code in ("TRA-1", "TRA-2"),
        source=cast.source,
        note_fr="Chiffre fictif.",
        note_en="Fictional figure.",
    )
    book.enter(stated, day)
