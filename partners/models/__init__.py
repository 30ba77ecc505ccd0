"""The programme, the organisations in it, the people in charge, and who sees what of a partner."""

from partners.models.access import Access, OwnedQuerySet
from partners.models.distinction import Distinction
from partners.models.former import FormerKey
from partners.models.laboratory import Affiliation, Laboratory, Supervision
from partners.models.membership import Membership, roles_on
from partners.models.organisation import Organisation, place_of
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
    "Laboratory",
    "Membership",
    "Organisation",
    "OwnedQuerySet",
    "Person",
    "Programme",
    "Responsibility",
    "Supervision",
    "place_of",
    "roles_on",
]
