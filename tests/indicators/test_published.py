"""Public pages are drawn once from the release that is shown, and then kept."""

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from indicators import published
from indicators.actions import publish_release
from indicators.models import Release
from tests import make
from tests.indicators.test_actions import NOW, REASON, publish
from tests.make import DAY

pytestmark = pytest.mark.django_db


def test_before_the_first_release_nothing_is_shown():
    assert published.shown() is None


def test_latest_release_is_shown(launch):
    assert published.shown() == published.Stamp(1, launch.sha256, 1)


def test_new_release_is_shown_once_it_is_committed(django_capture_on_commit_callbacks):
    make.programme()
    with django_capture_on_commit_callbacks(execute=True):
        first = publish()
    assert published.shown().sha256 == first.sha256
    make.observation(value=3)
    with django_capture_on_commit_callbacks(execute=True):
        second = publish(reason=REASON)
    assert published.shown() == published.Stamp(2, second.sha256, 2)


def test_document_of_a_release_comes_with_its_fingerprint_and_all_releases(launch):
    document = published.document(published.shown(), published.all_releases())
    assert document["sha256"] == launch.sha256
    assert document["releases"] == [{"number": 1, "day": DAY, "sha256": launch.sha256, "corrected_by__number": None}]


def test_corrected_release_is_listed_as_corrected():
    make.programme()
    publish()
    make.observation(value=3)
    publish(reason=REASON)
    document = published.document(published.renew(), published.all_releases())
    assert [(row["number"], row["corrected_by__number"]) for row in document["releases"]] == [(2, None), (1, 2)]


def test_kept_page_asks_the_database_nothing(client, launch, django_assert_num_queries):
    first = client.get("/fr/indicators/RES-1/")
    with django_assert_num_queries(0):
        second = client.get("/fr/indicators/RES-1/")
    assert (second.content, second.headers["Content-Type"]) == (first.content, first.headers["Content-Type"])


def test_page_is_drawn_with_at_most_three_queries(client, launch, django_assert_max_num_queries):
    published.renew()
    with django_assert_max_num_queries(3):
        assert client.get("/fr/indicators/RES-1/").status_code == 200


def test_page_that_does_not_exist_is_not_kept(client, launch):
    assert client.get("/fr/indicators/XXX-9/").status_code == 404
    make.observation(value=3)
    assert client.get("/fr/indicators/XXX-9/").status_code == 404


def test_page_changes_with_the_release_and_not_before(client, launch, django_capture_on_commit_callbacks):
    before = client.get("/fr/indicators/RES-1/").content
    make.observation(value=7)
    assert client.get("/fr/indicators/RES-1/").content == before
    with django_capture_on_commit_callbacks(execute=True):
        publish_release(day=DAY, by=None, at=NOW, reason=REASON)
    assert client.get("/fr/indicators/RES-1/").content != before


def test_page_does_not_change_when_the_release_is_drawn_again(client, launch):
    before = client.get("/fr/").content
    caches["pages"].clear()
    assert client.get("/fr/").content == before


def test_database_restored_to_an_earlier_state_is_shown_as_it_is(client, launch):
    caches["pages"].set(published.SHOWN, published.Stamp(2, "f" * 64, 2))
    assert client.get("/fr/").status_code == 200
    assert published.shown() == published.Stamp(1, launch.sha256, 1)


def test_page_does_not_look_at_what_comes_after_the_question_mark(client, launch, django_assert_num_queries):
    first = client.get("/fr/").content
    with django_assert_num_queries(0):
        assert client.get("/fr/?page=2").content == first


def test_build_names_the_state_of_the_files():
    assert len(published.build()) == 16


def test_view_is_given_the_document(launch):
    @published.drawn_from_release
    def view(request, release):
        return published.HttpResponse(f"{release['number']}")

    assert view(RequestFactory().get("/")).content == b"1"
    assert Release.objects.count() == 1
