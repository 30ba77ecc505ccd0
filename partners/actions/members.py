"""What those who answer for an organisation change about who has access to it."""

from django.db import transaction
from django.utils.translation import gettext as _

from partners.actions.inviting import close
from partners.actions.refusing import Refused
from partners.models import Access, Organisation


@transaction.atomic
def change_role(*, access, role, by, on):
    """Changes what an account may do in the space of an organisation, at once. Raises `Refused`."""
    found = locked(access, on)
    if found.role == role:
        return
    if role != Access.Role.MANAGER:
        refuse_without_manager(found, on)
    found.role = role
    found.saved_by(by, _("What the account may do was changed in the space")).save()


@transaction.atomic
def end_access(*, access, by, at, on):
    """Ends an access at once, and revokes what would let the same person in again. Raises `Refused`."""
    found = locked(access, on)
    refuse_without_manager(found, on)
    found.is_withdrawn = True
    found.saved_by(by, _("Ended in the space")).save()
    for invitation in found.organisation.invitations.unexpired_at(at).addressed_to(found.user.email):
        close(invitation, by, at, _("The access was ended"))


def locked(access, on):
    """An access as it is now, locked after its organisation. Raises `Refused` for one that is over."""
    Organisation.objects.select_for_update().filter(pk=access.organisation_id).first()
    found = Access.objects.active_on(on).select_for_update().filter(pk=access.pk).first()
    if found is None:
        raise Refused(_("This access was ended meanwhile."))
    return found


def refuse_without_manager(access, on):
    """Raises `Refused` where nobody would answer for the organisation any more without this access."""
    managers = Access.objects.active_on(on).filter(
        organisation=access.organisation_id, role=Access.Role.MANAGER, user__is_active=True
    )
    if managers.filter(pk=access.pk).exists() and not managers.exclude(pk=access.pk).exists():
        raise Refused(
            _("Nobody else answers for your organisation. First let somebody else do so, then this can be changed.")
        )
