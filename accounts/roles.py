"""What an account is for: the roles of the coordination, and the rights of each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PUBLISHING = "add_release"
"""The right to publish: to approve what is prepared, and to announce it."""


class Role(TextChoices):
    """What an account is for. Those of the coordination are groups of this name; partners have no rights of their own."""

    PARTNER = "partner", _("partner: sees the space of its organisations")
    READER = "reader", _("read-only coordinator: sees and exports everything, changes nothing")
    COORDINATOR = "coordinator", _("coordinator: enters records and prepares releases, does not publish")
    PUBLISHER = "publisher", _("publisher: enters records, approves and publishes releases")
    ADMINISTRATOR = "administrator", _("administrator: does everything, and opens the accounts of the coordination")


VERBS = {Role.READER: "view", Role.COORDINATOR: "add|change|view", Role.PUBLISHER: "add|change|view"}
"""What each role of the coordination does to the records of `settings.COORDINATED_APPS`."""
REFUSED = {Role.READER: [], Role.COORDINATOR: [PUBLISHING], Role.PUBLISHER: []}
"""The rights that a role does not have all the same."""
