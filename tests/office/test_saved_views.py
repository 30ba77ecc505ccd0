"""Views of lists that people keep: for oneself or for all, by their address; nothing breaks when what they ask is gone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from office.models import SavedView
from tests import make
from tests.isolation.world import of_role
from tests.page import Page
from tests.sending import coordinator, form_of

pytestmark = pytest.mark.django_db
VIEWS = "/office/views/"
STUDENTS = "/office/students/"


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def bruno(db):
    """The browser of another coordinator."""
    return coordinator("Bruno")


def of(name):
    """The account of somebody."""
    return User.objects.get(name=name)


def keep(browser, address=f"{STUDENTS}?year=2023&sort=-year", name="Masters", **typed):
    """Sends the form that keeps a view."""
    return browser.post(VIEWS, {"address": address, "name": name, **typed})


def test_view_is_kept_from_its_list_and_leads_back_to_it(anne):
    page = anne.get(f"{STUDENTS}?level=master&columns=hours&page=2")
    response = anne.post(VIEWS, form_of(page) | {"name": " Masters  en IA "})
    assert (response.status_code, response.url) == (302, f"{STUDENTS}?level=master&columns=hours")
    view = SavedView.objects.get()
    assert (view.owner, view.name, view.is_shared) == (of("Anne"), "Masters en IA", False)
    assert view.address == response.url
    assert view.address in Page(anne.get(STUDENTS)).links


def test_view_that_is_shown_is_marked(anne):
    keep(anne)
    assert 'aria-current="page">Masters' in anne.get(f"{STUDENTS}?year=2023&sort=-year").content.decode()
    assert 'aria-current="page">Masters' not in anne.get(STUDENTS).content.decode()


def test_view_is_for_oneself_unless_it_is_shared(anne, bruno):
    keep(anne, name="À moi")
    keep(anne, name="À tous", is_shared="on")
    assert "À tous (Anne)" in Page(bruno.get(STUDENTS)).text
    for address in (STUDENTS, VIEWS):
        assert ["À moi" in Page(browser.get(address)).text for browser in (anne, bruno)] == [True, False]


def test_view_is_of_its_list_alone(anne):
    keep(anne)
    assert "Masters" not in Page(anne.get("/office/chairs/")).text


def test_own_view_is_renamed_shared_and_deleted(anne):
    keep(anne)
    view = SavedView.objects.get()
    address = reverse("office-view", args=[view.pk])
    response = anne.post(address, form_of(anne.get(address)) | {"name": "Autre", "is_shared": "on", "do": ""})
    assert (response.status_code, response.url) == (302, VIEWS)
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.query) == ("Autre", True, "year=2023&sort=-year")
    assert anne.post(address, {"do": "delete"}).url == VIEWS
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("typed", [{"do": "delete"}, {"name": "À moi", "is_shared": ""}, None])
def test_view_of_another_is_not_there(anne, bruno, typed):
    keep(anne, is_shared="on")
    view = SavedView.objects.get()
    addresses = [reverse("office-view", args=[key]) for key in (view.pk, 10**6)]
    found = [bruno.get(address) if typed is None else bruno.post(address, typed) for address in addresses]
    assert [answer.status_code for answer in found] == [404, 404]
    assert found[0].content == found[1].content
    view.refresh_from_db()
    assert (view.name, view.owner) == ("Masters", of("Anne"))


def test_name_is_given_once_on_a_list_and_what_was_typed_stays(anne, bruno):
    keep(anne)
    response = keep(anne, address=f"{STUDENTS}?year=2024", is_shared="on")
    assert response.status_code == 200
    assert "Vous avez déjà une vue de ce nom sur cette liste : donnez un autre nom." in Page(response).text
    assert form_of(response) | {"csrfmiddlewaretoken": ""} == {
        "csrfmiddlewaretoken": "",
        "address": f"{STUDENTS}?year=2024",
        "name": "Masters",
        "is_shared": "on",
    }
    assert [keep(anne, address="/office/chairs/").status_code, keep(bruno).status_code] == [302, 302]


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_name_that_cannot_be_is_refused(anne, name):
    assert (keep(anne, name=name).status_code, SavedView.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/fr/",
        "/office/",
        "/office/nowhere/",
        "/office/import/",
        "/admin/training/studentfigure/",
        "https://example.org/office/students/",
        "//example.org/office/students/",
        f"{STUDENTS}?q={'x' * 2001}",
    ],
)
def test_address_that_is_no_list_of_the_coordination_is_refused(anne, address):
    assert (keep(anne, address=address).status_code, SavedView.objects.count()) == (400, 0)


def test_view_of_a_list_that_one_may_not_see_is_neither_kept_nor_shown(anne, bruno):
    keep(anne, is_shared="on")
    account, may = of("Bruno"), of("Anne").groups.get().permissions
    account.groups.clear()
    account.user_permissions.set(may.filter(codename__in=["view_chair", "add_savedview"]))
    assert keep(bruno).status_code == 400
    assert "Masters" not in Page(bruno.get(VIEWS)).text
    assert keep(bruno, address="/office/chairs/").status_code == 302


def test_who_may_only_look_keeps_no_view(client):
    client.force_login(of_role(Role.READER))
    assert (client.get(VIEWS).status_code, keep(client).status_code) == (404, 404)
    assert VIEWS not in Page(client.get(STUDENTS)).links


def test_view_whose_filter_and_column_are_gone_still_shows_its_list(anne):
    made = make.saved_view(owner=of("Anne"), query="formerly=1&columns=gone&sort=gone&year=2023")
    make.student_figure(enrolled=40)
    response = anne.get(made.address)
    assert response.status_code == 200
    assert [record.enrolled for record in response.context["page"].records] == [40]
    assert "« formerly » n’est pas une question que l’on peut poser à cette liste" in Page(response).text


def test_view_whose_list_is_gone_can_still_be_deleted(anne):
    gone = make.saved_view(owner=of("Anne"), path="/office/formerly/")
    page = Page(anne.get(VIEWS))
    assert "Cette liste n’est plus là, ou vous ne pouvez pas la voir." in page.text
    assert gone.address not in page.links
    assert anne.post(reverse("office-view", args=[gone.pk]), {"do": "delete"}).status_code == 302
    assert SavedView.objects.count() == 0


def test_views_take_as_many_queries_however_many(anne):
    keep(anne)
    anne.get(STUDENTS)
    before = count_of(anne, STUDENTS), count_of(anne, VIEWS)
    for place in range(3):
        make.saved_view(is_shared=True, name=f"Autre {place}")
    assert (count_of(anne, STUDENTS), count_of(anne, VIEWS)) == before
    assert max(before) <= 10


def count_of(browser, address):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return len(captured)
