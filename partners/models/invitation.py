"""Invitations into the space of an organisation: what was done with each stays, whom it was for can be erased."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from enact.dates import in_words
from enact.moments import local
from enact.records import Record
from enact.tokens import hash_of
from partners.models.access import Access, OwnedQuerySet


class InvitationQuerySet(OwnedQuerySet):
    """Which invitations. How one stands follows from its days, at a moment."""

    def open(self):
        """Those that were neither accepted nor revoked."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def unexpired_at(self, moment):
        """Those, of the open ones, whose seven days are not over."""
        return self.open().filter(expires_at__gt=moment)

    def waiting_at(self, moment):
        """Those whose link still opens something."""
        return self.unexpired_at(moment).filter(sender_invites(moment))

    def with_right_at(self, moment):
        """With whether whoever sent each last may invite at a moment."""
        return self.annotate(sender_invites=sender_invites(moment))

    def unanswered_at(self, moment):
        """Those whose link is over before anybody followed it; those of whom it is no longer known whom they were for not."""
        return self.open().filter(expires_at__lte=moment, invitee__isnull=False)

    def standing_at(self, moment, standing):
        """Those that stand so, of `Invitation.Standing`."""
        told = {
            Invitation.Standing.WAITING: self.waiting_at(moment),
            Invitation.Standing.EXPIRED: self.open().filter(expires_at__lte=moment),
            Invitation.Standing.LAPSED: self.unexpired_at(moment).exclude(sender_invites(moment)),
            Invitation.Standing.ACCEPTED: self.filter(accepted_at__isnull=False),
            Invitation.Standing.REVOKED: self.filter(revoked_at__isnull=False),
        }
        return told[standing]

    def addressed_to(self, email):
        """Those for an e-mail address, whatever its capitals."""
        return self.filter(invitee__email=email.lower())

    def of_token(self, token):
        """The one whose latest link holds a token; `None` for a token that opens nothing, or nothing any more."""
        return self.filter(invitee__token_hash=hash_of(token)).first()


def sender_invites(moment):
    """The condition that whoever sent an invitation last may invite into its space at a moment.

    It is an active account: of the coordination, with the right to, or one that answers for the organisation that day.
    """
    senders = User.objects.active().filter(pk=models.OuterRef("sent_by"))
    answering = Access.objects.active_on(local(moment).date()).filter(role=Access.Role.MANAGER, user__is_active=True)
    own = answering.filter(user=models.OuterRef("sent_by"), organisation=models.OuterRef("organisation"))
    return models.Exists(senders.holding(f"{Invitation._meta.app_label}.add_invitation")) | models.Exists(own)


def in_pairs(done):
    """What the database refuses of something done without somebody, or without a moment."""
    neither, both = ({f"{done}_at__isnull": is_absent, f"{done}_by__isnull": is_absent} for is_absent in (True, False))
    return models.CheckConstraint(
        condition=models.Q(**neither) | models.Q(**both),
        name=f"%(app_label)s_%(class)s_{done}_by_somebody_at_a_moment",
        violation_error_message=_("Who did it and when go together."),
    )


class Invitation(Record):
    """That somebody is invited into the space of an organisation, until a moment. Whom it is for stands in its invitee.

    `invited_at` is the moment of the first mail, `sent_at` that of the last one: only its link opens anything, and only as
    long as whoever sent it may invite. Sent again by somebody who may, it is valid again.
    """

    class Standing(models.TextChoices):
        """How an invitation stands at a moment."""

        WAITING = "waiting", _("waits for an answer")
        EXPIRED = "expired", _("expired without an answer")
        LAPSED = "lapsed", _("no longer valid: whoever sent it may not invite any more")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
        REVOKED = "revoked", pgettext_lazy("invitation", "revoked")

    organisation = models.ForeignKey(
        "partners.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="invitations"
    )
    role = models.CharField(
        _("what the account may do"), max_length=10, choices=Access.Role, default=Access.Role.VIEWER
    )
    invited_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("invited by"), related_name="+", editable=False)
    invited_at = models.DateTimeField(_("invited at"), editable=False)
    sent_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("sent last by"), related_name="+", editable=False)
    sent_at = models.DateTimeField(_("sent last at"), editable=False)
    expires_at = models.DateTimeField(_("expires at"), editable=False, db_index=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("accepted by"), related_name="+", null=True, editable=False
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("revoked by"), related_name="+", null=True, editable=False
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            *(in_pairs(done) for done in ("accepted", "revoked")),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="%(app_label)s_%(class)s_ends_once",
                violation_error_message=_("What was accepted is not revoked: end the access."),
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__gte=models.F("invited_at"), expires_at__gt=models.F("sent_at")),
                name="%(app_label)s_%(class)s_expires_after_it_is_sent",
                violation_error_message=_("An invitation expires after it is sent."),
            ),
        ]

    def __str__(self):
        day = in_words(local(self.invited_at).date())
        return str(_("invitation of %(day)s, %(organisation)s") % {"day": day, "organisation": self.organisation})

    def standing_at(self, moment):
        """How it stands at a moment, of `Standing`."""
        if self.accepted_at:
            return self.Standing.ACCEPTED
        if self.revoked_at:
            return self.Standing.REVOKED
        if self.expires_at <= moment:
            return self.Standing.EXPIRED
        return self.Standing.WAITING if self.has_right_at(moment) else self.Standing.LAPSED

    def has_right_at(self, moment):
        """Whether whoever sent it last may invite at a moment: as `with_right_at` has found, or asked now."""
        if "sender_invites" in self.__dict__:
            return self.sender_invites
        return Invitation.objects.filter(pk=self.pk).filter(sender_invites(moment)).exists()


class Invitee(models.Model):
    """Whom an invitation is for. No history keeps it: it is erased some time after the invitation is over.

    `email` is in lower case, and the only address whose holder may accept. `token_hash` is the SHA-256 of the token in the link
    of the last mail. `name` is empty where it is not known.
    """

    invitation = models.OneToOneField(Invitation, models.CASCADE, verbose_name=_("invitation"), related_name="invitee")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=User._meta.get_field("language").choices, default="fr"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("person invited")
        verbose_name_plural = _("people invited")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="%(app_label)s_%(class)s_email_is_in_lower_case",
                violation_error_message=_("The address is kept in lower case."),
            )
        ]

    def __str__(self):
        return self.name or self.email
