"""The events of the fiction: announced, then held and counted; some cancelled, one under way on the last day, some to come."""

import random
from datetime import timedelta

from enact.fiction.cast import TRIED
from enact.themes import Themed
from indicators.measures import Qualifier
from research.models import Event, EventOrganiser

EVENTS = 60
FIRST, EACH = 20, 25.6
"""In days: when the first event begins, and how long after it the next one."""
KINDS = {
    Event.Kind.HACKATHON: ("Hackathon fictif", "Fictional hackathon", 2),
    Event.Kind.DATA_CHALLENGE: ("Défi de données fictif", "Fictional data challenge", 14),
    Event.Kind.PRACTICAL: ("Travaux pratiques fictifs", "Fictional practical", 1),
    Event.Kind.WORKSHOP: ("Atelier fictif", "Fictional workshop", 3),
    Event.Kind.MEETING: ("Réunion fictive", "Fictional meeting", 1),
    Event.Kind.ANNUAL_DAY: ("Journée annuelle fictive", "Fictional annual day", 1),
}
"""What each kind is called, and how many days it lasts."""
OFTEN = list(KINDS)[:5]
"""The kinds that come one after another; the last kind comes once a year."""
A_YEAR = 15
CANCELLED, UNSAID = (17, 38), (50, 54)
"""The numbers of events that are cancelled, and of those of which nobody says whether they took place."""
ANNOUNCED = 45
"""In days: how long before it an event is published."""
FAR = {EVENTS - 1: timedelta(days=300)}
"""The event that is announced long before it, by so much more; the company whose space can be tried organises it too."""
PLACES = ("Nancy", "Strasbourg", "Reims", "Metz", "Mulhouse")
FOREIGN = 6
"""One event in so many is organised with somebody abroad."""
FEW, FEW_PEOPLE = 33, 3
"""The number of an event to which so few people came that their count is protected."""


def enter_events(book, cast):
    """Has all events entered."""
    chance = random.Random("événements fictifs")  # noqa: S311 (a story, not a secret)
    for number in range(EVENTS):
        enter_event(book, chance, cast, number)


def enter_event(book, chance, cast, number):
    """An event as it is announced, who organises it, and what became of it by the last day."""
    kind = Event.Kind.ANNUAL_DAY if number % A_YEAR == A_YEAR - 1 else OFTEN[number % len(OFTEN)]
    french, english, days = KINDS[kind]
    starts_on = book.first + timedelta(days=int(FIRST + EACH * number))
    announced = max(book.first, starts_on - timedelta(days=ANNOUNCED))
    starts_on += FAR.get(number, timedelta(0))
    expected = {"attendance": 10 * chance.randint(2, 20), "attendance_qualifier": Qualifier.ABOUT}
    event = Event(
        programme=cast.programme,
        kind=kind,
        title_fr=f"{french} n° {number + 1:02}",
        title_en=f"{english} no. {number + 1:02}",
        summary_fr="Événement inventé : il n’a lieu nulle part.",
        summary_en="An invented event: it takes place nowhere.",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1) if days > 1 else None,
        place=f"Salle fictive, {PLACES[number % len(PLACES)]}",
        published_on=None if number % 20 == 11 else announced,
        **(expected if number % 3 else {}),
        **{Themed.THEMES[number % 4]: True},
    )
    book.enter(event, announced)
    for organiser in organisers(chance, cast, announced, number):
        book.enter(EventOrganiser(event=event, organisation=organiser), announced, after=[event, organiser])
    become(book, chance, event, number)


def organisers(chance, cast, by, number):
    """One to three organisations that are there by a day; sometimes one abroad."""
    known = [player.organisation for player in cast.players if player.since <= by]
    abroad = [organisation for organisation in known if organisation.kind == "foreign"]
    here = [organisation for organisation in known if organisation.kind != "foreign"]
    tried = [organisation for organisation in here if organisation.name == TRIED and number in FAR]
    others = [organisation for organisation in here if organisation not in tried]
    return tried + chance.sample(others, 1 + number % 2) + (abroad[:1] if number % FOREIGN == 0 else [])


def become(book, chance, event, number):
    """That an event is cancelled, or was held: attendance is counted then, or remains what was announced, or unknown."""
    told_on = (event.ends_on or event.starts_on) + timedelta(days=5)
    if number in CANCELLED:
        day = event.starts_on - timedelta(days=10)
        book.change(event, day, cancelled_on=day)
    elif number not in UNSAID and told_on <= book.until:
        people = FEW_PEOPLE if number == FEW else chance.randint(12, 220)
        reading = chance.choice((Qualifier.EXACT, Qualifier.EXACT, Qualifier.ABOUT))
        counted = {
            "attendance": people,
            "attendance_qualifier": Qualifier.EXACT if number == FEW else reading,
            "attendance_basis": Event.Basis.COUNTED,
        }
        book.change(event, told_on, took_place=True, **(counted if number % 4 != 2 else {}))
