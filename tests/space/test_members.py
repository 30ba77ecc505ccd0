"""Who has access to a space: read by everybody there, said by whoever answers for the organisation."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.actions import MOST_AN_HOUR
from partners.models import Access, Invitation
from tests import make
from tests.page import Page
from tests.sending import at_the_same_moment, coordinator, follow, form_of, send, writers_wait

pytestmark = pytest.mark.django_db
TODAY, ONE = timezone.localdate(), timedelta(days=1)
MOST = 10


@pytest.fixture
def manager(alpha):
    """The access of somebody who answers for the organisation."""
    return member(alpha, "Anne", role="manager")


@pytest.fixture
def anne(manager):
    """The browser of that account."""
    return signed_in(manager.user)


@pytest.fixture
def viewer(alpha):
    """The access of somebody else who reads there."""
    return member(alpha, "Bruno")


def member(organisation, name, **fields):
    """An access of a new account, since today."""
    user = make.user(name=name, email=f"{name.lower()}@example.org")
    return make.access(user=user, organisation=organisation, **{"starts_on": TODAY, **fields})


def signed_in(user):
    """The browser of an account."""
    client = Client()
    client.force_login(user)
    return client


def members(organisation, rest="members/"):
    """The address of the page of the members, or of one below."""
    return f"/fr/space/{organisation.pk}/{rest}"


def of_member(access, what):
    """The address of a form about a member."""
    return members(access.organisation, f"members/{access.pk}/{what}/")


def of_invitation(invitation, what):
    """The address of a form about an invitation."""
    return members(invitation.organisation, f"invitations/{invitation.pk}/{what}/")


def role_of(access):
    """What an access lets do today; `None` for nothing."""
    return Access.objects.active_on(TODAY).filter(pk=access.pk).values_list("role", flat=True).first()


def test_page_says_who_has_access_since_when_and_who_is_invited(alpha, anne, viewer):
    waiting = make.invitation(organisation=alpha, email="ada@example.org", name="Ada", role="manager")
    old = make.invitation(organisation=alpha, email="old@example.org", sent_at=timezone.now() - 8 * ONE)
    make.invitation(organisation=alpha, email="revoked@example.org", **ended("revoked"))
    member(alpha, "Parti", is_withdrawn=True)
    member(alpha, "Ancien", starts_on=TODAY - 2 * ONE, ends_on=TODAY - ONE)
    deactivated = member(alpha, "Fermée")
    deactivated.user.is_active = False
    deactivated.user.save()
    member(make.organisation(), "Ailleurs")
    page = Page(anne.get(members(alpha)))
    for words in ("Anne (vous)", "Bruno", "bruno@example.org", "Ada", "ada@example.org", "il a expiré"):
        assert words in page.text
    for words in ("Parti", "Ancien", "Fermée", "Ailleurs", "revoked@example.org"):
        assert words not in page.text
    for address in (of_member(viewer, "role"), of_invitation(waiting, "again"), of_invitation(old, "revoke")):
        assert address in page.links


def ended(how):
    """That an invitation was revoked, or accepted."""
    return {f"{how}_at": timezone.now(), f"{how}_by": make.user()}


def test_viewer_reads_who_answers_and_neither_addresses_nor_invitations(alpha, manager, viewer):
    make.invitation(organisation=alpha, email="ada@example.org", name="Ada")
    page = Page(signed_in(viewer.user).get(members(alpha)))
    assert ("Anne" in page.text, "lire, répondre et dire qui a accès" in page.text) == (True, True)
    assert [word for word in ("anne@example.org", "Ada", "ada@example.org") if word in page.text] == []
    assert [link for link in page.links if "invite" in link or "/role/" in link] == []


def test_coordination_reads_all_of_it_and_changes_nothing_there(alpha, manager, viewer):
    make.invitation(organisation=alpha, email="ada@example.org")
    odile = coordinator("Odile")
    page = Page(odile.get(members(alpha)))
    assert ("anne@example.org" in page.text, "ada@example.org" in page.text) == (True, True)
    assert [link for link in page.links if "/invite/" in link or "/role/" in link] == []
    assert odile.post(of_member(viewer, "end")).status_code == 403


def test_every_space_leads_to_its_members(alpha, anne, viewer):
    for browser in (anne, signed_in(viewer.user)):
        assert members(alpha) in Page(browser.get(f"/fr/space/{alpha.pk}/")).links


def test_page_takes_as_many_queries_however_many_there_are(alpha, anne):
    anne.get(members(alpha))
    counts = []
    for number in range(3):
        member(alpha, f"Membre{number}")
        make.invitation(organisation=alpha)
        with CaptureQueriesContext(connection) as asked:
            anne.get(members(alpha))
        counts.append(len(asked))
    assert (len({*counts}), counts[0] <= MOST) == (1, True)


def test_manager_invites_and_the_page_says_so(alpha, anne, manager):
    response = send(anne, members(alpha, "members/invite/"), email="Ada@example.org", role="manager", language="en")
    assert "L’invitation est en route." in Page(follow(anne, response)).text
    found = Invitation.objects.get()
    assert (found.organisation, found.role, found.invited_by) == (alpha, "manager", manager.user)
    assert (found.invitee.email, found.invitee.language, found.history.get().history_user) == (
        "ada@example.org",
        "en",
        manager.user,
    )
    assert "http://testserver/en/invitation/" in mail.outbox[0].body


def test_form_sent_twice_makes_one_invitation(alpha, anne):
    typed = form_of(anne.get(members(alpha, "members/invite/"))) | {"email": "ada@example.org"}
    assert [anne.post(members(alpha, "members/invite/"), typed).status_code for _time in range(2)] == [302, 302]
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"email": "nobody"}, "adresse"),
        ({"email": "bruno@example.org"}, "a déjà accès"),
        ({"email": "WAITS@example.org"}, "a déjà été invitée"),
        ({"email": "ada@example.org", "role": "king"}, "choix"),
        ({"email": "ada@example.org", "form_token": "no"}, ""),
    ],
)
def test_what_is_refused_is_told_in_words_and_loses_nothing(alpha, anne, viewer, typed, fault):
    make.invitation(organisation=alpha, email="waits@example.org")
    response = send(anne, members(alpha, "members/invite/"), **{"name": "Ada E.", **typed})
    assert (response.status_code, fault in Page(response).text) == (200, True)
    assert 'value="Ada E."' in response.content.decode()
    assert (Invitation.objects.count(), mail.outbox) == (1, [])


@pytest.mark.parametrize("name", ["https://evil.example", "ada@evil.example"])
def test_name_that_holds_an_address_is_refused_in_words(alpha, anne, name):
    response = send(anne, members(alpha, "members/invite/"), email="ada@example.org", name=name)
    assert (response.status_code, "aucune adresse" in Page(response).text, mail.outbox) == (200, True, [])


def test_too_many_invitations_in_an_hour_are_refused_in_words(alpha, anne, manager):
    for _number in range(MOST_AN_HOUR):
        make.invitation(organisation=alpha, invited_by=manager.user)
    response = send(anne, members(alpha, "members/invite/"), email="ada@example.org")
    assert f"Vous avez envoyé {MOST_AN_HOUR} invitations en une heure" in Page(response).text
    again = anne.post(of_invitation(Invitation.objects.first(), "again"))
    assert "invitations en une heure" in Page(again).text
    assert (Invitation.objects.count(), mail.outbox) == (MOST_AN_HOUR, [])


def test_invitation_is_sent_again_and_revoked(alpha, anne, manager):
    invitation = make.invitation("first", organisation=alpha, email="ada@example.org")
    assert "ada@example.org" in Page(anne.get(of_invitation(invitation, "again"))).text
    assert "avec un nouveau lien" in Page(follow(anne, anne.post(of_invitation(invitation, "again")))).text
    assert (mail.outbox[0].to, Client().get("/fr/invitation/first/").status_code) == (["ada@example.org"], 410)
    assert "est révoquée" in Page(follow(anne, anne.post(of_invitation(invitation, "revoke")))).text
    invitation.refresh_from_db()
    assert invitation.revoked_by == manager.user
    assert anne.post(of_invitation(invitation, "revoke")).status_code == 404


def test_role_is_changed_and_counts_at_the_next_request(alpha, anne, viewer):
    bruno = signed_in(viewer.user)
    assert bruno.get(members(alpha, "members/invite/")).status_code == 403
    send(anne, of_member(viewer, "role"), role="manager")
    assert bruno.get(members(alpha, "members/invite/")).status_code == 200
    send(anne, of_member(viewer, "role"), role="viewer")
    for address in (members(alpha, "members/invite/"), of_member(viewer, "role"), of_member(viewer, "end")):
        assert (bruno.get(address).status_code, bruno.post(address).status_code) == (403, 403)
    assert bruno.get(members(alpha)).status_code == 200
    assert [each.role for each in viewer.history.order_by("version")] == ["viewer", "manager", "viewer"]


def test_whoever_is_removed_is_refused_at_the_next_request(alpha, anne, manager, viewer):
    bruno = signed_in(viewer.user)
    waiting = make.invitation("again", organisation=alpha, email="bruno@example.org")
    assert bruno.get(members(alpha)).status_code == 200
    assert "L’accès a pris fin" in Page(follow(anne, anne.post(of_member(viewer, "end")))).text
    assert (bruno.get(members(alpha)).status_code, bruno.get(f"/fr/space/{alpha.pk}/").status_code) == (404, 404)
    assert "Aucun espace ne vous est ouvert" in Page(bruno.get("/fr/space/")).text
    assert viewer.history.first().history_user == manager.user
    waiting.refresh_from_db()
    assert (waiting.revoked_by, bruno.post("/fr/invitation/again/").status_code) == (manager.user, 410)
    assert anne.post(of_member(viewer, "end")).status_code == 404


def test_last_who_answers_stays(alpha, anne, manager, viewer):
    closed = member(alpha, "Fermée", role="manager")
    closed.user.is_active = False
    closed.user.save()
    member(alpha, "Ancienne", role="manager", is_withdrawn=True)
    member(make.organisation(), "Ailleurs", role="manager")
    for response in (send(anne, of_member(manager, "role"), role="viewer"), anne.post(of_member(manager, "end"))):
        assert "Personne d’autre ne répond pour votre organisme" in Page(response).text
    assert role_of(manager) == "manager"
    send(anne, of_member(viewer, "role"), role="manager")
    assert anne.post(of_member(manager, "end")).url == "/fr/space/"
    assert (role_of(manager), role_of(viewer)) == (None, "manager")


def test_role_changed_by_somebody_else_meanwhile_is_shown_before_it_is_changed(alpha, anne, viewer):
    typed = form_of(anne.get(of_member(viewer, "role"))) | {"role": "viewer"}
    send(anne, of_member(viewer, "role"), role="manager")
    response = anne.post(of_member(viewer, "role"), typed)
    assert response.status_code == 200
    assert "enregistré entre-temps" in Page(response).text
    assert role_of(viewer) == "manager"


def test_member_of_two_partners_changes_each_in_its_space_alone(alpha, anne, manager, viewer):
    beta = make.organisation(name="Bêta")
    make.access(user=manager.user, organisation=beta, role="viewer", starts_on=TODAY)
    there = member(beta, "Chloé")
    waiting = make.invitation(organisation=beta)
    wrong = [members(alpha, f"members/{there.pk}/end/"), members(alpha, f"invitations/{waiting.pk}/revoke/")]
    assert [anne.post(address).status_code for address in wrong] == [404, 404]
    assert [anne.post(of_member(there, "end")).status_code, anne.get(members(beta)).status_code] == [403, 200]
    assert ("Chloé" in Page(anne.get(members(alpha))).text, "Bruno" in Page(anne.get(members(beta))).text) == (
        False,
        False,
    )
    assert (role_of(there), role_of(viewer)) == ("viewer", "viewer")


def test_key_of_a_merged_organisation_leads_to_the_members_of_the_one_that_stays(alpha, anne):
    former = make.former_key(organisation=alpha)
    response = anne.get(f"/fr/space/{former.key}/members/")
    assert response.url == members(alpha)


@writers_wait
@pytest.mark.django_db(transaction=True)
def test_two_who_demote_each_other_at_once_leave_one(alpha, anne, manager, viewer):
    viewer.role = "manager"
    viewer.save()
    typed = form_of(anne.get(of_member(viewer, "role"))) | {"role": "viewer"}
    both = Access.objects.active_on(TODAY).filter(organisation=alpha, role="manager")
    assert both.count() == 2
    at_the_same_moment(anne, of_member(viewer, "end"), {}, typed)
    anne.post(of_member(manager, "end"))
    assert both.count() == 1
