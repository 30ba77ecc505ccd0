"""What an account chooses of its mails."""

from django import forms

from space.models import MailChoice


class MailChoiceForm(forms.ModelForm):
    """Which mails an account wishes to have."""

    class Meta:
        model = MailChoice
        fields = ["digest", "has_reminders"]
