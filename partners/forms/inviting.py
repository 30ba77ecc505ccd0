"""The forms with which somebody is invited, and with which what members may do is changed."""

import uuid

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms import NameField
from accounts.models import User
from enact.ui.forms import RecordForm, SafeForm
from partners.actions import Refused, refuse_to_invite
from partners.models import Access, Invitation, Invitee

LANGUAGES = User._meta.get_field("language").choices
MAY = [
    (Access.Role.VIEWER, _("Read")),
    (Access.Role.MANAGER, _("Read, answer for the organisation, and say who has access")),
]
"""What the members of an organisation may do in its space, as they choose it for each other."""


def role_field():
    """The choice of what somebody may do."""
    return forms.ChoiceField(
        label=_("What they may do"), choices=MAY, initial=Access.Role.VIEWER, widget=forms.RadioSelect
    )


class Addressed(forms.Form):
    """Whom an invitation is for."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation goes there, and only whoever reads that mail can accept it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = NameField(label=_("Name, if you know it"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())

    @property
    def invitee(self):
        """Whom a valid form invites, not saved yet."""
        return Invitee(**{name: self.cleaned_data[name] for name in ("email", "name", "language")})


class InviteForm(Addressed):
    """The invitation of somebody into one's own space; `form_token` makes a second sending known."""

    role = role_field()
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["email", "name", "role", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_token", uuid.uuid4())

    def invitation_to(self, organisation):
        """What a valid form asks for, not saved yet."""
        typed = self.cleaned_data
        return Invitation(organisation=organisation, role=typed["role"], entry=typed["form_token"])


class InvitationForm(Addressed, RecordForm):
    """An invitation as the coordination makes one. `by` is whoever fills in the form, and `now` when."""

    by = now = None

    class Meta:
        model = Invitation
        fields = ["organisation", "role"]

    def clean_email(self):
        """An address that is not one of the coordination, which sees every space."""
        email = self.cleaned_data["email"].lower()
        if User.objects.active().filter(email__iexact=email, is_staff=True).exists():
            raise forms.ValidationError(_("Whoever has this address is of the coordination, and sees every space."))
        return email

    def _post_clean(self):
        """Looks last for what speaks against it: of a form that is sent twice, it is the first sending."""
        super()._post_clean()
        if not self.errors:
            try:
                self.refuse()
            except Refused as refused:
                self.add_error("email", str(refused))

    def refuse(self):
        """Raises `Refused` where the address is not invited."""
        asked = {"organisation": self.instance.organisation, "email": self.cleaned_data["email"], "by": self.by}
        refuse_to_invite(**asked, at=self.now, on=self.today)


class RoleForm(SafeForm):
    """What somebody may do in the space of an organisation."""

    role = role_field()

    class Meta:
        model = Access
        fields = ["role"]


class ConfirmForm(forms.Form):
    """Nothing to type: sending it is the answer."""
