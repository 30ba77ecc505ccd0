"""Published figures that read otherwise today: each is explained before anything is published, and told to readers."""

import json

import pytest
from zeal import zeal_ignore

from indicators.models import Observation, Release
from tests import make
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator, form_of

pytestmark = pytest.mark.django_db
PUBLISH = "/admin/publish/"
FOR_ALL = {
    "restated-cause": "late_data",
    "restated-reason_fr": "Reçu en retard.",
    "restated-reason_en": "Received late.",
}


@pytest.fixture
def anne(launch):
    """The browser of a coordinator, after the launch."""
    return coordinator("Anne")


@pytest.fixture(autouse=True)
def _drawn_twice():
    """An order draws the draft once to publish it, and once to show it."""
    with zeal_ignore([{"model": "partners.Programme", "field": "get()"}]):
        yield


def correct(indicator, value):
    """Says that another value held on the day of the launch."""
    former = Observation.objects.get(indicator=indicator, part="")
    make.observation(indicator=indicator, value=value, source=make.source(), supersedes=former)


def typed(client, day="", **fields):
    """The order as it stands, with what is typed."""
    return form_of(client.get(PUBLISH, {"day": day} if day else {})) | fields


def restatements():
    """What the last release says of restated figures: which, of which day, from and to which value, why."""
    document = json.loads(Release.objects.first().text)
    return [
        (row["code"], row["part"], row["day"], row["from"]["value"], row["to"]["value"], row["cause"], row["reason"])
        for row in document["restatements"]
    ]


def test_figure_of_the_last_day_that_reads_otherwise_today_is_asked_about(anne):
    assert anne.get(PUBLISH).context["restating"].rows == []
    correct("RES-1", 4)
    ((row, _form),) = anne.get(PUBLISH).context["restating"].rows
    assert (row["code"], row["day"], row["before"]["value"], row["after"]["value"]) == ("RES-1", "2025-05-20", "3", "4")


def test_what_was_stated_since_of_a_later_day_restates_nothing(anne):
    later = DAY.replace(month=6)
    make.observation(value=9, holds_on=later, stated_on=later, source=make.source())
    assert anne.get(PUBLISH).context["restating"].rows == []


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, {"cause", "reason_fr"}),
        ({"restated-cause": "late_data"}, {"reason_fr"}),
        ({"restated-cause": "late_data", "restated-reason_fr": "  "}, {"reason_fr"}),
        ({"restated-reason_fr": "Reçu en retard."}, {"cause"}),
        ({"restated-RES-1:-cause": "method"}, {"reason_fr"}),
    ],
)
def test_restated_figure_without_cause_or_reason_is_refused_and_what_was_typed_stays(anne, fields, faults):
    correct("RES-1", 4)
    sent = typed(anne, **fields)
    response = anne.post(PUBLISH, sent)
    ((_row, form),) = response.context["restating"].rows
    assert (response.status_code, set(form.errors), Release.objects.count()) == (200, faults, 1)
    assert {name: form_of(response)[name] for name in fields} == fields
    assert "Ce que vous avez saisi est conservé" in Page(response).text


def test_reason_in_english_alone_is_refused(anne):
    correct("RES-1", 4)
    response = anne.post(PUBLISH, typed(anne, **{**FOR_ALL, "restated-RES-1:-reason_en": "Left out."}))
    ((_row, form),) = response.context["restating"].rows
    assert (list(form.errors), Release.objects.count()) == (["reason_fr"], 1)


def test_one_reason_holds_for_all_but_those_that_have_their_own(anne):
    correct("RES-1", 4), correct("TRA-1", 2600)
    own = {"restated-TRA-1:-cause": "method", "restated-TRA-1:-reason_fr": "Comptés par tête."}
    assert anne.post(PUBLISH, typed(anne, **FOR_ALL, **own)).status_code == 302
    day = "2025-05-20"
    assert restatements() == [
        ("RES-1", "", day, "3", "4", "late_data", {"en": "Received late.", "fr": "Reçu en retard."}),
        ("TRA-1", "", day, "2500", "2600", "method", {"en": "Comptés par tête.", "fr": "Comptés par tête."}),
    ]


def test_correction_restates_what_it_changes_for_its_own_reason_unless_another_is_given(anne):
    correct("RES-1", 4), correct("TRA-1", 2600)
    sent = typed(anne, "2025-05-20", reason_fr="Oubli.", reason_en="Left out.")
    sent |= {"restated-TRA-1:-cause": "method"}
    assert anne.post(PUBLISH, sent).status_code == 302
    reason = {"en": "Left out.", "fr": "Oubli."}
    assert [(code, cause, why) for code, *_places, cause, why in restatements()] == [
        ("RES-1", "correction", reason),
        ("TRA-1", "method", reason),
    ]


def test_launch_restates_nothing(launch):
    assert json.loads(launch.text)["restatements"] == []


def test_readers_find_each_restated_figure_with_its_cause_in_every_later_release(anne, client):
    correct("RES-1", 4)
    anne.post(PUBLISH, typed(anne, "2025-05-20", reason_fr="Oubli.", reason_en="Left out."))
    make.observation(value=5, holds_on=DAY.replace(month=6), stated_on=DAY.replace(month=6), source=make.source())
    anne.post(PUBLISH, typed(anne))
    assert Release.objects.count() == 3
    for path in ("/en/indicators/RES-1/", "/en/about/"):
        page = Page(client.get(path))
        assert "Correction: Left out." in page.text
        keys = ("2:restatements:RES-1:2025-05-20:from", "2:restatements:RES-1:2025-05-20:to")
        assert [page.figures[key] for key in keys] == [{"3"}, {"4"}]
    assert "restated" not in client.get("/en/indicators/TRA-1/").content.decode()
