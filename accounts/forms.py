"""The forms of accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AccountForm(forms.ModelForm):
    """An account as administrators see it: its password is its holder's alone. `by` is whoever fills in the form."""

    by = None

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_staff", "is_superuser", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.set_unusable_password()

    def clean_email(self):
        """The address in lower case: it is the name of the account."""
        return self.cleaned_data["email"].lower()

    def clean(self):
        """Refuses that administrators take their own rights away: somebody else does that."""
        cleaned = super().clean()
        if self.instance == self.by and not (cleaned.get("is_active") and cleaned.get("is_superuser")):
            raise forms.ValidationError(_("You cannot take away your own rights: another administrator can."))
        return cleaned
