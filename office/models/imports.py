"""Files that coordinators send to be imported, and what each row of them would do."""

import uuid
from datetime import timedelta

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User

SILENCE = timedelta(seconds=60)
"""After how long without a sign of life work counts as interrupted."""
KEPT_FOR = timedelta(days=7)
"""How long what was sent, and what its rows would do, is kept when nobody imports it, or once it is imported."""

DOUBTFUL = "doubtful"
"""Of the rows, whatever becomes of them, those that are in doubt."""


def place_of_import(_import, _name):
    """Where what was sent is kept: under a random name, which tells nothing of it."""
    return f"imports/{uuid.uuid4().hex}"


def private_files():
    """The storage of files that nobody is served."""
    return storages["private"]


class State(models.TextChoices):
    """How an import stands at a moment."""

    WAITING = "waiting", _("waiting for the worker")
    RUNNING = "running", _("under way")
    INTERRUPTED = "interrupted", _("interrupted")
    REFUSED = "refused", _("refused")
    FAULTY = "faulty", _("to correct")
    READY = "ready", _("to confirm")
    IMPORTED = "imported", _("imported")
    FORGOTTEN = "forgotten", _("forgotten")


class Import(models.Model):
    """A file, or pasted rows, on their way into the records: read, shown, confirmed, imported.

    How it stands follows from its moments. `asked_at` is set while there is work: a preview, or, once it is confirmed, the
    import; `beat_at` is the last sign of life of who does it, `done` of `whole` how far it is. `fingerprint` is that of the
    plan that was shown: nothing else is imported. What was sent is deleted once it is imported, or after `KEPT_FOR`.
    """

    resource = models.CharField(_("what it holds"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    content = models.FileField(_("content"), storage=private_files, upload_to=place_of_import, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    rows = models.PositiveIntegerField(_("rows"))
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("sent by"), related_name="imports")
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    beat_at = models.DateTimeField(_("last sign of life at"), null=True, blank=True)
    done = models.PositiveIntegerField(_("done"), default=0)
    whole = models.PositiveIntegerField(_("to do"), default=0)
    previewed_at = models.DateTimeField(_("previewed at"), null=True, blank=True)
    counts = models.JSONField(_("rows by what becomes of them"), default=dict)
    headings = models.JSONField(_("headings"), default=list)
    said = models.JSONField(_("remarks"), default=list)
    fingerprint = models.CharField(_("fingerprint of the plan"), max_length=64, blank=True)
    refusal = models.TextField(_("refused because"), blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("confirmed by"), related_name="+", null=True, blank=True
    )
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("forgotten at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="%(app_label)s_%(class)s_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(imported_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="%(app_label)s_%(class)s_imported_once_confirmed",
            ),
        ]

    def __str__(self):
        return self.name

    def state_at(self, moment):
        """How it stands at a moment."""
        if self.imported_at:
            return State.IMPORTED
        if self.forgotten_at:
            return State.FORGOTTEN
        if self.asked_at:
            return self.state_of_work(moment)
        if self.refusal:
            return State.REFUSED
        return State.FAULTY if self.counts.get("faulty") else State.READY

    def state_of_work(self, moment):
        """How the work stands that was asked for."""
        if self.begun_at is None:
            return State.WAITING
        return State.INTERRUPTED if moment - self.beat_at > SILENCE else State.RUNNING

    @property
    def changes(self):
        """How many rows create or change something."""
        return self.counts.get("created", 0) + self.counts.get("changed", 0)

    @property
    def doubtful(self):
        """How many rows are in doubt."""
        return self.counts.get(DOUBTFUL, 0)


class ImportLine(models.Model):
    """What a row would do, or did, in words: `told` holds its effects, what is in doubt, what is wrong and, if so, its cells."""

    of = models.ForeignKey(Import, models.PROTECT, verbose_name=_("import"), related_name="lines")
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("what becomes of it"), max_length=10)
    told = models.JSONField(_("in words"))

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        indexes = [models.Index(fields=["of", "outcome", "number"], name="office_importline_by_outcome")]

    def __str__(self):
        return str(self.number)
