"""An invitation is worth what the right of whoever sent it is worth, at the moment at which it is accepted."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from accounts.actions import give_role, open_coordinator_account
from accounts.models import User
from accounts.roles import Role
from partners.actions import Refused, accept, end_access, invite, send_again
from partners.models import Access, Invitation, Invitee
from tests import make
from tests.page import Page
from tests.sending import coordinator

pytestmark = pytest.mark.django_db
LINK = "/fr/invitation/secret/"
TYPED = {"name": "Ada", "language": "en", "password1": "a long enough phrase", "password2": "a long enough phrase"}
Standing = Invitation.Standing


@pytest.fixture
def alpha(db):
    """An organisation."""
    return make.organisation(name="Alpha")


@pytest.fixture
def manager(alpha):
    """The access of somebody who answers for it."""
    return make.access(user=make.user(name="Bruno"), organisation=alpha, role="manager")


def invitation(alpha, by, **fields):
    """An invitation of Ada, whose link holds "secret"."""
    return make.invitation("secret", organisation=alpha, email="ada@example.org", invited_by=by, **fields)


def deactivate(access):
    access.user.is_active = False
    access.user.save()


def end(access):
    access.ends_on = timezone.localdate() - timedelta(days=1)
    access.save()


def withdraw(access):
    access.is_withdrawn = True
    access.save()


def make_reader(access):
    access.role = Access.Role.VIEWER
    access.save()


def move(access):
    access.organisation = make.organisation()
    access.save()


LOSSES = [deactivate, end, withdraw, make_reader, move]


@pytest.mark.parametrize("lose", LOSSES)
def test_manager_who_may_not_invite_any_more_lets_nobody_in(client, alpha, manager, lose):
    waiting = invitation(alpha, manager.user)
    assert client.get(LINK).status_code == 200
    lose(manager)
    for response in (client.get(LINK), client.post(LINK, TYPED)):
        assert response.status_code == 410
        assert "Cette invitation n’est plus valable" in Page(response).text
        assert "Demandez une nouvelle invitation" in Page(response).text
    assert "This invitation is no longer valid" in Page(client.get(LINK.replace("/fr/", "/en/"))).text
    assert User.objects.filter(email="ada@example.org").exists() is False
    ada, now = make.user(email="ada@example.org"), timezone.now()
    with pytest.raises(Refused):
        accept(invitation=waiting, by=ada, at=now, on=timezone.localdate(now))


@pytest.mark.parametrize("role", [Role.READER, Role.PARTNER, None])
def test_coordinator_who_may_not_invite_any_more_lets_nobody_in(client, alpha, role):
    anne = open_coordinator_account(email="anne@example.org", name="Anne", role=Role.COORDINATOR)
    invitation(alpha, anne)
    assert client.get(LINK).status_code == 200
    if role:
        give_role(user=anne, role=role)
    else:
        anne.groups.clear()
    assert (client.get(LINK).status_code, client.post(LINK, TYPED).status_code) == (410, 410)


def test_administrator_and_publisher_let_in(client, alpha):
    anne = open_coordinator_account(email="anne@example.org", name="Anne", role=Role.PUBLISHER)
    invitation(alpha, anne)
    for role in (Role.ADMINISTRATOR, Role.PUBLISHER, Role.COORDINATOR):
        give_role(user=anne, role=role)
        assert client.get(LINK).status_code == 200


def test_expired_one_is_not_asked_of_who_may_not_send_it_again(client, alpha, manager):
    old = timezone.now() - timedelta(days=8)
    invitation(alpha, manager.user, sent_at=old)
    assert "à Bruno de la renvoyer" in Page(client.get(LINK)).text
    withdraw(manager)
    assert "n’est plus valable" in Page(client.get(LINK)).text


def test_sent_again_by_who_has_the_right_it_is_valid_again(alpha, manager):
    waiting, now = invitation(alpha, manager.user), timezone.now()
    withdraw(manager)
    other = make.access(organisation=alpha, role="manager").user
    send_again(invitation=waiting, by=other, at=now, address_of=lambda token: f"https://enact.example/{token}")
    ada = make.user(email="ada@example.org")
    accept(invitation=waiting, by=ada, at=now, on=timezone.localdate(now))
    assert Access.objects.filter(user=ada, organisation=alpha).exists()


def test_address_is_invited_anew_while_such_a_one_stands(alpha, manager):
    lapsed, now = invitation(alpha, manager.user), timezone.now()
    withdraw(manager)
    new = invite(
        invitation=Invitation(organisation=alpha),
        invitee=Invitee(email="ada@example.org", language="fr"),
        by=make.access(organisation=alpha, role="manager").user,
        at=now,
        on=timezone.localdate(now),
        address_of=lambda token: f"https://enact.example/{token}",
    )
    lapsed.refresh_from_db()
    assert (lapsed.standing_at(now), new.standing_at(now)) == (Standing.REVOKED, Standing.WAITING)


def test_access_that_is_ended_revokes_it_all_the_same(alpha, manager):
    lapsed, now = invitation(alpha, manager.user), timezone.now()
    ada = make.access(user=make.user(email="ada@example.org"), organisation=alpha)
    other = make.access(organisation=alpha, role="manager").user
    withdraw(manager)
    end_access(access=ada, by=other, at=now, on=timezone.localdate(now))
    lapsed.refresh_from_db()
    assert lapsed.standing_at(now) == Standing.REVOKED


@pytest.mark.parametrize("moved", [0, 8])
@pytest.mark.parametrize("lose", [None, *LOSSES])
def test_lists_and_the_invitation_itself_agree(alpha, manager, lose, moved):
    one, now = invitation(alpha, manager.user), timezone.now() + timedelta(days=moved)
    if lose:
        lose(manager)
    standing = one.standing_at(now)
    expected = Standing.EXPIRED if moved else Standing.LAPSED if lose else Standing.WAITING
    found = {each for each in Standing if Invitation.objects.standing_at(now, each).exists()}
    annotated = Invitation.objects.with_right_at(now).get().standing_at(now)
    assert (standing, found, annotated) == (expected, {expected}, expected)


def test_it_stands_so_where_invitations_are_listed(alpha, manager):
    one, other = invitation(alpha, manager.user), make.access(organisation=alpha, role="manager").user
    withdraw(manager)
    client, anne = Client(), coordinator("Anne")
    client.force_login(other)
    assert "qui l’a envoyée ne peut plus inviter" in Page(client.get(f"/fr/space/{alpha.pk}/members/")).text
    page = anne.get("/admin/partners/invitation/?standing=lapsed")
    assert (list(page.context["cl"].result_list), "n’est plus valable" in Page(page).text) == ([one], True)
    need = next(need for need in anne.get("/admin/").context["needs"] if "ne peut plus inviter" in need.title)
    assert need.count == 1


def test_whoever_sent_one_is_never_deleted(alpha, manager):
    invitation(alpha, manager.user)
    manager.delete()
    with pytest.raises(ProtectedError):
        User.objects.get(name="Bruno").delete()
