"""Calendars and the feed of the calls."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.drawn import forget_pages
from tests.make import DAY

pytestmark = pytest.mark.django_db
HOUR, ONE = timedelta(hours=1), timedelta(days=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOST_QUERIES = 10


def lines(response):
    """The lines of a calendar, unfolded."""
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def moments(response):
    """What a calendar holds: its titles, with their moments."""
    found = lines(response)
    titles = [line.removeprefix("SUMMARY:") for line in found if line.startswith("SUMMARY:")]
    starts = [line.removeprefix("DTSTART:") for line in found if line.startswith("DTSTART:") and line.endswith("Z")]
    return list(zip(titles, starts, strict=True))


def entries(response):
    """The entries of a feed."""
    return ElementTree.fromstring(response.content).findall("a:entry", ATOM)


def test_calendar_of_a_call_has_all_its_hours(client):
    call = make.call(title_fr="Chaires, 2026", title_en="Chairs", published_on=DAY)
    opens = datetime(2026, 10, 25, 0, tzinfo=UTC)
    make.call_stage(call=call, opens_at=opens, closes_at=opens + HOUR, eligibility_fr="Un doctorat.")
    make.call_stage(call=call, title_fr="Auditions", title_en="Hearings", opens_at=opens + 2 * HOUR)
    make.call_stage(call=call)
    response = client.get(f"/fr/calls/{call.pk}.ics")
    assert sorted(moments(response)) == [
        ("Date limite – Chaires\\, 2026", "20261025T010000Z"),
        ("Ouverture – Chaires\\, 2026", "20261025T000000Z"),
        ("Ouverture – Chaires\\, 2026 – Auditions", "20261025T020000Z"),
    ]
    assert f"URL:{settings.SITE_ADDRESS}/fr/calls/{call.pk}/" in lines(response)
    assert any("2 h\u00a000, heure d’hiver" in line or "Un doctorat." in line for line in lines(response))
    english = moments(client.get(f"/en/calls/{call.pk}.ics"))
    assert ("Opening – Chairs – Hearings", "20261025T020000Z") in english


def test_calendar_of_the_calls_is_what_is_still_to_come(client):
    now = timezone.now().replace(microsecond=0)
    make.call(title_fr="Clos", opens_at=now - 2 * HOUR, closes_at=now - HOUR)
    make.call(title_fr="Ouvert", opens_at=now - HOUR, closes_at=now + 2 * HOUR)
    make.call(title_fr="À venir", opens_at=now + HOUR)
    make.call(title_fr="Caché", opens_at=now + HOUR, published_on=None)
    make.call(title_fr="Demain", opens_at=now + HOUR, published_on=timezone.localdate() + ONE)
    assert [title for title, _moment in moments(client.get("/fr/calls.ics"))] == [
        "Ouverture – À venir",
        "Date limite – Ouvert",
    ]


def test_calendar_without_hours_is_one_all_the_same(client):
    call = make.call()
    assert (moments(client.get("/fr/calls.ics")), moments(client.get(f"/fr/calls/{call.pk}.ics"))) == ([], [])


def test_calendar_of_a_call_that_is_not_public_does_not_exist(client):
    hidden, later = make.call(published_on=None), make.call(published_on=timezone.localdate() + ONE)
    statuses = [client.get(f"/fr/calls/{key}.ics").status_code for key in (hidden.pk, later.pk, 999)]
    assert statuses == [404, 404, 404]


def test_entry_keeps_its_key_and_its_number_grows(client):
    call = make.call(opens_at=timezone.now() + HOUR)

    def read():
        forget_pages()
        found = lines(client.get("/fr/calls.ics"))
        return [line for line in found if line.startswith(("UID", "SEQUENCE"))]

    uid, before = read()
    call.stages.get().save()
    same, after = read()
    assert (same, before, after) == (uid, "SEQUENCE:2", "SEQUENCE:3")


@override_settings(FICTIONAL=True)
def test_calendar_and_feed_of_a_fictional_programme_say_so(client):
    response = client.get("/fr/calls.ics")
    assert "NAME:Appels d’ENACT (fictif)" in lines(response)
    assert "fictif-enact-calls.ics" in response.headers["Content-Disposition"]
    feed = ElementTree.fromstring(client.get("/fr/calls.atom").content)
    assert feed.find("a:title", ATOM).text == "Appels d’ENACT (fictif)"


def test_feed_tells_the_calls_published_last_before(client):
    first = make.call(title_fr="Premier <appel>", title_en="First", summary_fr="Un résumé & plus.", places=2)
    make.call(title_fr="Second", published_on=DAY + ONE, digital_health=True, kind="chairs")
    make.call(title_fr="Caché", published_on=None)
    response = client.get("/fr/calls.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = entries(response)
    assert [entry.find("a:title", ATOM).text for entry in found] == ["Second", "Premier <appel>"]
    assert found[1].find("a:id", ATOM).text == f"{settings.SITE_ADDRESS}/fr/calls/{first.pk}/"
    assert found[1].find("a:published", ATOM).text == "2025-05-20T00:00:00+02:00"
    assert found[1].find("a:summary", ATOM).text == "contrats doctoraux – Un résumé & plus."
    assert [tag.get("term") for tag in found[0].findall("a:category", ATOM)] == ["chaires", "santé numérique"]
    english = client.get("/en/calls.atom")
    assert entries(english)[1].find("a:title", ATOM).text == "First"
    assert ElementTree.fromstring(english.content).get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_feed_says_when_a_stage_changed_last(client):
    call = make.call()
    stage = make.call_stage(call=call)
    stage._history_date = timezone.now() + ONE
    stage.save()
    updated = entries(client.get("/fr/calls.atom"))[0].find("a:updated", ATOM).text
    assert datetime.fromisoformat(updated).date() == timezone.localdate(stage._history_date)


@pytest.mark.parametrize("address", ["/fr/calls.ics", "/fr/calls.atom", "/fr/calls/{pk}.ics", "/fr/calls/{pk}/"])
def test_feeds_take_few_queries_whatever_their_rows(client, launch, address):
    call, counts = make.call(opens_at=timezone.now() + HOUR), []
    for rows in (1, 3, 20):
        for _row in range(rows):
            make.call_stage(call=make.call(opens_at=timezone.now() + HOUR), opens_at=timezone.now())
            make.call_stage(call=call, opens_at=timezone.now())
            make.call_question(call=call)
            make.call_document(call=call, file=make.file())
        forget_pages()
        caches["lists"].clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address.format(pk=call.pk)).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= MOST_QUERIES


def test_published_days_of_the_past_are_told_in_their_own_offset(client):
    make.call(published_on=date(2025, 12, 1))
    assert entries(client.get("/fr/calls.atom"))[0].find("a:published", ATOM).text == "2025-12-01T00:00:00+01:00"
