"""The programme, the organisations in it, the people in charge, and who sees what of a partner."""

from partners.models.access import Access, OwnedQuerySet
from partners.models.membership import Membership
from partners.models.organisation import Organisation
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
]
