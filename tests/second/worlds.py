"""Small programmes made up at random, the same for the same seed: all that indicators count, and what they must leave out."""

from datetime import date, timedelta
from random import Random

from tests import make

FIRST = date(2024, 10, 1)
DAYS = 900
KINDS = ("company", "company", "company", "local_authority", "higher_education", "research", "association")
STEPS = ("discussion", "interest", "letter", "award", "agreement", "amendment", "withdrawal", "completion")


class World:
    """A programme of one seed."""

    def __init__(self, seed):
        self.chance, self.naming = Random(seed), Random(f"naming {seed}")
        self.universities = [make.organisation(kind="higher_education") for _each in range(3)]
        self.bodies = self.universities + [self.body() for _each in range(12)]
        self.people = [self.person() for _each in range(40)]
        self.roles()
        self.money()
        self.research()
        self.doctorates()
        self.students()

    def day(self, after=FIRST):
        """A day after another."""
        return after + timedelta(days=self.chance.randrange(DAYS))

    def end(self, start):
        """A last day, or none."""
        return self.day(start) if self.chance.random() < 0.4 else None

    def amount(self):
        """An amount with cents, or none."""
        return None if self.chance.random() < 0.2 else self.chance.randrange(10**8) / 100

    def body(self):
        """An organisation of any kind, sometimes invented."""
        return make.organisation(
            kind=self.chance.choice(KINDS),
            is_example=self.chance.random() < 0.15,
            name_published_since=self.naming.choice([None, FIRST, FIRST, date(2025, 10, 1)]),
        )

    def person(self):
        """A person who gave a gender, or not."""
        person = make.person()
        person.identity.gender = self.chance.choice(["woman", "woman", "man", "man", "other", ""])
        person.identity.save()
        return person

    def steps(self, add, kinds, **owner):
        """Some steps of a record, of which some are replaced by others, and some are of one day."""
        made, day = [], self.day()
        for _each in range(self.chance.randrange(5)):
            day = self.chance.choice([day, self.day()])
            wrong = self.chance.choice(made) if made and self.chance.random() < 0.3 else None
            made = [step for step in made if step != wrong]
            given = {"replaces": wrong, "reason": "Erreur de saisie"} if wrong else {}
            made.append(add(kind=self.chance.choice(kinds), happened_on=day, **owner, **given))

    def roles(self):
        """Roles in the programme, agreed or not, over or not."""
        for body in self.bodies:
            for role in self.chance.sample(["member", "funder", "company", "relay"], k=self.chance.randrange(4)):
                start, standing = self.day(), self.chance.choice(["agreed", "agreed", "in_talks"])
                make.membership(
                    organisation=body, role=role, standing=standing, starts_on=start, ends_on=self.end(start)
                )

    def money(self):
        """Commitments with their steps, what was received of them, and what was spent."""
        anne, paul = make.user(), make.user()
        for _each in range(22):
            told = self.day() if self.chance.random() < 0.25 else None
            one = make.commitment(organisation=self.chance.choice(self.bodies), amount_published_since=told)
            self.steps(lambda **given: make.commitment_step(amount=self.amount(), **given), STEPS, commitment=one)
            for _row in range(self.chance.randrange(3)):
                given = {"amount": self.amount(), "received_on": self.day(), "commitment": one}
                if self.chance.random() < 0.4:
                    is_approved = self.chance.random() < 0.6
                    given |= {"form": "in_kind", "valued_by": anne} | (
                        {"approved_by": paul, "approved_on": self.day()} if is_approved else {}
                    )
                make.receipt(**given, **self.cancelled())
            for _row in range(self.chance.randrange(3)):
                spent = {"amount": self.amount(), "spent_on": self.day(), "commitment": one}
                make.expenditure(**spent, **self.cancelled())

    def cancelled(self):
        """That a row is cancelled from a day on, or not."""
        return {"cancelled_on": self.day(), "note": "Doublon"} if self.chance.random() < 0.2 else {}

    def research(self):
        """Chairs, communities and events."""
        kinds = ("planned", "awarded", "agreed", "started", "ended", "withdrawn")
        for _each in range(12):
            chair = make.chair(host=self.chance.choice([None, *self.bodies]))
            self.steps(make.chair_step, kinds, chair=chair)
        for _each in range(5):
            start = self.day()
            make.community(starts_on=start, ends_on=self.end(start))
            begins = self.day()
            took_place = self.chance.random() < 0.6
            make.event(starts_on=begins, ends_on=self.end(begins), took_place=took_place)

    def doctorates(self):
        """Contracts with their steps, at any body, some of invented ones."""
        kinds = ("selected", "started", "started", "started", "started", "defended", "stopped")
        for _each in range(50):
            contract = make.doctoral_contract(
                kind=self.chance.choice(["academic", "cifre"]),
                institution=self.chance.choice(self.universities * 4 + self.bodies),
                employer=self.chance.choice([None, *self.bodies]),
                student=self.chance.choice([None, *self.people]),
                funded_by_enact=self.chance.random() < 0.5,
            )
            if self.chance.random() < 0.3:
                contract.cotutelle = make.organisation(kind="foreign", country="DE")
                contract.save()
            self.steps(make.doctoral_step, kinds, contract=contract)

    def students(self):
        """Who is asked for students and who has answered, with figures that contradict one another, some of them chosen."""
        for body in self.chance.sample(self.bodies, k=5):
            if self.chance.random() < 0.8:
                make.respondent(institution=body, first_year=self.chance.choice([2022, 2023, 2024]))
            programme = make.study_programme(institution=body)
            for year in (2023, 2024, 2025):
                for _each in range(self.chance.randrange(3)):
                    self.figure(programme, year)

    def figure(self, programme, year):
        """A figure of a year, known or not, chosen later or not."""
        enrolled = self.chance.choice([None, 0, 4, 30, 250])
        stated = self.day(date(year, 9, 1))
        given = (
            {"chosen_on": self.day(stated), "chosen_because": "Le plus précis"} if self.chance.random() < 0.3 else {}
        )
        elsewhere = None if enrolled is None else self.chance.choice([None, 0, enrolled // 2])
        make.student_figure(
            study_programme=programme,
            year=year,
            enrolled=enrolled,
            counted_elsewhere=elsewhere,
            stated_on=stated,
            **given,
        )
