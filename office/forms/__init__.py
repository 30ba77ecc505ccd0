"""What the pages of imports and of saved views ask for."""

from office.forms.imports import ImportForm, ReasonForm
from office.forms.saved import SavedViewForm

__all__ = ["ImportForm", "ReasonForm", "SavedViewForm"]
