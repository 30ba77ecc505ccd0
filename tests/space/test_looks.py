"""Looking as a partner does: what its members see and no more, without a way to send anything, and never unseen."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, transaction
from django.test import Client

from funding.models import Commitment
from partners.models.access import may_look, rights_to_look
from space.models import Look
from tests import make
from tests.page import Page, plain
from tests.sending import coordinator, form_of

pytestmark = pytest.mark.django_db


def pages(organisation):
    """The pages of a space, with a commitment of the organisation."""
    commitment = make.commitment(organisation=organisation, kind="agreement", amount=5)
    make.receipt(commitment=make.instalment(commitment=commitment, amount=5).commitment, amount=3)
    below = ("", "commitments/", f"commitments/{commitment.pk}/", "instalments/", "payments/", "statements/", "looks/")
    return [f"/fr/space/{organisation.pk}/{page}" for page in below]


def main_of(response):
    """What stands between the header and the footer of a page."""
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]


def test_coordination_sees_what_a_member_sees_on_pages_that_are_marked(partner, alpha):
    anne = coordinator("Anne")
    for address in pages(alpha):
        anne.get(address)  # from here on, her look is on the list
        looked, own = anne.get(address), partner.get(address)
        assert (looked.status_code, main_of(looked)) == (200, main_of(own))
        band = "Vous regardez comme ce partenaire." in plain(Page(looked).text)
        assert (band, "comme ce partenaire" in Page(own).text) == (True, False)
        assert f"/office/partners/{alpha.pk}/look/" in Page(looked).links


def test_whoever_looks_sees_by_no_right_of_its_own_the_rows_of_another(alpha):
    own = make.commitment(organisation=alpha)
    make.commitment()
    visit = coordinator("Anne").get(f"/fr/space/{alpha.pk}/").context["visit"]
    assert list(Commitment.objects.visible_to(visit.user, visit.today)) == [own]


def test_each_look_is_kept_once_a_session_and_an_organisation(alpha):
    anne, beta = coordinator("Anne"), make.organisation(name="Bêta")
    for address in [*pages(alpha), f"/en/space/{alpha.pk}/", f"/fr/space/{beta.pk}/"]:
        assert anne.get(address).status_code == 200
    assert [look.organisation for look in Look.objects.order_by("pk")] == [alpha, beta]
    user = Look.objects.first().by
    again = Client()
    again.force_login(user)
    again.get(f"/fr/space/{alpha.pk}/")
    assert Look.objects.of(alpha).count() == 2


def test_partner_leaves_no_look_and_reads_those_of_the_coordination(partner, alpha):
    anne = coordinator("Anne")
    way_in = f"/office/partners/{alpha.pk}/look/"
    assert (
        anne.post(way_in, form_of(anne.get(way_in)) | {"why": "Votre question du 3 mai"}).url
        == f"/fr/space/{alpha.pk}/"
    )
    assert anne.get(f"/fr/space/{alpha.pk}/").status_code == 200
    text = Page(partner.get(f"/fr/space/{alpha.pk}/looks/")).text
    assert ("Anne" in text, "Votre question du 3 mai" in text, Look.objects.count()) == (True, True, 1)
    assert "Votre question du 3 mai" in Page(anne.get(way_in)).text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_coordination_sends_nothing_in_a_space(alpha, method):
    anne = coordinator("Anne")
    codes = {getattr(anne, method)(address).status_code for address in pages(alpha)}
    assert codes == {405}
    assert getattr(anne, method)(f"/fr/space/{alpha.pk}/statements/new/").status_code in (403, 405)


@pytest.mark.parametrize("page", ["statements/new/", "profile/change/", "commitments/{}/announce/"])
def test_page_on_which_the_partner_alone_answers_is_refused_with_the_mark_of_the_look(partner, alpha, page):
    anne, commitment = coordinator("Anne"), make.commitment(organisation=alpha, kind="agreement", amount=5)
    address = f"/fr/space/{alpha.pk}/{page.format(commitment.pk)}"
    refused, read = anne.get(address), partner.get(address)
    assert (refused.status_code, read.status_code) == (403, 403)
    assert Look.objects.of(alpha).count() == 1
    shown = [plain(Page(answer).text) for answer in (refused, read)]
    assert ["Vous regardez comme ce partenaire." in text for text in shown] == [True, False]
    assert ["Seul le partenaire répond ici" in text for text in shown] == [True, False]
    assert f"/fr/space/{alpha.pk}/" in Page(refused).links
    other = make.commitment(organisation=make.organisation(), kind="agreement", amount=5)
    elsewhere = [anne.get(f"/fr/space/{alpha.pk}/commitments/{key}/announce/").content for key in (other.pk, 999_999)]
    assert elsewhere[0] == elsewhere[1]


@pytest.mark.parametrize("missing", ["view_receipt", "view_commitment", "view_file", "view_responsibility"])
def test_whoever_may_not_see_all_by_its_own_rights_does_not_look(client, alpha, missing):
    user = make.user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    assert may_look(user)
    user = type(user).objects.get(pk=user.pk)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_").exclude(codename=missing))
    client.force_login(user)
    absent = client.get("/fr/space/999999/")
    for address in [*pages(alpha), f"/office/partners/{alpha.pk}/look/"]:
        assert client.get(address).status_code == 404
    assert client.get(f"/fr/space/{alpha.pk}/").content == absent.content
    assert Look.objects.count() == 0


def test_rights_to_look_are_those_of_all_that_can_be_a_partners():
    assert {"sources.view_file", "funding.view_commitment", "space.view_statement"} <= set(rights_to_look())


def test_whoever_belongs_to_two_partners_is_shown_one_alone(alpha, access):
    beta = make.organisation(name="Bêta")
    make.access(user=access.user, organisation=beta)
    make.commitment(organisation=beta, title_fr="Engagement de Bêta", amount=7, kind="agreement")
    anne = coordinator("Anne")
    text = " ".join(Page(anne.get(address)).text for address in pages(alpha))
    assert ("Bêta" in text, "Autres organisations" in text) == (False, False)


def test_database_never_lets_a_look_be_changed(alpha):
    look = make.look(organisation=alpha)
    for change in (look.save, look.delete):
        with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
            change()
