"""What is asked for to keep a view of a list, or to rename it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enact.ui.asking import readable
from office.models import SavedView


class SavedViewForm(forms.ModelForm):
    """The name of a view, and for whom it is. Its list and what is asked of it are set by the view that saves it."""

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]
        labels = {"name": _("Name of the view"), "is_shared": _("Share it with the whole coordination")}

    def clean_name(self):
        """The name, as databases keep it."""
        return readable(" ".join(self.cleaned_data["name"].split()))

    def _get_validation_exclusions(self):
        """Nothing: that a name is given once on a list is asked here, though the list is not in the form."""
        return super()._get_validation_exclusions() - {"owner", "path"}
