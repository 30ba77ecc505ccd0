"""Which mails an account wishes to have, and what it was reminded of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User


class Digest(models.TextChoices):
    """How often an account is told what there is to do."""

    NEVER = "never", pgettext_lazy("digest", "never")
    WEEKLY = "weekly", pgettext_lazy("digest", "every week")
    MONTHLY = "monthly", pgettext_lazy("digest", "every month")

    def period_of(self, day):
        """The week or the month of a day, by its name; "" for never."""
        year, week, _weekday = day.isocalendar()
        return {Digest.NEVER: "", Digest.WEEKLY: f"{year}-W{week:02}", Digest.MONTHLY: f"{day:%Y-%m}"}[self]


def usual_of(user):
    """How often an account that has chosen nothing is told: each week the coordination, each month a partner."""
    return Digest.WEEKLY if user.is_staff else Digest.MONTHLY


class MailChoice(models.Model):
    """Which mails an account wishes to have; one that has chosen nothing has what is usual. It is no business record."""

    user = models.OneToOneField(User, models.PROTECT, verbose_name=_("account"), related_name="mail_choice")
    digest = models.CharField(
        _("What there is to do"),
        max_length=10,
        choices=Digest,
        default=Digest.MONTHLY,
        help_text=_("One mail with all that is your turn; none when nothing is."),
    )
    has_reminders = models.BooleanField(
        _("Reminders"),
        default=True,
        help_text=_("What is asked of you, once; what is due, a month and a week before its day, and when it is late."),
    )

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self):
        return str(self.user)

    @classmethod
    def of(cls, user):
        """What an account has chosen, or what is usual."""
        return cls.objects.filter(user=user).first() or cls(user=user, digest=usual_of(user))


class Reminder(models.Model):
    """That an account was reminded of something, which `key` names with how near it was. The rows only grow."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name=_("account"), related_name="reminders")
    key = models.CharField(_("key"), max_length=200)
    told_on = models.DateField(_("told on"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="%(app_label)s_%(class)s_is_told_once")]

    def __str__(self):
        return f"{self.user}, {self.key}"
