"""The pages of releases to come: announcing, preparing, approving by another person, moving; what is typed stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from zeal import zeal_ignore

from enact.moments import local
from indicators.actions import publish_due, publish_release
from indicators.models import PlannedRelease, Release
from tests import make
from tests.make import DAY
from tests.page import read_aloud
from tests.sending import coordinator, follow, form_of, said

pytestmark = pytest.mark.django_db
ANNOUNCE, PUBLISH = "/admin/publish/announce/", "/admin/publish/"
ON_DAY = f"{PUBLISH}?day=2025-05-20"
TOMORROW = local(timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1))
TYPED = f"{TOMORROW:%d/%m/%Y %H:%M}"


@pytest.fixture(autouse=True)
def _drawn_twice():
    """An order draws the draft once to publish it, and once to show it."""
    with zeal_ignore([{"model": "partners.Programme", "field": "get()"}]):
        yield


@pytest.fixture
def anne(db):
    """The browser of a coordinator, before the first release."""
    make.programme()
    return coordinator("Anne")


@pytest.fixture
def two(settings, anne):
    """The browsers of two coordinators, who are both needed."""
    settings.PUBLISH_NEEDS_TWO = True
    return anne, coordinator("Bruno")


def order(client, **typed):
    """The order for the figures of the usual day, as seen."""
    return client.post(PUBLISH, form_of(client.get(ON_DAY)) | typed)


def page_of(plan):
    """The address of the page of a plan."""
    return f"/admin/publish/{plan.pk}/"


def decide(client, plan, button, **typed):
    """What is sent by one of the buttons of the page of a plan."""
    page = client.get(page_of(plan))
    return client.post(page_of(plan), form_of(page) | {button: "yes"} | typed)


def test_what_one_prepares_another_reads_and_approves(two):
    anne, bruno = two
    response = follow(anne, order(anne))
    plan = PlannedRelease.objects.get()
    assert (response.request["PATH_INFO"], Release.objects.count()) == (page_of(plan), 0)
    assert said(response) == ["Préparée. Elle attend qu’une autre personne l’approuve."]
    assert "Vous l’avez préparée : une autre personne l’approuve." in read_aloud(response)
    assert 'name="approve"' not in response.content.decode()
    page = bruno.get(page_of(plan))
    assert [line.key for line in page.context["entries"][0]["lines"]] == [page.context["entries"][0]["entry"]["code"]]
    response = follow(bruno, decide(bruno, plan, "approve"))
    assert said(response) == ["Approuvée et publiée : Publication n°\u00a01, 20 mai 2025.".replace(" :", "\u00a0:")]
    assert Release.objects.get().published_by.name == "Bruno"


def test_preparer_who_sends_the_approval_all_the_same_is_refused(two):
    anne, _bruno = two
    order(anne)
    plan = PlannedRelease.objects.get()
    response = anne.post(page_of(plan), {"approve": "yes", "plan": plan.version})
    assert (response.status_code, Release.objects.count()) == (200, 0)
    assert "une autre personne l’approuve" in response.context["refusal"]


def test_records_that_changed_since_are_said_to_whoever_approves(two):
    anne, bruno = two
    order(anne)
    make.observation(value=9)
    response = decide(bruno, PlannedRelease.objects.get(), "approve")
    assert "Des enregistrements ont changé" in read_aloud(response)
    assert Release.objects.count() == 0


def test_order_for_a_moment_to_come_waits_for_it(anne):
    response = follow(anne, order(anne, moment=TYPED))
    assert said(response) == ["Préparée. Elle sera publiée au moment annoncé, telle qu’elle est maintenant."]
    plan = PlannedRelease.objects.get()
    assert (plan.announced_for, plan.approved_by.name, Release.objects.count()) == (TOMORROW, "Anne", 0)
    assert list(publish_due(at=TOMORROW)) == [plan]
    page = read_aloud(anne.get(page_of(plan)))
    assert "Publiée" in page


@pytest.mark.parametrize("moment", ["hier", "15/01/2025 10:00", "2025-01-15"])
def test_moment_that_is_over_or_none_is_refused_and_stays_on_screen(anne, moment):
    response = order(anne, moment=moment)
    assert (response.status_code, PlannedRelease.objects.count()) == (200, 0)
    assert response.context["order"].errors
    assert form_of(response)["moment"] == moment


def test_announced_release_is_prepared_for_its_moment(anne):
    response = follow(anne, anne.post(ANNOUNCE, {"day": "20/05/2025", "moment": TYPED}))
    assert said(response) == ["La publication est annoncée dans le calendrier public."]
    assert "Pas encore préparée." in read_aloud(response)
    page = anne.get(ON_DAY)
    assert ("moment" in form_of(page), "Préparer les chiffres du 20 mai 2025" in read_aloud(page)) == (False, True)
    order(anne)
    plan = PlannedRelease.objects.get()
    assert (plan.prepared.prepared_by.name, plan.announced_for) == ("Anne", TOMORROW)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"day": "20/05/2025"},
        {"day": "20/05/2025", "moment": "15/01/2025 10:00"},
        {"day": f"{TOMORROW + timedelta(days=9):%d/%m/%Y}", "moment": TYPED},
        {"day": "31/12/2024", "moment": TYPED},
    ],
)
def test_unfit_announcement_is_refused_and_stays_on_screen(anne, typed):
    response = anne.post(ANNOUNCE, typed)
    assert (response.status_code, PlannedRelease.objects.count()) == (200, 0)
    assert response.context["form"].errors
    assert {name: value for name, value in form_of(response).items() if value} == typed


def test_day_is_announced_once(anne):
    for code in (302, 200):
        assert anne.post(ANNOUNCE, {"day": "20/05/2025", "moment": TYPED}).status_code == code
    assert PlannedRelease.objects.count() == 1


def test_move_keeps_its_trace_and_its_reason(anne):
    plan = make.planned_release()
    typed = {"becomes": TYPED, "reason_fr": "Un chiffre manque.", "reason_en": "A figure is missing."}
    response = follow(anne, decide(anne, plan, "move", **typed))
    plan.refresh_from_db()
    assert (plan.announced_for, plan.moves.get().said_by.name) == (TOMORROW, "Anne")
    assert "Raison donnée : Un chiffre manque." in read_aloud(response)


@pytest.mark.parametrize(
    ("button", "typed", "faulty"),
    [
        ("move", {"becomes": TYPED}, "reason_fr"),
        ("move", {"becomes": TYPED, "reason_en": "Why."}, "reason_fr"),
        ("move", {"reason_fr": "Retard."}, "becomes"),
        ("move", {"becomes": "demain", "reason_fr": "Retard."}, "becomes"),
        ("give_up", {}, "reason_fr"),
    ],
)
def test_move_without_moment_or_reason_is_refused_and_stays_on_screen(anne, button, typed, faulty):
    plan = make.planned_release()
    response = decide(anne, plan, button, **typed)
    assert (response.status_code, list(response.context["moving"].errors)) == (200, [faulty])
    assert {name: form_of(response)[name] for name in typed} == typed
    assert plan.moves.count() == 0


def test_move_to_a_moment_that_is_over_is_refused_and_stays_on_screen(anne):
    plan = make.planned_release()
    response = decide(anne, plan, "move", becomes="01/06/2025 10:00", reason_fr="Retard.")
    assert "Ce moment est passé" in response.context["refusal"]
    assert form_of(response)["reason_fr"] == "Retard."


def test_release_is_given_up_with_a_reason(anne):
    plan = make.planned_release()
    response = follow(anne, decide(anne, plan, "give_up", reason_fr="Plus de chiffres."))
    assert "Abandonnée." in read_aloud(response)
    assert form_of(response) == {}


def test_plan_that_somebody_changed_meanwhile_is_said_and_what_was_typed_stays(anne):
    plan = make.planned_release()
    page = form_of(anne.get(page_of(plan)))
    plan.save()
    typed = page | {"move": "yes", "becomes": TYPED, "reason_fr": "Retard."}
    response = anne.post(page_of(plan), typed)
    assert "regardez de nouveau" in response.context["refusal"]
    assert form_of(response)["becomes"] == TYPED
    assert anne.post(page_of(plan), form_of(response) | {"move": "yes"}).status_code == 302


def test_plan_made_since_the_draft_was_seen_is_said(anne):
    typed = form_of(anne.get(ON_DAY))
    make.planned_release()
    response = anne.post(PUBLISH, typed)
    assert "regardez de nouveau" in response.context["order"].non_field_errors()[0]
    assert Release.objects.count() == 0


def test_failed_release_says_so_on_its_page_and_on_the_first_page(anne):
    order(anne, moment=TYPED)
    publish_release(day=DAY + timedelta(days=1), by=None, at=timezone.localtime())
    list(publish_due(at=TOMORROW))
    plan = PlannedRelease.objects.get()
    assert "une autre publication est passée avant" in read_aloud(anne.get(page_of(plan)))
    assert needs(anne) == {"failed": [("Chiffres du 20 mai 2025", page_of(plan))]}


def needs(client):
    """What the first page says of releases to come, and that each need leads to the rows that it counts."""
    found = [need for need in client.get("/admin/").context["needs"] if "plannedrelease" in need.address]
    assert [len(client.get(need.address).context["cl"].result_list) for need in found] == [need.count for need in found]
    return {need.address.partition("standing=")[2]: need.rows for need in found}


def test_first_page_says_what_is_to_be_prepared_or_approved_and_what_is_late(two):
    anne, _bruno = two
    late = make.planned_release(day=DAY - timedelta(days=1), announced_for=TOMORROW - timedelta(days=2))
    soon = make.planned_release(day=DAY - timedelta(days=2), announced_for=TOMORROW)
    make.planned_release(day=DAY - timedelta(days=3), announced_for=TOMORROW + timedelta(days=31))
    order(anne)
    prepared = PlannedRelease.objects.get(day=DAY)
    assert needs(anne) == {
        "late": [("Chiffres du 19 mai 2025", page_of(late))],
        "prepared": [("Chiffres du 20 mai 2025", page_of(prepared))],
        "announced": [("Chiffres du 18 mai 2025", page_of(soon))],
    }


def test_list_of_planned_releases_leads_to_their_pages(anne):
    plan = make.planned_release()
    assert "20 mai 2025" in read_aloud(anne.get("/admin/indicators/plannedrelease/"))
    page = anne.get(f"/admin/indicators/plannedrelease/{plan.pk}/change/").content.decode()
    assert f'href="{page_of(plan)}"' in page
    assert anne.get(f"/admin/indicators/plannedrelease/{plan.pk}/history/").status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "9" * 30])
def test_decision_that_names_no_version_is_not_taken(anne, seen):
    plan = make.planned_release()
    typed = {"plan": seen, "move": "yes", "becomes": TYPED, "reason_fr": "Retard."}
    assert anne.post(page_of(plan), typed).status_code == 200
    assert plan.moves.count() == 0


@pytest.mark.parametrize("address", [ANNOUNCE, "/admin/publish/1/"])
@pytest.mark.parametrize(("rights", "code"), [({"is_staff": True}, 403), ({}, 404)])
def test_whoever_may_not_publish_plans_nothing(client, address, rights, code):
    client.force_login(make.user(**rights))
    assert (client.get(address).status_code, client.post(address).status_code) == (code, code)
