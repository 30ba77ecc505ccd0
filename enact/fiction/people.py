"""Those who direct theses, hold chairs and lead communities; students; people of companies and abroad. None of them exists."""

import random
from datetime import timedelta
from typing import NamedTuple

from enact.fiction.cast import person
from partners.models import Affiliation, Identity, Person

OF_A_LABORATORY = (True, True, True, True, True, True, False, None)
"""Of each laboratory, so many people: whether each has an HDR; `None`: it is not known."""
CONSENTS = 3
"""One in so many agrees to be named in public."""
Gender = Identity.Gender
GIVEN = (Gender.WOMAN, Gender.MAN, "", Gender.OTHER)
OFTEN = (43, 44, 11, 2)
"""Which gender people give, "" when they give none, and how often of a hundred."""


class Scientist(NamedTuple):
    """Somebody of a laboratory, from a day on."""

    person: Person
    place: object
    since: object


class People:
    """All who work, study and supervise; those of companies and abroad are entered once they are needed."""

    def __init__(self, book, cast, places):
        self.book, self.cast, self.places = book, cast, places
        self.chance = random.Random("personnes fictives")  # noqa: S311 (a story, not a secret)
        self.scientists = [
            self.scientist(place, len(OF_A_LABORATORY) * number + rank, has_hdr)
            for number, place in enumerate(places)
            for rank, has_hdr in enumerate(OF_A_LABORATORY)
        ]
        self.students, self.elsewhere = [], {}

    def named(self, words, number):
        """The names of somebody, which nobody else of the same words has."""
        given, family = self.cast.names["given_names"], self.cast.names[words]
        return given[number % len(given)], f"Fictif-{family[number // len(given)]}"

    def scientist(self, place, number, has_hdr):
        """Somebody of a laboratory, from its first day on."""
        gender = self.chance.choices(GIVEN, OFTEN)[0]
        named = self.named("trees", number)
        who = person(self.book, *named, f"science{number:02}", place.since, gender=gender, has_hdr=has_hdr)
        work = {"laboratory": place.laboratory, "starts_on": place.since, "source": self.cast.source}
        self.book.enter(Affiliation(person=who, **work), place.since, after=[who, place.laboratory])
        self.may_consent(who, place.since, number)
        return Scientist(who, place, place.since)

    def student(self, on):
        """A doctoral student, known from a day on."""
        number = len(self.students)
        gender = self.chance.choices(GIVEN, OFTEN)[0]
        who = person(self.book, *self.named("birds", number), f"these{number:03}", on, gender=gender)
        self.students.append(who)
        self.may_consent(who, on, number)
        return who

    def may_consent(self, who, since, number):
        """Some agree to be named, three months later."""
        on = since + timedelta(days=90)
        if number % CONSENTS == 0 and on <= self.book.until:
            self.book.change(who, on, consented_on=on)

    def of(self, organisation, on):
        """Somebody of a company or of an institution abroad, known from the first day on which that was asked."""
        key = id(organisation)
        if key not in self.elsewhere:
            number = len(self.elsewhere)
            names = self.cast.names["given_names"]
            family = organisation.name.rpartition(" ")[2].rpartition("’")[2]
            made = person(self.book, names[number % len(names)], f"Fictif-{family}", f"ailleurs{number:02}", on)
            self.elsewhere[key] = made
        return self.elsewhere[key]

    def working_in(self, place, *, has_hdr=True):
        """Those of a laboratory who have an HDR; with `False`, who have none; with `None`, of whom it is not known."""
        return [one for one in self.scientists if one.place is place and one.person.has_hdr is has_hdr]

    def working_elsewhere(self, place, by):
        """Those with an HDR of other laboratories that are there by a day."""
        found = [one for one in self.scientists if one.place is not place and one.since <= by]
        return [one.person for one in found if one.person.has_hdr]
