"""What django-allauth says in pages, forms and mails that serve here, and that we say otherwise in French: in our own words.

The catalogue of this site comes before that of allauth; the texts stand here to be found with ours.
"""

from django.utils.translation import gettext_noop as _

SAID_BY_ALLAUTH = [
    _("Account Inactive"),
    _("Are you sure you want to remove this security key?"),
    _("Are you sure you want to sign out?"),
    _("Are you sure?"),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Authenticator App Activated"),
    _("Authenticator App Deactivated"),
    _("Authenticator code"),
    _("A new security key has been added."),
    _("A new set of recovery codes has been generated."),
    _("A new set of Two-Factor Authentication recovery codes has been generated."),
    _("A security key has been removed."),
    _("Bad Token"),
    _("Be patient, you are sending too many requests."),
    _("Current Password"),
    _("Deactivate"),
    _("Deactivate Authenticator App"),
    _("Edit Security Key"),
    _("Email"),
    _("Email address"),
    _("Enter an authenticator code:"),
    _("Enter your password:"),
    _("Forgot your password?"),
    _("Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it."),
    _(
        "If you do not recognize this change then please take proper security precautions immediately. The change to your "
        "account originates from:\n\n- IP address: %(ip)s\n- Browser: %(user_agent)s\n- Date: %(timestamp)s"
    ),
    _("Invalid or expired key."),
    _("New Recovery Codes Generated"),
    _("Password Changed"),
    _("Password Reset"),
    _("Password Reset Email"),
    _("Password Set"),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Please contact us if you have any trouble resetting your password."),
    _("Please type your current password."),
    _("Remove Security Key"),
    _("Security key added."),
    _("Security Key Added"),
    _("Security key removed."),
    _("Security Key Removed"),
    _("The email address and/or password you specified are not correct."),
    _("The password reset token was invalid."),
    _(
        "The password reset link was invalid, possibly because it has already been used.  Please request a "
        '<a href="%(passwd_reset_url)s">new password reset</a>.'
    ),
    _("This account is currently inactive."),
    _("This account is inactive."),
    _("This action will invalidate your existing codes."),
    _("Too many failed login attempts. Try again later."),
    _("Use a security key"),
    _("Use authenticator app or code"),
    _("Use your password"),
    _(
        "We have sent you an email. If you have not received it please check your spam folder. Otherwise contact us if you do "
        "not receive it in a few minutes."
    ),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
    _("You are about to generate a new set of recovery codes for your account."),
    _("You are already logged in as %(user_display)s."),
    _("You are receiving this mail because the following change was made to your account:"),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("Your password has been changed."),
    _("Your password has been reset."),
    _("Your password has been set."),
    _("Your password is now changed."),
    _(
        "You're receiving this email because you or someone else has requested a password reset for your user account.\nIt can "
        "be safely ignored if you did not request a password reset. Click the link below to reset your password."
    ),
]
