"""The pages of one's own account. Those that are not here are django-allauth's, in our dress."""

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import TemplateView, UpdateView

from accounts import second_factor
from accounts.models import User


class SignIn(LoginView):
    """The page to sign in: by password, by passkey, at a university where there is one."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(university=settings.OIDC["name"], **kwargs)


class Account(UpdateView):
    """One's own account: what it is for, in which language, and the ways to its password, factors and sessions."""

    model = User
    fields = ["language"]
    template_name = "accounts/account.html"

    def get_object(self, queryset=None):
        return self.request.user

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            has_second_factor=second_factor.factors_of(self.object).exists(),
            must_have_second_factor=second_factor.is_required_of(self.object),
            **kwargs,
        )

    def form_valid(self, form):
        """Keeps the language, and goes on in it."""
        user = form.save()
        with override(user.language):
            messages.success(self.request, _("The language is kept."))
            return HttpResponseRedirect(reverse("account"))


class Factors(IndexView):
    """One's own second factors; whoever must have one and has none is told why it came here."""

    def get_context_data(self, **kwargs):
        is_required = second_factor.is_required_of(self.request.user)
        return super().get_context_data(
            must_have_second_factor=is_required,
            leads_on=get_adapter().get_login_redirect_url(self.request),
            **kwargs,
        )


class AddApplication(ActivateTOTPView):
    """An application that makes codes; the code that proves it counts as given in this session."""

    def form_valid(self, form):
        is_first = not second_factor.factors_of(self.request.user).exists()
        response = super().form_valid(form)
        second_factor.take(second_factor.application_of(self.request.user), form.cleaned_data["code"])
        second_factor.note_new(self.request, Authenticator.Type.TOTP, is_first=is_first, at=timezone.now())
        return response


class AddKey(AddWebAuthnView):
    """A passkey or a security key; that it answered counts as given in this session."""

    def form_valid(self, form):
        is_first = not second_factor.factors_of(self.request.user).exists()
        response = super().form_valid(form)
        second_factor.note_new(self.request, Authenticator.Type.WEBAUTHN, is_first=is_first, at=timezone.now())
        return response


class RenameKey(EditWebAuthnView):
    """Another name for a key."""

    success_url = reverse_lazy("mfa_index")


class RemoveKey(RemoveWebAuthnView):
    """Takes a key away, unless it is the last factor of somebody who must have one."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        adapter = get_mfa_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(self.success_url)
        return super().form_valid(form)


class Sessions(TemplateView):
    """Where one is signed in; any other session can be ended, or all of them."""

    template_name = "usersessions/usersession_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sessions=sessions_of(self.request), **kwargs)

    def post(self, request):
        """Ends the other session that is named, or all others where none is."""
        others = [row for row in sessions_of(request) if not row.is_here]
        if "session" in request.POST:
            asked = request.POST["session"]
            others = [get_object_or_404(UserSession, pk=row.pk) for row in others if str(row.pk) == asked]
        for row in others:
            row.end()
        messages.success(request, _("What you asked to end is ended."))
        return redirect("usersessions_list")


def sessions_of(request):
    """The sessions in which somebody is still signed in, the newest first; `is_here` marks that of the request."""
    rows = UserSession.objects.filter(user=request.user).order_by("-created_at", "-pk")
    kept = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now())
    own = request.user.get_session_auth_hash()
    alive = {
        session.session_key
        for session in kept
        if constant_time_compare(session.get_decoded().get(HASH_SESSION_KEY, ""), own)
    }
    for row in rows:
        row.is_here = row.session_key == request.session.session_key
    return [row for row in rows if row.session_key in alive]
