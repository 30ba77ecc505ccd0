"""The forms of organisations, of people, and of who has access to what."""

from partners.forms.inviting import ConfirmForm, InvitationForm, InviteForm, RoleForm
from partners.forms.organisations import (
    DeclaredSizeForm,
    DeclaredSizeRow,
    IdentityForm,
    MergeForm,
    OrganisationForm,
)

__all__ = [
    "ConfirmForm",
    "DeclaredSizeForm",
    "DeclaredSizeRow",
    "IdentityForm",
    "InvitationForm",
    "InviteForm",
    "MergeForm",
    "OrganisationForm",
    "RoleForm",
]
