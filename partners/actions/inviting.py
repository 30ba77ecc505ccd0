"""Inviting somebody into the space of an organisation, and accepting.

Each action holds the organisation and the invitation until it is done: two at once come one after the other.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import open_invited_account
from enact.tokens import hash_of, new_token
from enact.ui.forms import SentAlready
from partners.actions.letters import send_letter
from partners.actions.refusing import Refused
from partners.models import Access, Invitation, Invitee, Organisation

VALID = timedelta(days=7)
"""How long a link opens something."""
MOST_AN_HOUR = 20
"""How many mails somebody of a partner has sent in an hour at most; the coordination is not held to it."""
KEPT = timedelta(days=90)
"""For how long it is known whom an invitation was for, after its link is over."""


def refuse_to_invite(*, organisation, email, by, at, on):
    """Raises `Refused` where an address is not invited: who has it comes in already, is invited already, or too many are.

    The organisation is locked until the end of the transaction, so that this stays true in it.
    """
    Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    members = Access.objects.active_on(on).filter(organisation=organisation, user__is_active=True)
    if members.filter(user__email__iexact=email).exists():
        raise Refused(_("Whoever has this address has access already. What they may do can be changed."))
    if organisation.invitations.waiting_at(at).addressed_to(email).exists():
        raise Refused(_("This address was invited already, and the invitation waits for its answer: send it again."))
    refuse_too_many(by, at)


def refuse_too_many(by, at):
    """Raises `Refused` where somebody of a partner has had so many mails sent within an hour that no more are."""
    sendings = Invitation.history.filter(sent_by=by, sent_at__gt=at - timedelta(hours=1))
    if not by.is_staff and sendings.order_by().values("id", "sent_at").distinct().count() >= MOST_AN_HOUR:
        words = _("You have sent %(most)s invitations within an hour. Nothing was sent: please go on later.")
        raise Refused(words % {"most": MOST_AN_HOUR})


@transaction.atomic
def invite(*, invitation, invitee, by, at, on, address_of):
    """Saves a new invitation and whom it is for, and sends the mail; `address_of` gives the link for a token.

    What the address was sent before, and never answered, is revoked. Raises `Refused`, and `SentAlready` where the same form
    has made an invitation before.
    """
    made = Invitation.objects.filter(entry=invitation.entry).first()
    if made:
        raise SentAlready(made)
    invitee.email = invitee.email.lower()
    organisation = invitation.organisation
    refuse_to_invite(organisation=organisation, email=invitee.email, by=by, at=at, on=on)
    for former in organisation.invitations.open().addressed_to(invitee.email):
        close(former, by, at, _("Replaced by another invitation"))
    invitation.invited_by, invitation.invited_at = by, at
    send(invitation, invitee, by, at, address_of, _("Invitation sent"))
    return invitation


@transaction.atomic
def send_again(*, invitation, by, at, address_of):
    """Sends an invitation once more, with a link of its own, for another seven days; the link before opens nothing any more.

    Raises `Refused`.
    """
    found = locked(invitation)
    refuse_unless_open(found)
    invitee = Invitee.objects.filter(invitation=found).first()
    if invitee is None:
        raise Refused(_("It is no longer known whom this invitation was for: invite them anew."))
    refuse_too_many(by, at)
    send(found, invitee, by, at, address_of, _("Invitation sent again"))


def send(invitation, invitee, by, at, address_of, reason):
    """Saves an invitation with a new token, and sends the mail."""
    token = new_token()
    invitation.sent_by, invitation.sent_at, invitation.expires_at = by, at, at + VALID
    invitation.saved_by(by, reason).save()
    invitee.invitation, invitee.token_hash = invitation, hash_of(token)
    invitee.save()
    send_letter(invitation, invitee, address_of=lambda: address_of(token))


@transaction.atomic
def revoke(*, invitation, by, at):
    """Has an invitation open nothing any more. Raises `Refused` for one that was accepted; revoked before, it stays so."""
    found = locked(invitation)
    if found.revoked_at is None:
        refuse_unless_open(found)
        close(found, by, at, _("Invitation revoked"))


def close(invitation, by, at, reason):
    """Revokes an invitation that is open."""
    invitation.revoked_by, invitation.revoked_at = by, at
    invitation.saved_by(by, reason).save()


def refuse_unless_open(invitation):
    """Raises `Refused` for an invitation that was accepted or revoked."""
    if invitation.accepted_at:
        raise Refused(_("This invitation was accepted meanwhile. What its holder may do can be changed or ended."))
    if invitation.revoked_at:
        raise Refused(_("This invitation was revoked: invite the person anew."))


def locked(invitation):
    """An invitation as it is now, locked until the end, after its organisation: merging locks in the same order."""
    Organisation.objects.select_for_update().filter(pk=invitation.organisation_id).first()
    (found,) = Invitation.objects.select_related("organisation").select_for_update(of=["self"]).filter(pk=invitation.pk)
    return found


@transaction.atomic
def accept(*, invitation, by, at, on):
    """Lets the holder of an account in, who was invited, and returns the organisation; accepted again, nothing changes.

    Raises `Refused` where the invitation does not wait for that account any more.
    """
    found = locked(invitation)
    if found.accepted_by_id == by.pk:
        return found.organisation
    refuse_unless_waiting(found, at)
    if found.invitee.email != by.email.lower():
        raise Refused(_("This invitation is for another address."))
    return let_in(found, by, at, on)


@transaction.atomic
def accept_with_new_account(*, invitation, at, on, **chosen):
    """Opens the account of somebody invited who has none, lets it in, and returns it.

    `chosen`: its name, language and password. Raises `Refused`, and `IntegrityError` where an account has the address.
    """
    found = locked(invitation)
    refuse_unless_waiting(found, at)
    user = open_invited_account(email=found.invitee.email, **chosen)
    let_in(found, user, at, on)
    return user


def refuse_unless_waiting(invitation, at):
    """Raises `Refused` for an invitation that is over."""
    if invitation.standing_at(at) != Invitation.Standing.WAITING:
        raise Refused(_("This invitation is over."))


def let_in(invitation, user, at, on):
    """Notes who accepts, and gives the access, unless one stands: that one is left as it is. Returns the organisation."""
    invitation.accepted_by, invitation.accepted_at = user, at
    invitation.saved_by(user, _("Invitation accepted")).save()
    standing = Access.objects.filter(user=user, organisation=invitation.organisation, is_withdrawn=False)
    to_come = standing.filter(starts_on__gt=on).order_by("starts_on").first()
    if not standing.active_on(on).exists():
        access = Access(user=user, organisation=invitation.organisation, role=invitation.role, starts_on=on)
        access.ends_on = to_come and to_come.starts_on - timedelta(days=1)
        access.saved_by(user, _("Invitation accepted")).save()
    return invitation.organisation


def erase_invitees(*, at):
    """Forgets whom invitations were for that have been over for a while; returns how many."""
    _all, counts = Invitee.objects.filter(invitation__expires_at__lt=at - KEPT).delete()
    return counts.get(Invitee._meta.label, 0)
