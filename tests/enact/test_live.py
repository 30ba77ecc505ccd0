"""Public pages of live records: the same for everyone, a few seconds old at most, there without the database."""

import os
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.views.generic import TemplateView

from enact.ui.kept import files, live
from enact.urls import urlpatterns as addresses_of_the_site
from partners.models import Organisation
from tests import make
from tests.drawn import AN_HOUR, restart
from tests.page import Page

pytestmark = pytest.mark.django_db
LIST, ONE = "/names/", "/names/{}/"
LONG_AGO = 1_700_000_000
"""A moment of 14 November 2023."""


def every_organisation():
    """The parameters of every page of an organisation."""
    return [{"number": number} for number in Organisation.objects.values_list("pk", flat=True)]


@live.kept_for_seconds
def names(request):
    """The names of all organisations, or of those asked for, and of the reader."""
    found = Organisation.objects.filter(name__contains=request.GET.get("q", "")).values_list("name", flat=True)
    return HttpResponse(f"{request.user} {request.COOKIES} {', '.join(found)}", content_type="text/plain")


@live.kept_for_seconds
def echo(request):
    """What was asked."""
    return HttpResponse(f"{request.GET.getlist('q')} {request.get_full_path()}", content_type="text/plain")


@live.kept_for_seconds(pages=every_organisation)
def one(request, number):
    """The name of an organisation."""
    found = Organisation.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return HttpResponse(found.name)


class Addresses:
    """The addresses of the site, and those of these pages."""

    urlpatterns = [
        path("names/", names, name="names"),
        path("names/<int:number>/", one, name="name"),
        path("drawn/", live.kept_for_seconds(TemplateView.as_view(template_name="400.html")), name="drawn"),
        path("further/", include(([path("", names, name="names"), path("echo/", echo, name="echo")], "further"))),
        *addresses_of_the_site,
    ]
    handler404 = "enact.pages.errors.not_found"
    handler500 = "enact.pages.errors.server_error"


@pytest.fixture(autouse=True)
def _with_addresses():
    with override_settings(ROOT_URLCONF=Addresses):
        yield


@pytest.fixture
def ask(client):
    """A function that gives the answer at an address."""
    client.raise_request_exception = False
    return lambda address=LIST, **headers: client.get(address, headers=headers)


def place(address=LIST):
    """The file of a page in French."""
    return files.place(live.edition(), "fr", address)


def age(address=LIST, moment=LONG_AGO):
    """Makes a kept page old, as another process finds it."""
    os.utime(place(address), (moment, moment))
    restart()


def refuse(execute, sql, params, many, context):
    """What a query gets from a database that is away."""
    raise OperationalError("the database is away")


# Kept, and drawn again


def test_page_is_drawn_once_while_it_is_young(ask, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(live, "SECONDS", AN_HOUR)
    make.organisation(name="First")
    first = ask()
    make.organisation(name="Second")
    for forget in (lambda: None, restart):
        forget()
        with django_assert_num_queries(0):
            assert ask().content == first.content == b"AnonymousUser {} First"


def test_page_that_has_aged_is_drawn_again(ask):
    make.organisation(name="First")
    ask()
    make.organisation(name="Second")
    age()
    assert ask().content == b"AnonymousUser {} First, Second"


@pytest.mark.parametrize(("seconds", "is_young"), [(0, True), (4.9, True), (5, False), (-1, False)])
def test_page_is_young_for_five_seconds_and_never_before_it_was_drawn(ask, monkeypatch, seconds, is_young):
    ask()
    monkeypatch.setattr(files, "now", lambda: LONG_AGO + seconds)
    os.utime(place(), (LONG_AGO, LONG_AGO))
    assert live.is_young(files.read(live.edition(), "fr", LIST)) is is_young


def test_while_one_draws_it_again_the_others_get_the_kept_one(ask):
    make.organisation(name="First")
    ask()
    make.organisation(name="Second")
    age(moment=files.now() - live.LONGEST + 10)
    with files.alone(place(), wait=False):
        assert ask().content == b"AnonymousUser {} First"
    assert ask().content == b"AnonymousUser {} First, Second"


def test_while_one_draws_again_what_is_older_than_a_minute_the_others_wait(ask, django_assert_num_queries):
    ask()
    drawn = files.read(live.edition(), "fr", LIST)
    age()
    answered, held, was_given_at_once = Event(), Event(), []

    def draw_it():
        with files.alone(place(), wait=True):
            held.set()
            was_given_at_once.append(answered.wait(0.3))
            files.write(place(), drawn.packed(), files.now())

    other = Thread(target=draw_it)
    other.start()
    held.wait()
    with django_assert_num_queries(0):
        ask()
    answered.set()
    other.join()
    assert was_given_at_once == [False]


def test_page_drawn_by_another_process_is_taken(ask, django_assert_num_queries):
    ask()
    page = files.find(live.edition(), "fr", LIST)
    page.drawn_at = LONG_AGO
    with django_assert_num_queries(0):
        assert ask().status_code == 200
    assert files.memory.get((live.edition(), "fr", LIST)) is not page


def test_page_that_says_the_same_keeps_its_mark(ask):
    make.organisation(name="First")
    first = ask()
    age()
    assert ask(**{"if-none-match": first.headers["ETag"]}).status_code == 304
    assert place().stat().st_mtime > LONG_AGO


# The same for everyone


def test_page_knows_nothing_of_its_reader(client, ask):
    client.force_login(make.user(is_staff=True, is_superuser=True))
    client.cookies["theme"] = "dark"
    for address in (LIST, f"{LIST}?q=a"):
        response = ask(address)
        assert response.content == b"AnonymousUser {} " if address == LIST else b"AnonymousUser"
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.headers["Cache-Control"] == "public, max-age=5"


def test_question_is_answered_from_the_database(ask):
    make.organisation(name="First")
    ask(f"{LIST}?q=First")
    assert not place().exists()
    ask()
    make.organisation(name="Second")
    assert ask(f"{LIST}?q=Second").content.endswith(b" Second")
    assert ask(f"{LIST}?").content == b"AnonymousUser {} First"


def test_page_is_compressed_once_and_given_as_asked_for(ask):
    make.organisation(name="Long " * 30)
    assert ask(**{"accept-encoding": "br"}).headers["Content-Encoding"] == "br"
    assert ask(**{"accept-encoding": "br;q=0, gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_page_is_only_read(client, method):
    assert getattr(client, method)(LIST).status_code == 405


@pytest.mark.parametrize(("moment", "day"), [(1_700_002_799, "14 novembre 2023"), (1_700_002_800, "15 novembre 2023")])
def test_page_says_the_day_on_which_it_was_drawn(ask, monkeypatch, moment, day):
    monkeypatch.setattr(files, "now", lambda: moment)
    assert f"État des enregistrements au {day}" in Page(ask("/drawn/")).text
    assert f"État des enregistrements au {day}" in Page(ask("/drawn/?q=a")).text


def test_page_of_the_release_does_not_say_of_which_day_the_records_are(client, launch):
    assert "État des enregistrements" not in Page(client.get("/fr/")).text


def test_page_of_a_fault_says_no_day(ask):
    refused = ask(ONE.format(77) + "?q=a")
    with connection.execute_wrapper(refuse):
        away = ask(f"{LIST}?q=a")
    for response, status in ((refused, 404), (away, 503)):
        assert (response.status_code, "État des enregistrements" in Page(response).text) == (status, False)


def test_question_reaches_the_page_as_it_was_asked(ask):
    for typed, said in (
        ("caf%E9", "caf\ufffd"),
        ("a%00b", "a\x00b"),
        ("a+b%26c", "a b&c"),
        ("%ed%a0%80", "\ufffd" * 3),
    ):
        assert ask(f"/further/echo/?q={typed}").content.decode() == f"{[said]} /further/echo/?q={typed}"


# What is no more, what never was


def test_page_that_is_no_more_is_dropped(ask):
    made = make.organisation(name="Gone")
    address = ONE.format(made.pk)
    assert ask(address).content == b"Gone"
    Organisation.objects.all().delete()
    age(address)
    assert ask(address).status_code == 404
    assert not place(address).exists()


def test_page_that_never_was_is_not_kept(ask):
    assert ask(ONE.format(77)).status_code == 404
    assert not place(ONE.format(77)).exists()


def test_only_the_permanent_spelling_of_an_address_is_kept(ask):
    made = make.organisation(name="First")
    assert ask(f"/names/000{made.pk}/").content == b"First"
    assert ask(f"/names/{made.pk}/").content == b"First"
    assert [file.name for file in place().parent.iterdir()] == [place(f"/names/{made.pk}/").name]


# With the database away


def test_without_the_database_the_kept_page_is_given_however_old(ask):
    make.organisation(name="First")
    ask()
    age()
    with connection.execute_wrapper(refuse):
        assert [ask().content for _time in range(3)] == [b"AnonymousUser {} First"] * 3
    age()
    make.organisation(name="Second")
    assert ask().content == b"AnonymousUser {} First, Second"


def test_database_that_is_away_is_not_asked_at_each_visit(ask):
    ask()
    age()
    asked = []

    def count_and_refuse(*args):
        asked.append(1)
        raise OperationalError("the database is away")

    with connection.execute_wrapper(count_and_refuse):
        for _time in range(5):
            ask()
    assert len(asked) == 1


@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=a"])
def test_without_the_database_what_is_not_kept_answers_503(ask, address):
    if address != LIST:
        ask()
    with connection.execute_wrapper(refuse):
        response = ask(address)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")


# Drawn by a timer


def test_every_page_is_drawn_in_both_languages(ask, django_assert_num_queries):
    first, second = make.organisation(name="First"), make.organisation(name="Second")
    assert live.draw_pages(again=False) == []
    restart()
    with django_assert_num_queries(0):
        for address in (LIST, ONE.format(first.pk), ONE.format(second.pk), "/drawn/", "/further/"):
            for language in ("fr", "en"):
                assert ask(address, **{"accept-language": language}).status_code == 200


def test_pages_are_drawn_again_and_those_that_are_no_more_are_removed(ask):
    first, second = make.organisation(name="First"), make.organisation(name="Second")
    live.draw_pages(again=False)
    Organisation.objects.filter(pk=second.pk).update(name="Renamed")
    Organisation.objects.filter(pk=first.pk).delete()
    for file in place().parent.iterdir():
        os.utime(file, (LONG_AGO, LONG_AGO))
    assert live.draw_pages(again=True) == []
    assert not place(ONE.format(first.pk)).exists()
    assert ask(ONE.format(second.pk)).content == b"Renamed"
    assert ask().content == b"AnonymousUser {} Renamed"


def test_pages_that_are_kept_are_left_unless_they_are_drawn_again(ask):
    make.organisation(name="First")
    live.draw_pages(again=False)
    age()
    live.draw_pages(again=False)
    assert place().stat().st_mtime == LONG_AGO


def test_without_the_database_nothing_is_removed(ask, caplog):
    live.draw_pages(again=False)
    kept = sorted(file.name for file in place().parent.iterdir())
    age()
    with connection.execute_wrapper(refuse):
        failed = live.draw_pages(again=True)
    assert set(failed) >= {LIST, "/further/", "name"}
    assert sorted(file.name for file in place().parent.iterdir()) == kept
    assert f"{LIST} could not be drawn." in caplog.text
    assert "The pages of name could not be found." in caplog.text
