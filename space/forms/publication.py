"""Whether an organisation agrees to be named, and that its amounts be published: no amount without the name."""

import json

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enact.languages import text_of
from enact.ui.typed import Field

NAME = "name"
SALT = "space.publication"
OF_THE_NAME = _("Our organisation may be named in public")


def asked_of_thing(name):
    """The field of a name in which something is agreed to: the name, or an amount by its commitment; `None` for the others."""
    if name == NAME:
        return Field(OF_THE_NAME, {}, said=_("yes"))
    key = name.removeprefix("amount-")
    if key == name:
        return None
    return Field(
        _("The amount of the commitment with no. %(number)s in its address may be published") % {"number": key},
        {},
        said=_("yes"),
    )


class PublicationForm(forms.Form):
    """A box for each thing that may be published with the agreement of an organisation: its name, its amounts.

    `seen` holds what stood when the form was drawn: what somebody else has answered since is said, before anything is saved.
    """

    OVERTAKEN = _(
        "Somebody else has answered since you opened this page: %(names)s. Nothing of yours was saved yet. The boxes that you "
        "did not touch are as they were saved; check all, and send again."
    )
    WITH_THE_NAME = _(
        "Your amounts stand under your name: none is published on its own before this box is ticked, and to take your name "
        "back takes back every amount below too, even one whose box stays ticked."
    )
    NOT_SEEN = _("This form came without what you had seen. Nothing was saved: check the boxes, and send again.")

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    everything = forms.BooleanField(
        label=_("We agree to everything below"),
        required=False,
        help_text=_("As if every box below were ticked. What is recorded later is asked about again."),
    )

    def __init__(self, *args, organisation, commitments, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.organisation, self.commitments = organisation, {f"amount-{each.pk}": each for each in commitments}
        self.stands = {key: each.amount_published_since is not None for key, each in self.commitments.items()}
        if organisation.kind == organisation.Kind.COMPANY:
            self.stands = {NAME: organisation.name_published_since is not None} | self.stands
        for key, is_agreed in self.stands.items():
            self.fields[key] = forms.BooleanField(label=self.label_of(key), required=False, initial=is_agreed)
        if NAME in self.fields and self.commitments:
            self.fields[NAME].help_text = self.WITH_THE_NAME
        if len(self.stands) < 2:
            del self.fields["everything"]
        self.initial["seen"] = signing.dumps(self.stands, salt=SALT)

    def label_of(self, key):
        """What is agreed to, in words."""
        if key == NAME:
            return OF_THE_NAME
        return _("The amount of “%(title)s” may be published") % {"title": text_of(self.commitments[key], "title")}

    def clean(self):
        """Refuses to go over what somebody else has answered meanwhile, until the form is sent again."""
        cleaned = super().clean()
        opened = self.opened()
        overtaken = [key for key in self.stands if opened.get(key) != self.stands[key]]
        if overtaken:
            self.answer_with(overtaken, opened)
            names = "; ".join(str(self.fields[key].label) for key in overtaken)
            raise ValidationError(
                self.OVERTAKEN if opened else self.NOT_SEEN, code="overtaken", params={"names": names}
            )
        return cleaned

    def opened(self):
        """What stood when the form was drawn, by key; nothing where the form does not say it."""
        try:
            return signing.loads(self.cleaned_data.get("seen") or "", salt=SALT)
        except (signing.BadSignature, json.JSONDecodeError):
            return {}

    def answer_with(self, overtaken, opened):
        """Gives the boxes that were not touched what stands now, so that the form can be sent again."""
        self.data = self.data.copy()
        self.data["seen"] = self.initial["seen"]
        for key in overtaken:
            if self.cleaned_data.get(key) == opened.get(key, self.cleaned_data.get(key)) and opened:
                self.data.pop(key, None)
                if self.stands[key]:
                    self.data[key] = "on"

    @property
    def answers(self):
        """What is agreed to or taken back by this form and was not before: whether it is agreed to, by key.

        Whoever takes the name back takes every amount back.
        """
        of_all = self.cleaned_data.get("everything", False)
        typed = {key: of_all or self.cleaned_data[key] for key in self.stands}
        if self.stands.get(NAME) and not typed[NAME]:
            typed = dict.fromkeys(self.stands, False)
        return {key: is_agreed for key, is_agreed in typed.items() if is_agreed != self.stands[key]}
