"""The outbox: every mail that the application sends, from the moment at which it is written until it has left."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from enact.dates import in_words
from enact.moments import local
from partners.models import Access, Invitee, Organisation

RETENTION = timedelta(days=30)
"""How long a mail is kept once it has left, or has not: then its kind, its account, its days and what became of it stay."""
INVITATION = "partners/mail/invitation.txt"
"""The kind of the mails that invite somebody."""
ENDS = ("sent_at", "given_up_at", "uncertain_at", "dropped_at")
"""The moments of which at most one is set: then nothing is left to do."""


def bare(address, encoding=None):
    """An address as mail servers take it, without the name before it."""
    return parseaddr(sanitize_address(address, encoding or settings.DEFAULT_CHARSET))[1]


class Standing(models.TextChoices):
    """How a mail stands."""

    WAITING = "waiting", pgettext_lazy("mail", "waiting to leave")
    TRIED = "tried", pgettext_lazy("mail", "not taken yet, to be tried again")
    SENT = "sent", pgettext_lazy("mail", "sent")
    GIVEN_UP = "given_up", pgettext_lazy("mail", "not delivered")
    UNCERTAIN = "uncertain", pgettext_lazy("mail", "uncertain")
    DROPPED = "dropped", pgettext_lazy("mail", "not sent: its reader has no access any more")


class Fault(models.TextChoices):
    """Why a mail did not leave."""

    UNREACHABLE = "unreachable", _("the mail server could not be reached")
    SIGN_IN = "sign_in", _("the mail server did not let us in")
    BUSY = "busy", _("the mail server refused it for now")
    REFUSED = "refused", _("the mail server refused it for good")
    BROKEN = "broken", _("the mail server broke off")
    SLOW = "slow", _("the mail server did not answer in time")
    UNANSWERED = "unanswered", _("it was handed over, and the mail server did not say whether it took it")
    INTERRUPTED = "interrupted", _("the worker was interrupted")


def is_open():
    """The condition that something is left to do for a mail."""
    return Q(**{f"{end}__isnull": True for end in ENDS})


class MailQuerySet(models.QuerySet):
    """Which mails."""

    def due_at(self, moment):
        """Those for which something is to be done at a moment, or was before."""
        return self.filter(is_open()).filter(Q(next_at__isnull=True) | Q(next_at__lte=moment))

    def forgotten_at(self, moment):
        """Those for which something was to be done at a moment or before, written by then too."""
        return self.due_at(moment).filter(asked_at__lte=moment)

    def undelivered(self):
        """Those that did not leave, or of which nobody knows: somebody is to look at them, as long as they are not erased."""
        return self.filter(Q(given_up_at__isnull=False) | Q(uncertain_at__isnull=False)).exclude(to="")

    def to_be_erased(self, moment):
        """Those that have been kept for long enough at a moment."""
        ended = Q()
        for end in ENDS:
            ended |= Q(**{f"{end}__lte": moment - RETENTION})
        return self.filter(ended).exclude(to="")

    def of_forgotten_invitees(self):
        """The invitations that ended, to addresses of which it is no longer known that they were invited."""
        ended = self.filter(kind=INVITATION).exclude(is_open()).exclude(to="")
        return ended.exclude(to__in=[bare(email) for email in Invitee.objects.values_list("email", flat=True)])

    def erase(self):
        """Erases to whom mails went, and what they said; returns of how many."""
        return self.update(content=None, to="", subject="", reply="")

    def with_standing(self):
        """Annotates `standing`."""
        return self.annotate(
            standing=Case(
                When(sent_at__isnull=False, then=Value(Standing.SENT)),
                When(given_up_at__isnull=False, then=Value(Standing.GIVEN_UP)),
                When(uncertain_at__isnull=False, then=Value(Standing.UNCERTAIN)),
                When(dropped_at__isnull=False, then=Value(Standing.DROPPED)),
                When(tries__gt=0, then=Value(Standing.TRIED)),
                default=Value(Standing.WAITING),
                output_field=models.CharField(),
            )
        )


class Mail(models.Model):
    """A mail to one address. It is written in the transaction that it tells of, and leaves if that is committed.

    `content` is the message as it leaves, `None` once it is erased; `to` and `subject` are "" once they are.
    `message_id` stays the same however often it is tried.
    `key` names what it tells of: there is one mail of a key; `None` for what may be told again. Where `reader` is set, it
    leaves only while that account is active, sees `organisation` if one is set, and is of the coordination if it is for that
    alone. `next_at` is the moment before which nothing is to be done, `None`: at once. `claim` is the key of who is about to
    deliver it, and `handed_at` the moment from which the server may have it: from then on it is never handed over again by
    itself.
    """

    Standing, Fault = Standing, Fault

    key = models.CharField(_("key"), max_length=200, null=True, blank=True, unique=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    sender = models.CharField(_("from"), max_length=320)
    to = models.CharField(_("to"), max_length=320)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    message_id = models.CharField("Message-ID", max_length=300)
    content = models.BinaryField(_("content"), null=True)
    is_secret = models.BooleanField(_("holds a secret link"), default=False)
    reader = models.ForeignKey(User, models.PROTECT, verbose_name=_("reader"), related_name="+", null=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="+", null=True
    )
    is_for_coordination = models.BooleanField(_("for the coordination alone"), default=False)
    asked_at = models.DateTimeField(_("written at"), auto_now_add=True)
    next_at = models.DateTimeField(_("next try at"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    claim = models.UUIDField(_("claim"), null=True)
    handed_at = models.DateTimeField(_("handed over at"), null=True)
    fault = models.CharField(_("last error"), max_length=15, choices=Fault, blank=True)
    reply = models.CharField(_("what the server said"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True)
    uncertain_at = models.DateTimeField(_("uncertain since"), null=True)
    dropped_at = models.DateTimeField(_("dropped at"), null=True)
    again_at = models.DateTimeField(_("sent again at"), null=True)
    again_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("sent again by"), related_name="+", null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-id"]
        indexes = [models.Index(fields=["to"], name="office_mail_by_address")]
        constraints = [
            models.CheckConstraint(
                condition=is_open()
                | Q(
                    *[
                        Q(**{f"{end}__isnull": False} | {f"{other}__isnull": True for other in ENDS if other != end})
                        for end in ENDS
                    ],
                    _connector=Q.OR,
                ),
                name="%(app_label)s_%(class)s_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(again_at__isnull=True, again_by__isnull=True)
                | Q(again_at__isnull=False, again_by__isnull=False),
                name="%(app_label)s_%(class)s_sent_again_by_somebody",
            ),
        ]

    def __str__(self):
        if not self.to:
            return str(_("erased mail of %(day)s") % {"day": in_words(local(self.asked_at).date())})
        return f"{self.subject} – {self.to}"

    @property
    def needs_a_new_link(self):
        """Whether it did not leave, or nobody knows, and cannot leave any more: its link was secret, and is erased."""
        return bool(self.given_up_at or self.uncertain_at) and self.is_secret and self.content is None and self.to != ""

    @property
    def may_be_sent_again(self):
        """Whether somebody may ask that it leave all the same: it did not, or nobody knows, and its text is still there."""
        return bool(self.given_up_at or self.uncertain_at) and self.content is not None

    def may_reach_its_reader(self, on):
        """Whether the account that it tells something to may still read that on a day, and at this address."""
        if self.reader is None:
            return True
        if not self.reader.is_active or (self.is_for_coordination and not self.reader.is_staff):
            return False
        if self.to != bare(self.reader.email):
            return False  # it was written to a former address
        if self.organisation_id is None or self.reader.is_staff:
            return True
        opened = Access.objects.active_on(on).filter(user=self.reader_id, organisation=self.organisation_id)
        return opened.exists()
