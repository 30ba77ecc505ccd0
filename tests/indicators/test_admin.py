"""The back office of the figures: what makes no sense is refused in words, and what was published is only read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import Completeness, Observation, Release, Target
from tests import make
from tests.make import DAY
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db
OBSERVATION = {"indicator": "PAR-2", "value": "50", "holds_on": "20/05/2025", "stated_on": "20/05/2025"}
TARGET = {"indicator": "RES-1", "value": "18", "due_on": "31/12/2029", "stated_on": "20/05/2025"}


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def add(model):
    """The address of the form to add a record of the figures."""
    return f"/admin/indicators/{model}/add/"


@pytest.mark.parametrize("part", ["", "grand_est"])
def test_observation_is_about_the_whole_or_a_part_that_the_catalogue_names(anne, part):
    assert send(anne, add("observation"), **OBSERVATION, part=part).status_code == 302
    assert Observation.objects.get().part == part


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"indicator": "RES-1", "part": "grand_est"}, ["part"]),
        ({"part": "nowhere"}, ["part"]),
        ({"indicator": "XYZ-9"}, ["indicator"]),
        ({"indicator": ""}, ["indicator"]),
        ({"value": "-5"}, ["value"]),
        ({"value": "abc"}, ["value"]),
        ({"value": f"{10**20}"}, ["value"]),
        ({"holds_on": "31/02/2025"}, ["holds_on"]),
        ({"holds_on": "31/12/1999"}, ["holds_on"]),
        ({"holds_on": "21/05/2025"}, [""]),
        ({"part": "grand_est", "is_baseline": "on"}, [""]),
        ({"value": "", "is_baseline": "on"}, [""]),
    ],
)
def test_observation_that_makes_no_sense_is_refused_in_words_and_stays_on_screen(anne, typed, fields):
    response = send(anne, add("observation"), **OBSERVATION | typed | {"note_fr": "Une note."})
    assert list(errors_of(response)) == fields
    assert form_of(response)["note_fr"] == "Une note."
    assert Observation.objects.count() == 0


@pytest.mark.parametrize(("model", "typed"), [("observation", OBSERVATION), ("target", TARGET)])
@pytest.mark.parametrize(("later", "fields"), [(0, []), (1, ["stated_on"])])
def test_what_is_stated_is_stated_by_today(anne, model, typed, later, fields):
    day = timezone.localdate() + timedelta(days=later)
    response = send(anne, add(model), **typed | {"stated_on": f"{day:%d/%m/%Y}"})
    assert ([] if response.status_code == 302 else list(errors_of(response))) == fields


@pytest.mark.parametrize(
    ("superseded", "fields"),
    [
        ({"indicator": "PAR-2"}, []),
        ({"indicator": "PAR-2", "part": "grand_est"}, ["supersedes"]),
        ({"indicator": "RES-1"}, ["supersedes"]),
    ],
)
def test_observation_supersedes_one_of_the_same_figure(anne, superseded, fields):
    earlier = make.observation(**superseded)
    response = send(anne, add("observation"), **OBSERVATION, supersedes=earlier.pk)
    assert ([] if response.status_code == 302 else list(errors_of(response))) == fields


def test_observation_that_supersedes_is_told_apart_in_lists(anne):
    earlier = make.observation(value=None)
    later = make.observation(value=4, qualifier="about", supersedes=earlier, source=make.source())
    page = anne.get("/admin/indicators/observation/").content.decode()
    assert ("environ 4" in page, "non connu" in page) == (True, True)
    for query, found in [("standing=yes", [later]), ("without_source=yes", [earlier])]:
        response = anne.get(f"/admin/indicators/observation/?{query}")
        assert list(response.context["cl"].result_list) == found


def test_list_keeps_what_is_older_than_its_rhythm(anne):
    stale = make.observation()
    make.observation(indicator="PAR-2", stated_on=timezone.localdate())
    response = anne.get("/admin/indicators/observation/?stale=yes")
    assert list(response.context["cl"].result_list) == [stale]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [({"value": ""}, [""]), ({"value": "-1"}, ["value"]), ({"due_on": "20/5/25"}, ["due_on"]), ({"due_on": ""}, [])],
)
def test_target_has_a_value_and_perhaps_a_day(anne, typed, fields):
    response = send(anne, add("target"), **TARGET | typed)
    assert ([] if response.status_code == 302 else list(errors_of(response))) == fields
    assert Target.objects.count() == (0 if fields else 1)


@pytest.mark.parametrize(("code", "fields"), [("RES-1", []), ("FIN-0", ["indicator"]), ("XYZ-9", ["indicator"])])
def test_only_records_that_are_kept_are_declared_complete(anne, code, fields):
    typed = {"indicator": code, "complete_from": "20/05/2025", "grounds_fr": "Registre à jour."}
    response = send(anne, add("completeness"), **typed)
    assert ([] if response.status_code == 302 else list(errors_of(response))) == fields
    assert Completeness.objects.count() == 1 - len(fields)


@pytest.mark.parametrize(
    ("stated_on", "day", "found"),
    [
        (DAY, DAY + timedelta(days=183), 0),
        (DAY, DAY.replace(month=11, day=19), 0),
        (DAY, DAY.replace(month=11, day=20), 1),
        (DAY, DAY.replace(month=11, day=21), 1),
    ][1:],
)
def test_figure_is_stale_from_the_day_on_which_it_is_due_again(stated_on, day, found):
    make.observation(stated_on=stated_on)
    assert Observation.objects.stale_on(day).count() == found


def test_stale_figures_are_the_latest_of_indicators_that_publish_them():
    later = DAY.replace(year=2026)
    make.observation()
    superseded = make.observation(holds_on=later, stated_on=later)
    latest = make.observation(holds_on=later, stated_on=later, supersedes=superseded)
    part = make.observation(indicator="PAR-2", part="grand_est")
    make.observation(indicator="PAR-1")
    make.completeness(indicator="PAR-1")
    assert set(Observation.objects.stale_on(later.replace(year=2027))) == {latest, part}


def test_release_is_read_checked_and_never_changed(anne, client, launch):
    address = reverse("admin:indicators_release_change", args=[launch.pk])
    client.force_login(make.user(is_staff=True, is_superuser=True))
    page = client.get(address).content.decode()
    assert launch.sha256 in page
    assert "/data/releases/1.json" in page
    assert "Enveloppe annoncée" in page
    assert (client.get(address).context["release"]["number"], client.get(address).context["title"]) == (1, str(launch))
    assert client.post(address, {"number": 9}).status_code == 403
    assert client.get(f"{address.removesuffix('change/')}delete/").status_code == 403
    assert client.get("/admin/indicators/release/add/").status_code == 403
    assert anne.get(address).status_code == 200
    assert Release.objects.get().number == 1


def test_what_was_stated_stands_and_its_source_may_be_given_later(anne):
    observation, source = make.observation(), make.source()
    response = send(anne, f"/admin/indicators/observation/{observation.pk}/change/", value="7", source=source.pk)
    assert response.status_code == 302
    observation.refresh_from_db()
    assert (observation.value, observation.source) == (3, source)
