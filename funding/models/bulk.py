"""The same change to many commitments at once, kept with its rows and what they were, so that it can be undone as one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from enact.records import Record


class BulkChange(Record):
    """One change that was made to several commitments, for one reason.

    `rows` has an object for each of them: `key` is that of the commitment; then `before` and `after` are what some of its
    fields held, or `step` is the key of the step that was added. `left` are the keys of those that were not put back when
    it was undone, because somebody had changed them meanwhile.
    """

    class Kind(models.TextChoices):
        RESPONSIBLE = "responsible", _("who follows it")
        PILLAR = "pillar", _("pillar")
        THEMES = "themes", _("themes")
        STEP = "step", _("a step")

    kind = models.CharField(_("what was changed"), max_length=12, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300)
    rows = models.JSONField(_("rows"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("made by"), related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("undone by"), related_name="+", null=True, blank=True
    )
    undo_reason = models.CharField(_("reason for undoing"), max_length=300, blank=True)
    left = models.JSONField(_("rows left as they are"), default=list, blank=True)

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="%(app_label)s_%(class)s_has_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undo_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undo_reason=""),
                name="%(app_label)s_%(class)s_undone_by_somebody_for_a_reason",
                violation_error_message=_("What is undone has a person, a moment and a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} × {len(self.rows)} – {self.reason}"
