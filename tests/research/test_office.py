"""The coordination's list of chairs: where each stands on a day, as known on a day, whoever hosts it."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from enact.dates import end_of
from research.models import Chair, ChairStep
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
ADDRESS = "/office/chairs/"
ONE = timedelta(days=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def titles(response):
    """The titles of the rows."""
    return [record.title_fr for record in response.context["page"].records]


def row_of(response):
    """The words of the one row of a page."""
    return Page(response).text.split("Dernier jour ")[-1].split(" ENACT")[0]


def recorded(record, day):
    """The record, saved at the last moment of a day."""
    record._history_date = end_of(day)
    record.save()
    return record


def test_row_says_all_of_a_chair_and_leads_to_the_form(anne):
    host = make.organisation(name="Hôte", is_example=True)
    made = make.chair(kind="planned", title_fr="<Chaire>", host=host, ends_on=date(2029, 8, 31), transverse=True)
    page = Page(anne.get(ADDRESS))
    assert f"/admin/research/chair/{made.pk}/change/" in page.links
    row = "<Chaire> non précisé prévue 20 mai 2025 Hôte (exemple inventé) transverse non communiqué 31 août 2029"
    assert row in page.text


def test_what_is_not_known_of_a_chair_is_said(anne):
    make.chair(title_fr="Chaire")
    assert "Chaire non précisé – aucune – aucune non communiqué non communiqué non communiqué non communiqué" in row_of(
        anne.get(ADDRESS)
    )


def test_end_with_the_programme_is_said_on_screen_and_in_files(anne):
    made = make.chair(title_fr="Chaire", ends_with_programme=True)
    assert "celui du programme" in row_of(anne.get(ADDRESS))
    response = anne.get(ADDRESS, {"columns": "ends", "export": "csv"})
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")) == [
        [
            *("id", "Intitulé – en français", "Intitulé – en anglais", "Établissement d’accueil", "Dernier jour"),
            "Dernier jour – celui du programme",
        ],
        [str(made.pk), "Chaire", "", "", "", "oui"],
    ]


@pytest.mark.parametrize(("on", "state"), [(DAY - ONE, None), (DAY, "planned"), (DAY + ONE, "withdrawn")])
def test_state_is_that_of_the_day(anne, on, state):
    made = make.chair(kind="planned")
    make.chair_step(chair=made, kind="withdrawn", happened_on=DAY + ONE)
    assert [record.step_kind for record in anne.get(ADDRESS, {"on": on}).context["page"].records] == [state]


@pytest.mark.parametrize(("known", "found"), [(DAY - ONE, []), (DAY, ["Avant"]), (DAY + ONE, ["Avant"])])
def test_chairs_known_on_a_day_are_those_recorded_by_its_end(anne, known, found):
    made = recorded(Chair(programme=make.programme(), title_fr="Avant"), DAY)
    step = recorded(ChairStep(chair=made, kind="awarded", happened_on=DAY), DAY)
    make.chair_step(chair=made, kind="planned", happened_on=DAY, replaces=step, reason="Erreur")
    changed = Chair.objects.get()
    changed.title_fr = "Après"
    changed.save()
    response = anne.get(ADDRESS, {"known": known})
    assert titles(response) == found
    assert [record.step_kind for record in response.context["page"].records] == ["awarded"] * len(found)
    response = anne.get(ADDRESS, {"known": timezone.localdate()})
    assert [(record.title_fr, record.step_kind) for record in response.context["page"].records] == [
        ("Après", "planned")
    ]


@pytest.mark.parametrize("days", [{}, {"known": "today"}])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "hote"}, ["Avec hôte"]),
        ({"kind": "industrial"}, ["Avec hôte"]),
        ({"state": "planned"}, ["Prévue"]),
        ({"state": ["none", "planned"]}, ["Prévue", "Rien"]),
        ({"theme": "digital_health"}, ["Avec hôte"]),
        ({"host": "nothing"}, []),
        ({"sort": "host"}, ["Avec hôte", "Prévue", "Rien"]),
        ({"sort": "-ends"}, ["Rien", "Avec hôte", "Prévue"]),
        ({"sort": "state"}, ["Prévue", "Avec hôte", "Rien"]),
    ],
)
def test_chairs_are_those_asked_for(anne, days, asked, found):
    host = make.organisation(name="Hôte")
    industrial = Chair(
        programme=make.programme(), title_fr="Avec hôte", host=host, kind="industrial", digital_health=True
    )
    industrial.save()
    make.chair_step(chair=industrial)
    make.chair(kind="planned", title_fr="Prévue")
    make.chair(title_fr="Rien", ends_on=DAY)
    days = {"known": timezone.localdate()} if days else {}
    assert titles(anne.get(ADDRESS, days | asked)) == found


def test_hosts_to_choose_from_are_those_of_the_list(anne):
    host = make.organisation(name="Hôte")
    make.organisation(name="Aucune chaire")
    make.chair(title_fr="Avec", host=host)
    make.chair(title_fr="Sans")
    response = anne.get(ADDRESS, {"host": host.pk})
    assert titles(response) == ["Avec"]
    assert response.context["page"].filterset.form.fields["host"].choices == [(str(host.pk), "Hôte")]
