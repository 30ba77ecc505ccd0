"""The pages of imports, of the views of lists that people keep, and of the outbox."""

from office.views.imports import ImportPage, faults, for_importers, imports, template
from office.views.outbox import MailList, mail
from office.views.saved import saved_view, saved_views

__all__ = [
    "ImportPage",
    "MailList",
    "faults",
    "for_importers",
    "imports",
    "mail",
    "saved_view",
    "saved_views",
    "template",
]
