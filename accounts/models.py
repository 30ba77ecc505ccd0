"""Who can sign in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Permission, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.roles import VERBS, Role


class UserQuerySet(models.QuerySet):
    """Which accounts."""

    def active(self):
        """Those who may sign in."""
        return self.filter(is_active=True)

    def of_partners(self):
        """Those without a part in the coordination or the administration."""
        return self.filter(is_staff=False, is_superuser=False)

    def holding(self, right):
        """Those of the coordination that hold a right, named as `has_perm` names it."""
        app, _dot, codename = right.partition(".")
        named = Permission.objects.filter(content_type__app_label=app, codename=codename)
        held = models.Q(groups__permissions__in=named) | models.Q(user_permissions__in=named)
        return self.filter(models.Q(is_superuser=True) | held, is_staff=True)

    def of_role(self, role):
        """Those of a role."""
        if role in VERBS:
            return self.filter(is_superuser=False, is_staff=True, groups__name=role)
        return self.filter(is_superuser=True) if role == Role.ADMINISTRATOR else self.of_partners()


class UserAccounts(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes accounts; the address is the name, in lower case."""

    def create_user(self, email, password=None, **fields):
        """An account; without a password, nobody signs in until one is set by e-mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """An administrator's account."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail address. Accounts are deactivated, never deleted: history refers to them."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("fr", "Français"), ("en", "English")],
        default="fr",
        help_text=_("Of the back office and of the messages sent."),
    )
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Untick instead of deleting the account."))
    is_staff = models.BooleanField(_("coordination"), default=False, help_text=_("May enter the back office."))
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)
    signed_out_at = models.DateTimeField(
        _("signed out everywhere at"), null=True, blank=True, editable=False, help_text=_("Former sessions are over.")
    )

    USERNAME_FIELD = EMAIL_FIELD = "email"

    objects = UserAccounts()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="%(app_label)s_%(class)s_email_is_unique",
                violation_error_message=_("There is an account with this address already."),
            )
        ]

    def __str__(self):
        """The name on one line, as mails print it; the address of whoever has none."""
        return " ".join(self.name.split()) or self.email

    def get_full_name(self):
        """The name shown by Django's admin."""
        return str(self)

    get_short_name = get_full_name

    @property
    def role(self):
        """What the account is for; `None` for one of the coordination that was given no role yet, nor any right."""
        if self.is_superuser:
            return Role.ADMINISTRATOR
        if not self.is_staff:
            return Role.PARTNER
        names = {group.name for group in self.groups.all()}
        return next((role for role in (Role.PUBLISHER, Role.COORDINATOR, Role.READER) if role in names), None)

    def _get_session_auth_hash(self, secret=None):
        """What a session is compared with at each request: as Django's own, until the account was signed out everywhere."""
        own = super()._get_session_auth_hash(secret)
        if self.signed_out_at is None:
            return own
        moment = str(self.signed_out_at.timestamp())
        return salted_hmac("accounts.signed_out_at", own + moment, secret=secret, algorithm="sha256").hexdigest()
