"""Who leads the programme."""

from partners.models import Membership


def leaders_on(day):
    """The organisations that lead the programme on a day."""
    roles = Membership.objects.real().active_on(day).agreed().filter(role=Membership.Role.LEADER)
    return [role.organisation for role in roles.select_related("organisation")]
