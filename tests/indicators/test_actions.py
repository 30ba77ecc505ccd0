"""Publishing: deliberate, once, in a chain."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from enact.languages import Text
from indicators.actions import NotPublished, draft, publish_release
from indicators.actions.publishing import salt_for
from indicators.models import Release
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
REASON = Text("Une chaire avait été oubliée.", "A chair had been forgotten.")


@pytest.fixture(autouse=True)
def programme():
    """The programme, without which there is nothing to publish."""
    return make.programme()


def publish(day=DAY, by=None, **kwargs):
    """Publishes the figures of a day, as on 30 June 2025."""
    return publish_release(day=day, by=by, at=NOW, **kwargs)


def place(release):
    """What a release says of its place."""
    document = json.loads(release.text)
    return {key: document[key] for key in ("number", "previous", "corrects", "reason")}


def test_first_release_follows_nothing():
    user = make.user()
    release = publish(by=user)
    assert place(release) == {"number": 1, "previous": None, "corrects": None, "reason": None}
    assert (release.number, release.day, release.published_by, release.published_at) == (1, DAY, user, NOW)
    assert release.is_intact
    assert json.loads(release.text)["changes"] == []


def test_release_of_another_day_follows_the_one_before():
    first = publish()
    make.observation(value=3, holds_on=DAY + timedelta(days=1), stated_on=DAY + timedelta(days=1))
    second = publish(day=DAY + timedelta(days=1))
    assert place(second) == {
        "number": 2,
        "previous": {"number": 1, "sha256": first.sha256},
        "corrects": None,
        "reason": None,
    }
    assert [(change["code"], change["to"]["value"]) for change in json.loads(second.text)["changes"]] == [
        ("RES-1", "3")
    ]


def test_second_release_of_a_day_corrects_the_first_and_says_why():
    first = publish()
    make.observation(value=3)
    second = publish(reason=REASON)
    assert (second.corrects, place(second)["corrects"], place(second)["reason"]) == (first, 1, REASON.as_json())
    assert list(Release.objects.in_force()) == [second]
    assert Release.objects.latest_published() == second
    assert str(second) == "Publication n°\u00a02, 20 mai 2025"


def test_third_release_of_a_day_corrects_the_second():
    publish()
    make.observation(value=3)
    second = publish(reason=REASON)
    make.observation(value=4)
    assert publish(reason=REASON).corrects == second


def test_correction_of_an_older_day_leaves_the_latest_day_in_front():
    publish()
    make.observation(value=3)
    later = publish(day=DAY + timedelta(days=1), reason=REASON)
    correction = publish(reason=REASON)
    assert Release.objects.latest_published() == later
    assert place(correction)["previous"] == {"number": 2, "sha256": later.sha256}


@pytest.mark.parametrize("reason", [Text("", ""), Text("  ", "only English")])
def test_correction_without_reason_is_refused(reason):
    publish()
    make.observation(value=3)
    with pytest.raises(NotPublished, match="dites pourquoi"):
        publish(reason=reason)
    assert Release.objects.count() == 1


def test_nothing_new_is_said_and_not_published():
    publish()
    with pytest.raises(NotPublished, match="Rien n’a changé"):
        publish(reason=REASON)
    assert Release.objects.count() == 1


def test_changed_definition_or_source_is_something_new():
    publish()
    make.statement()
    assert publish(reason=REASON).number == 2


def test_day_to_come_is_refused():
    with pytest.raises(NotPublished, match="à venir"):
        publish(day=NOW.date() + timedelta(days=1))
    assert publish(day=NOW.date()).day == NOW.date()


def test_day_before_the_programme_is_refused():
    with pytest.raises(NotPublished, match="n’avait pas commencé"):
        publish(day=date(2024, 12, 31))
    assert publish(day=date(2025, 1, 1)).number == 1


def test_figures_that_all_read_as_before_are_published_for_another_day_on_purpose_only():
    publish()
    with pytest.raises(NotPublished, match="Aucun chiffre ne se lit autrement"):
        publish(day=DAY + timedelta(days=1))
    assert publish(day=DAY + timedelta(days=1), still_true=True).number == 2


def test_draft_says_what_would_change_since_the_release_that_it_follows_or_corrects():
    content, changes, compared, restated, _kept = draft(DAY)
    assert (content["day"], changes, compared, restated) == ("2025-05-20", [], None, [])
    first = publish()
    make.observation(value=3)
    _content, changes, compared, _restated, _kept = draft(DAY)
    assert ([change["code"] for change in changes], compared) == (["RES-1"], first)
    _content, changes, compared, _restated, _kept = draft(DAY + timedelta(days=30))
    assert ([change["code"] for change in changes], compared) == (["RES-1"], first)


def test_release_number_and_day_are_unique_in_the_database():
    publish()
    make.observation(value=3)
    publish(reason=REASON)
    assert list(Release.objects.values_list("number", "day", "corrects__number")) == [(2, DAY, 1), (1, DAY, None)]


def test_command_publishes_once_when_asked_for_the_first(launch):
    out = StringIO()
    call_command("publish", "2025-05-20", "--first", stdout=out)
    assert out.getvalue() == "Releases: already published.\n"


def test_command_publishes_a_day():
    out = StringIO()
    call_command("publish", "2025-05-20", stdout=out)
    release = Release.objects.get()
    assert out.getvalue() == f"Release 1 published, SHA-256 {release.sha256}\n"


def test_command_says_why_nothing_was_published():
    publish()
    with translation.override("en"), pytest.raises(CommandError, match="Nothing has changed"):
        call_command("publish", "2025-05-20", stdout=StringIO())


def test_restated_figure_that_nobody_explains_is_refused():
    make.programme()
    make.observation(value=3)
    publish()
    make.observation(value=4)
    with pytest.raises(NotPublished, match="dites pourquoi, pour RES-1"):
        publish(day=DAY + timedelta(days=30))


def test_evidence_is_salted_after_the_first_release_unless_all_is_fiction(settings):
    make.programme()
    first = publish()
    assert salt_for(DAY, None) == ""
    assert len(salt_for(DAY, first)) == 64
    settings.FICTIONAL = True
    assert salt_for(DAY, first) == ""
