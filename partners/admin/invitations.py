"""The back office of invitations: the coordination invites, sends again and revokes; how each stands follows from its days."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enact.moments import moment_in_words
from enact.ui.admin import RecordAdmin
from partners.actions import Refused, invite, revoke, send_again
from partners.forms import InvitationForm
from partners.models import Invitation


class StandingNow(admin.SimpleListFilter):
    """Invitations as they stand now."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return Invitation.Standing.choices

    def queryset(self, request, queryset):
        if self.value() not in Invitation.Standing:
            return queryset
        return queryset.standing_at(timezone.now(), Invitation.Standing(self.value()))


def moment_column(name, description):
    """A column of a list: a moment in words, sorted by it."""

    @admin.display(description=description, ordering=name)
    def column(self, record):
        return moment_in_words(getattr(record, name)) or None

    return column


@admin.register(Invitation)
class InvitationAdmin(RecordAdmin):
    """Who was invited into which space. What was sent is not changed: it is sent again, or revoked."""

    form = InvitationForm
    list_display = ["address", "organisation", "role", "standing", "sent", "expires", "invited_by"]
    list_filter = [StandingNow, "role"]
    list_select_related = ["organisation", "invitee", "invited_by"]
    search_fields = ["invitee__email", "invitee__name", "organisation__name", "organisation__short_name"]
    autocomplete_fields = ["organisation"]
    actions = ["send_ticked_again", "revoke_ticked"]
    fieldsets = [
        (None, {"fields": ["organisation", ("address", "named"), ("role", "tongue"), "standing"]}),
        (_("Days"), {"fields": [("invited", "invited_by"), ("sent", "sent_by"), "expires"]}),
        (_("Answer"), {"fields": [("accepted", "accepted_by"), ("revoked", "revoked_by")]}),
    ]
    asked = [(None, {"fields": ["organisation", ("email", "name"), ("role", "language")]})]

    invited = moment_column("invited_at", _("invited at"))
    sent = moment_column("sent_at", _("sent last at"))
    expires = moment_column("expires_at", _("expires at"))
    accepted = moment_column("accepted_at", _("accepted at"))
    revoked = moment_column("revoked_at", _("revoked at"))

    def get_fieldsets(self, request, obj=None):
        """What is asked of a new one; of one that was sent, all that is known."""
        if obj is None:
            return [*self.asked, (None, {"fields": ["form_token"]})]
        return self.fieldsets

    def get_queryset(self, request):
        """With whom each is for, and who did what with it."""
        people = ("invited_by", "sent_by", "accepted_by", "revoked_by")
        rows = super().get_queryset(request).select_related("organisation", "invitee", *people)
        return rows.with_right_at(timezone.now())

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.by, form.now = request.user, timezone.now()
        return form

    @admin.display(description=_("e-mail address"), ordering="invitee__email")
    def address(self, invitation):
        """Where it went; `None` once that is erased."""
        return self.told(invitation, "email")

    @admin.display(description=_("name"))
    def named(self, invitation):
        """The name, where it is known."""
        return self.told(invitation, "name")

    @admin.display(description=_("language"))
    def tongue(self, invitation):
        """The language of the mail."""
        return self.told(invitation, "get_language_display")

    @admin.display(description=_("standing"))
    def standing(self, invitation):
        """How it stands now."""
        return invitation.standing_at(timezone.now()).label

    def told(self, invitation, name):
        """Something of whom it is for; `None` for nothing, or once it is erased."""
        value = getattr(getattr(invitation, "invitee", None), name, None)
        return (value() if callable(value) else value) or None

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Invites, and says so."""
        now = timezone.now()
        when = {"at": now, "on": timezone.localdate(now)}
        invite(invitation=obj, invitee=form.invitee, by=request.user, address_of=address_from(request), **when)
        messages.info(request, gettext("The invitation goes to %(address)s.") % {"address": form.invitee.email})

    @admin.action(description=_("Send again, with a new link"), permissions=["add"])
    def send_ticked_again(self, request, queryset):
        """Sends those that are ticked once more; each that is not says why."""
        again = {"by": request.user, "at": timezone.now(), "address_of": address_from(request)}
        self.each(request, queryset, lambda one: send_again(invitation=one, **again))

    @admin.action(description=_("Revoke"), permissions=["add"])
    def revoke_ticked(self, request, queryset):
        """Revokes those that are ticked; each that is not says why."""
        self.each(request, queryset, lambda one: revoke(invitation=one, by=request.user, at=timezone.now()))

    def each(self, request, queryset, act):
        """Acts on each invitation, and says how it went."""
        done = 0
        for one in queryset:
            try:
                act(one)
                done += 1
            except Refused as refused:
                messages.warning(request, f"{one} – {refused}")
        messages.success(request, gettext("Done: %(count)s.") % {"count": done})

    def view_on_site(self, obj):
        """The space that is opened, as the partner sees it."""
        return reverse("space-home", args=[obj.organisation_id])


def address_from(request):
    """Gives the link for a token, on the host of a request and in the language of the moment."""
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))
