"""The programme, the organisations in it, the people in charge, and who sees what of a partner."""

from partners.models.access import Access, OwnedQuerySet
from partners.models.membership import Membership, roles_on
from partners.models.organisation import Organisation, place_of
from partners.models.person import Identity, Person, Responsibility
from partners.models.programme import Programme

__all__ = [
    "Access",
    "Identity",
    "Membership",
    "Organisation",
    "OwnedQuerySet",
    "Person",
    "Programme",
    "Responsibility",
    "place_of",
    "roles_on",
]
