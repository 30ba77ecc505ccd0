"""Invitations in the back office: the coordination sends them, and sees how each stands; who only looks, only looks."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from partners.models import Invitation, Invitee
from tests import make
from tests.isolation.world import of_role
from tests.page import Page
from tests.research.test_joining import applicant
from tests.sending import coordinator, errors_of, follow, form_of, said, send

pytestmark = pytest.mark.django_db
LIST = "/admin/partners/invitation/"
ADD = f"{LIST}add/"
WEEK = timedelta(days=7)


@pytest.fixture
def anne(db):
    """The browser of a coordinator."""
    return coordinator("Anne")


@pytest.fixture
def alpha(db):
    """An organisation."""
    return make.organisation(name="Alpha")


def ways_to_invite(client, organisation):
    """Where the form of an organisation leads to invite somebody."""
    page = client.get(f"/admin/partners/organisation/{organisation.pk}/change/").content.decode()
    return re.findall(f'href="({ADD}[^"]*)"', page)


def tick(client, action, *invitations):
    """The page after an action on invitations that are ticked."""
    typed = {"action": action, "_selected_action": [each.pk for each in invitations], "index": "0"}
    return follow(client, client.post(LIST, typed))


def test_coordinator_invites_from_an_organisation(anne, alpha, mailoutbox):
    (way,) = ways_to_invite(anne, alpha)
    response = send(anne, way, email="Ada@example.org", name="Ada", role="manager")
    assert said(follow(anne, response))[0] == "L’invitation part à l’adresse ada@example.org."
    found = Invitation.objects.get()
    assert (found.organisation, found.invited_by.name, found.history.get().history_user.name) == (alpha, "Anne", "Anne")
    assert ([message.to for message in mailoutbox], found.invitee.name) == ([["ada@example.org"]], "Ada")
    page = anne.get(f"{LIST}{found.pk}/change/").content.decode()
    assert ("ada@example.org" in page, "attend une réponse" in page) == (True, True)


def test_what_speaks_against_it_is_told_in_words(anne, alpha, mailoutbox):
    make.access(organisation=alpha, user=make.user(email="in@example.org"))
    make.invitation(organisation=alpha, email="waits@example.org")
    make.user(email="staff@example.org", is_staff=True)
    for email, words in (
        ("in@example.org", "a déjà accès"),
        ("Waits@example.org", "a déjà été invitée"),
        ("staff@example.org", "voit tous les espaces"),
        ("nobody", "adresse"),
    ):
        (fault,) = errors_of(send(anne, ADD, organisation=alpha.pk, email=email, role="viewer"))["email"]
        assert words in fault
    assert (Invitation.objects.count(), mailoutbox) == (1, [])


def test_form_sent_twice_sends_one_mail(anne, alpha, mailoutbox):
    typed = form_of(anne.get(ADD)) | {"organisation": alpha.pk, "email": "ada@example.org", "role": "viewer"}
    assert [anne.post(ADD, typed).status_code for _time in range(2)] == [302, 302]
    assert (Invitation.objects.count(), len(mailoutbox)) == (1, 1)


def test_ticked_invitations_are_sent_again_and_revoked_unless_they_are_over(anne, alpha, mailoutbox):
    waiting = make.invitation(organisation=alpha)
    accepted = make.invitation(organisation=alpha, accepted_at=timezone.now(), accepted_by=make.user())
    told = said(tick(anne, "send_ticked_again", waiting, accepted))
    assert [each for each in told if "acceptée entre-temps" in each or each.endswith(": 1.")] == told
    assert [message.to for message in mailoutbox] == [[waiting.invitee.email]]
    tick(anne, "revoke_ticked", waiting, accepted)
    waiting.refresh_from_db()
    assert (waiting.standing_at(timezone.now()), waiting.revoked_by.name) == ("revoked", "Anne")


def test_list_is_filtered_by_how_they_stand(anne, alpha):
    make.invitation(organisation=alpha, email="waits@example.org")
    make.invitation(organisation=alpha, email="old@example.org", sent_at=timezone.now() - WEEK)
    for standing, email in (("waiting", "waits@example.org"), ("expired", "old@example.org")):
        text = Page(anne.get(LIST, {"standing": standing})).text
        assert [each for each in ("waits@example.org", "old@example.org") if each in text] == [email]
    assert anne.get(LIST, {"standing": "nonsense"}).status_code == 200


def test_who_only_looks_sends_and_revokes_nothing(alpha, mailoutbox):
    user = of_role(Role.READER)
    client, waiting = Client(), make.invitation(organisation=alpha)
    client.force_login(user)
    assert (client.get(LIST).status_code, client.get(ADD).status_code) == (200, 403)
    for action in ("send_ticked_again", "revoke_ticked"):
        client.post(LIST, {"action": action, "_selected_action": [waiting.pk], "index": "0"})
    waiting.refresh_from_db()
    assert (waiting.standing_at(timezone.now()), mailoutbox) == ("waiting", [])
    assert ways_to_invite(client, alpha) == []


def test_invitations_without_answer_need_the_coordination(anne, alpha):
    make.invitation(organisation=alpha)
    make.invitation(organisation=make.organisation(name="Exemple", is_example=True), sent_at=timezone.now() - WEEK)
    assert [need for need in anne.get("/admin/").context["needs"] if LIST in need.address] == []
    make.invitation(organisation=alpha, sent_at=timezone.now() - WEEK)
    (need,) = [need for need in anne.get("/admin/").context["needs"] if LIST in need.address]
    (row,) = need.rows
    assert (need.count, row[0].endswith("Alpha")) == (1, True)


def test_forget_erases_whom_they_were_for_and_what_was_never_confirmed(anne, alpha, capsys):
    now = timezone.now()
    make.invitation(organisation=alpha, email="old@example.org", sent_at=now - timedelta(days=98))
    make.invitation(organisation=alpha, email="young@example.org", sent_at=now - timedelta(days=96))
    applicant(make.community(), now - timedelta(days=4))
    for erased in (1, 0):
        call_command("forget")
        assert capsys.readouterr().out.splitlines() == [
            f"People invited: {erased} erased.",
            "Invitations in the outbox: 0 erased.",
            "Texts left behind: 0 erased.",
            f"Requests to join that were not confirmed: {erased} erased.",
            "Sessions that were over: 0 erased.",
        ]
    assert list(Invitee.objects.values_list("email", flat=True)) == ["young@example.org"]
    assert anne.get(LIST).status_code == 200
    assert {anne.get(f"{LIST}{each.pk}/change/").status_code for each in Invitation.objects.all()} == {200}
