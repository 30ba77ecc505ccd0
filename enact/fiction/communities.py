"""The communities of interest of the fiction: who leads them, who belongs to them, when they meet, what comes of them."""

import random
from datetime import timedelta

from enact.dates import months_after
from enact.themes import Themed
from indicators.measures import Qualifier
from partners.models import Organisation
from research.models import Community, CommunityLead, CommunityMeeting, CommunityMember, CommunityOutput

COMMUNITIES = 12
ENDS = 4
"""The community of this number has ended, after so many months: `LASTS`."""
LASTS = 20
Category, Kind, Basis = CommunityMember.Category, Organisation.Kind, CommunityMeeting.Basis
PEOPLE = ((Category.STUDENT, 6), (Category.RESEARCHER, 7))
ORGANISATIONS = (
    (Category.COMPANY, (Kind.COMPANY,), 4),
    (Category.HOSPITAL, (Kind.HOSPITAL,), 1),
    (Category.AUTHORITY, (Kind.LOCAL_AUTHORITY,), 2),
    (Category.OTHER, (Kind.ASSOCIATION, Kind.INNOVATION, Kind.FOREIGN), 2),
)
"""Of each category, how many members a community has, about."""
LEAVES = 5
"""Of so many members, one leaves after a year."""
MEETS = 110
"""In days, between two meetings."""
SIZES = ((Basis.COUNTED, Qualifier.EXACT), (Basis.COUNTED, Qualifier.ABOUT), (Basis.ANNOUNCED, Qualifier.ABOUT), None)
"""How attendance is known, meeting after meeting; `None`: it is not."""


def enter_communities(book, cast):
    """Has all communities entered, without anybody in them yet; returns them."""
    return [enter_community(book, cast, number) for number in range(1, COMMUNITIES + 1)]


def enter_community(book, cast, number):
    """A community, active from some month on; one has ended."""
    starts_on = book.month(3 * number - 1)
    community = Community(
        programme=cast.programme,
        name_fr=f"Communauté fictive n° {number:02}",
        name_en=f"Fictional community no. {number:02}",
        summary_fr="Communauté inventée : personne ne s’y réunit.",
        summary_en="An invented community: nobody meets in it.",
        starts_on=starts_on,
        source=cast.source,
        **dict.fromkeys((Themed.THEMES[number % 4], Themed.THEMES[number // 4 % 4]), True),
    )
    return book.enter(community, starts_on)


def enter_lives(book, cast, people, doctorates, communities):
    """Has entered who leads communities, who belongs to them, when they meet and what comes of them."""
    students = [(told.student, told.starts_on) for told in doctorates if told.student]
    chance = random.Random("communautés fictives")  # noqa: S311 (a story, not a secret)
    for number, community in enumerate(communities, start=1):
        ends_on = months_after(community.starts_on, LASTS) if number == ENDS else None
        last = min(ends_on or book.until, book.until)
        lead(book, chance, people, community, number)
        for place, (category, member) in enumerate(members(chance, cast, people, students, last)):
            join(book, chance, community, category, member, last, place)
        meet(book, chance, community, last)
        for place in range(number % 3):
            produce(book, community, place, months_after(community.starts_on, 8 + 7 * place), last)
        if ends_on and ends_on <= book.until:
            book.change(community, ends_on, ends_on=ends_on)


def lead(book, chance, people, community, number):
    """Who leads a community; of some, somebody else after a year."""
    able = [one.person for one in people.scientists if one.since <= community.starts_on and one.person.has_hdr]
    first, second = chance.sample(able, 2)
    led = CommunityLead(community=community, person=first, starts_on=community.starts_on)
    book.enter(led, community.starts_on, after=[community, first])
    changes_on = months_after(community.starts_on, 12)
    if number % 4 == 2 and changes_on <= book.until:
        book.change(led, changes_on, ends_on=changes_on - timedelta(days=1))
        led = CommunityLead(community=community, person=second, starts_on=changes_on)
        book.enter(led, changes_on, after=[community, second])


def members(chance, cast, people, students, last):
    """Who comes to a community by its last day: pairs of a category and a person, an organisation or `None`, with the day."""
    known = {
        Category.STUDENT: [pair for pair in students if pair[1] < last],
        Category.RESEARCHER: [(one.person, one.since) for one in people.scientists if one.since < last],
    }
    for category, count in PEOPLE:
        for found in chance.sample(known[category], min(count + chance.randrange(4), len(known[category]))):
            yield category, found
    players = [player for player in cast.players if player.since < last]
    for category, kinds, count in ORGANISATIONS:
        able = [(player.organisation, player.since) for player in players if player.organisation.kind in kinds]
        for found in chance.sample(able, min(count + chance.randrange(3), len(able))):
            yield category, found


def join(book, chance, community, category, member, last, place):
    """That somebody joins a community after its start; some leave it a year later."""
    who, since = member
    first = max(community.starts_on, since)
    starts_on = first + timedelta(days=chance.randrange(min(200, (last - first).days)))
    role = "organisation" if isinstance(who, Organisation) else "person"
    row = CommunityMember(community=community, category=category, starts_on=starts_on, **{role: who})
    book.enter(row, starts_on, after=[community, who])
    leaves_on = months_after(starts_on, 12)
    if place % LEAVES == 0 and leaves_on <= last:
        book.change(row, leaves_on, ends_on=leaves_on)


def meet(book, chance, community, last):
    """The meetings of a community until a day."""
    held_on, number = community.starts_on + timedelta(days=20), 0
    while held_on <= last:
        known = SIZES[number % len(SIZES)]
        values = {"attendance": chance.randint(6, 60), "basis": known[0], "qualifier": known[1]} if known else {}
        subject = {"subject_fr": f"Séance fictive n° {number + 1}", "subject_en": f"Fictional session no. {number + 1}"}
        row = CommunityMeeting(community=community, held_on=held_on, place="Salle fictive, Nancy", **subject, **values)
        book.enter(row, held_on, after=[community])
        held_on, number = held_on + timedelta(days=MEETS + chance.randrange(20)), number + 1


def produce(book, community, place, on, last):
    """Something that came of a community, if it came by a day."""
    if on <= last:
        number = place + 1
        output = CommunityOutput(
            community=community,
            title_fr=f"Rapport fictif n° {number}",
            title_en=f"Fictional report no. {number}",
            produced_on=on,
        )
        book.enter(output, on, after=[community])
