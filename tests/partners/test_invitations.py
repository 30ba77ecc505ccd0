"""Invitations: a mail with a secret link, which lets one person in, once, for seven days."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from enact.tokens import hash_of, new_token
from partners.actions import (
    KEPT,
    MOST_AN_HOUR,
    VALID,
    Refused,
    accept,
    erase_invitees,
    invite,
    merge_organisations,
    revoke,
    send_again,
)
from partners.models import Access, Invitation, Invitee
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(timezone.datetime(2026, 3, 2, 9, 30))
TODAY, ONE = NOW.date(), timedelta(days=1)
Standing = Invitation.Standing


@pytest.fixture
def alpha(db):
    """An organisation."""
    return make.organisation(name="Alpha")


@pytest.fixture
def anne(alpha):
    """Somebody who answers for it."""
    return make.access(user=make.user(name="Anne"), organisation=alpha, role="manager").user


def invited(organisation, by, *, email="Ada@Example.org", at=NOW, language="fr", **fields):
    """An invitation, as somebody makes it at a moment."""
    return invite(
        invitation=Invitation(organisation=organisation, **fields),
        invitee=Invitee(email=email, language=language),
        by=by,
        at=at,
        on=at.date(),
        address_of=lambda token: f"https://enact.example/{token}",
    )


def token_of(message):
    """The token in the link of a mail."""
    return re.search(r"https://enact.example/(\S+)", message.body).group(1)


def again(invitation, by, at=NOW):
    """Sends an invitation once more."""
    send_again(invitation=invitation, by=by, at=at, address_of=lambda token: f"https://enact.example/{token}")


def test_token_is_long_and_only_its_fingerprint_is_kept(alpha, anne):
    found = invited(alpha, anne)
    token = token_of(mail.outbox[0])
    assert len(token) * 6 >= 128
    assert found.invitee.token_hash == hash_of(token) == Invitee.objects.get().token_hash
    assert (Invitation.objects.of_token(token), Invitation.objects.of_token(token[1:])) == (found, None)
    with connection.cursor() as cursor:
        for table in ("partners_invitation", "partners_invitee", "partners_historicalinvitation"):
            cursor.execute(f"SELECT * FROM {table}")
            assert token not in repr(cursor.fetchall())
    assert new_token() != new_token()


def test_mail_says_who_invites_to_what_until_when_and_that_nothing_happens_if_it_is_ignored(alpha, anne):
    invited(alpha, anne, role="manager")
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ada@example.org"], "Invitation dans l’espace de Alpha chez ENACT")
    assert message.extra_headers == {"X-Kind": "partners/mail/invitation.txt", "X-Secret": "yes"}
    for words in (
        "Anne vous invite",
        "jusqu’au 9 mars 2026 à 9\u00a0h\u00a030",
        "répondrez pour l’organisme",
        "Si vous ne faites rien",
    ):
        assert words in message.body


def test_mail_is_in_the_language_of_whoever_is_invited(alpha):
    invited(alpha, make.user(name="Odile", is_staff=True), language="en")
    (message,) = mail.outbox
    assert message.subject == "Invitation to the space of Alpha at ENACT"
    assert "Odile, of the coordination of ENACT, invites you into the space of Alpha" in message.body


def test_name_of_whoever_invites_is_printed_on_one_line(alpha, anne):
    anne.name = "Anne\r\n\r\nElsewhere"
    anne.save()
    invited(alpha, anne)
    assert "Anne Elsewhere vous invite" in mail.outbox[0].body


def test_name_of_an_organisation_makes_no_header(anne):
    odd = make.organisation(name="Alpha\r\nBcc: all@example.org")
    make.access(user=anne, organisation=odd, role="manager")
    invited(odd, anne)
    assert mail.outbox[0].subject == "Invitation dans l’espace de Alpha Bcc: all@example.org chez ENACT"


@pytest.mark.parametrize(
    ("after", "standing"),
    [(-ONE, Standing.WAITING), (-timedelta(seconds=1), Standing.WAITING), (timedelta(0), Standing.EXPIRED)],
)
def test_invitation_waits_for_seven_days(alpha, anne, after, standing):
    found = invited(alpha, anne)
    assert found.standing_at(NOW + VALID + after) == standing
    assert [one for one in Standing if Invitation.objects.standing_at(NOW + VALID + after, one)] == [standing]
    assert timedelta(days=7) == VALID


def test_history_says_who_and_when_and_nothing_of_whom_it_was_for(alpha, anne):
    found = invited(alpha, anne)
    again(found, anne, NOW + ONE)
    revoke(invitation=found, by=anne, at=NOW + 2 * ONE)
    entries = list(found.history.order_by("version"))
    assert [(each.version, each.history_user) for each in entries] == [(1, anne), (2, anne), (3, anne)]
    assert [each.sent_at for each in entries] == [NOW, NOW + ONE, NOW + ONE]
    kept = [getattr(each, field.name) for each in entries for field in each.tracked_fields]
    assert "ada" not in repr(kept).lower()


def test_sent_again_the_former_link_opens_nothing_any_more(alpha, anne):
    found = invited(alpha, anne)
    again(found, anne, NOW + 8 * ONE)
    first, second = map(token_of, mail.outbox)
    assert (Invitation.objects.of_token(first), Invitation.objects.of_token(second)) == (None, found)
    found.refresh_from_db()
    assert (found.invited_at, found.sent_at, found.expires_at) == (NOW, NOW + 8 * ONE, NOW + 15 * ONE)


def test_what_is_over_is_not_sent_again(alpha, anne):
    revoked, accepted, erased = (invited(alpha, anne, email=f"{name}@example.org") for name in "rae")
    revoke(invitation=revoked, by=anne, at=NOW)
    accept(invitation=accepted, by=make.user(email="a@example.org"), at=NOW, on=TODAY)
    Invitee.objects.get(email="e@example.org").delete()
    sent = len(mail.outbox)
    for one in (revoked, accepted, erased):
        with pytest.raises(Refused):
            again(one, anne)
    with pytest.raises(Refused):
        revoke(invitation=accepted, by=anne, at=NOW)
    revoke(invitation=revoked, by=anne, at=NOW + ONE)
    revoked.refresh_from_db()
    assert (revoked.revoked_at, len(mail.outbox)) == (NOW, sent)


def test_address_is_invited_once_while_its_invitation_waits(alpha, anne):
    first = invited(alpha, anne)
    with pytest.raises(Refused):
        invited(alpha, anne, email="ADA@example.org")
    invited(make.organisation(), make.user(is_staff=True))
    second = invited(alpha, anne, at=NOW + VALID)
    first.refresh_from_db()
    assert (first.revoked_at, first.revoked_by, second.revoked_at) == (NOW + VALID, anne, None)


def test_whoever_has_access_is_not_invited(alpha, anne):
    member = make.access(organisation=alpha, user=make.user(email="ada@example.org"), ends_on=TODAY)
    with pytest.raises(Refused):
        invited(alpha, anne)
    assert mail.outbox == []
    member.is_withdrawn = True
    member.save()
    invited(alpha, anne)


def test_partner_sends_so_many_mails_in_an_hour_and_the_coordination_as_many_as_it_needs(alpha, anne):
    first = invited(alpha, anne, email="0@example.org")
    for number in range(1, MOST_AN_HOUR - 1):
        invited(alpha, anne, email=f"{number}@example.org", at=NOW + timedelta(seconds=number))
    again(first, anne, NOW + timedelta(minutes=30))
    for refused in (lambda: invited(alpha, anne, at=NOW + timedelta(minutes=59)), lambda: again(first, anne)):
        with pytest.raises(Refused, match=str(MOST_AN_HOUR)):
            refused()
    invited(alpha, make.user(is_staff=True), email="more@example.org")
    invited(alpha, anne, at=NOW + timedelta(hours=1))


def test_accepted_once_it_makes_one_access(alpha, anne):
    found, ada = invited(alpha, anne, role="manager"), make.user(email="ada@example.org")
    for _time in range(2):
        assert accept(invitation=found, by=ada, at=NOW + ONE, on=TODAY + ONE) == alpha
    access = Access.objects.get(user=ada)
    assert (access.organisation, access.role, access.starts_on, access.ends_on) == (alpha, "manager", TODAY + ONE, None)
    assert access.history.get().history_user == ada
    found.refresh_from_db()
    assert (found.accepted_by, found.accepted_at) == (ada, NOW + ONE)
    with pytest.raises(Refused):
        accept(invitation=found, by=make.user(), at=NOW + ONE, on=TODAY)


@pytest.mark.parametrize("email", ["other@example.org", "ada@example.org.evil.example"])
def test_another_address_does_not_accept(alpha, anne, email):
    found = invited(alpha, anne)
    with pytest.raises(Refused):
        accept(invitation=found, by=make.user(email=email), at=NOW, on=TODAY)
    assert not Access.objects.exclude(user=anne).exists()


def test_access_that_stands_is_left_as_it_is(alpha, anne):
    found, ada = invited(alpha, anne, role="manager"), make.user(email="ada@example.org")
    make.access(user=ada, organisation=alpha, role="viewer", starts_on=TODAY)
    accept(invitation=found, by=ada, at=NOW, on=TODAY)
    assert Access.objects.get(user=ada).role == "viewer"


def test_access_to_come_is_preceded_by_the_new_one(alpha, anne):
    found, ada = invited(alpha, anne), make.user(email="ada@example.org")
    make.access(user=ada, organisation=alpha, starts_on=TODAY + 5 * ONE)
    accept(invitation=found, by=ada, at=NOW, on=TODAY)
    new = Access.objects.active_on(TODAY).get(user=ada)
    new.full_clean()
    assert (new.starts_on, new.ends_on) == (TODAY, TODAY + 4 * ONE)


def test_organisation_that_was_merged_leads_to_the_one_that_stays(alpha, anne):
    found, kept = invited(alpha, anne), make.organisation(name="Gardée")
    merge_organisations(kept=kept, merged=alpha, by=anne, reason="La même")
    ada = make.user(email="ada@example.org")
    assert accept(invitation=found, by=ada, at=NOW, on=TODAY) == kept
    assert Access.objects.get(user=ada).organisation == kept


def test_whom_it_was_for_is_forgotten_ninety_days_after_the_link_is_over(alpha, anne):
    found = invited(alpha, anne)
    over = NOW + VALID + KEPT
    assert (erase_invitees(at=over), erase_invitees(at=over + timedelta(seconds=1))) == (0, 1)
    assert (Invitee.objects.count(), Invitation.objects.get()) == (0, found)
    assert not Invitation.objects.unanswered_at(over).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"accepted_at": NOW},
        {"revoked_at": NOW},
        {"expires_at": NOW, "sent_at": NOW},
        {"sent_at": NOW, "invited_at": NOW + ONE, "expires_at": NOW + VALID},
    ],
)
def test_database_refuses_what_cannot_be(alpha, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.invitation(organisation=alpha, **wrong)


def test_database_refuses_an_invitation_that_ends_twice_and_an_address_in_capitals(alpha, anne):
    done = {"accepted_at": NOW, "accepted_by": anne, "revoked_at": NOW, "revoked_by": anne}
    with pytest.raises(IntegrityError, match="ends_once"), transaction.atomic():
        make.invitation(organisation=alpha, **done)
    with pytest.raises(IntegrityError, match="lower_case"), transaction.atomic():
        make.invitation(organisation=alpha, email="Ada@example.org")


def test_accounts_opened_by_hand_keep_working(alpha):
    user = User.objects.create_user("by.hand@example.org", "tested password")
    make.access(user=user, organisation=alpha, starts_on=DAY)
    client = Client()
    assert client.post("/fr/accounts/login/", {"login": user.email, "password": "tested password"}).status_code == 302
    assert client.get(f"/fr/space/{alpha.pk}/").status_code == 200
