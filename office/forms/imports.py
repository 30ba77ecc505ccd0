"""What the pages of imports ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enact.imports.archives import LARGEST_FILE


class ImportForm(forms.Form):
    """A file, or rows copied from a spreadsheet, and what they hold. `resources`: those that the account may import."""

    resource = forms.ChoiceField(label=_("What the rows hold"))
    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("XLSX or CSV, up to 10 MB and 50,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt"}),
    )
    rows = forms.CharField(
        label=_("Or rows copied from a spreadsheet"),
        required=False,
        max_length=2_000_000,
        strip=False,
        help_text=_("With their headings."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "wrap": "off"}),
    )

    def __init__(self, resources, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resource"].choices = [(name, resource.title) for name, resource in resources.items()]

    def clean_file(self):
        """Refuses what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            words = _("This file is too large: at most %(size)s MB.")
            raise forms.ValidationError(words, params={"size": LARGEST_FILE // 1024**2}, code="too_large")
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("rows", "").strip()):
            raise forms.ValidationError(_("Send a file, or paste rows: one of both."), code="one_of_both")
        return cleaned

    @property
    def sent(self):
        """What was sent: its name, and its content as bytes."""
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else (str(_("pasted rows")), self.cleaned_data["rows"].encode())


class ReasonForm(forms.Form):
    """Why an import is made: it stands in the history of each record. Of rows in doubt, that they are right is said, too.

    `sent` is the import, and `doubted` says what that means.
    """

    reason = forms.CharField(
        label=_("Reason for the import"),
        max_length=300,
        help_text=_("Kept in the history of each record, beside your name and the day."),
    )
    are_right = forms.BooleanField(
        label=_("I have looked at the rows in doubt: they are right as they stand"),
        error_messages={
            "required": _(
                "Look at the rows in doubt. If they are right as they stand, say so; if not, correct them in the file, and send "
                "it again."
            )
        },
    )

    def __init__(self, sent, doubted, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["are_right"].help_text = doubted
        if not sent.doubtful:
            del self.fields["are_right"]
