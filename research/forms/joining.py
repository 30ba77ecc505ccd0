"""The form of those who ask to join a community of interest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enact.ui.strangers import StrangersForm
from research.models import CommunityMember


class JoinForm(StrangersForm):
    """Who asks to join, and why."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("A mail with a link is sent to it: the request is made once you have followed the link."),
    )
    category = forms.ChoiceField(label=_("You are"), choices=[("", _("choose")), *CommunityMember.Category.choices])
    organisation = forms.CharField(
        label=_("Your organisation, if any"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    message = forms.CharField(
        label=_("What brings you, if you wish to say it"), max_length=1_000, required=False, widget=forms.Textarea
    )
