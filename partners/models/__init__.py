"""The programme, the organisations in it, and the people in charge."""

from partners.models.membership import Membership
from partners.models.organisation import Organisation
from partners.models.person import Identity, Person, Responsibility
from partners.models.programme import Programme

__all__ = ["Identity", "Membership", "Organisation", "Person", "Programme", "Responsibility"]
