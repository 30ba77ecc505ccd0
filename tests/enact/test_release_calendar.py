"""The public calendar of releases: announced moments, their moves with the reasons, what is late, what came."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from enact.languages import Text
from indicators.actions import announce, move, order_release, publish_due, publish_release
from tests import make
from tests.drawn import forget_pages
from tests.make import DAY
from tests.page import Page, read_aloud

pytestmark = pytest.mark.django_db
PAGE, FILE = "/fr/releases/calendar/", "/data/releases/calendar.ics"
NOW = timezone.localtime()
COMING = datetime(2030, 2, 15, 9, tzinfo=UTC)
WHY = Text("Un chiffre manque.", "A figure is missing.")


def text(client, page=PAGE):
    """The words of the calendar as it stands."""
    forget_pages()
    return read_aloud(client.get(page))


def test_nothing_announced_is_said(client, launch):
    shown = text(client)
    assert ("Aucune publication n’est annoncée" in shown, "n° 1" in shown) == (True, True)


def test_announced_release_is_told_with_its_moment_in_paris(client, db):
    make.planned_release(day=DAY)
    shown = text(client)
    assert "20 mai 2025" in shown
    assert "15 février 2030 à 10 h (heure de Paris)" in shown
    assert "en retard" not in shown
    assert "15 February 2030 at 10:00 (Paris time)" in text(client, "/en/releases/calendar/")


def test_moved_release_keeps_its_former_moment_and_the_reason(client, db):
    plan = make.planned_release(announced_for=COMING)
    move(plan=plan, becomes=COMING + timedelta(days=1), reason=WHY, by=make.user(), at=NOW, seen=plan.version)
    shown = text(client)
    assert "Déplacée du 15 février 2030 à 10 h (heure de Paris) au 16 février 2030 à 10 h" in shown
    assert "Raison donnée : Un chiffre manque." in shown
    assert "Reason given: A figure is missing." in text(client, "/en/releases/calendar/")


@pytest.mark.parametrize(("minutes", "is_late"), [(4, False), (6, True)])
def test_release_that_did_not_come_is_late_some_minutes_after_its_moment(client, db, minutes, is_late):
    make.planned_release(announced_for=timezone.now() - timedelta(minutes=minutes))
    assert ("en retard" in text(client)) == is_late


def test_release_that_is_given_up_says_why(client, db):
    plan = make.planned_release()
    move(plan=plan, becomes=None, reason=WHY, by=make.user(), at=NOW, seen=plan.version)
    shown = text(client)
    assert "Chiffres du 20 mai 2025, annoncés pour le 15 février 2030 à 10 h (heure de Paris) :" in shown
    assert "Abandonnée. Raison donnée : Un chiffre manque." in shown


def test_published_release_tells_the_moment_for_which_it_was_announced(client, db):
    make.programme()
    user, moment = make.user(), NOW + timedelta(days=1)
    plan = announce(day=DAY, moment=moment, by=user, at=NOW)
    order_release(day=DAY, by=user, at=NOW, seen=plan.version)
    list(publish_due(at=moment))
    make.observation(value=9)
    publish_release(day=DAY, by=None, at=moment, reason=WHY)
    page = Page(client.get(PAGE))
    assert {"/data/releases/1.json", "/data/releases/2.json"} <= set(page.links)
    assert "corrige la n° 1" in read_aloud(client.get(PAGE))


def test_prepared_figures_that_wait_for_approval_alone_are_not_told(client, db):
    make.planned_release(announced_for=None, announced_at=None)
    assert "20 mai 2025" not in text(client)


def test_calendar_file_holds_what_is_announced_and_what_was_given_up(client, db):
    plan = make.planned_release(announced_for=COMING)
    other = make.planned_release(day=DAY + timedelta(days=1), announced_for=COMING)
    move(plan=other, becomes=None, reason=WHY, by=make.user(), at=NOW, seen=other.version)
    lines = client.get(FILE).content.decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith(("UID", "DTSTART:2030", "SUMMARY", "STATUS", "SEQUENCE"))] == [
        f"UID:release-{plan.pk}@127.0.0.1",
        "SEQUENCE:1",
        "DTSTART:20300215T090000Z",
        "SUMMARY:ENACT : chiffres du 20 mai 2025 / ENACT: figures of 20 May 2025",
        "STATUS:CONFIRMED",
        f"UID:release-{other.pk}@127.0.0.1",
        "SEQUENCE:2",
        "DTSTART:20300215T090000Z",
        "SUMMARY:ENACT : chiffres du 21 mai 2025 / ENACT: figures of 21 May 2025",
        "STATUS:CANCELLED",
    ]


def test_calendar_is_found_from_the_site_map_and_from_the_page_about_the_figures(client, launch):
    assert {"/en/releases/calendar/", FILE} <= set(Page(client.get("/en/sitemap/")).links)
    assert "/en/releases/calendar/" in Page(client.get("/en/about/")).links
