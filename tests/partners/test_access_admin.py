"""Accesses in the back office: a coordinator lets somebody in, and out again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partners.models import Access
from tests import make
from tests.sending import coordinator, errors_of, form_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/partners/access/add/"
TODAY, ONE = timezone.localdate(), timedelta(days=1)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


def change(record):
    """The address of a record's form."""
    return reverse(f"admin:partners_{record._meta.model_name}_change", args=[record.pk])


def test_coordinator_opens_an_account_and_lets_it_in_and_out(anne):
    organisation = make.organisation()
    send(anne, "/admin/accounts/user/add/", email="camille@example.org", name="Camille", language="fr")
    camille = User.objects.get(email="camille@example.org")
    send(anne, ADD, user=camille.pk, organisation=organisation.pk, role="viewer", starts_on=TODAY.isoformat())
    browser, space = Client(), f"/fr/space/{organisation.pk}/"
    browser.force_login(camille)
    assert browser.get(space).status_code == 200
    access = Access.objects.get()
    assert access.history.get().history_user.name == "Anne"
    send(anne, change(access), is_withdrawn="on", change_reason="Partie")
    assert browser.get(space).status_code == 404


def test_access_is_given_in_the_form_of_the_organisation_too(anne):
    organisation, user = make.organisation(), make.user()
    typed = form_of(anne.get(change(organisation))) | {
        "accesses-TOTAL_FORMS": "1",
        "accesses-0-user": user.pk,
        "accesses-0-organisation": organisation.pk,
        "accesses-0-role": "manager",
        "accesses-0-starts_on": TODAY.isoformat(),
    }
    assert anne.post(change(organisation), typed).status_code == 302
    access = Access.objects.get()
    assert (access.user, access.organisation, access.role) == (user, organisation, "manager")


def test_accesses_that_overlap_are_refused_in_words(anne):
    access = make.access(starts_on=TODAY)
    typed = {"user": access.user_id, "organisation": access.organisation_id, "role": "viewer"}
    response = send(anne, ADD, **typed, starts_on=(TODAY + ONE).isoformat())
    assert list(errors_of(response)) == [""]
    assert "mettez d’abord fin à cet accès" in errors_of(response)[""][0]
    assert Access.objects.count() == 1


def test_accounts_to_choose_from_are_those_of_partners(anne):
    partner = make.user(name="Partenaire")
    make.user(name="Administrateur", is_staff=True, is_superuser=True)
    asked = {"app_label": "partners", "model_name": "access", "field_name": "user"}
    found = anne.get("/admin/autocomplete/", asked).json()["results"]
    assert [one["id"] for one in found] == [str(partner.pk)]


def test_form_of_an_access_leads_to_the_space_that_it_opens(anne):
    access = make.access()
    assert f"/fr/space/{access.organisation_id}/" in anne.get(change(access)).content.decode()


def test_list_of_accesses_marks_examples(anne):
    make.access(organisation=make.organisation(name="Alpha", is_example=True))
    assert "Alpha (exemple inventé)" in anne.get("/admin/partners/access/").content.decode()
