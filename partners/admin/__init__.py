"""The back office of the programme, its organisations and laboratories, and the people in charge."""

from partners.admin.distinctions import DistinctionAdmin
from partners.admin.filters import ActiveToday, Real
from partners.admin.invitations import InvitationAdmin
from partners.admin.laboratories import AffiliationAdmin, LaboratoryAdmin, SupervisionAdmin
from partners.admin.organisations import DeclaredSizeAdmin, OrganisationAdmin
from partners.admin.people import PersonAdmin, ResponsibilityAdmin
from partners.admin.programmes import OfProgramme
from partners.admin.roles import AccessAdmin, MembershipAdmin, ProgrammeAdmin

__all__ = [
    "AccessAdmin",
    "ActiveToday",
    "AffiliationAdmin",
    "DeclaredSizeAdmin",
    "DistinctionAdmin",
    "InvitationAdmin",
    "LaboratoryAdmin",
    "MembershipAdmin",
    "OfProgramme",
    "OrganisationAdmin",
    "PersonAdmin",
    "ProgrammeAdmin",
    "Real",
    "ResponsibilityAdmin",
    "SupervisionAdmin",
]
