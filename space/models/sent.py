"""What a partner has sent: it waits until the coordination accepts or refuses it, once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.models import User
from enact.records import Record
from funding.models import Commitment
from partners.models import Organisation, OwnedQuerySet


class SentQuerySet(OwnedQuerySet):
    """Which of what was sent. It is for the eyes of the organisation that sent it alone."""

    def waiting(self):
        """What the coordination has not answered yet."""
        return self.filter(decided_at__isnull=True)


class SentOfCommitmentQuerySet(SentQuerySet):
    """What was sent of commitments: one that has become another partner's shows neither of them what the other has sent."""

    def belonging_to(self, organisations):
        return super().belonging_to(organisations) & Q(commitment__organisation=models.F("organisation"))


class Sent(Record):
    """Something that somebody sent in the name of an organisation. By itself, it changes no record of ours.

    The decision comes later: `is_accepted` is `None` while it waits. Whoever is refused is told why in `answer`.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="%(class)ss"
    )
    sent_at = models.DateTimeField(_("sent at"), editable=False)
    sent_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("sent by"), related_name="%(class)ss", editable=False
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("decided by"), related_name="+", null=True, blank=True, editable=False
    )
    is_accepted = models.BooleanField(_("accepted"), null=True, blank=True, editable=False)
    answer = models.TextField(
        _("answer to the partner"),
        max_length=1_000,
        blank=True,
        help_text=_("The partner reads it, in its space and by mail. A refusal says why, and what is expected."),
    )

    class Meta:
        abstract = True
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_accepted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_accepted__isnull=False),
                name="%(app_label)s_%(class)s_decided_by_somebody_at_a_moment",
                violation_error_message=_("A decision has a person and a moment."),
            ),
            models.CheckConstraint(
                condition=Q(is_accepted__isnull=True) | Q(is_accepted=True) | ~Q(answer=""),
                name="%(app_label)s_%(class)s_refused_with_an_answer",
                violation_error_message=_("Say why it is refused: the partner reads it."),
            ),
        ]

    @property
    def is_waiting(self):
        """Whether the coordination is to answer it."""
        return self.decided_at is None

    @property
    def standing(self):
        """How it stands, in words for whoever sent it."""
        if self.is_waiting:
            return _("waits for the coordination")
        return pgettext("what was sent", "accepted") if self.is_accepted else pgettext("what was sent", "refused")


def positive(name="amount"):
    """The constraint that an amount is more than nothing."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": 0}),
        name=f"%(app_label)s_%(class)s_{name}_is_positive",
        violation_error_message=_("The amount is more than zero."),
    )


class SentOfCommitment(Sent):
    """Something that was sent of a commitment: a subclass says of which `amount`, in euros, and what it becomes."""

    OWNER = "commitment"

    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="%(class)ss")
    note = models.TextField(_("note"), max_length=1_000, blank=True)

    objects = SentOfCommitmentQuerySet.as_manager()

    class Meta(Sent.Meta):
        abstract = True
        constraints = [*Sent.Meta.constraints, positive()]

    @property
    def its_commitment(self):
        """The commitment that it is about."""
        return self.commitment
