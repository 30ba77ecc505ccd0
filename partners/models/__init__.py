"""The programme, the organisations in it, the people in charge, and who sees what of a partner."""

from partners.models.access import Access, Onlooker, OwnedQuerySet, may_look
from partners.models.distinction import Distinction
from partners.models.former import FormerKey
from partners.models.invitation import Invitation, Invitee
from partners.models.laboratory import Affiliation, Laboratory, Supervision
from partners.models.membership import Membership, roles_on
from partners.models.organisation import Organisation, nameable_on, place_of
from partners.models.person import Identity, Person, Responsibility
from partners.models.programme import Programme
from partners.models.size import NOT_DECLARED, DeclaredSize

__all__ = [
    "NOT_DECLARED",
    "Access",
    "Affiliation",
    "DeclaredSize",
    "Distinction",
    "FormerKey",
    "Identity",
    "Invitation",
    "Invitee",
    "Laboratory",
    "Membership",
    "Onlooker",
    "Organisation",
    "OwnedQuerySet",
    "Person",
    "Programme",
    "Responsibility",
    "Supervision",
    "may_look",
    "nameable_on",
    "place_of",
    "roles_on",
]
