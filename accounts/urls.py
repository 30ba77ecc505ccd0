"""Addresses of the accounts: those of django-allauth that serve here. Nobody signs up alone, or changes address alone."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.urls import path, re_path
from django.views.generic import RedirectView

from accounts import university
from accounts.views import Account, AddApplication, AddKey, Factors, RemoveKey, RenameKey, Sessions, SignIn

urlpatterns = [
    path("", Account.as_view(), name="account"),
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("sessions/", Sessions.as_view(), name="usersessions_list"),
    path("factors/", Factors.as_view(), name="mfa_index"),
    path("factors/ask/", factors.authenticate, name="mfa_authenticate"),
    path("factors/ask-again/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("factors/application/add/", AddApplication.as_view(), name="mfa_activate_totp"),
    path("factors/application/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("factors/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factors/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("factors/codes/recovery-codes.txt", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("factors/keys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("factors/keys/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("factors/keys/add/", AddKey.as_view(), name="mfa_add_webauthn"),
    path("factors/keys/ask-again/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("factors/keys/<int:pk>/", RenameKey.as_view(), name="mfa_edit_webauthn"),
    path("factors/keys/<int:pk>/remove/", RemoveKey.as_view(), name="mfa_remove_webauthn"),
]

at_university = [
    path("accounts/university/", university.sign_in, name="university_login"),
    path("accounts/university/callback/", university.callback, name="university_callback"),
]
"""The addresses of the sign-in at a university, the same in every language, as the provider knows one of them."""

without_language = at_university if settings.OIDC["issuer"] else []
"""Those that there are."""
