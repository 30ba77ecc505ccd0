"""What the forms of organisations and people refuse, or ask about."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enact.ui.forms import RecordForm, RowForm
from partners.models import Organisation
from partners.models.likeness import LOOKED_AT


class OrganisationForm(RecordForm):
    """An organisation, which is saved once it is said to be different from those recorded that look like it.

    `are_different` holds the keys of those that were said to be others: one that has come meanwhile is asked about too. The
    admin keeps what was said, with `different_because`, and nobody is asked about such a pair again.
    """

    BESIDE = (*RecordForm.BESIDE, "are_different", "different_because")
    ALIKE = gettext_lazy(
        "Organisations that look like this one are recorded already: see below. Open them to check. Nothing was saved yet, and "
        "nothing that you typed is lost."
    )

    are_different = forms.CharField(required=False, widget=forms.HiddenInput)

    different_because = forms.CharField(
        label=gettext_lazy("How do you know?"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "Kept with what you say, beside your name and the day: nobody is asked about them again."
        ),
    )

    lookalikes = ()

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding or set(LOOKED_AT) & set(self.changed_data):
            self.ask_about_lookalikes()
        return cleaned

    def ask_about_lookalikes(self):
        """Refuses, until it is confirmed, what looks like an organisation that is recorded already."""
        given = {name: self.cleaned_data.get(name) or "" for name in LOOKED_AT}
        found = Organisation.objects.like(**given)
        if not self.instance._state.adding:
            found = found.exclude(pk=self.instance.pk).not_told_apart_from(self.instance.pk)
        self.lookalikes = list(found)
        if self.lookalikes and not self.is_confirmed:
            self.add_error(None, ValidationError(self.ALIKE, code="alike"))

    @property
    def lookalike_keys(self):
        """The keys of those that look like this one, as the confirmation sends them."""
        return ",".join(str(key) for key in sorted(each.pk for each in self.lookalikes))

    @property
    def is_confirmed(self):
        """Whether all of them are said to be others."""
        return self.cleaned_data.get("are_different") == self.lookalike_keys


class SizeChecks:
    """What is refused of a declared size that is entered or changed; one that stands stays, whatever its company became."""

    def clean_year(self):
        """A year that has begun."""
        year = self.cleaned_data["year"]
        if year > self.today.year:
            raise ValidationError(_("This year is still to come."), code="future")
        return year

    def clean(self):
        cleaned = super().clean()
        organisation = self.cleaned_data.get("organisation")
        if organisation and organisation.kind != Organisation.Kind.COMPANY and self.has_changed():
            raise ValidationError(_("Only a company has a declared size."), code="no_company")
        return cleaned


class DeclaredSizeForm(SizeChecks, RecordForm):
    """A declared size."""


class DeclaredSizeRow(SizeChecks, RowForm):
    """A declared size, in the form of its company."""


class IdentityForm(RowForm):
    """Who a person is. An identity has no version and no history: the person's version guards it."""

    @property
    def record(self):
        return self.instance.person

    def refuse_second_sending(self):
        """Nothing: a person has one identity, and is itself made once."""


class MergeForm(forms.Form):
    """The order to merge two organisations: why, and a mark of what whoever gives it has seen."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the merge"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Kept in the history of everything that moves, beside your name and the day."),
        error_messages={"required": gettext_lazy("Say why the two are one: the history keeps it.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
