"""The pages of imports, and of the views of lists that people keep."""

from office.views.imports import ImportPage, faults, for_importers, imports, template
from office.views.saved import saved_view, saved_views

__all__ = ["ImportPage", "faults", "for_importers", "imports", "saved_view", "saved_views", "template"]
