"""What all lists of the coordination have in common: who finds them, the ways between them, and what is typed wrong."""

import re

import pytest
from django.contrib.auth.models import Permission
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import make
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
LISTS = {
    "/office/partners/": "view_organisation",
    "/office/commitments/": "view_commitment",
    "/office/chairs/": "view_chair",
    "/office/files/": "view_file",
    "/office/observations/": "view_observation",
    "/office/releases/": "view_release",
}
NAMES = [
    *("q", "sort", "columns", "page", "on", "known", "export"),
    *("state", "kind", "host", "place", "role", "standing", "value", "indicator", "has_role"),
]


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def clerk(client):
    """An account of the coordination that may do nothing yet."""
    user = make.user(is_staff=True)
    client.force_login(user)
    return user


def lists_in(response):
    """The lists to which a page leads, in its order."""
    return [link for link in re.findall('href="([^"]*)"', response.content.decode()) if link in LISTS]


@pytest.mark.parametrize("address", LISTS)
def test_list_says_which_it_is(anne, address):
    response = anne.get(address)
    assert f'<a href="{address}" aria-current="page">' in response.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_list_is_found_and_shown_by_those_alone_who_may_read_it(client, clerk, address):
    absent = client.get("/office/nothing/")
    assert (client.get(address).status_code, client.get(address).content) == (404, absent.content)
    assert lists_in(client.get("/admin/")) == []
    clerk.user_permissions.add(Permission.objects.get(codename=LISTS[address]))
    assert lists_in(client.get(address)) == lists_in(client.get("/admin/")) == [address]


ADDED = {
    "calls": "research/call",
    "chairs": "research/chair",
    "commitments": "funding/commitment",
    "communities": "research/community",
    "doctoral-contracts": "training/doctoralcontract",
    "events": "research/event",
    "expenditure": "funding/expenditure",
    "instalments": "funding/instalment",
    "observations": "indicators/observation",
    "partners": "partners/organisation",
    "payment-calls": "funding/paymentcall",
    "receipts": "funding/receipt",
    "students": "training/studentfigure",
    "transfers": "funding/transfer",
}
"""The form that adds a record, by the list that leads to it."""


@pytest.mark.parametrize("name", ADDED)
def test_list_leads_whoever_may_add_a_record_to_its_form(anne, clerk, client, name):
    address, added = f"/office/{name}/", f"/admin/{ADDED[name]}/add/"
    assert (anne.get(address).context["adding"], anne.get(added).status_code) == (added, 200)
    assert f'<a href="{added}">Ajouter une fiche</a>' in anne.get(address).content.decode()
    model = ADDED[name].partition("/")[2]
    clerk.user_permissions.add(Permission.objects.get(codename=f"view_{model}"))
    assert client.get(address).context["adding"] == ""


@pytest.mark.parametrize("name", ["files", "releases"])
def test_list_of_what_is_recorded_elsewhere_leads_to_no_form(anne, name):
    assert anne.get(f"/office/{name}/").context["adding"] == ""


@pytest.mark.parametrize("address", ["/office/", *LISTS])
def test_list_is_not_there_for_those_outside_the_coordination(client, address):
    assert client.get(address).headers["Location"] == f"/fr/accounts/login/?next={address}"
    client.force_login(make.user())
    assert (client.get(address).status_code, client.get(address).content) == (404, client.get("/office/x/").content)


def test_office_leads_to_its_first_page_which_leads_to_the_lists(anne):
    assert anne.get("/office/").headers["Location"] == "/admin/"
    assert sorted(lists_in(anne.get("/admin/"))) == sorted(LISTS)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "sort=host__secret",
        "sort=-password",
        "columns=secret",
        "page=1000000000",
        "page=-1",
        "on=31/02/2025",
        "on=0001-01-01",
        "known=x",
        "known=2999-01-01",
        "kind=\x00",
        "place=%ED%A0%80",
        "q=%00%ED%A0%80",
        "&".join(f"kind={number}" for number in range(999)),
        "on=9999-12-31&known=2025-01-01",
    ],
)
def test_bad_input_is_answered(anne, address, query):
    assert anne.get(f"{address}?{query}").status_code == 200
    assert anne.get(f"{address}?{query}&export=csv").status_code in (200, 400)


@pytest.mark.parametrize("address", LISTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=12), max_size=3), max_size=4))
@example(asked={"on": ["9999-12-31"], "known": ["9999-12-31"]})
def test_anything_typed_is_answered(anne, address, asked):
    typed = {name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in asked.items()}
    assert anne.get(address, typed, follow=True).status_code in (200, 400)


@pytest.mark.parametrize("address", LISTS)
def test_export_of_nothing_is_a_header(anne, address):
    found = anne.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert (len(found), found[0][:3]) == (1, "id;")
    assert anne.get(address, {"export": "xlsx"}).status_code == 200
