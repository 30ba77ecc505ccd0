"""Coordinators prepare releases, publishers approve and publish them, readers see that there are some."""

import pytest

from accounts.roles import Role
from indicators.models import PlannedRelease, Release
from tests import make
from tests.enact.test_plans import ANNOUNCE, ON_DAY, PUBLISH, TYPED, _drawn_twice, decide, order, page_of  # noqa: F401
from tests.page import read_aloud
from tests.sending import coordinator, follow, form_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def clara(db):
    """The browser of a coordinator, before the first release."""
    make.programme()
    return coordinator("Clara", Role.COORDINATOR)


def test_coordinator_prepares_and_a_publisher_publishes(clara):
    page = clara.get(ON_DAY)
    assert ("moment" in form_of(page), ANNOUNCE in page.content.decode()) == (False, False)
    assert "Préparer les chiffres du 20 mai 2025" in read_aloud(page)
    response = follow(clara, order(clara))
    plan = PlannedRelease.objects.get()
    assert said(response) == ["Préparée. Elle attend qu’une autre personne l’approuve."]
    assert (plan.approved_at, plan.announced_for, Release.objects.count()) == (None, None, 0)
    assert "Une personne qui peut publier l’approuve." in read_aloud(response)
    assert [word in response.content.decode() for word in ('name="approve"', 'name="move"')] == [False, False]
    follow(paul := coordinator("Paul"), decide(paul, plan, "approve"))
    release = Release.objects.get()
    assert (release.published_by.name, release.text) == ("Paul", plan.prepared.text)


def test_coordinator_announces_no_moment_even_when_it_is_sent(clara):
    order(clara, moment=TYPED)
    assert PlannedRelease.objects.get().announced_for is None


@pytest.mark.parametrize("button", ["approve", "move", "give_up"])
def test_coordinator_decides_nothing_of_a_plan(clara, button):
    order(clara)
    plan = PlannedRelease.objects.get()
    sent = {"plan": plan.version, button: "yes", "becomes": TYPED, "reason_fr": "Retard."}
    assert clara.post(page_of(plan), sent).status_code == 403
    plan.refresh_from_db()
    assert (plan.approved_at, plan.is_waiting, plan.moves.count(), Release.objects.count()) == (None, True, 0, 0)


def test_what_is_approved_is_not_prepared_again_by_a_coordinator(clara):
    paul = coordinator("Paul")
    order(paul, moment=TYPED)
    make.observation(value=9)
    response = order(clara)
    assert response.status_code == 200
    assert "seule une personne qui peut publier" in read_aloud(response)
    assert PlannedRelease.objects.get().approved_by.name == "Paul"


def test_reader_sees_the_list_of_plans_and_prepares_none(clara):
    order(clara)
    rita, plan = coordinator("Rita", Role.READER), PlannedRelease.objects.get()
    assert rita.get("/admin/indicators/plannedrelease/").status_code == 200
    for way in (PUBLISH, ANNOUNCE, page_of(plan)):
        assert (rita.get(way).status_code, rita.post(way).status_code) == (403, 403)
    assert "/admin/publish/" not in rita.get("/admin/").content.decode()
