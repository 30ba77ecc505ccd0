"""Who enters the back office, and in which language; what it says of itself."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.actions import open_coordinator_account
from tests import make

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/admin/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/publish/",
    "/admin/jsi18n/",
    "/admin/autocomplete/",
    "/admin/password_change/",
    "/admin/funding/",
    "/admin/funding/commitment/",
    "/admin/funding/commitment/add/",
    "/admin/funding/commitment/1/change/",
    "/admin/indicators/release/",
    "/admin/accounts/user/",
    "/admin/nowhere/",
]


@pytest.fixture
def coordinator(db):
    """The account of a coordinator."""
    return open_coordinator_account(email="anne@example.org", name="Anne", password="tested password")


def test_every_model_of_the_coordination_is_in_the_office():
    registered = {model._meta.label for model in admin.site._registry}
    assert registered == {
        "accounts.User",
        "funding.BulkChange",
        "funding.Commitment",
        "funding.CommitmentStep",
        "funding.Expenditure",
        "funding.FrameworkAgreement",
        "funding.Instalment",
        "funding.PaymentCall",
        "funding.Receipt",
        "funding.Transfer",
        "indicators.Completeness",
        "indicators.Observation",
        "indicators.PlannedRelease",
        "indicators.Release",
        "indicators.Target",
        "partners.Access",
        "partners.Affiliation",
        "partners.DeclaredSize",
        "partners.Distinction",
        "partners.Invitation",
        "partners.Laboratory",
        "partners.Membership",
        "partners.Organisation",
        "partners.Person",
        "partners.Programme",
        "partners.Responsibility",
        "partners.Supervision",
        "research.Call",
        "research.CallDocument",
        "research.CallQuestion",
        "research.CallStage",
        "research.Chair",
        "research.ChairFunding",
        "research.ChairHolder",
        "research.ChairStep",
        "research.Community",
        "research.CommunityLead",
        "research.CommunityMeeting",
        "research.CommunityMember",
        "research.CommunityOutput",
        "research.Event",
        "research.EventOrganiser",
        "research.JoinRequest",
        "research.StaffPost",
        "sources.Document",
        "sources.File",
        "sources.Source",
        "sources.Statement",
        "space.Attestation",
        "space.Correction",
        "space.LeftBehind",
        "space.PaymentAnnouncement",
        "space.Round",
        "space.SignedPaper",
        "training.CommitteeMeeting",
        "training.Coverage",
        "training.DoctoralContract",
        "training.DoctoralLaboratory",
        "training.DoctoralRole",
        "training.DoctoralStep",
        "training.MinimumPay",
        "training.Respondent",
        "training.StudentFigure",
        "training.StudyProgramme",
    }


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/admin/login/"])
def test_anonymous_is_led_to_the_one_sign_in_page(client, address):
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1] == (f"/fr/accounts/login/?next={address}", 302)
    assert response.templates[0].name == "account/login.html"


def test_sign_in_page_of_the_admin_leads_on_to_where_one_wanted_to_go(client):
    assert client.get("/admin/login/?next=/admin/publish/").url == "/fr/accounts/login/?next=/admin/publish/"
    assert client.get("/admin/login/").url == "/fr/accounts/login/?next=/admin/"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_not_of_the_coordination_finds_nothing(client, address, method):
    client.force_login(make.user())
    response, absent = getattr(client, method)(address), client.get("/admin-of-nobody/")
    assert (response.status_code, response.content) == (404, absent.content)


def test_deactivated_coordinator_is_refused_at_once(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/admin/").status_code == 200
    coordinator.is_active = False
    coordinator.save()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(("language", "title"), [("fr", "À traiter aujourd’hui"), ("en", "What needs you today")])
@pytest.mark.parametrize("browser", ["de", "en", "fr"])
def test_language_is_that_of_the_account_whatever_the_browser_asks(client, coordinator, language, title, browser):
    coordinator.language = language
    coordinator.save()
    client.force_login(coordinator)
    response = client.get("/admin/", headers={"accept-language": browser})
    assert response.context["title"] == title
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


def test_session_goes_on_while_one_works_in_the_office_only(client, coordinator):
    client.force_login(coordinator)
    client.get("/admin/")
    an_hour_left = timezone.now() + timedelta(hours=1)
    stored = client.session
    stored["worked_at"] -= 1
    stored.save()
    Session.objects.update(expire_date=an_hour_left)
    client.get("/fr/about/")
    assert Session.objects.get().expire_date == an_hour_left
    client.get("/admin/")
    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=2, minutes=59)


def test_session_left_alone_for_three_hours_is_over(client, coordinator):
    client.force_login(coordinator)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/admin/").status_code == 302


def test_log_out_ends_the_session(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/admin/logout/").status_code == 200
    assert Session.objects.count() == 1
    assert client.post("/admin/logout/").url == "/fr/"
    assert Session.objects.count() == 0


def test_passwords_are_changed_on_the_page_of_the_site(client, coordinator):
    client.force_login(coordinator)
    assert client.get("/admin/password_change/").url == "/fr/accounts/password/change/"


def test_coordinators_publish(client, coordinator):
    client.force_login(coordinator)
    assert '<a class="publish" href="/admin/publish/">Publier</a>' in client.get("/admin/").content.decode()


def test_staff_without_rights_publish_nothing(client):
    client.force_login(make.user(is_staff=True))
    page = client.get("/admin/").content.decode()
    assert "/admin/publish/" not in page
    assert client.get("/admin/publish/").status_code == 403


def test_history_is_read_and_never_reverted(client, coordinator):
    document = make.document()
    client.force_login(coordinator)
    history = document.history.get()
    address = reverse("admin:sources_document_history", args=[document.pk])
    assert client.get(address).status_code == 200
    version = f"{address}{history.pk}/"
    assert client.get(version, follow=True).redirect_chain[-1] == ("/admin/", 302)
    assert client.post(version, {"title_fr": "Autre"}, follow=True).redirect_chain[-1] == ("/admin/", 302)
    assert document.history.count() == 1
    with pytest.raises(NoReverseMatch):
        reverse("admin:sources_document_simple_history", args=[document.pk, history.pk])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ecole superieure", ["École supérieure"]),
        ("NANCY École", ["École supérieure"]),
        ("école", ["Autre école", "École supérieure"]),
        ("'; --", []),
        ("  ", ["Autre école", "Entreprise", "École supérieure"]),
    ],
)
def test_search_minds_neither_accents_nor_capitals(client, coordinator, query, found):
    make.organisation(name="École supérieure", commune="Nancy")
    make.organisation(name="Autre école", commune="Metz")
    make.organisation(name="Entreprise")
    client.force_login(coordinator)
    response = client.get("/admin/partners/organisation/", {"q": query})
    assert sorted(organisation.name for organisation in response.context["cl"].result_list) == found


def test_list_of_the_records_is_that_of_the_rights_and_the_language_of_each(client, coordinator):
    """It is kept for the next one who has the same."""
    reader = make.user(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_chair"))

    def listed(user, language):
        user.language = language
        user.save()
        client.force_login(user)
        apps = client.get("/admin/").context["available_apps"]
        names = [app["name"].lower() for app in apps]
        assert names == sorted(names)
        return [model["name"] for app in apps for model in app["models"]]

    for _again in range(2):
        assert listed(reader, "en") == ["Chairs"]
        assert listed(reader, "fr") == ["Chaires"]
        assert {"Chairs", "Commitments"} <= set(listed(coordinator, "en"))
        assert {"Chaires", "Engagements"} <= set(listed(coordinator, "fr"))
