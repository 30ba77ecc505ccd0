"""The addresses of an organisation that was merged into another one: they lead to it, and tell nothing of what is hidden."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enact.records import unexplained
from funding.models import Commitment
from funding.resources import CommitmentResource
from partners.actions import merge_organisations
from partners.models import FormerKey, Organisation
from partners.resources import OrganisationResource
from tests import make
from tests.drawn import forget_pages
from tests.office.files import csv_of
from tests.office.importing import imported, outcomes
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
FIRST = date(2001, 1, 1)
days = count(1)
"""How many days after `FIRST` a role that is merged begins, or well after today, so that none is held twice from one day."""


def body(name, **fields):
    """A public body with an agreed role."""
    return make.membership(organisation=make.organisation(name=name, **{"kind": "research", **fields})).organisation


def company(name, since):
    """A company with a role, that agreed to be named from a day on."""
    return body(name, kind="company", name_published_since=since)


def merged(kept, gone):
    """The number of an organisation that is merged into another one."""
    key = gone.pk
    for role in gone.memberships.all():
        role.starts_on = (FIRST if role.starts_on <= TODAY else TODAY + 500 * ONE) + next(days) * ONE
        role.save()
    found = {one.pk: one for one in Organisation.objects.filter(pk__in=[kept.pk, key])}
    merge_organisations(kept=found[kept.pk], merged=found[key], by=None, reason="Un seul.")
    forget_pages()
    return key


def answered(client, key, language="fr", query=""):
    """The status of the public page of a number, and where it leads."""
    response = client.get(f"/{language}/partners/{key}/{query}")
    return response.status_code, response.get("Location")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_public_page_of_a_merged_organisation_leads_to_the_one_that_stays(client, language):
    kept, gone = body("Institut"), body("Institut bis")
    assert answered(client, gone.pk, language) == (200, None)
    key = merged(kept, gone)
    there = f"/{language}/partners/{kept.pk}/"
    assert answered(client, key, language) == answered(client, key, language, "?x=1") == (301, there)
    assert client.head(f"/{language}/partners/{key}/").status_code == 301
    assert client.get(there).status_code == 200
    assert client.get(f"/{language}/partners/{key}/")["Cache-Control"] == "public, max-age=5"


def test_page_merged_twice_leads_to_the_last_one(client):
    first, second, third = body("Un"), body("Deux"), body("Trois")
    keys = [merged(second, first), merged(third, second)]
    assert [answered(client, key) for key in keys] == [(301, f"/fr/partners/{third.pk}/")] * 2
    assert list(unexplained(FormerKey)) == []


@pytest.mark.parametrize("since", [None, TODAY + ONE])
def test_nothing_tells_of_a_hidden_organisation_on_either_side(client, since):
    into_hidden = merged(company("Secrète", since), body("Institut"))
    from_hidden = merged(body("Autre institut"), company("Cachée", since))
    absent = client.get(f"/fr/partners/{10**6}/")
    for key in (into_hidden, from_hidden):
        response = client.get(f"/fr/partners/{key}/")
        assert (response.status_code, response.content) == (404, absent.content)


def test_organisation_without_a_role_or_invented_had_no_page_and_leads_nowhere(client):
    roleless = merged(body("Institut"), make.organisation(name="Sans rôle", kind="research"))
    invented = merged(body("Inventé", is_example=True), body("Inventé bis", is_example=True))
    planned = make.organisation(name="À venir", kind="research")
    make.membership(organisation=planned, starts_on=TODAY + 1000 * ONE)
    keys = [roleless, invented, merged(body("Autre"), planned)]
    assert [answered(client, key) for key in keys] == [(404, None)] * 3


def test_company_named_before_it_was_merged_leads_to_the_one_that_is_named(client):
    kept = company("Durand", TODAY - ONE)
    key = merged(kept, company("Durand SA", TODAY))
    assert answered(client, key) == (301, f"/fr/partners/{kept.pk}/")


def test_space_of_a_merged_organisation_leads_whoever_sees_the_one_that_stays(client):
    kept, gone = make.organisation(), make.organisation()
    access = make.access(organisation=gone)
    commitment = make.commitment(organisation=gone, amount=5)
    other = make.access().user
    key = merged(kept, gone)
    member, stranger, staff = Client(), Client(), coordinator("Anne")
    member.force_login(access.user)
    stranger.force_login(other)
    for page in ("", "commitments/", f"commitments/{commitment.pk}/"):
        there = f"/fr/space/{kept.pk}/{page}?on=2025-05-20"
        for reader in (member, staff):
            response = reader.get(f"/fr/space/{key}/{page}?on=2025-05-20")
            assert (response.status_code, response["Location"], reader.get(there).status_code) == (301, there, 200)
            assert "no-store" in response["Cache-Control"]
        answer, absent = (stranger.get(f"/fr/space/{one}/{page}") for one in (key, 10**6))
        assert (answer.status_code, answer.content) == (404, absent.content)
        assert client.get(f"/fr/space/{key}/{page}").url == f"/fr/accounts/login/?next=/fr/space/{key}/{page}"
    assert member.get(f"/fr/space/{key}/commitments/{10**6}/").status_code == 301
    assert member.get(f"/fr/space/{kept.pk}/commitments/{10**6}/").status_code == 404


def test_what_is_sent_to_the_former_number_is_sent_on_and_not_lost():
    kept, gone = make.organisation(), make.organisation()
    access = make.access(organisation=gone, role="manager")
    key = merged(kept, gone)
    member, typed = Client(), {"description_fr": "Nous travaillons ensemble."}
    member.force_login(access.user)
    there = f"/fr/space/{kept.pk}/profile/change/"
    response = member.post(f"/fr/space/{key}/profile/change/", typed)
    assert (response.status_code, response["Location"]) == (308, there)
    assert member.head(f"/fr/space/{key}/profile/change/").status_code == 301
    page = member.post(f"/fr/space/{key}/profile/change/", typed, follow=True)
    assert (page.status_code, page.context["form"]["description_fr"].value()) == (200, "Nous travaillons ensemble.")


def test_lists_asked_for_a_former_number_show_the_rows_of_the_one_that_stays():
    anne, kept, gone = coordinator("Anne"), make.organisation(name="Gardée"), make.organisation()
    commitment = make.commitment(organisation=gone, amount=5)
    key = merged(kept, gone)
    for asked, found in ((key, [commitment]), (kept.pk, [commitment]), (10**6, []), (10**30, []), ("abc", [])):
        page = anne.get(f"/office/commitments/?organisation={asked}").context["page"]
        assert (page.records, bool(page.filterset.errors)) == (found, not found)
        assert [words for words, _address in page.chips] == [f"Partenaire\u00a0: {'Gardée' if found else asked}"]


def test_files_name_the_one_that_stays_by_the_former_number():
    kept, gone = make.organisation(name="Gardée"), make.organisation()
    key = merged(kept, gone)
    renamed = csv_of(["id", "commune"], [key, "Metz"], [kept.pk, "Metz"])
    plan = imported(OrganisationResource, renamed)
    assert (outcomes(plan), Organisation.objects.get().commune) == ({"changed": 1, "same": 1}, "Metz")
    make.programme()
    imported(CommitmentResource, csv_of(["organisation", "title_fr", "nature"], [key, "Chaire", "chair"]))
    assert [one.organisation for one in Commitment.objects.all()] == [kept]


def test_form_of_a_merged_organisation_leads_to_that_of_the_one_that_stays():
    anne, kept = coordinator("Anne"), make.organisation(name="Gardée")
    key = merged(kept, make.organisation())
    response = anne.get(reverse("admin:partners_organisation_change", args=[key]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("admin:partners_organisation_change", args=[kept.pk])
    assert f"L’organisation n° {key} a été fusionnée dans celle-ci." in response.content.decode().replace("\xa0", " ")
    absent = anne.get(reverse("admin:partners_organisation_change", args=[10**6]))
    assert absent.url == reverse("admin:index")
