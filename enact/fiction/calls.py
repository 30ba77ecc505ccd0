"""The calls of the fiction: those that are over with their results, and, on the last day, some open and some to come."""

import datetime
from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from enact.fiction.papers import paper
from research.models import Call, CallDocument, CallQuestion, CallStage

Kind = Call.Kind


class Plan(NamedTuple):
    """A call: its kind, the month in which it is published, its places, `None` when nobody says how many.

    Its stages open so many days after it is published, and last so many each.
    """

    kind: Kind
    month: int
    places: int | None
    opens: tuple
    lasts: int


PLANS = (
    Plan(Kind.DOCTORAL_CONTRACTS, 0, 22, (4,), 60),
    Plan(Kind.CHAIRS, 1, 4, (20,), 90),
    Plan(Kind.MOBILITY, 3, 12, (90, 180), 60),
    Plan(Kind.DOCTORAL_CONTRACTS, 6, 24, (14,), 100),
    Plan(Kind.INTERNATIONAL_CHAIRS, 10, 4, (30, 120), 60),
    Plan(Kind.INTERNSHIPS, 12, 30, (20, 110), 60),
    Plan(Kind.DOCTORAL_CONTRACTS, 18, 24, (14,), 100),
    Plan(Kind.CHAIRS, 20, 4, (20,), 90),
    Plan(Kind.STAFF, 27, None, (60, 150), 45),
    Plan(Kind.DOCTORAL_CONTRACTS, 30, 24, (14,), 100),
    Plan(Kind.INTERNATIONAL_CHAIRS, 31, 5, (30,), 90),
    Plan(Kind.CHALLENGES, 35, 8, (60, 150), 60),
    Plan(Kind.DOCTORAL_CONTRACTS, 42, 24, (14,), 100),
    Plan(Kind.MOBILITY, 43, 12, (30, 190), 60),
    Plan(Kind.CHAIRS, 45, 4, (45,), 150),
    Plan(Kind.INTERNATIONAL_CHAIRS, 47, None, (120,), 90),
)
"""In the order in which they are published."""
RESULTS = 30
"""In days, after the last stage has closed: when its results are published."""
UNDECIDED = (13, 14)
"""The numbers of calls that have closed a stage, and of which not everybody has been chosen yet."""


class Called(NamedTuple):
    """A call, and the last day of its last stage."""

    call: Call
    closes_on: datetime.date


def enter_calls(book, cast):
    """Has all calls entered; returns them by their kind, in their order."""
    found = {}
    for number, plan in enumerate(PLANS, start=1):
        found.setdefault(plan.kind, []).append(enter_call(book, cast, number, plan))
    return found


def enter_call(book, cast, number, plan):
    """A call with its stages, of which the results come when they have closed."""
    published = book.month(plan.month)
    call = Call(
        programme=cast.programme,
        kind=plan.kind,
        title_fr=f"Appel fictif n° {number}",
        title_en=f"Fictional call no. {number}",
        summary_fr="Appel inventé : personne ne peut y répondre.",
        summary_en="An invented call: nobody can answer it.",
        places=plan.places,
        budget=None if plan.places is None else plan.places * 50_000,
        published_on=published,
        transverse=True,
    )
    book.enter(call, published)
    stages = [enter_stage(book, call, rank, days, plan.lasts) for rank, days in enumerate(plan.opens, start=1)]
    closes_on = stages[-1].closes_at.date()
    enter_dossier(book, call, number, published)
    if plan.places and number not in UNDECIDED:
        tell_results(book, stages[-1], plan.places, closes_on + timedelta(days=RESULTS))
    return Called(call, closes_on)


def enter_stage(book, call, position, days, lasts):
    """A stage of a call, which opens so many days after the call is published, and lasts so many."""
    opens = call.published_on + timedelta(days=days)
    stage = CallStage(
        call=call,
        position=position,
        title_fr=f"Étape fictive {position}",
        title_en=f"Fictional stage {position}",
        opens_at=noon(opens),
        closes_at=noon(opens + timedelta(days=lasts)),
        eligibility_fr="Personne : l’appel est inventé.",
        eligibility_en="Nobody: the call is invented.",
    )
    return book.enter(stage, call.published_on, after=[call])


def enter_dossier(book, call, number, published):
    """The rules of a call, as a file, and a question about every other one, which one in six leaves unanswered."""
    file = paper(book, f"reglement-{number:02}", [f"Règlement fictif de l’appel n° {number}"], published)
    titles = {"title_fr": "Règlement fictif", "title_en": "Fictional rules"}
    document = CallDocument(call=call, file=file, published_on=published, **titles)
    book.enter(document, published, after=[call, file])
    if number % 2 == 0:
        asked_on, answered_on = published + timedelta(days=6), published + timedelta(days=9)
        question = CallQuestion(
            call=call,
            asked_on=asked_on,
            question_fr="Peut-on répondre à un appel fictif ?",
            question_en="Can one answer a fictional call?",
        )
        book.enter(question, asked_on, after=[call])
        if number % 6:
            answer = {"answer_fr": "Non : il est inventé.", "answer_en": "No: it is invented."}
            book.change(question, answered_on, answered_on=answered_on, published_on=answered_on, **answer)


def tell_results(book, stage, selected, on):
    """The results of a stage that has closed: as many are selected as there are places."""
    if on <= book.until:
        told = {"applications": 4 * selected + 3, "eligible": 3 * selected + 1, "selected": selected}
        book.change(stage, on, results_on=on, **told)


def noon(day):
    """Noon of a day, where the programme is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
