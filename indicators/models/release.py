"""What we published."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words


class ReleaseQuerySet(models.QuerySet):
    """Which releases."""

    def in_force(self):
        """Releases that no other corrects."""
        return self.filter(corrected_by__isnull=True)

    def latest_published(self):
        """The release that the public pages show: that of the latest day, as last corrected; `None` before the first."""
        return self.order_by("-day", "-number").first()


class Release(models.Model):
    """Every published figure of a day, as canonical JSON in text. The database refuses to change or delete it.

    `sha256` is that of the text in UTF-8, which is also the published file; each text holds the hash of the release
    before. Who prepared and who published stands here, outside the text; so does what nobody is shown, `kept`: the salt of the
    evidence, and which of the amounts that partners keep are in which sum.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    day = models.DateField(_("day"))
    text = models.TextField(_("text"))
    kept = models.TextField(_("kept beside the text"), default="{}", editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("corrects"), related_name="corrected_by", null=True, blank=True
    )
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: by the machine, at set-up."),
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="%(app_label)s_%(class)s_number_from_one"),
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(corrects__isnull=True),
                name="%(app_label)s_%(class)s_second_of_a_day_corrects",
                violation_error_message=_("There is a release for this day: publish a correction."),
            ),
        ]

    def __str__(self):
        return _("Release no. %(number)s, %(day)s") % {"number": self.number, "day": in_words(self.day)}

    def said_of_amounts(self):
        """What it said of amounts that partners keep, as books, the earliest first; nothing for releases that did not note it."""
        return json.loads(self.kept).get("books", [])

    @property
    def is_intact(self):
        """Whether the text is still the one that was published."""
        return hashlib.sha256(str(self.text).encode()).hexdigest() == self.sha256

    def faults(self, previous):
        """What is wrong with a release that follows another (`None` for the first), in words: its text, its row, its place."""
        document = self.published()
        if document is None:
            yield "the text is not the one that was published"
            return
        corrects = self.corrects.number if self.corrects else None
        said = [document.get(key) for key in ("number", "day", "corrects")]
        if said != [self.number, str(self.day), corrects]:
            yield "the row does not say what the text says"
        link = {"number": previous.number, "sha256": previous.sha256} if previous else None
        if document.get("previous") != link:
            yield "the chain is broken: it does not follow the release before"

    def published(self):
        """What the text says; `None` when it is not the one that was published."""
        try:
            document = json.loads(self.text) if self.is_intact else None
        except (RecursionError, ValueError):
            return None
        return document if isinstance(document, dict) else None
