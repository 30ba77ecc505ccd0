"""The forms of accounts."""

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import PasswordVerificationMixin, ResetPasswordForm, UserTokenForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts import second_factor
from accounts.models import User
from accounts.roles import Role
from accounts.tasks import send_link_to


class NameField(forms.CharField):
    """The name of a person, on one line. It holds no address: names stand in mails, where an address would become a link."""

    default_validators = [
        RegexValidator(
            r"/|@|www\.|\w\.[a-z]{2,}",
            _("A name holds no address: write it without “/”, “@” or a dot between two words."),
            inverse_match=True,
        )
    ]

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class AccountForm(forms.ModelForm):
    """An account as whoever looks after it sees it: its password is its holder's alone. `by` is set by the admin: who does."""

    by = None

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.set_unusable_password()

    def clean_email(self):
        """The address in lower case: it is the name of the account.

        Another one takes the second factors away: that is for administrators to do, and never to oneself.
        """
        email = self.cleaned_data["email"].lower()
        if self.instance._state.adding or email == self.initial["email"]:
            return email
        if self.instance == self.by:
            raise forms.ValidationError(_("Your own address is changed by another administrator."), code="own")
        if not self.by.is_superuser and second_factor.factors_of(self.instance).exists():
            raise forms.ValidationError(
                _("This account has a second factor: an administrator changes its address."), code="protected"
            )
        return email

    def clean_name(self):
        """The name on one line."""
        return " ".join(self.cleaned_data["name"].split())


class RoleForm(AccountForm):
    """An account as administrators see it, who say what it is for. `by` is whoever fills in the form."""

    by = None
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect, initial=Role.PARTNER)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["role"] = self.instance.role

    def clean(self):
        """Refuses that administrators take their own rights away: somebody else does that."""
        cleaned = super().clean()
        keeps = cleaned.get("is_active") and cleaned.get("role") == Role.ADMINISTRATOR
        if self.instance == self.by and not keeps:
            raise forms.ValidationError(_("You cannot take away your own rights: another administrator can."))
        return cleaned


class NewAccountForm(PasswordVerificationMixin, forms.Form):
    """What somebody chooses who opens an account for the address at which they were invited."""

    name = NameField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=User._meta.get_field("language").choices,
        help_text=_("Of the messages that are sent to you."),
    )
    password1 = SetPasswordField(label=_("Password"))
    password2 = PasswordField(label=_("Password (again)"), autocomplete="new-password")

    @property
    def chosen(self):
        """What a valid form says of the account to open."""
        typed = self.cleaned_data
        return {"name": typed["name"], "language": typed["language"], "password": typed["password1"]}


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks for a link to choose a password. Whether there is such an account is looked at later, by the worker alone.

    So the same is done here for every address, and nothing, not even the time that it takes, tells who has an account.
    """

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs):
        send_link_to.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class LinkForm(UserTokenForm):
    """What is in a link to choose a password. It opens nothing for an account that was deactivated since it was sent."""

    def _get_user(self, uidb36):
        user = super()._get_user(uidb36)
        return user if user and user.is_active else None


class FreshCode:
    """Takes a code of an application once, and none that is older than one that was taken: what comes again is wrong."""

    def clean_code(self):
        application = second_factor.application_of(self.user)
        if application is None or second_factor.take(application, self.cleaned_data["code"]):
            return super().clean_code()
        check_rate_limit(self.user)
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(FreshCode, AuthenticateForm):
    """The second factor at a sign-in."""


class CodeAgainForm(FreshCode, ReauthenticateForm):
    """The second factor asked for once more."""


class AddKeyForm(AddWebAuthnForm):
    """A passkey or a security key to add, in our words."""

    field_order = ["name", "passwordless", "credential"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("It tells your keys from each other: “telephone”, “key ring”.")
        self.fields["passwordless"].label = _("Sign in with this key alone, without a password")
        self.fields["passwordless"].help_text = _("The key then asks for your finger, your face or its own code.")

    def clean(self):
        """Refuses in words what is no answer of a key: allauth lets some of it pass as a fault."""
        try:
            return super().clean()
        except (ValueError, LookupError, TypeError, AttributeError):
            raise get_adapter().validation_error("incorrect_code") from None


class KeyNameForm(EditWebAuthnForm):
    """The name of a key, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
