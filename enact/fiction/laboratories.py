"""The laboratories of the fiction: who supervises each, over time, and who works in it."""

from datetime import timedelta
from typing import NamedTuple

from enact.fiction.cast import person
from partners.models import Affiliation, Laboratory, Organisation, Supervision

LEAVES = 3
"""Of so many people, one leaves a laboratory after two years."""


class Place(NamedTuple):
    """A laboratory, the day from which it is known, and the organisations that supervise it."""

    laboratory: Laboratory
    since: object
    supervisors: list

    def institutions(self):
        """Those where a doctoral student may be registered."""
        kind = Organisation.Kind.HIGHER_EDUCATION
        return [organisation for organisation in self.supervisors if organisation.kind == kind]


def enter_laboratories(book, cast):
    """Has all of them entered, with their supervisors and their people; returns them."""
    return list(laboratories(book, cast))


def laboratories(book, cast):
    """The laboratories, one after another, as each is entered."""
    organisations = {player.organisation.name: player.organisation for player in cast.players}
    for number, row in enumerate(cast.laboratories):
        begins = book.month(row["since"])
        place = {"commune": row["commune"], "department": row["department"]}
        laboratory = book.enter(Laboratory(name=row["name"], **place), begins)
        for name in row["supervisors"]:
            supervise(book, cast, laboratory, organisations[name], begins)
        for place, given_name in enumerate(row["people"]):
            work(book, cast, laboratory, given_name, 2 * number + place)
        yield Place(laboratory, begins, [organisations[name] for name in row["supervisors"]])


def supervise(book, cast, laboratory, organisation, begins):
    """That an organisation supervises a laboratory, from the day on which both are there."""
    starts_on = max(begins, book.moments[id(organisation)].date())
    held = Supervision(laboratory=laboratory, organisation=organisation, starts_on=starts_on, source=cast.source)
    book.enter(held, starts_on, after=[laboratory, organisation])


def work(book, cast, laboratory, given_name, number):
    """Somebody who works in a laboratory some months after it was known; some leave it."""
    starts_on = book.moments[id(laboratory)].date() + timedelta(days=60 + 20 * number)
    who = person(book, given_name, f"Fictif-{laboratory.name.rpartition(' ')[2]}", f"labo{number:02}", starts_on)
    held = Affiliation(person=who, laboratory=laboratory, starts_on=starts_on, source=cast.source)
    book.enter(held, starts_on, after=[laboratory, who])
    last = starts_on + timedelta(days=730)
    if number % LEAVES == 0 and last <= book.until:
        book.change(held, last, ends_on=last)
