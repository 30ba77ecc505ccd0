"""Pages of the release are drawn when it is published, and kept."""

import json
from datetime import UTC, timedelta

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django_tasks_db.models import DBTaskResult

from enact.ui.kept import drawing, files
from indicators import published, shown
from indicators.actions import publish_release
from indicators.models import Release
from indicators.texts import FOLDER, NotAsPublished, content_of, document_of
from indicators.texts import told as told_by
from tests import make
from tests.drawn import AN_HOUR, forget_pages, restart
from tests.indicators.test_actions import NOW, REASON, publish
from tests.make import DAY
from tests.page import Page

pytestmark = pytest.mark.django_db


def stamps():
    """The stamp of the release that is shown, for this process and in the note."""
    return shown.shown()[0], shown.stamp_of(shown.noted())


def told(release, corrected_by=None):
    """What readers are told of a release."""
    moment = release.published_at.astimezone(UTC).isoformat(timespec="seconds")
    return shown.Told(release.number, release.day.isoformat(), release.sha256, corrected_by, moment)


FORGED = shown.Told(2, DAY.isoformat(), "f" * 64, None, "2025-06-30T12:00:00+00:00")


def latest():
    """The document of the release that is shown, as its pages get it."""
    return published.latest_document(shown.renew())


def test_before_the_first_release_nothing_is_shown():
    assert shown.shown() == (None, "")
    assert shown.told_of(1) is None
    assert published.draw_pages() == []


def test_latest_release_is_shown(launch):
    stamp = shown.Stamp(1, launch.sha256, 1)
    assert shown.shown() == (stamp, files.edition_of(stamp))
    assert stamps() == (stamp, stamp)


def test_new_release_is_shown_once_it_is_committed(django_capture_on_commit_callbacks):
    make.programme()
    with django_capture_on_commit_callbacks(execute=True):
        first = publish()
    assert shown.shown()[0].sha256 == first.sha256
    make.observation(value=3)
    with django_capture_on_commit_callbacks(execute=True):
        second = publish(reason=REASON)
    assert stamps() == (shown.Stamp(2, second.sha256, 2),) * 2


def test_note_of_another_process_is_read_when_what_is_known_has_aged(launch, monkeypatch):
    monkeypatch.setattr(shown, "WATCHED_EVERY", AN_HOUR)
    shown.renew()
    files.write(shown.note(), json.dumps([FORGED, told(launch)]).encode())
    assert shown.shown()[0].number == 1
    monkeypatch.setattr(shown.Watch, "known", (*shown.Watch.known[:3], 0.0))
    assert shown.shown()[0] == shown.Stamp(2, "f" * 64, 2)


@pytest.mark.parametrize("content", [b"", b"[1]", b"{}", b"null", b"\xff", b"[[1, 2, 3, 4, 5, 6]]"])
def test_note_that_cannot_be_read_is_written_again(launch, content):
    files.write(shown.note(), content)
    assert shown.shown()[0] == shown.Stamp(1, launch.sha256, 1)
    assert shown.noted() == (told(launch),)


def test_document_of_a_release_comes_with_its_fingerprint_and_all_releases(launch):
    assert latest()["sha256"] == launch.sha256
    assert latest()["releases"] == (told(launch),)


def test_corrected_release_is_listed_as_corrected():
    make.programme()
    publish()
    make.observation(value=3)
    publish(reason=REASON)
    assert [(row.number, row.corrected_by) for row in latest()["releases"]] == [(2, None), (1, 2)]


# Drawn at publication


def addresses(launch):
    """Every address that is drawn from the release of the launch, in each language."""
    codes = [entry["code"] for entry in json.loads(launch.text)["indicators"]]
    pages = ["", "about/", "data/", "funding/", "funding.csv", "indicators/", "sitemap/"]
    pages += [f"indicators/{code}{ending}" for code in codes for ending in ("/", ".csv")]
    data = [*(f"indicators/{code}.json" for code in codes), "catalog.jsonld"]
    data += [f"releases/{number}{ending}" for number in ("1", "latest") for ending in (".json", ".zip", "/sources.csv")]
    return {
        *((language, f"/{language}/{page}") for language in ("fr", "en") for page in pages),
        *(("fr", f"/data/{name}") for name in data),
    }


def places():
    """Where the pages of the release stand: language and path."""
    releases = shown.renew()
    pages = [*published.pages_of_latest(releases)]
    for release in releases:
        pages += published.pages_of(document_of(release))
    return {place for route, find in pages for place in drawing.addresses(route, find())}


def kept():
    """The names of all pages that are kept."""
    folders = [folder for folder in files.root().iterdir() if folder.is_dir() and folder.name != FOLDER]
    return [file.name for folder in folders for file in folder.iterdir()]


def test_every_page_is_drawn_at_publication_in_both_languages(client, launch, django_assert_num_queries):
    assert published.draw_pages() == []
    assert places() >= addresses(launch)
    restart()
    with django_assert_num_queries(0):
        for language, address in sorted(addresses(launch)):
            assert client.get(address, headers={"accept-language": language}).status_code == 200


def test_page_drawn_at_publication_is_the_one_drawn_for_a_visitor(client, launch):
    shown = {address: client.get(address).content for _language, address in addresses(launch)}
    forget_pages()
    published.draw_pages()
    assert {address: client.get(address).content for address in shown} == shown


def test_what_is_drawn_is_not_drawn_again(launch):
    published.draw_pages()
    written = {file: file.stat().st_ino for file in files.root().rglob("*")}
    restart()
    assert published.draw_pages() == []
    assert {file: file.stat().st_ino for file in files.root().rglob("*")} == written


def test_pages_of_another_release_or_build_are_removed(launch):
    old = files.root() / "0123456789abcdef"
    files.write(old / "page", b"")
    files.write(files.root() / "older.djcache", b"")
    published.draw_pages()
    own = [shown.shown()[1], published.edition_of(told(launch)), FOLDER]
    assert sorted(file.name for file in files.root().iterdir()) == sorted([*own, "shown.json", "shown.lock"])
    assert len(kept()) == len(places())


def test_page_that_cannot_be_drawn_hinders_neither_the_others_nor_the_publication(
    client, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(*args):
        raise RuntimeError("a fault of ours")

    make.programme()
    with monkeypatch.context() as broken, django_capture_on_commit_callbacks(execute=True):
        broken.setattr("funding.views.public.csv_response", fail)
        publish()
    assert [record.getMessage() for record in caplog.records] == [
        f"/{language}/funding.csv could not be drawn." for language in ("fr", "en")
    ]
    assert client.get("/fr/funding.csv").status_code == 200
    assert Release.objects.count() == 1


def test_whoever_publishes_does_not_wait_for_the_pages(
    client, settings, django_capture_on_commit_callbacks, django_assert_num_queries
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make.programme()
    with django_capture_on_commit_callbacks(execute=True):
        first = publish()
    assert (shown.shown()[0].sha256, kept()) == (first.sha256, [])
    with django_assert_num_queries(1):  # which releases there are: the text is kept
        assert f"Fingerprint: {first.sha256}" in Page(client.get("/en/")).text
    (asked,) = DBTaskResult.objects.all()
    asked.task.call()
    assert len(kept()) == len(places())


def test_publication_stands_when_nothing_can_be_drawn_at_all(monkeypatch, caplog, django_capture_on_commit_callbacks):
    def fail():
        raise RuntimeError("a fault of ours")

    make.programme()
    monkeypatch.setattr(published, "routes", fail)
    with django_capture_on_commit_callbacks(execute=True):
        publish()
    assert Release.objects.count() == 1
    assert shown.noted()[0].number == 1
    assert "a fault of ours" in caplog.text


def test_every_parameter_of_a_page_of_the_release_is_known():
    asked = {name for route in published.routes() if hasattr(route.view, "release_view") for name in route.parameters}
    assert asked <= published.PARAMETERS.keys()


def test_page_is_found_wherever_it_stands(launch):
    @published.drawn_from_each_release
    def view(request, release):
        return HttpResponse(f"{release['number']}")

    class Addresses:
        urlpatterns = [path("more/", include(([path("<int:number>/", view, name="more")], "space")))]

    with override_settings(ROOT_URLCONF=Addresses):
        assert published.draw_pages() == []
        assert files.find(published.edition_of(told(launch)), "en", "/more/1/").bodies["identity"] == b"1"


# Kept


def test_kept_page_asks_the_database_nothing(client, launch, django_assert_num_queries):
    first = client.get("/fr/indicators/RES-1/")
    with django_assert_num_queries(0):
        second = client.get("/fr/indicators/RES-1/")
    assert (second.content, second.headers["Content-Type"]) == (first.content, first.headers["Content-Type"])


def test_page_is_drawn_with_at_most_three_queries(client, launch, django_assert_max_num_queries):
    shown.renew()
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
    forget_pages()
    assert client.get("/fr/").content == before


def test_database_restored_to_an_earlier_state_is_shown_as_it_is(client, launch):
    files.write(shown.note(), json.dumps([FORGED, told(launch)]).encode())
    assert client.get("/fr/").status_code == 200
    assert shown.noted() == (told(launch),)
    assert shown.shown()[0] == shown.Stamp(1, launch.sha256, 1)


def test_page_does_not_look_at_what_comes_after_the_question_mark(client, launch, django_assert_num_queries):
    first = client.get("/fr/").content
    with django_assert_num_queries(0):
        assert client.get("/fr/?page=2").content == first


def test_only_the_permanent_spelling_of_an_address_is_kept(client, launch):
    shown.renew()
    for spelling in ("1", "01", "0" * 50 + "1"):
        assert client.get(f"/data/releases/{spelling}.json").content == launch.text.encode()
    assert len(kept()) == 1


def test_page_says_nothing_of_its_reader(client, launch):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    first = client.get("/fr/", headers={"cookie": "secret=1", "x-forwarded-host": "evil.example.org"})
    assert "sign in" not in first.cookies
    assert Page(first).text == Page(client.get("/fr/")).text
    forget_pages()
    client.logout()
    assert client.get("/fr/").content == first.content


def test_view_is_given_the_document(launch, rf):
    @published.drawn_from_release
    def view(request, release):
        return HttpResponse(f"{release['number']}")

    assert view(rf.get("/")).content == b"1"
    assert kept() == []


# Each release at its address


def test_pages_of_a_release_stay_when_another_day_is_published(client, launch, django_capture_on_commit_callbacks):
    published.draw_pages()
    edition = files.root() / published.edition_of(told(launch))
    written = {file: file.stat().st_ino for file in edition.iterdir()}
    with django_capture_on_commit_callbacks(execute=True):
        publish_release(day=DAY + timedelta(1), by=None, at=NOW, still_true=True)
    assert {file: file.stat().st_ino for file in edition.iterdir()} == written


def test_text_of_a_release_is_kept_and_given_without_the_database(launch, django_assert_num_queries):
    assert content_of(told(launch)) == launch.text.encode()
    with django_assert_num_queries(0):
        assert content_of(told(launch)) == launch.text.encode()


def test_kept_text_that_was_changed_is_read_again(launch):
    content_of(told(launch))
    file = files.root() / FOLDER / launch.sha256
    file.write_bytes(b"{}")
    assert content_of(told(launch)) == launch.text.encode()
    assert file.read_bytes() == launch.text.encode()


def test_text_that_is_not_the_one_that_was_published_is_refused(launch):
    with pytest.raises(NotAsPublished):
        content_of(FORGED._replace(number=1))


def test_release_that_does_not_exist_has_no_page(client, launch):
    assert client.get("/data/releases/2.json").status_code == 404


def test_document_of_an_earlier_layout_is_told_in_that_of_today():
    document = told_by(json.dumps({"schema": "enact-release-1", "indicators": [{"code": "RES-1"}]}))
    assert document == {
        "schema": "enact-release-1",
        "restatements": [],
        "agreements": None,
        "attestations": [],
        "indicators": [
            {"code": "RES-1", "definition_version": 1, "evidence": None, "forecast": None, "series_breaks": []}
        ],
    }
