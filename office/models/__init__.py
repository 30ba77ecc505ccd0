"""Imports, and the views of lists that people keep."""

from office.models.imports import (
    DOUBTFUL,
    KEPT_FOR,
    SILENCE,
    Import,
    ImportLine,
    State,
    place_of_import,
    private_files,
)
from office.models.views import SavedView

__all__ = [
    "DOUBTFUL",
    "KEPT_FOR",
    "SILENCE",
    "Import",
    "ImportLine",
    "SavedView",
    "State",
    "place_of_import",
    "private_files",
]
