"""Every page of a fictional programme says that it is one, errors included, and so does the name of every file."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.actions import open_coordinator_account
from enact.demonstration import let_in
from enact.fiction.cast import TRIED
from enact.fiction.loading import LAST_DAY
from enact.pages import errors
from partners.models import Organisation
from research.models import Call, Chair, Community, Event
from tests import make
from tests.drawn import restart
from tests.page import read_aloud
from training.models import DoctoralContract

MARK = "Programme fictif. Organisations, personnes, montants et chiffres"
PUBLIC = [
    *(
        "/fr/",
        "/fr/indicators/",
        "/fr/indicators/FIN-4/",
        "/fr/funding/",
        "/fr/about/",
        "/fr/data/",
        "/fr/sitemap/",
        "/fr/partners/",
    ),
    *("/fr/partners/map/", "/fr/chairs/", "/fr/calls/", "/fr/legal/", "/fr/privacy/", "/fr/accessibility/"),
    *("/fr/communities/", "/fr/events/", "/fr/indicators/TRA-1/", "/fr/indicators/TRA-2/", "/fr/indicators/RES-2/"),
    *("/fr/partners/?q=bleuet", "/fr/accounts/login/", "/fr/accounts/password/reset/"),
]
OFFICE = [
    *("/admin/", "/admin/publish/", "/admin/funding/commitment/", "/admin/funding/commitment/add/"),
    *("/admin/partners/organisation/add/?_popup=1", "/office/commitments/", "/office/releases/"),
    *(
        "/office/doctoral-contracts/",
        "/office/coverage/",
        "/office/students/",
        "/office/chairs/",
        "/office/communities/",
    ),
    *("/office/calls/", "/office/events/", "/admin/training/doctoralcontract/"),
]
FILES = {
    "/fr/funding.csv": "fictif-enact-funding-2026-06-30.csv",
    "/fr/indicators/FIN-4.csv": "fictif-enact-FIN-4-2026-06-30.csv",
    "/fr/indicators/RES-2.csv": "fictif-enact-RES-2-2026-06-30.csv",
    "/fr/indicators/TRA-4.csv": "fictif-enact-TRA-4-2026-06-30.csv",
    "/data/releases/latest.zip": "fictif-enact-",
    "/data/releases/latest/figures.fr.csv": "fictif-enact-",
    "/fr/partners/?export=xlsx": "fictif-enact-annuaire-des-partenaires-",
}


@pytest.fixture
def fictional(settings):
    """The house is said to be fictional."""
    settings.FICTIONAL = True


@pytest.fixture
def coordinator(client, fiction):
    """A client signed in as a coordinator."""
    client.force_login(open_coordinator_account(email="anne@example.org", name="Anne", password="tested password"))
    return client


def marks(response):
    """How often a page says that it is fictional, in how many places of its own."""
    return read_aloud(response).count(MARK)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_is_marked(client, fiction, fictional, address):
    response = client.get(address)
    assert (response.status_code, marks(response)) == (200, 1)


@pytest.mark.parametrize("model", [Call, Chair, Community, Event])
def test_public_page_of_each_record_is_marked(client, fiction, fictional, model):
    name = model._meta.model_name
    found = model.objects.public_on(LAST_DAY)
    assert found.count() > 10
    for record in found[:3]:
        response = client.get(reverse(name, args=[record.pk]))
        assert (response.status_code, marks(response)) == (200, 1)


def test_page_of_a_doctoral_contract_is_marked(coordinator, fiction, fictional):
    for contract in DoctoralContract.objects.all()[:3]:
        response = coordinator.get(reverse("office-doctoral-contract", args=[contract.pk]))
        assert (response.status_code, marks(response)) == (200, 1)


@pytest.mark.parametrize("address", OFFICE)
def test_page_of_the_coordination_is_marked(coordinator, fiction, fictional, address):
    response = coordinator.get(address)
    assert (response.status_code, marks(response)) == (200, 1)


def test_space_of_a_partner_is_marked(client, fiction, fictional):
    user, company = make.user(), Organisation.objects.get(name=TRIED)
    let_in(user, company)
    client.force_login(user)
    for address in (f"/fr/space/{company.pk}/", f"/fr/space/{company.pk}/commitments/"):
        response = client.get(address)
        assert (response.status_code, marks(response)) == (200, 1)


def test_pages_of_faults_are_marked(client, db, fictional, monkeypatch):
    assert marks(client.get("/fr/nowhere/")) == 1
    assert marks(Client(enforce_csrf_checks=True).post("/fr/accounts/login/")) == 1
    client.raise_request_exception = False
    for fault, status in ((ValueError(), 500), (OperationalError(), 503)):
        monkeypatch.setattr("enact.pages.public.render", raising(fault))
        response = client.get("/fr/legal/")
        assert (response.status_code, marks(response)) == (status, 1)
    monkeypatch.setattr("enact.pages.errors.render", raising(ValueError()))
    assert client.get("/fr/legal/").content.decode() == errors.FICTIONAL + errors.PLAIN


def raising(fault):
    """A function that only raises a fault."""

    def fail(*args, **kwargs):
        raise fault

    return fail


@pytest.mark.parametrize("address", FILES)
def test_name_of_a_file_is_marked(client, fiction, fictional, address):
    said = client.get(address).headers["Content-Disposition"]
    assert said.startswith(f'attachment; filename="{FILES[address]}'), said


def test_search_engines_read_nothing_of_it(client, fictional):
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_mark_is_in_both_languages_and_in_the_title(client, fiction, fictional):
    french, english = (client.get(f"/{language}/").content.decode() for language in ("fr", "en"))
    assert ("· ENACT (fictif)</title>" in french, "· ENACT (fictional)</title>" in english) == (True, True)
    assert "Fictional programme.</strong> Organisations, people, amounts and figures" in english


@pytest.mark.parametrize("address", ["/fr/", "/fr/legal/", "/fr/partners/", "/fr/accounts/login/"])
def test_facts_are_not_marked(client, launch, address):
    assert "ficti" not in client.get(address).content.decode()


def test_page_kept_of_one_is_never_given_for_the_other(client, launch, settings):
    for said in (False, True, False):
        restart()
        settings.FICTIONAL = said
        assert marks(client.get("/fr/")) == said
