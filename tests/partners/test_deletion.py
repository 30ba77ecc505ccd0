"""What others refer to is not deleted, and the page says what refers to it."""

import pytest
from django.urls import reverse

from partners.models import Organisation
from tests import make
from tests.page import read_aloud
from tests.partners.test_merge_page import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    """The browser of an administrator."""
    client.force_login(make.user(is_staff=True, is_superuser=True))
    return client


def deletion(organisation):
    """The address at which an organisation is deleted."""
    return reverse("admin:partners_organisation_delete", args=[organisation.pk])


def test_organisation_that_others_refer_to_is_not_deleted_and_they_are_named(administrator):
    organisation = make.organisation(name="Alpha")
    make.commitment(organisation=organisation, title_fr="Mécénat")
    make.membership(organisation=organisation, role="funder")
    for response in (
        administrator.get(deletion(organisation)),
        administrator.post(deletion(organisation), {"post": "yes"}),
    ):
        words = read_aloud(response)
        assert (
            "« Alpha » ne peut pas être supprimé : ces enregistrements s’y rapportent. Rien n’a été supprimé." in words
        )
        assert ("Engagement: Alpha – Mécénat" in words, "Rôle: Alpha, financeur" in words) == (True, True)
    assert Organisation.objects.get() == organisation


def test_page_takes_as_many_queries_however_many_refer_to_it(administrator):
    organisation = make.organisation()
    make.membership(organisation=organisation)
    make.receipt(institution=organisation, commitment=make.commitment(organisation=organisation))
    with_one = queries(administrator, deletion(organisation))
    for role in ("funder", "supporter"):
        make.commitment(organisation=organisation)
        make.membership(organisation=organisation, role=role)
    assert queries(administrator, deletion(organisation)) == with_one


def test_organisation_that_nothing_refers_to_is_deleted(administrator):
    organisation = make.organisation()
    assert administrator.post(deletion(organisation), {"post": "yes"}).status_code == 302
    assert not Organisation.objects.exists()
