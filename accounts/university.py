"""Sign-in at a university, by OpenID Connect: for accounts that exist, found by the address that the provider has verified.

Nothing of the provider is kept: each sign-in is matched anew. Its second factor does not stand for ours.
"""

import logging
import secrets

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts.models import User

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures that only the provider can make: none that is a secret shared with it, and never none at all."""
NAME = "university"
logger = logging.getLogger(__name__)


class Signed(OpenIDConnectOAuth2Adapter):
    """The conversation with the provider. Its signature is always verified, which allauth leaves out of this flow."""

    def get_callback_url(self, request, app):
        return request.build_absolute_uri(reverse("university_callback"))

    @property
    def openid_config(self):
        """What the provider says of itself: it must be the one that the settings name."""
        config = super().openid_config
        if config["issuer"].rstrip("/") != settings.OIDC["issuer"]:
            raise OAuth2Error("The provider names another issuer.")
        return config

    def complete_login(self, request, app, token, *, response, **kwargs):
        """What the provider says of whoever signed in; what it signed wins over what it tells when asked."""
        signed = self.claims(app, response["id_token"])
        told = self._fetch_user_info(token.token) if "email" not in signed else {}
        if told and told.get("sub") != signed["sub"]:
            raise OAuth2Error("The provider tells of somebody else.")
        return self.get_provider().sociallogin_from_response(request, {"id_token": told | signed})

    def claims(self, app, id_token):
        """What an ID token says, once its signature, issuer, audience and time are verified."""
        try:
            signed = jwt.decode(
                id_token,
                key=self.key_of(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=60,
                options={"require": ["exp", "iat", "sub", "aud", "iss", "nonce"]},
            )
        except jwt.PyJWTError as refused:
            raise OAuth2Error("The ID token is refused.") from refused
        if signed["aud"] not in (app.client_id, [app.client_id]):
            raise OAuth2Error("The ID token is meant for others too.")
        return signed

    def key_of(self, id_token):
        """The public key of the provider that a token says it was signed with."""
        with get_adapter().get_requests_session() as session:
            published = session.get(self.openid_config["jwks_uri"])
            published.raise_for_status()
        wanted = jwt.get_unverified_header(id_token).get("kid")
        for key in jwt.PyJWKSet.from_dict(published.json()).keys:
            if key.key_id == wanted:
                return key
        raise OAuth2Error("The ID token is signed with an unknown key.")


class University(OpenIDConnectProvider):
    """The provider of the settings."""

    oauth2_adapter_class = Signed
    pkce_enabled_default = True

    def get_redirect_from_request_kwargs(self, request):
        """What is asked of the provider: to sign in, and nothing that the address of the request could add."""
        nonce = secrets.token_urlsafe(32)
        asked = {"process": AuthProcess.LOGIN, "scope": self.get_scope(), "auth_params": {"nonce": nonce}}
        return asked | {"nonce": nonce, "next_url": get_next_redirect_url(request)}

    def extract_email_addresses(self, data):
        """The address, when the provider says in so many words that it has verified it; otherwise none."""
        address = verified_address(data["id_token"])
        return [EmailAddress(email=address, verified=True, primary=True)] if address else []


class ExistingAccounts(DefaultSocialAccountAdapter):
    """Whoever comes from the provider is an account of ours, or stays outside."""

    def list_apps(self, request, provider=None, client_id=None):
        """The one provider, as the settings name it."""
        if not settings.OIDC["issuer"]:
            return []
        app = SocialApp(provider="openid_connect", provider_id=NAME, name=settings.OIDC["name"])
        app.client_id, app.secret = settings.OIDC["client_id"], settings.OIDC["secret"]
        app.settings = {"server_url": settings.OIDC["issuer"]}
        return [app]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Finds the account of the verified address; refuses an answer to another question, and whoever has no account."""
        told = sociallogin.account.extra_data["id_token"]
        if not secrets.compare_digest(told["nonce"], sociallogin.state.get("nonce") or ""):
            refuse(request, "another nonce")
        address = verified_address(told)  # allauth lists addresses that are not verified beside it
        sociallogin.user = User.objects.filter(email=address).first() if address else None
        if sociallogin.user is None:
            refuse(request, "no verified address of an account")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Says that it did not work, on the page to sign in; why, the log says."""
        refuse(request, exception or error)


def verified_address(told):
    """The address that a provider says, in so many words, that it has verified, as accounts are named; "" for none.

    Capitals of A to Z are small letters; those of other letters, such as the kelvin sign, make no other address of it.
    """
    said, address = told.get("email_verified"), told.get("email")
    if not (isinstance(address, str) and (said is True or said == "true")):
        return ""
    return address.lower() if address.isascii() else address


def refuse(request, why):
    """Leads back to the page to sign in. The log says why; whoever tried learns no more than what to do."""
    logger.warning("A sign-in at the university was refused: %s", why)
    words = _("The sign-in with %(name)s did not succeed, or no account has the address that it confirms.")
    messages.error(request, words % {"name": settings.OIDC["name"]})
    raise ImmediateHttpResponse(redirect("account_login"))


def answered(view):
    """A view that talks to the provider: whatever the provider says or leaves out, whoever tries gets an answer."""

    def inner(request):
        try:
            try:
                return view(request)
            except (RequestException, OAuth2Error, LookupError, TypeError, ValueError, AttributeError) as fault:
                refuse(request, type(fault).__name__)
        except ImmediateHttpResponse as answer:
            return answer.response

    return login_not_required(inner)


@require_safe
@answered
def sign_in(request):
    """Leads to the provider. It is a link, no form: our policy lets no form lead to another site."""
    return get_adapter().get_provider(request, NAME).redirect_from_request(request)


@require_safe
@answered
def callback(request):
    """Takes the answer of the provider."""
    return OAuth2CallbackView.adapter_view(Signed(request, NAME))(request)
