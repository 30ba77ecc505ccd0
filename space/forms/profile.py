"""How an organisation presents itself, and who is in charge on its side."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enact.dates import DayField
from enact.ui.forms import Difference, RecordForm, SafeForm, last_saving
from indicators.sealing import fingerprint
from partners.models import Identity, Organisation, Responsibility
from partners.models.identifiers import check_telephone
from sources.forms import PictureField

LONGEST = 2_000


class ProfileForm(SafeForm):
    """The description in both languages, and the logo. A logo that is not sent again stays, unless it is taken away."""

    BESIDE = (*SafeForm.BESIDE, "without_logo")

    logo = PictureField(label=_("Logo"))
    without_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    class Meta:
        model = Organisation
        fields = ["description_fr", "description_en", "logo"]
        labels = {"description_fr": _("Description in French"), "description_en": _("Description in English")}
        help_texts = {"description_fr": _("What you do, in a few sentences: 2,000 characters at most.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["logo"] = self.instance.logo
        if self.instance.logo is None:
            del self.fields["without_logo"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("without_logo") and "logo" not in self.changed_data:
            cleaned["logo"] = None
        return cleaned


OF_THE_PERSON = ("given_name", "family_name", "email", "telephone")


def mark_of(identity):
    """What tells whether somebody else has changed who a person is, and tells nobody who it is."""
    return fingerprint("\n".join(getattr(identity, name, "") for name in OF_THE_PERSON))


class ContactForm(RecordForm):
    """Somebody in charge on the partner's side: who it is, with which function, from when to when.

    `is_shared`: the person has a part elsewhere in the programme, so that the name and the address are the coordination's to
    change. No history keeps who somebody is: what somebody else has saved of it meanwhile is told, and not overwritten unseen.
    """

    BESIDE = (*RecordForm.BESIDE, "who_seen")

    change_reason = None
    who_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        validators=[check_telephone],
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text=Identity._meta.get_field("telephone").help_text,
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty as long as it holds."))

    class Meta:
        model = Responsibility
        fields = ["function_fr", "function_en", "starts_on", "ends_on"]
        labels = {"function_fr": _("Function in French"), "function_en": _("Function in English")}

    field_order = [*OF_THE_PERSON, *Meta.fields]

    def __init__(self, *args, is_shared=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.identity = None if self.instance._state.adding else getattr(self.instance.person, "identity", None)
        for name in OF_THE_PERSON:
            self.initial[name] = getattr(self.identity, name, "")
            self.fields[name].disabled = is_shared
        self.initial["who_seen"] = mark_of(self.identity)
        if is_shared:
            self.fields["email"].help_text = _(
                "This person has another part in the programme: the coordination changes the name, the address and the telephone."
            )

    def clean(self):
        is_overtaken = self.identity and self.cleaned_data.get("who_seen") != mark_of(self.identity)
        if is_overtaken:
            self.answer_with("who_seen", mark_of(self.identity))
        cleaned = super().clean()
        if is_overtaken and self.changed_of_the_person:
            self.differences = [self.difference(name, is_untouched=False) for name in self.changed_of_the_person]
            raise ValidationError(self.OVERTAKEN, code="overtaken", params=last_saving(self.instance.person))
        return cleaned

    @property
    def changed_of_the_person(self):
        """The values of the person that were changed."""
        return [name for name in self.changed_data if name in OF_THE_PERSON]

    def untouched_since(self, version):
        """Of the function alone: no history keeps who somebody is."""
        changed = self.changed_data
        self.changed_data = [name for name in changed if name not in OF_THE_PERSON]
        try:
            return super().untouched_since(version)
        finally:
            self.changed_data = changed

    def difference(self, name, is_untouched):
        """What was saved and what is typed in a field."""
        if name not in OF_THE_PERSON:
            return super().difference(name, is_untouched)
        label = capfirst(str(Identity._meta.get_field(name).verbose_name))
        return Difference(label, getattr(self.identity, name, "") or "–", self.cleaned_data.get(name) or "–")
