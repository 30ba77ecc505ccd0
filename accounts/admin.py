"""The back office of the accounts: all of them for administrators, those of partners for the coordination."""

from allauth.account.admin import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth.admin import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import bring_coordination_up_to_date, send_password_link
from accounts.forms import AccountForm
from accounts.models import User
from enact.ui.admin import NamedAdmin

# What these modules have just registered: rights follow from the code, and an account has one address.
admin.site.unregister([EmailAddress, Group])


@admin.register(User)
class UserAdmin(NamedAdmin):
    """Who can sign in. Accounts are deactivated, never deleted; their holders choose their passwords by e-mail.

    Coordinators open, name and deactivate the accounts of partners. They see no other, and give nobody rights of their own.
    """

    form = AccountForm
    list_display = ["email", "name", "is_staff", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "language"]
    search_fields = ["email", "name"]
    readonly_fields = ["last_login", "joined_at"]
    actions = ["send_links"]
    fieldsets = [
        (None, {"fields": [("email", "name"), "language"]}),
        (_("Rights"), {"fields": ["is_staff", "is_superuser", "is_active"]}),
        (_("Days"), {"fields": ["joined_at", "last_login"]}),
    ]

    def get_queryset(self, request):
        """The accounts that whoever is signed in looks after."""
        accounts = super().get_queryset(request)
        return accounts if request.user.is_superuser else accounts.of_partners()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
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

    def save_model(self, request, obj, form, change):
        """Saves the account; a new one gets a link by e-mail, with which its holder chooses a password."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()  # a former address opens nothing any more
        if not change:
            transaction.on_commit(lambda: send_password_link(user=obj, request=request), robust=True)
            messages.info(request, _("A link to choose a password goes to %(address)s.") % {"address": obj.email})

    def save_related(self, request, form, formsets, change):
        """Who is of the coordination has its rights, and nobody else."""
        super().save_related(request, form, formsets, change)
        form.instance.groups.set([bring_coordination_up_to_date()] if form.instance.is_staff else [])

    @admin.action(description=_("Send a link to choose a password"), permissions=["change"])
    def send_links(self, request, queryset):
        """Sends a link to each active account that is ticked."""
        users = list(queryset.active())
        for user in users:
            send_password_link(user=user, request=request)
        messages.success(request, _("Links sent: %(count)s.") % {"count": len(users)})
