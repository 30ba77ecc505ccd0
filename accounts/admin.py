"""The back office of the accounts: all of them for administrators, those of partners for the coordination."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import Group
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import give_role, leave_address, reset_second_factors, send_password_link
from accounts.forms import AccountForm, RoleForm
from accounts.models import User
from accounts.roles import Role
from enact.ui.admin import NamedAdmin

# What these modules have just registered: rights follow from the code, an account has one address, secrets are nobody's to read.
admin.site.unregister([EmailAddress, Group, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])


class RoleFilter(admin.SimpleListFilter):
    """The accounts of a role."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role.value, role.label.partition(":")[0]) for role in Role]

    def queryset(self, request, queryset):
        return queryset.of_role(self.value()) if self.value() in Role.values else queryset


@admin.register(User)
class UserAdmin(NamedAdmin):
    """Who can sign in. Accounts are deactivated, never deleted; their holders choose their passwords by e-mail.

    Coordinators open, name and deactivate the accounts of partners. They see no other, and give nobody rights of their own.
    """

    form = AccountForm
    list_display = ["email", "name", "role_in_words", "has_second_factor", "is_active", "last_login"]
    list_filter = ["is_active", RoleFilter, "language"]
    search_fields = ["email", "name"]
    readonly_fields = ["last_login", "joined_at"]
    actions = ["send_links", "reset_factors"]
    fieldsets = [
        (None, {"fields": [("email", "name"), "language"]}),
        (_("Rights"), {"fields": ["role", "is_active"]}),
        (_("Days"), {"fields": ["joined_at", "last_login"]}),
    ]

    widest_form = RoleForm
    """The form with all fields, of which `get_form` gives some to most."""

    def get_queryset(self, request):
        """The accounts that whoever is signed in looks after."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        accounts = super().get_queryset(request).prefetch_related("groups").annotate(protected=Exists(factors))
        return accounts if request.user.is_superuser else accounts.of_partners()

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form of an account; who may give roles has one that asks for them, nobody else's takes one."""
        asked = {"form": RoleForm} if request.user.is_superuser else {}
        form = super().get_form(request, obj, change, **asked | kwargs)
        form.by = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        """All of an account; of a new one, what there is to say. Rights of the coordination are for administrators to give."""
        named, rights, days = super().get_fieldsets(request, obj)
        if not request.user.is_superuser:
            rights = (_("Rights"), {"fields": ["is_active"]})
        return [named, rights, days] if obj else [named, rights]

    def has_delete_permission(self, request, obj=None):
        return False

    def has_administer_permission(self, request):
        """Whether whoever is signed in gives roles, and takes second factors away."""
        return request.user.is_superuser

    @admin.display(description=_("role"))
    def role_in_words(self, account):
        """What the account is for, in short."""
        return account.role.label.partition(":")[0] if account.role else None

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, account):
        """Whether the account has one."""
        return account.protected

    def save_model(self, request, obj, form, change):
        """Saves the account; a new one gets a link by e-mail, with which its holder chooses a password.

        The former address of one that has another now is told, and a link goes to the new one.
        """
        if change and obj.is_active and not form.initial["is_active"]:
            obj.signed_out_at = timezone.now()  # what was open when the account was closed does not open again
        super().save_model(request, obj, form, change)
        has_moved = change and form.initial["email"] != obj.email
        if has_moved:
            leave_address(user=obj, former=form.initial["email"], by=request.user, at=timezone.now())
        if obj.is_active and (has_moved or not change):
            send_password_link(user=obj, request=request)
            messages.info(request, _("A link to choose a password goes to %(address)s.") % {"address": obj.email})

    def save_related(self, request, form, formsets, change):
        """Gives the account the role that was chosen, with its rights and no other; only administrators choose."""
        super().save_related(request, form, formsets, change)
        if "role" in form.cleaned_data:
            give_role(user=form.instance, role=form.cleaned_data["role"])

    @admin.action(description=_("Send a link to choose a password"), permissions=["change"])
    def send_links(self, request, queryset):
        """Sends a link to each active account that is ticked."""
        users = list(queryset.active())
        for user in users:
            send_password_link(user=user, request=request)
        messages.success(request, _("Links sent: %(count)s.") % {"count": len(users)})

    @admin.action(description=_("Reset the second factors"), permissions=["administer"])
    def reset_factors(self, request, queryset):
        """Takes the second factors of each account that is ticked away, but never one's own: whoever sits here has them."""
        users = list(queryset.exclude(pk=request.user.pk))
        for user in users:
            reset_second_factors(user=user, by=request.user, at=timezone.now())
            self.log_change(request, user, str(_("Second factors reset.")))
        messages.success(request, _("Accounts whose second factors were reset: %(count)s.") % {"count": len(users)})
