"""What is told beside the records: what was aimed at, what was stated, which records are complete."""

import random
from datetime import timedelta

from enact.fiction.book import MONTHS
from indicators.measures import Qualifier
from indicators.models import Completeness, Observation, Target

TARGETS = (("RES-1", 18, 58), ("TRA-1", 5_000, 58), ("TRA-2", 60, 58), ("TRA-3", 20, None))
"""What is aimed at: indicator, value, by the end of which month of the programme; `None`: each year."""
STATED = {
    "TRA-1": (2_500, 240, Qualifier.ABOUT),
    "TRA-2": (30, 3, Qualifier.A_LITTLE_OVER),
    "TRA-3": (0, 2, Qualifier.EXACT),
    "RES-2": (0, 1, Qualifier.EXACT),
    "FIN-0": (60_000_000, 0, Qualifier.ABOUT),
}
"""What is stated each half-year until records stand for themselves: a value at the start, and by about how much it grows."""
COMPLETE = {
    **dict.fromkeys(("RES-1", "RES-2", "PAR-1", "PAR-2", "TRA-4", *(f"FIN-{number}" for number in range(1, 7))), 5),
    **dict.fromkeys(("TRA-1", "EQU-1", "INT-1"), 17),
    **dict.fromkeys(("TRA-2", "TRA-3"), 18),
}
"""From which month on the records of an indicator stand for themselves; those of flows, once a year of them is whole."""


def enter_figures(book, cast):
    """Has all of it entered."""
    chance = random.Random("chiffres fictifs")  # noqa: S311 (a story, not a secret)
    for code, value, month in TARGETS:
        enter_target(book, cast, code, value, month)
    for code, month in COMPLETE.items():
        enter_completeness(book, cast, code, book.month(month))
    for code, (value, growth, qualifier) in STATED.items():
        for place, day in enumerate([book.first, *book.half_years()]):
            if day >= book.month(COMPLETE.get(code, MONTHS)):
                break
            grown = value + growth * place + (chance.randint(0, growth) if growth and place else 0)
            enter_observation(book, cast, code, grown, qualifier, day)


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
