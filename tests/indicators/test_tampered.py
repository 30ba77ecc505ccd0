"""A release that was changed in the database: the supervisor hears of it, and no page tells its figures."""

from datetime import timedelta

import pytest
from django.db import connection

from enact.ui.kept import files
from indicators import chain, published, texts
from indicators.actions import NotPublished
from indicators.models import Release
from indicators.sealing import canonical, fingerprint
from tests import make
from tests.drawn import AN_HOUR, forget_pages
from tests.enact.test_audit import behind_triggers
from tests.indicators.test_actions import REASON, publish
from tests.make import DAY
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
PAGES = ["/fr/", "/en/indicators/", "/fr/indicators/RES-1/", "/en/funding/", "/fr/about/", "/fr/partners/map/"]
FILES = [
    "/en/indicators/RES-1.csv",
    "/data/indicators/RES-1.json",
    "/data/releases/1.json",
    "/data/releases/latest.json",
]


def tamper(text, number=1, sha256=None):
    """Gives a release another text, with or without a fingerprint that fits, behind the application and its triggers."""
    sha256 = sha256 or Release.objects.get(number=number).sha256
    behind_triggers("UPDATE indicators_release SET text = %s, sha256 = %s WHERE number = %s", text, sha256, number)
    chain.forget()
    texts.forget()


@pytest.fixture
def forged(launch):
    """The launch with another figure in it, whose fingerprint does not fit."""
    tamper(launch.text.replace('"value": "36000000"', '"value": "99000000"'))
    return launch


def ready(client):
    """What a supervisor is told."""
    response = client.get("/readyz")
    return response.status_code, response.content.decode()


def test_supervisor_is_told_that_all_is_well(client, launch):
    assert ready(client) == (200, "ready\n")


@pytest.mark.usefixtures("forged")
def test_supervisor_is_told_of_a_changed_text(client):
    assert ready(client) == (503, "release 1: the text is not the one that was published\n")


def test_supervisor_is_told_of_a_text_changed_with_its_fingerprint_once_another_follows(client, launch):
    make.observation(value=4)
    publish(reason=REASON)
    text = launch.text.replace('"value": "36000000"', '"value": "99000000"')
    tamper(text, sha256=fingerprint(text))
    assert ready(client) == (503, "release 2: the chain is broken: it does not follow the release before\n")


def test_supervisor_is_told_of_a_row_that_cannot_be_read(client, launch):
    if connection.vendor == "sqlite":  # PostgreSQL holds no day that is none
        behind_triggers("UPDATE indicators_release SET day = 'zzz'")
        assert ready(client) == (503, "release 1: the row does not say what the text says\n")


def test_supervisor_is_told_of_a_change_after_a_while(client, launch, monkeypatch):
    monkeypatch.setattr(chain, "LASTS", AN_HOUR)
    assert ready(client)[0] == 200
    behind_triggers("UPDATE indicators_release SET text = %s", launch.text + " ")
    assert ready(client)[0] == 200
    monkeypatch.setattr(chain.Known, "until", 0.0)
    assert ready(client)[0] == 503


def test_text_that_was_sound_is_not_read_again_but_compared(launch, monkeypatch, django_assert_num_queries):
    assert chain.faults() == []
    monkeypatch.setattr(chain.Known, "until", 0.0)
    monkeypatch.setattr(Release, "faults", None)
    with django_assert_num_queries(1):
        assert chain.faults() == []


@pytest.mark.usefixtures("forged")
@pytest.mark.parametrize("path", PAGES)
def test_page_of_a_changed_release_says_so_and_tells_no_figure(client, path):
    response = client.get(path)
    said = {"fr": "n’est pas celle qui a été publiée", "en": "is not the one that was published"}
    assert (response.status_code, said[path[1:3]] in Page(response).text) == (503, True)
    assert (Page(response).figures, "36" in Page(response).text, "99" in Page(response).text) == ({}, False, False)
    assert response.headers["Cache-Control"] == "no-store"
    assert not list((files.root() / (published.shown()[1])).glob("*"))


@pytest.mark.usefixtures("forged")
@pytest.mark.parametrize("path", FILES)
def test_file_of_a_changed_release_is_not_given(client, path):
    response = client.get(path)
    assert (response.status_code, b"99000000" in response.content) == (503, False)


def test_page_kept_of_the_intact_text_stays(client, launch):
    before = client.get("/fr/funding/").content
    tamper(launch.text.replace('"value": "36000000"', '"value": "99000000"'))
    assert client.get("/fr/funding/").content == before
    forget_pages()
    assert client.get("/fr/funding/").status_code == 503


def test_text_forged_with_its_fingerprint_is_known_by_its_seal(client, launch):
    text = launch.text.replace('"value": "36000000"', '"value": "99000000"')
    tamper(text, sha256=fingerprint(text))
    forget_pages()
    assert client.get("/fr/funding/").status_code == 503


def test_page_of_an_intact_release_is_shown_although_an_older_one_was_changed(client, launch):
    make.observation(value=4)
    publish(reason=REASON)
    tamper(launch.text + " ")
    assert client.get("/fr/").status_code == 200
    assert client.get("/data/releases/1.json").status_code == 503
    assert ready(client)[0] == 503


@pytest.mark.usefixtures("forged")
def test_page_of_live_records_says_nothing_of_a_changed_release(client):
    page = Page(client.get("/fr/chairs/"))
    assert page.figures == {}


def test_pages_come_back_with_the_text(client, launch):
    tamper(canonical({}))
    assert client.get("/fr/").status_code == 503
    tamper(launch.text)
    assert (client.get("/fr/").status_code, ready(client)[0]) == (200, 200)
    assert Release.objects.get().day == DAY


def test_nothing_is_published_on_a_changed_release_and_the_coordination_is_told(forged):
    make.observation(value=4)
    with pytest.raises(NotPublished, match="the text is not the one that was published"):
        publish(day=DAY + timedelta(1), reason=REASON)
    anne = coordinator("Anne")
    response = anne.get("/admin/publish/")
    assert (response.status_code, "the text is not the one that was published" in response.content.decode()) == (
        200,
        True,
    )
    assert anne.get(f"/admin/indicators/release/{forged.pk}/change/").status_code == 200
    assert Release.objects.count() == 1


def test_comparison_with_a_changed_release_is_not_shown(client, launch):
    make.observation(value=4)
    publish(reason=REASON)
    tamper("{not json")
    forget_pages()
    assert client.get("/fr/releases/1/compare/2/").status_code == 503
