"""Events: where each stands, what counts, what cannot be; the agenda, its calendar and its feed."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from indicators.measures import Qualifier, Total
from research.measures import attendance, events_held
from research.models import Event, agenda
from tests import make
from tests.drawn import forget_pages
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)
EVENTS, OFFICE = "/fr/events/", "/office/events/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOST_QUERIES = 10
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def held(**fields):
    """An event that has taken place."""
    return make.event(took_place=True, **fields)


def counted(number, **fields):
    """An event that has taken place, with the attendance that was counted."""
    return held(attendance=number, attendance_basis="counted", **fields)


def titles(response):
    """The titles of the rows."""
    return [record.title_fr for record in response.context["page"].records]


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({}, ["coming", "running", "past", "past"]),
        ({"ends_on": DAY + ONE}, ["coming", "running", "running", "past"]),
        ({"cancelled_on": DAY}, ["coming", "cancelled", "cancelled", "cancelled"]),
        ({"cancelled_on": DAY - ONE}, ["cancelled"] * 4),
    ],
)
def test_event_stands_where_its_days_say(fields, states):
    make.event(**fields)
    days = [DAY - ONE, DAY, DAY + ONE, DAY + 2 * ONE]
    assert [Event.objects.with_state_on(day).get().state for day in days] == states


def test_agenda_has_what_runs_then_what_comes_then_what_is_over():
    days = {
        "over": (DAY - 9 * ONE, None),
        "just over": (DAY - 5 * ONE, DAY - ONE),
        "under way": (DAY - ONE, DAY),
        "today": (DAY, None),
        "next": (DAY + ONE, None),
        "later": (DAY + 2 * ONE, DAY + 3 * ONE),
    }
    for title, (first, last) in days.items():
        make.event(title_fr=title, starts_on=first, ends_on=last)
    found = [event.title_fr for event in Event.objects.with_state_on(DAY).order_by(*agenda())]
    assert found == ["under way", "today", "next", "later", "just over", "over"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"ends_on": DAY - ONE}, "ends_after_it_starts"),
        ({"starts_on": date(1999, 12, 31)}, "starts_since_2000"),
        ({"took_place": True, "cancelled_on": DAY}, "takes_place_or_is_cancelled"),
        ({"attendance": 5, "attendance_basis": "counted"}, "counted_once_it_took_place"),
    ],
)
def test_database_refuses_an_event_that_cannot_be(fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.event(**fields)


def test_event_and_organiser_are_recorded_once():
    event = make.event(title_fr="Atelier")
    make.event(title_fr="Atelier", starts_on=DAY + ONE)
    organiser = make.event_organiser(event=event)
    for make_again in (
        lambda: make.event(title_fr="Atelier"),
        lambda: make.event_organiser(event=event, organisation=organiser.organisation),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_again()


def test_event_counts_from_its_last_day_once_it_took_place():
    held(ends_on=DAY + ONE)
    make.event()
    make.event(cancelled_on=DAY)
    assert [events_held.on(day).value for day in (DAY, DAY + ONE)] == [0, 1]


def test_event_over_that_nobody_confirmed_is_known():
    waiting = make.event(ends_on=DAY + ONE)
    held()
    make.event(cancelled_on=DAY)
    found = [list(Event.objects.unconfirmed_on(day)) for day in (DAY + ONE, DAY + 2 * ONE)]
    assert found == [[], [waiting]]


def test_attendance_is_what_was_counted_and_the_rest_is_unknown():
    counted(150, attendance_qualifier="about")
    counted(20)
    counted(4)
    counted(0, kind="meeting")
    held(attendance=300)
    held()
    make.event(attendance=99)
    assert attendance.on(DAY) == Total(known=170, knowns=3, unknowns=3, qualifier=Qualifier.ABOUT)
    assert attendance.split(DAY, "kind")["meeting"] == Total(known=0, knowns=1)


def test_year_of_events_is_the_difference_of_two_days():
    for first, last in ((date(2025, 12, 31), NEW_YEAR), (date(2025, 12, 31), None), (DAY, None), (NEW_YEAR, None)):
        counted(10, starts_on=first, ends_on=last, digital_health=True)
    ends = [date(2024, 12, 31), date(2025, 12, 31), date(2026, 12, 31)]
    for measure in (events_held, attendance):
        by_day = [measure.on(day).value for day in ends]
        split = measure.split(ends[-1], "in_year")
        assert [split[year].value for year in (2025, 2026)] == [by_day[1] - by_day[0], by_day[2] - by_day[1]]
        assert sum(total.value for total in split.values()) == by_day[2]


def test_agenda_tells_what_is_published(client):
    make.event(title_fr="Publié", place="Nancy", starts_on=DAY)
    make.event(title_fr="Caché", published_on=None)
    make.event(title_fr="Demain", published_on=timezone.localdate() + ONE)
    response = client.get(EVENTS)
    assert titles(response) == ["Publié"]
    assert (
        "Publié atelier passé 20 mai 2025 20 mai 2025 Nancy non communiqué – aucune non communiqué"
        in Page(response).text
    )
    assert {"/fr/events.ics", "/fr/events.atom"} <= set(Page(response).links)
    assert titles(client.get(EVENTS, {"on": timezone.localdate() + 2 * ONE})) == ["Publié"]
    assert titles(client.get(EVENTS, {"on": DAY - ONE})) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=EPINAL", ["Données"]),
        ("kind=hackathon", ["Hackathon"]),
        ("state=past", ["Données", "Hackathon"]),
        ("state=coming", []),
        ("theme=digital_health", ["Hackathon"]),
        ("first=2025-05-21", ["Données"]),
        ("last=20/05/2025", ["Hackathon"]),
        ("sort=title", ["Données", "Hackathon"]),
        ("sort=-starts", ["Données", "Hackathon"]),
        ("sort=attendance", ["Données", "Hackathon"]),
        ("first=x", []),
    ],
)
def test_events_are_found_and_sorted(client, query, found):
    make.event(title_fr="Hackathon", kind="hackathon", digital_health=True)
    make.event(title_fr="Données", place="Épinal", starts_on=DAY + ONE, ends_on=DAY + 2 * ONE)
    assert titles(client.get(f"{EVENTS}?{query}")) == found


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"attendance": 150, "attendance_qualifier": "about"}, "environ 150 annoncée"),
        ({"attendance": 150, "attendance_basis": "counted", "took_place": True}, "150 comptée"),
        ({"attendance": 0, "attendance_basis": "counted", "took_place": True}, "0 comptée"),
        ({"attendance": 4, "attendance_basis": "counted", "took_place": True}, "protégé"),
        ({"attendance": 1}, "protégé"),
        ({}, "non communiqué"),
    ],
)
def test_attendance_is_told_with_how_it_is_to_be_read(client, fields, words):
    event = make.event(place="Nancy", digital_health=True, **fields)
    asked = {"columns": ["attendance", "basis"]}
    lists = Page(client.get(EVENTS, asked)).text
    page = Page(client.get(f"{EVENTS}{event.pk}/")).text.replace("(", "").replace(")", "")
    file = client.get(EVENTS, asked | {"export": "csv"}).content.decode("utf-8-sig")
    assert (words in lists, f"Présence {words}" in page) == (True, True)
    row = file.splitlines()[1].split(";")
    is_told = fields.get("attendance", 1) not in (1, 2, 3, 4)
    assert row[2] == (str(fields["attendance"]) if is_told else "")


def test_page_of_an_event_tells_when_where_and_who(client):
    event = make.event(
        title_fr="Journée",
        kind="annual_day",
        starts_on=date(2026, 6, 3),
        ends_on=date(2026, 6, 5),
        place="Palais",
        address="1 place <Stanislas>",
        website="https://example.org/journee",
        summary_fr="Trois jours.",
    )
    for fields in (
        {"name": "Université", "kind": "higher_education"},
        {"name": "LIST", "kind": "foreign", "country": "LU"},
        {"name": "Secrète", "kind": "company"},
    ):
        make.event_organiser(event=event, organisation=make.organisation(**fields))
    page = Page(client.get(f"{EVENTS}{event.pk}/"))
    for words in ("3 juin 2026 – 5 juin 2026", "Palais 1 place <Stanislas>", "LIST Université", "Trois jours."):
        assert words in page.text
    assert "Secrète" not in page.text
    assert {"https://example.org/journee", f"/fr/events/{event.pk}.ics"} <= set(page.links)


def test_event_that_was_cancelled_says_so(client):
    event = make.event(cancelled_on=DAY - ONE)
    assert "Annulé : dit le 19 mai 2025." in Page(client.get(f"{EVENTS}{event.pk}/")).text


def lines(response):
    """The lines of a calendar, unfolded."""
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def test_calendar_has_what_is_not_over(client):
    today = timezone.localdate()
    make.event(title_fr="Passé")
    make.event(title_fr="En cours", starts_on=today - ONE, ends_on=today)
    make.event(title_fr="Annulé", starts_on=today + ONE, cancelled_on=today, place="Metz", address="2 rue")
    make.event(title_fr="Caché", starts_on=today, published_on=None)
    found = lines(client.get("/fr/events.ics"))
    assert [line for line in found if line.startswith("SUMMARY")] == ["SUMMARY:En cours", "SUMMARY:Annulé"]
    assert [line for line in found if line.startswith("STATUS")] == ["STATUS:CONFIRMED", "STATUS:CANCELLED"]
    assert {f"DTEND;VALUE=DATE:{today + ONE:%Y%m%d}", "LOCATION:Metz\\, 2 rue"} <= set(found)


def test_calendar_of_an_event_holds_it_alone(client):
    event, hidden = make.event(title_en="Day"), make.event(published_on=None)
    found = lines(client.get(f"/en/events/{event.pk}.ics"))
    assert {"SUMMARY:Day", "DTSTART;VALUE=DATE:20250520", "DTEND;VALUE=DATE:20250521"} <= set(found)
    assert found.count("BEGIN:VEVENT") == 1
    assert client.get(f"/fr/events/{hidden.pk}.ics").status_code == 404


def test_feed_tells_the_events_published_last_before(client):
    first = make.event(title_fr="Premier", place="Nancy", summary_fr="Résumé", ends_on=DAY + ONE, transverse=True)
    make.event(title_fr="Second", published_on=DAY + ONE, cancelled_on=DAY)
    found = ElementTree.fromstring(client.get("/fr/events.atom").content).findall("a:entry", ATOM)
    assert [entry.find("a:title", ATOM).text for entry in found] == ["Second", "Premier"]
    assert found[1].find("a:id", ATOM).text == f"{settings.SITE_ADDRESS}/fr/events/{first.pk}/"
    assert found[1].find("a:summary", ATOM).text == "atelier – 20 mai 2025 – 21 mai 2025 – Nancy – Résumé"
    assert found[0].find("a:summary", ATOM).text == "atelier – annulé – 20 mai 2025"
    assert [tag.get("term") for tag in found[1].findall("a:category", ATOM)] == ["atelier", "transverse"]


@pytest.mark.parametrize("address", [EVENTS, "/fr/events.ics", "/fr/events.atom", "/fr/events/{pk}/", OFFICE])
def test_pages_take_few_queries_whatever_their_rows(client, anne, launch, address):
    event, counts = make.event(starts_on=timezone.localdate()), []
    for rows in (1, 3, 30):
        for _row in range(rows):
            make.event_organiser(event=make.event(starts_on=timezone.localdate()))
            make.event_organiser(event=event)
        (anne if address == OFFICE else client).get(address.format(pk=event.pk))
        forget_pages()
        caches["lists"].clear()
        with CaptureQueriesContext(connection) as captured:
            asked = (anne if address == OFFICE else client).get(address.format(pk=event.pk))
        assert asked.status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= MOST_QUERIES


def test_office_list_says_who_organises_and_what_came_of_it(anne):
    event = counted(150, attendance_qualifier="about", kind="hackathon", title_fr="Hackathon", published_on=None)
    counted(4, kind="hackathon")
    held(kind="hackathon", attendance=300)
    make.event(starts_on=timezone.localdate() + ONE)
    make.event_organiser(event=event, organisation=make.organisation(name="Zèbre"))
    make.event_organiser(event=event, organisation=make.organisation(name="Abeille"))
    page = Page(anne.get(OFFICE))
    assert "Abeille · Zèbre" in page.text
    assert "Hackathon 3 3 environ 154 + 1 non communiqué" in page.text
    assert "Atelier 1 0 0" in page.text
    assert titles(anne.get(OFFICE, {"took_place": "no"})) == [Event.objects.get(took_place=False).title_fr]
    assert " 4 comptée " in page.text


def typed(**fields):
    """What is typed of an event."""
    return {
        "programme": make.programme().pk,
        "kind": "hackathon",
        "title_fr": "Hackathon",
        "starts_on": "20/05/2025",
        "ends_on": "21/05/2025",
        "attendance": "150",
        "attendance_qualifier": "about",
        **fields,
    }


def test_event_is_added_with_its_organisers(anne):
    organisation = make.organisation(kind="foreign", country="LU")
    rows = {"organisers-TOTAL_FORMS": "1", "organisers-0-organisation": organisation.pk}
    assert send(anne, reverse("admin:research_event_add"), **typed(took_place="on", **rows)).status_code == 302
    event = Event.objects.get()
    assert (event.attendance, event.attendance_qualifier, event.attendance_basis) == (150, "about", "announced")
    assert event.organisers.get().organisation == organisation
    assert event.history.get().history_user.name == "Anne"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"attendance": "environ 150"},
            "attendance",
            "Écrivez le nombre seul, comme 150, et choisissez à côté comment le lire : environ, au moins.",
        ),
        ({"attendance": "-1"}, "attendance", "Assurez-vous que cette valeur est supérieure ou égale à 0."),
        ({"ends_on": "19/05/2025"}, "", "Le dernier jour est avant le premier."),
        (
            {"attendance_basis": "counted"},
            "",
            "Personne n’est compté avant que l’événement ait eu lieu : jusque-là, la présence est annoncée.",
        ),
        (
            {"took_place": "on", "cancelled_on": "20/05/2025"},
            "",
            "Un événement annulé n’a pas eu lieu : dites l’un des deux.",
        ),
        (
            {"took_place": "on", "ends_on": "31/12/2099"},
            "took_place",
            "Il n’est pas encore terminé : cochez ceci une fois qu’il a eu lieu.",
        ),
        (
            {"starts_on": "20/5/25"},
            "starts_on",
            "« 20/5/25 » : écrivez l’année avec quatre chiffres, comme dans 20/05/2025.",
        ),
        ({"kind": "party"}, "kind", None),
    ],
)
def test_event_that_cannot_be_is_refused_in_words_and_stays_on_screen(anne, fields, field, message):
    address = reverse("admin:research_event_add")
    response = anne.post(address, form_of(anne.get(address)) | typed(**fields))
    errors = errors_of(response)
    assert list(errors) == [field]
    if message:
        assert [error.replace("\u00a0", " ").replace("\u202f", " ") for error in errors[field]] == [message]
    sent = form_of(response)
    assert {name: sent.get(name) for name in fields if name != "kind"} == {
        name: value for name, value in fields.items() if name != "kind"
    }
    assert sent["title_fr"] == "Hackathon"
    assert Event.objects.count() == 0


def test_back_office_finds_events_that_nobody_confirmed(anne):
    waiting, coming = make.event(), make.event(starts_on=timezone.localdate() + ONE)
    for query, found in [("state=unconfirmed", [waiting]), ("state=coming", [coming]), ("state=running", [])]:
        assert list(anne.get(f"/admin/research/event/?{query}").context["cl"].result_list) == found


def test_what_waits_is_among_what_needs_the_coordination_today(anne):
    make.event(title_fr="Passé")
    make.call_question(question_fr="Quand ?", answer_fr="", answered_on=None, published_on=None)
    text = anne.get("/admin/").content.decode()
    assert ("Événements passés, et non confirmés" in text, "Questions sur les appels sans réponse" in text) == (
        True,
        True,
    )
