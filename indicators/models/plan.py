"""Releases that are prepared, approved by somebody else where the house asks for it, and announced for a moment to come."""

import json
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from enact.languages import text_of
from enact.records import Record, saved_last
from indicators.models.release import Release

SOON = timedelta(days=30)
"""How long before its announced moment a release is to be prepared."""


class PreparedRelease(models.Model):
    """The text of a release to come, as somebody prepared it. The database refuses to change or delete it.

    It holds its place among the releases: another release that comes first makes it void. `sha256` is its mark, and will be
    the fingerprint of the release.
    """

    day = models.DateField(_("day"))
    text = models.TextField(_("text"))
    kept = models.TextField(_("kept beside the text"), default="{}", editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    prepared_at = models.DateTimeField(_("prepared at"))
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("prepared by"), related_name="+"
    )

    class Meta:
        verbose_name = _("prepared release")
        verbose_name_plural = _("prepared releases")
        ordering = ["-prepared_at"]

    def __str__(self):
        return _("prepared by %(who)s, SHA-256 %(mark)s…") % {"who": self.prepared_by, "mark": self.sha256[:12]}

    def document(self):
        """What the text says."""
        return json.loads(self.text)

    def follows(self, release):
        """Whether it was prepared to follow a release, `None` for the first."""
        link = {"number": release.number, "sha256": release.sha256} if release else None
        return self.document()["previous"] == link


class PlanQuerySet(models.QuerySet):
    """Which planned releases."""

    def waiting(self):
        """Those that are neither published nor given up."""
        return self.filter(release__isnull=True, given_up_at__isnull=True)

    def announced(self):
        """Those whose moment readers were told."""
        return self.filter(announced_for__isnull=False)

    def due_at(self, moment):
        """Those that are approved, whose moment has come, and that did not fail: they are to be published."""
        in_time = Q(announced_for__isnull=True) | Q(announced_for__lte=moment)
        return self.waiting().filter(in_time, approved_at__isnull=False, failed_at__isnull=True)

    def standing_at(self, moment, standing):
        """Those that wait for somebody at a moment, as they stand: failed, late, to be approved, or to be prepared soon."""
        late = Q(announced_for__lt=moment)
        soon = Q(announced_for__lt=moment + SOON)
        told = {
            PlannedRelease.Standing.FAILED: Q(failed_at__isnull=False),
            PlannedRelease.Standing.LATE: late & Q(failed_at__isnull=True),
            PlannedRelease.Standing.PREPARED: Q(prepared__isnull=False, approved_at__isnull=True) & ~late,
            PlannedRelease.Standing.ANNOUNCED: Q(prepared__isnull=True) & soon & ~late,
        }
        return self.waiting().filter(told[standing])

    def with_changed_at(self):
        """Annotates `changed_at`: when it was saved last."""
        return self.annotate(changed_at=saved_last(PlannedRelease, id=OuterRef("pk")))


class PlannedRelease(Record):
    """A release to come of the figures of a day: announced, prepared, approved, then published; or given up.

    It can be announced before it is prepared. `announced_for` is the moment that readers are told; without it, it is published
    as soon as it is approved. `failed_at`: it could not be published as approved, since another release came first, what the
    check found, or what it names may not be told any more.
    """

    class Standing(models.TextChoices):
        """What a release to come waits for; one that is approved, and whose moment comes, waits for nobody."""

        FAILED = "failed", _("failed")
        LATE = "late", _("late")
        PREPARED = "prepared", _("to be approved")
        ANNOUNCED = "announced", _("to be prepared soon")

    day = models.DateField(_("day of the figures"))
    announced_for = models.DateTimeField(
        _("announced for"), null=True, blank=True, help_text=_("Empty: as soon as it is approved.")
    )
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)
    prepared = models.OneToOneField(
        PreparedRelease, models.PROTECT, verbose_name=_("prepared"), related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved by"),
        related_name="+",
        null=True,
        blank=True,
    )
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    release = models.OneToOneField(
        Release, models.PROTECT, verbose_name=_("release"), related_name="plan", null=True, blank=True
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned release")
        verbose_name_plural = _("planned releases")
        ordering = ["-announced_for", "-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(release__isnull=True, given_up_at__isnull=True),
                name="%(app_label)s_%(class)s_one_waiting_a_day",
                violation_error_message=_("A release of this day is planned already."),
            ),
            models.CheckConstraint(
                condition=Q(announced_for__isnull=True, announced_at__isnull=True)
                | Q(announced_for__isnull=False, announced_at__isnull=False),
                name="%(app_label)s_%(class)s_announced_for_and_at",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False, prepared__isnull=False),
                name="%(app_label)s_%(class)s_approved_by_somebody_once_prepared",
            ),
            models.CheckConstraint(
                condition=Q(release__isnull=True) | Q(approved_at__isnull=False, given_up_at__isnull=True),
                name="%(app_label)s_%(class)s_published_once_approved",
            ),
        ]

    def __str__(self):
        return _("Figures of %(day)s") % {"day": in_words(self.day)}

    @property
    def is_waiting(self):
        """Whether it is neither published nor given up."""
        return self.release_id is None and self.given_up_at is None

    def is_late_at(self, moment):
        """Whether its announced moment is over, and it is not published."""
        return self.is_waiting and self.announced_for is not None and self.announced_for < moment

    @property
    def is_overtaken(self):
        """Whether another release was published since it was prepared, so that what was prepared follows the last one no more."""
        last = Release.objects.order_by("-number").defer("text", "kept").first()
        return self.prepared is not None and not self.prepared.follows(last)

    def may_be_approved_by(self, user, *, needs_two):
        """Whether somebody may approve what is prepared: where two are needed, not who prepared it."""
        is_open = self.is_waiting and self.prepared is not None and self.approved_at is None
        return is_open and not (needs_two and self.prepared.prepared_by_id == user.pk)


class ReleaseMove(models.Model):
    """The announced moment of a release, moved to another one, or given up (`becomes` is `None`): when, by whom and why.

    The database refuses to change or delete it: readers find every move.
    """

    plan = models.ForeignKey(PlannedRelease, models.PROTECT, verbose_name=_("planned release"), related_name="moves")
    was = models.DateTimeField(_("was announced for"), null=True, blank=True)
    becomes = models.DateTimeField(_("is announced for"), null=True, blank=True)
    reason_fr = models.TextField(_("reason in French"))
    reason_en = models.TextField(_("reason in English"), blank=True)
    said_at = models.DateTimeField(_("said at"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("said by"), related_name="+")

    class Meta:
        verbose_name = _("moved release")
        verbose_name_plural = _("moved releases")
        ordering = ["said_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(becomes=F("was")), name="%(app_label)s_%(class)s_moves_to_another_moment"
            ),
            models.CheckConstraint(condition=~Q(reason_fr=""), name="%(app_label)s_%(class)s_says_why"),
        ]

    def __str__(self):
        return f"{self.plan} – {self.reason}"

    @property
    def reason(self):
        """Why, in both languages."""
        return text_of(self, "reason")
