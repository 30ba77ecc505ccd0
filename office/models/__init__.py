"""Imports, the views of lists that people keep, and the outbox."""

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
from office.models.outbox import RETENTION, Mail, bare
from office.models.views import SavedView

__all__ = [
    "DOUBTFUL",
    "KEPT_FOR",
    "RETENTION",
    "SILENCE",
    "Import",
    "ImportLine",
    "Mail",
    "SavedView",
    "State",
    "bare",
    "place_of_import",
    "private_files",
]
