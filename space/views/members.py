"""Who has access to the space of an organisation: whoever answers for it invites, and changes or ends what others may do."""

from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from partners.actions import Refused, change_role, end_access, invite, revoke, send_again
from partners.forms import ConfirmForm, InviteForm, RoleForm
from partners.models import Access, Invitation
from space.views.answering import AnswerPage
from space.views.visit import Visit


def members_of(visit):
    """The accesses that are open today, each with its account."""
    seen = Access.objects.visible_to(visit.user, visit.today).active_on(visit.today)
    own = seen.filter(organisation=visit.organisation, user__is_active=True).select_related("user")
    return own.order_by("starts_on", "pk")


def invitations_of(visit):
    """The invitations that nobody has answered, while it is known whom they are for."""
    seen = Invitation.objects.visible_to(visit.user, visit.today).open()
    own = seen.filter(organisation=visit.organisation, invitee__isnull=False)
    return own.select_related("organisation", "invitee", "invited_by")


@require_safe
def members(request, organisation):
    """Who has access, since when and to do what. Who is invited, and at which address, is for those alone who say so.

    The coordination reads that too, and changes nothing here.
    """
    visit, now = Visit(request, organisation), timezone.now()
    sees_all = visit.role != Access.Role.VIEWER
    context = {
        "visit": visit,
        "members": members_of(visit),
        "invited": [(one, one.standing_at(now)) for one in invitations_of(visit).with_right_at(now)]
        if sees_all
        else [],
        "sees_all": sees_all,
        "second_factor": second_factor(),
    }
    return render(request, "space/members.html", context)


def second_factor():
    """Where one protects one's account by a second factor; "" where that is not offered."""
    try:
        return reverse("mfa_index")
    except NoReverseMatch:
        return ""


class MembersPage(AnswerPage):
    """A form about who has access. What is refused under the lock is told in the form; nothing of it was done."""

    form_class = ConfirmForm
    template_name = "space/member_answer.html"

    def post(self, request):
        try:
            with transaction.atomic():
                return super().post(request)
        except Refused as refused:
            form = self.get_form(request.POST)
            form.is_valid()
            form.add_error(None, str(refused))
            return self.shown(form)

    def get_next(self):
        return reverse("space-members", args=[self.visit.organisation.pk])

    def get_context(self):
        return {"said": self.said}

    @property
    def said(self):
        """What sending the form does, in words."""
        return ""

    def address_of(self, token):
        """The link for a token, in the language of the moment."""
        return self.request.build_absolute_uri(reverse("invitation", args=[token]))


class Invite(MembersPage):
    """The invitation of somebody into one's own space."""

    form_class = InviteForm
    title = _("Invite somebody")
    button = _("Send the invitation")
    thanks = _("The invitation is on its way.")
    said = _("They get a mail with a link that works once, for seven days, and choose a password of their own.")

    def answer(self, form):
        invite(
            invitation=form.invitation_to(self.visit.organisation),
            invitee=form.invitee,
            by=self.visit.user,
            at=timezone.now(),
            on=self.visit.today,
            address_of=self.address_of,
        )


class OfMember(MembersPage):
    """A form about the access of somebody."""

    def prepare(self, access):
        self.access = get_object_or_404(members_of(self.visit), pk=access)

    @property
    def said(self):
        """Whom it is about."""
        return self.access.user.name or self.access.user.email


class MemberRole(OfMember):
    """What a member may do."""

    form_class = RoleForm
    title = _("What they may do")
    button = _("Change")
    thanks = _("What they may do is changed, at once.")

    def get_form_options(self):
        return {"instance": self.access}

    def answer(self, form):
        change_role(access=self.access, role=form.cleaned_data["role"], by=self.visit.user, on=self.visit.today)


class MemberEnd(OfMember):
    """The end of the access of a member."""

    title = _("End the access")
    button = _("End it now")
    thanks = _("The access is ended, at once.")

    def answer(self, form):
        end_access(access=self.access, by=self.visit.user, at=timezone.now(), on=self.visit.today)

    def get_next(self):
        """To the members; to the door for whoever has ended their own access."""
        return reverse("space") if self.access.user_id == self.visit.user.pk else super().get_next()


class OfInvitation(MembersPage):
    """A form about an invitation."""

    def prepare(self, invitation):
        self.invitation = get_object_or_404(invitations_of(self.visit), pk=invitation)

    @property
    def said(self):
        """Whom it is about."""
        return self.invitation.invitee.email


class InvitationAgain(OfInvitation):
    """The sending of an invitation once more."""

    title = _("Send the invitation again")
    button = _("Send again")
    thanks = _("The invitation is on its way, with a new link; the one before opens nothing any more.")

    def answer(self, form):
        send_again(invitation=self.invitation, by=self.visit.user, at=timezone.now(), address_of=self.address_of)


class InvitationRevoke(OfInvitation):
    """The end of an invitation that nobody has accepted."""

    title = _("Revoke the invitation")
    button = _("Revoke it now")
    thanks = _("The invitation is revoked: its link opens nothing any more.")

    def answer(self, form):
        revoke(invitation=self.invitation, by=self.visit.user, at=timezone.now())
