"""The back office of the chairs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.sending import coordinator, errors_of, follow, said, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def change(chair):
    """The address of a chair's form."""
    return reverse("admin:research_chair_change", args=[chair.pk])


@pytest.mark.parametrize("kind", ["planned", "awarded"])
def test_nothing_happens_to_a_chair_on_a_day_still_to_come(anne, kind):
    chair, tomorrow = make.chair(), timezone.localdate() + timedelta(days=1)
    response = send(anne, change(chair), **{"steps-0-kind": kind, "steps-0-happened_on": f"{tomorrow:%d/%m/%Y}"})
    assert list(errors_of(response)) == ["steps-0-happened_on"]


def test_chair_says_on_top_and_in_its_list_how_it_stands(anne):
    planned, awarded = make.chair(title_fr="A"), make.chair(title_fr="B", kind="awarded")
    assert '<div class="readonly">Rien n’a encore eu lieu</div>' in anne.get(change(planned)).content.decode()
    assert '<div class="readonly">Attribuée</div>' in anne.get(change(awarded)).content.decode()
    for query, found in [("awarded", [awarded]), ("started", []), ("nonsense", [planned, awarded])]:
        response = anne.get(f"/admin/research/chair/?state={query}")
        assert list(response.context["cl"].result_list) == found


def test_two_steps_of_a_day_are_accepted_and_said(anne):
    chair = make.chair(kind="awarded")
    response = send(anne, change(chair), **{"steps-1-kind": "withdrawn", "steps-1-happened_on": "20/05/2025"})
    assert len(said(follow(anne, response))) == 2
    assert '<div class="readonly">Retirée</div>' in anne.get(change(chair)).content.decode()


def test_chair_ends_once(anne):
    response = send(anne, change(make.chair()), ends_on="31/12/2027", ends_with_programme="on")
    assert list(errors_of(response)) == [""]


def test_list_of_all_steps_names_the_step_that_corrects(anne):
    wrong = make.chair_step()
    make.chair_step(chair=wrong.chair, replaces=wrong, reason="Erreur", happened_on=wrong.happened_on)
    response = anne.get("/admin/research/chairstep/?standing=yes")
    assert [step.replaces for step in response.context["cl"].result_list] == [wrong]
    assert anne.get(f"/admin/research/chairstep/{wrong.pk}/change/").status_code == 200
