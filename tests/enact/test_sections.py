"""The ways through the lists of the coordination: by subject, each list for whoever may read it."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import get_resolver, reverse

from enact.ui.lists import ListPage
from enact.ui.templatetags.desk import SUBJECTS
from tests import make
from tests.test_house import routes

pytestmark = pytest.mark.django_db


def reader(*rights):
    """Somebody of the coordination with some rights to read."""
    found = make.user(is_staff=True)
    found.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return found


def sections(client, address):
    """The links of the sections of a page: each list of the page's navigation, as (address, what is said of it) pairs."""
    page = client.get(address).content.decode()
    nav = re.search('<nav class="sections".*?</nav>', page, re.DOTALL)[0]
    return [
        re.findall('<a href="([^"]*)"(?: aria-current="([^"]*)")?>', found)
        for found in re.findall("<ul.*?</ul>", nav, re.DOTALL)
    ]


def test_every_list_of_the_coordination_is_in_a_subject():
    lists = {
        route
        for route, view in routes(get_resolver(), "/")
        if issubclass(getattr(view, "view_class", object), ListPage)
    }
    found = {reverse(place.route) for _name, places in SUBJECTS for place in places}
    beside = {"/office/attestations/<int:year>/"}  # of one round, to which the list of rounds leads
    assert {route for route in lists if route.startswith("/office/")} - found == beside


def test_subject_shown_has_its_lists_below(client):
    client.force_login(reader("view_receipt", "view_instalment", "view_chair"))
    subjects, lists = sections(client, "/office/receipts/")
    assert subjects == [("/admin/", ""), ("/office/instalments/", "true"), ("/office/chairs/", "")]
    assert lists == [("/office/instalments/", ""), ("/office/receipts/", "page")]


def test_subject_of_one_list_is_the_list(client):
    client.force_login(reader("view_receipt", "view_chair"))
    assert sections(client, "/office/chairs/") == [
        [("/admin/", ""), ("/office/receipts/", ""), ("/office/chairs/", "page")]
    ]


def test_page_below_a_list_is_of_its_subject(client):
    client.force_login(reader("view_commitment"))
    commitment = make.commitment(kind="letter", amount=5)
    subjects, lists = sections(client, f"/office/commitments/{commitment.pk}/")
    assert subjects == [("/admin/", ""), ("/office/money/", "true")]
    assert lists == [("/office/money/", ""), ("/office/commitments/", "true")]


def test_first_page_shows_the_lists_that_may_be_read(client):
    client.force_login(reader("view_receipt", "view_chair"))
    page = client.get("/admin/").content.decode()
    shown = re.search('<nav class="by-day".*?</nav>', page, re.DOTALL)[0]
    assert re.findall('<a href="([^"]*)">', shown) == ["/office/receipts/", "/office/chairs/"]
    client.force_login(reader())
    assert "by-day" not in client.get("/admin/").content.decode()
