"""Those who ask to join a community of interest: what they wrote can be erased, that somebody asked stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.records import Record
from research.models.community import Community
from research.models.community_people import CommunityMember


class JoinRequestQuerySet(models.QuerySet):
    """Which requests."""

    def unanswered(self):
        """Those that wait for an answer."""
        return self.filter(answered_on__isnull=True)


class JoinRequest(Record):
    """That somebody asked to join a community, and confirmed it by mail. Who it is stands in its applicant."""

    community = models.ForeignKey(Community, models.PROTECT, verbose_name=_("community"), related_name="requests")
    category = models.CharField(_("category"), max_length=12, choices=CommunityMember.Category)
    confirmed_at = models.DateTimeField(_("confirmed at"), editable=False)
    answered_on = models.DateField(
        _("answered on"),
        null=True,
        blank=True,
        help_text=_("The day on which the person was answered. Empty: the request waits."),
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-confirmed_at", "-pk"]

    def __str__(self):
        asking = getattr(self, "applicant", None) or _("erased")
        return f"{self.community} – {asking}"


class Applicant(models.Model):
    """What somebody wrote who asks to join. No history keeps it; what is not confirmed is deleted after some days.

    `token_hash` is the SHA-256 of the token in the link that confirms; `key` is that of the form, so that it is sent once.
    """

    community = models.ForeignKey(Community, models.PROTECT, verbose_name=_("community"), related_name="+")
    request = models.OneToOneField(
        JoinRequest, models.CASCADE, verbose_name=_("request to join"), related_name="applicant", null=True, blank=True
    )
    category = models.CharField(_("category"), max_length=12, choices=CommunityMember.Category)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    message = models.TextField(_("message"), max_length=1_000, blank=True)
    asked_at = models.DateTimeField(_("asked at"), db_index=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")
        ordering = ["-asked_at"]

    def __str__(self):
        return self.name
