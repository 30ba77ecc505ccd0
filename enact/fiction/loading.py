"""Loads the fictional programme: the same rows each time, for the same last day and the same number of commitments."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions import group_of
from accounts.models import User
from accounts.roles import Role
from enact.fiction.book import Book
from enact.fiction.calls import enter_calls
from enact.fiction.cast import gather
from enact.fiction.chairs import enter_chairs
from enact.fiction.communities import enter_communities, enter_lives
from enact.fiction.companies import enter_companies
from enact.fiction.doctorates import enter_doctorates
from enact.fiction.events import enter_events
from enact.fiction.figures import enter_figures
from enact.fiction.laboratories import enter_laboratories
from enact.fiction.law import enter_law
from enact.fiction.people import People
from enact.fiction.plots import tell
from enact.fiction.students import enter_students
from enact.fiction.writing import Pen, moments_given
from enact.languages import Text
from enact.records import recorded_models
from indicators.actions import publish_release
from indicators.models import Release
from indicators.restatements import Cause, Explanation, Explanations
from sources.actions import kept_with_their_records

LAST_DAY = datetime.date(2026, 6, 30)
"""The usual last day of the story: four years that lie in the past, for nothing that is to come can be published."""
EVENING = datetime.time(18)
"""When the release of a day is published: after all that was entered on that day."""
STAFF = (("coordination.fictive@example.org", "Camille Fictif"), ("finances.fictives@example.org", "Dominique Fictif"))
"""The accounts under whose names records are entered and approved; nobody signs in with them."""

LATE = Explanation(
    Cause.LATE,
    Text("Données fictives reçues après la publication.", "Fictional data received after the release."),
)
"""Why a release restates what the one before published."""


class NotEmpty(Exception):
    """Why nothing was loaded, in words."""


@kept_with_their_records()
@transaction.atomic
def load(*, until=LAST_DAY, times=1, releases=True):
    """Loads the programme up to its last day, with so many times its usual commitments, and returns how many rows it wrote.

    With `releases`, it publishes one each half-year, from what was known on that evening. Raises `NotEmpty` for a database
    that holds any record.
    """
    refuse_occupied()
    book = Book(until, *(account(*staff) for staff in STAFF))
    imagine(book, times)
    pen, entries = Pen(), book.in_order()
    with moments_given():
        for day in book.half_years() if releases else []:
            at = timezone.make_aware(datetime.datetime.combine(day, EVENING))
            known = [entry for entry in entries if entry.at < at]
            entries = entries[len(known) :]
            pen.write(known)
            publish_release(day=day, by=book.coordinator, at=at, explained=Explanations(LATE))
        pen.write(entries)
    return len(book.entries)


def imagine(book, times):
    """Has the whole story entered in the book."""
    cast = gather(book)
    enter_companies(book, cast)
    people = People(book, cast, enter_laboratories(book, cast))
    purses = tell(book, cast, times)
    calls, communities = enter_calls(book, cast), enter_communities(book, cast)
    chairs = enter_chairs(book, cast, people, calls, communities, purses)
    doctorates = enter_doctorates(book, cast, people, calls, chairs, purses, enter_law(book))
    enter_lives(book, cast, people, doctorates, communities)
    enter_students(book, cast)
    enter_events(book, cast)
    enter_figures(book, cast)


def refuse_occupied():
    """Raises `NotEmpty` when the database holds a record or a release: fiction and fact are never mixed."""
    for model in [*recorded_models(), Release]:
        if model.objects.exists():
            label = model._meta.verbose_name_plural
            raise NotEmpty(f"The fictional programme needs a database of its own, and this one holds {label}.")


def account(email, name):
    """An account of the coordination with which nobody signs in."""
    user = User.objects.create_user(email, None, name=name, is_staff=True)
    user.groups.add(group_of(Role.PUBLISHER))
    return user
