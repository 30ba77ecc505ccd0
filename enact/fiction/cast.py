"""Who plays: the programme, its organisations with their roles, the people in charge on both sides, who said what."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from enact.dates import Precision, months_after
from enact.fiction.papers import paper
from funding.models import FrameworkAgreement
from partners.models import Identity, Membership, Organisation, Person, Programme, Responsibility
from sources.models import Document, Source, Statement

CAST = Path(__file__).with_name("cast.toml")
TRIED = "Entreprise fictive Bleuet"
"""The company, of middling size, whose space the account of a partner opens."""
YEARS = 5
"""How long the programme lasts: a year longer than its story."""
FRAMED = 4
"""Partners of so many shares of the commitments have a framework agreement."""
SAID = (
    ("F01", "programme", "fact", "Le programme est fictif : tout y est inventé.", "The programme is fictional."),
    ("F02", "funding", "announced", "Une enveloppe d’environ 60 M€ est annoncée (fictif).", "About €60m (fictional)."),
    ("F03", "research", "target", "Dix-huit chaires sont visées (fictif).", "Eighteen chairs (fictional)."),
)
"""What the fictional source said: key, area, status, text in both languages."""


class Player(NamedTuple):
    """An organisation: since which day it plays, its share of the commitments, its person in charge, its framework agreement."""

    organisation: Organisation
    since: object
    weight: int
    counterpart: Person
    framework: FrameworkAgreement | None


class Cast(NamedTuple):
    """All who play; laboratories as they are told, and by the name of a company that of the head of its group.

    `names` are those that people have: given names, and the family names of two kinds of them.
    """

    programme: Programme
    source: Source
    team: list
    players: list
    laboratories: list
    groups: dict
    names: dict

    def institutions(self):
        """Those that receive and spend, the leader first."""
        return self.of_kinds(Organisation.Kind.HIGHER_EDUCATION, Organisation.Kind.HOSPITAL)

    def of_kinds(self, *kinds, by=None):
        """The organisations of some kinds; with `by`, those that play by that day."""
        return [
            player.organisation
            for player in self.players
            if player.organisation.kind in kinds and (by is None or player.since <= by)
        ]


def gather(book):
    """Has the whole cast entered."""
    told = tomllib.loads(CAST.read_text("utf-8"))
    source = voice(book)
    programme = book.enter(
        Programme(
            short_name="FICTIF",
            name_fr="programme fictif d’exemple",
            name_en="fictional example programme",
            starts_on=book.first,
            ends_on=months_after(book.first, 12 * YEARS) - timedelta(days=1),
            is_fictional=True,
        ),
        book.first,
    )
    team = [colleague(book, row, source) for row in told["team"]]
    names = told["given_names"]
    players = [
        player(book, row, programme, source, names[number % len(names)], team[number % len(team)])
        for number, row in enumerate(told["organisations"])
    ]
    found = {key: told[key] for key in ("given_names", "birds", "trees")}
    return Cast(programme, source, team, players, told["laboratories"], told["groups"], found)


def voice(book):
    """The only source: the programme itself, of itself; and what it said at its start."""
    document = Document(
        key="fictif",
        title_fr="Registre fictif",
        title_en="Fictional register",
        publisher="Programme fictif",
        published_on=book.first,
    )
    book.enter(document, book.first)
    source = Source(
        key="fictif", document=document, said_by_fr="coordination (fictive)", said_by_en="coordination (fictional)"
    )
    book.enter(source, book.first)
    for key, area, status, french, english in SAID:
        said = Statement(
            key=key, area=area, status=status, text_fr=french, text_en=english, source=source, stated_on=book.first
        )
        book.enter(said, book.first)
    return source


def person(book, given_name, family_name, address, on, *, gender="", telephone="", **values):
    """Somebody, entered on a day."""
    made = book.enter(Person(**values), on)
    names = {"given_name": given_name, "family_name": family_name, "gender": gender, "telephone": telephone}
    book.enter(Identity(person=made, email=f"{address}@example.org", **names), on, after=[made])
    return made


def colleague(book, row, source):
    """Somebody of the programme's own side, with a function from the first day."""
    given, family = row.pop("given_name"), row.pop("family_name")
    made = person(book, given, family, given.lower(), book.first, telephone=row.pop("telephone"))
    held = Responsibility(person=made, source=source, starts_on=book.first, **row)
    book.enter(held, book.first, after=[made])
    return made


def player(book, row, programme, source, given_name, contact):
    """An organisation with its role, its person in charge and its contact on our side."""
    since, talks = row.pop("since"), row.pop("talks", 0)
    begins = book.month(max(since - talks, 0))
    role = {"role": row.pop("role"), "programme": programme, "source": source}
    role |= {"is_disputed": row.pop("disputed", False), "standing": row.pop("standing", Membership.Standing.AGREED)}
    ends, weight, also = row.pop("ends", None), row.pop("weight"), row.pop("also", None)
    organisation = book.enter(Organisation(**row), begins)
    roles(book, organisation, role, since, talks, ends)
    if also:
        roles(book, organisation, role | {"role": also}, since, 0, ends)
    last_name = organisation.name.rpartition(" ")[2].rpartition("’")[2]
    counterpart = person(
        book, given_name, f"Fictif-{last_name}", f"{given_name.lower()}.{organisation_key(book)}", begins
    )
    for function in (
        {"organisation": organisation, "person": counterpart, "function_fr": "Responsable des partenariats (fictif)"},
        {"contact_of": organisation, "person": contact, "function_fr": "Contact du partenaire (fictif)"},
    ):
        english = (
            "Head of partnerships (fictional)" if "organisation" in function else "Contact of the partner (fictional)"
        )
        held = Responsibility(source=source, starts_on=begins, function_en=english, **function)
        book.enter(held, begins, after=[organisation, counterpart])
    agree_to_be_named(book, organisation)
    return Player(organisation, book.month(since), weight, counterpart, framework(book, organisation, since, weight))


def organisation_key(book):
    """A key for the address of a partner's person, which no other has."""
    return f"p{len(book.entries)}"


def roles(book, organisation, role, since, talks, ends):
    """The role of an organisation; before it, that it was in talks; its end, which is known when it comes."""
    if talks:
        first, last = book.month(max(since - talks, 0)), book.month(since) - timedelta(days=1)
        intended = role | {"standing": Membership.Standing.IN_TALKS}
        before = Membership(organisation=organisation, starts_on=first, precision=Precision.MONTH, **intended)
        book.enter(before, first, after=[organisation])
        book.change(before, last, ends_on=last)
    starts_on = book.month(since)
    held = book.enter(
        Membership(organisation=organisation, starts_on=starts_on, **role), starts_on, after=[organisation]
    )
    if ends:
        last = book.month(ends) - timedelta(days=1)
        book.change(held, last, ends_on=last)


def agree_to_be_named(book, organisation):
    """Most companies agree to be named in public, some months later."""
    if organisation.kind == Organisation.Kind.COMPANY and len(organisation.name) % 4:
        day = book.moments[id(organisation)].date() + timedelta(days=90)
        book.change(organisation, day, name_published_since=day)


def framework(book, organisation, since, weight):
    """The framework agreement of a partner of many commitments, signed half a year after it came; `None` for the others."""
    if weight < FRAMED:
        return None
    on, reference = book.month(since + 6), f"AC-{len(book.entries)}"
    file = paper(book, f"accord-cadre-{reference}", [f"Accord-cadre fictif {reference}", organisation.name], on)
    made = FrameworkAgreement(
        organisation=organisation,
        title_fr="Accord-cadre fictif",
        title_en="Fictional framework agreement",
        reference=reference,
        signed_on=on,
        signatories="direction fictive du partenaire ; coordination du programme fictif",
        file=file,
    )
    return book.enter(made, on, after=[organisation, file])
